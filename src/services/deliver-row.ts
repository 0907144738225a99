import type { LetterWriter } from '../flow/letter.ts'
import { ServiceError } from '../errors.ts'
import type { ChatSender } from '../ports/chat-sender.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { Messenger } from '../ports/messenger.ts'
import type { OutboxRow } from '../ports/records/outbox.ts'
import type { Random } from '../ports/random.ts'
import type { Sealer } from '../ports/sealer.ts'
import { messageSchema, type Message } from './outbox.ts'

export interface DeliveryDeps {
  readonly clock: Clock
  readonly random: Random
  readonly sealer: Sealer
  readonly messenger: Messenger
  readonly chat: ChatSender
  readonly write: LetterWriter
  /** Tells a desk how a case stands; see triage/sync.ts. */
  readonly tellDesk: (told: { readonly desk: string; readonly number: number }) => Promise<void>
  readonly log: Log
}

/** What became of a message: nothing more to do, given up because no gateway took it, or when to try again (epoch ms). */
export type Fate = 'delivered' | 'dropped' | 'abandoned' | { readonly retryAt: number }

const mostAttempts = 5
const firstRetryMs = 1_000
/** Retries of many messages are spread over so much of their wait. */
const jitter = 0.25

/** As long as a number; no gateway is asked to send anything there. */
const nobody = '+00000000000'

async function deliver(deps: DeliveryDeps, id: string, message: Message): Promise<void> {
  if (message.kind === 'chat') {
    const { reference, locale, said } = message
    return deps.chat.send({ reference, locale, said })
  }
  if (message.kind === 'desk') return deps.tellDesk(message)
  const { medium, to, letter, locale } = message
  const written = deps.write(letter, { medium, locale })
  const outgoing = { id, medium, to: to ?? nobody, template: letter.template, ...written }
  return to === null ? deps.messenger.pretend(outgoing) : deps.messenger.deliver(outgoing)
}

/** The longest wait between two tries of what is tried for as long as it lives. */
const longestRetryMs = 60_000

/**
 * A desk is told in the end, however long its chat is away, and so is a person in a chat: nobody repeats to them what
 * an agent wrote. People's codes are of no use by then.
 */
const isPatient = (kind: Message['kind'] | null): boolean => kind === 'desk' || kind === 'chat'

function retryWaitMs(kind: Message['kind'] | null, { attempts }: OutboxRow): number {
  const waitMs = firstRetryMs * 2 ** Math.min(attempts, 16)
  return isPatient(kind) ? Math.min(waitMs, longestRetryMs) : waitMs
}

interface Failure {
  readonly row: OutboxRow
  /** What was to be delivered, or null when that could not be read. */
  readonly kind: Message['kind'] | null
  readonly error: unknown
}

function afterFailure(deps: DeliveryDeps, { row, kind, error }: Failure): Fate {
  const attempts = row.attempts + 1
  const code = error instanceof ServiceError ? error.code : 'BUG'
  // A desk would rather read a line twice than never; into a person's chat goes nothing that may be there already.
  const isRetryable = error instanceof ServiceError && (error.retryable || kind === 'desk')
  deps.log.warn('message.failed', { id: row.id, attempts, code, error })
  if (!isRetryable || (!isPatient(kind) && attempts >= mostAttempts)) {
    deps.log.error('message.abandoned', { id: row.id, attempts, code })
    return 'abandoned'
  }
  const waitMs = retryWaitMs(kind, row)
  const spreadMs = deps.random.below(Math.floor(waitMs * jitter) + 1)
  return { retryAt: deps.clock.now() + waitMs + spreadMs }
}

/**
 * Delivers one message of the outbox, with its row's id for the gateway to know a repeat by (attacks J7). Retries
 * after 1, 2, 4 and 8 seconds, and what goes to a desk or into a chat for as long as it lives; an expired message is
 * dropped, since its code is of no use any more.
 */
export async function deliverRow(deps: DeliveryDeps, row: OutboxRow): Promise<Fate> {
  if (row.expiresAt <= deps.clock.now()) return 'dropped'
  const opened = deps.sealer.open(row.sealed)
  if (opened === null) {
    deps.log.error('message.unreadable', { id: row.id })
    return 'dropped'
  }
  let kind: Message['kind'] | null = null
  try {
    const message = messageSchema.parse(JSON.parse(opened))
    ;({ kind } = message)
    await deliver(deps, row.id, message)
    return 'delivered'
  } catch (error) {
    return afterFailure(deps, { row, kind, error })
  }
}
