import type { LetterWriter } from '../flow/letter.ts'
import { ServiceError } from '../errors.ts'
import type { ChatSender } from '../ports/chat-sender.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { Messenger } from '../ports/messenger.ts'
import type { OutboxRow } from '../ports/records/outbox.ts'
import type { Random } from '../ports/random.ts'
import type { Sealer } from '../ports/sealer.ts'
import type { Message } from './message.ts'
import { messageSchema } from './message-schema.ts'

export interface DeliveryDeps {
  readonly clock: Clock
  readonly random: Random
  readonly sealer: Sealer
  readonly messenger: Messenger
  readonly chat: ChatSender
  readonly write: LetterWriter
  readonly log: Log
}

/** What became of a message: nothing more to do, or when to try again (epoch ms). */
export type Fate = 'delivered' | 'dropped' | { readonly retryAt: number }

const mostAttempts = 5
const firstRetryMs = 1_000
/** Retries of many messages are spread over so much of their wait. */
const jitter = 0.25

async function deliver(deps: DeliveryDeps, id: string, message: Message): Promise<void> {
  if (message.kind === 'chat') {
    const { reference, locale, said } = message
    return deps.chat.send({ reference, locale, said })
  }
  const { medium, to, letter, locale } = message
  const written = deps.write(letter, { medium, locale })
  if (to === null) return undefined // pretended: written like a real one, and sent to nobody
  return deps.messenger.deliver({ id, medium, to, template: letter.template, ...written })
}

function afterFailure(deps: DeliveryDeps, row: OutboxRow, error: unknown): Fate {
  const attempts = row.attempts + 1
  const code = error instanceof ServiceError ? error.code : 'BUG'
  const isRetryable = error instanceof ServiceError && error.retryable
  deps.log.warn('message.failed', { id: row.id, attempts, code, error })
  if (!isRetryable || attempts >= mostAttempts) {
    deps.log.error('message.abandoned', { id: row.id, attempts, code })
    return 'dropped'
  }
  const waitMs = firstRetryMs * 2 ** row.attempts
  const spreadMs = deps.random.below(Math.floor(waitMs * jitter) + 1)
  return { retryAt: deps.clock.now() + waitMs + spreadMs }
}

/**
 * Delivers one message of the outbox, with its row's id for the gateway to know a repeat by (attacks J7). Retries
 * after 1, 2, 4 and 8 seconds; an expired message is dropped, since its code is of no use any more.
 */
export async function deliverRow(deps: DeliveryDeps, row: OutboxRow): Promise<Fate> {
  if (row.expiresAt <= deps.clock.now()) return 'dropped'
  const opened = deps.sealer.open(row.sealed)
  if (opened === null) {
    deps.log.error('message.unreadable', { id: row.id })
    return 'dropped'
  }
  try {
    await deliver(deps, row.id, messageSchema.parse(JSON.parse(opened)))
    return 'delivered'
  } catch (error) {
    return afterFailure(deps, row, error)
  }
}
