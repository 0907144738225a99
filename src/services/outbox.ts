import { z } from 'zod'
import type { TrailMark } from '../domain/trail.ts'
import { dayMs } from '../domain/durations.ts'
import { letterSchema } from '../flow/letter.ts'
import { locales } from '../flow/locale.ts'
import type { ReadonlyDeep } from '../flow/readonly-deep.ts'
import { saidSchema } from '../flow/reply.ts'
import type { OutboxRow } from '../ports/records/outbox.ts'
import type { Reads, Store } from '../ports/store.ts'
import type { ServiceDeps } from './use-case.ts'
import type { UnitOfWork } from './unit-of-work.ts'

/** How long a message without an end of its own is worth delivering. */
const lifetimeMs = dayMs

const idBytes = 16

/** Reads a message back from the outbox. */
export const messageSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('letter'),
    medium: z.enum(['sms', 'email']),
    /** A stored address; null for a message that is only pretended, so that it costs what a real one costs. */
    to: z.string().nullable(),
    locale: z.enum(locales),
    letter: letterSchema,
  }),
  z.object({
    kind: z.literal('chat'),
    reference: z.string(),
    locale: z.enum(locales),
    said: z.array(saidSchema),
  }),
  /** Tells a desk how a case stands; what that is is looked up when it is delivered. */
  z.object({ kind: z.literal('desk'), desk: z.string(), number: z.number() }),
])

/** A message that waits in the outbox, before it is sealed. */
export type Message = ReadonlyDeep<z.infer<typeof messageSchema>>

/**
 * Stages a message: it is sent after the commit, or never if there is none.
 *
 * @param sending `expiresAt` (epoch ms) from when on it is of no use, a day from now by default; `about` key of the
 *   conversation it is sent for, for a case of it to show what became of the message
 */
export function post(
  deps: Pick<ServiceDeps, 'random' | 'sealer'>,
  work: UnitOfWork,
  sending: {
    readonly message: Message
    readonly expiresAt?: number
    readonly about?: string
  },
): void {
  work.put('outbox', {
    id: Buffer.from(deps.random.bytes(idBytes)).toString('base64url'),
    sealed: deps.sealer.seal(JSON.stringify(sending.message)),
    about: sending.about ?? null,
    attempts: 0,
    dueAt: work.now,
    expiresAt: sending.expiresAt ?? work.now + lifetimeMs,
  })
}

/** The key of the counter of what could not be delivered for a conversation. */
const mailFaultKey = (conversation: string): string => `mail:${conversation}`

/** How long it is remembered that a message was given up. */
const faultKeptMs = 7 * dayMs

/**
 * Counts the codes and links that were sent for a conversation, by its trail; those that no gateway has accepted yet;
 * and those that were given up.
 */
export async function pendingMail(
  reads: Reads,
  { conversation, trail }: { readonly conversation: string; readonly trail: readonly TrailMark[] },
) {
  const sent = trail.filter(({ answer }) => answer === 'code.sent' || answer === 'reset.mailed')
  const waiting = await reads.find('outbox', 'about', { value: conversation })
  const fault = await reads.get('limits', mailFaultKey(conversation))
  return { sent: sent.length, waiting: waiting.length, failed: fault?.row.consecutive ?? 0 }
}

/**
 * Counts a message about a conversation that was given up, for the agents who read a case of it. Nothing is decided by
 * the count, so it is not tried again when another instance was faster.
 */
export async function noteMailFault(
  store: Store,
  { about }: OutboxRow,
  now: number,
): Promise<void> {
  if (about === null || about === undefined) return
  const key = mailFaultKey(about)
  const found = await store.get('limits', key)
  const consecutive = (found?.row.consecutive ?? 0) + 1
  const row = { key, at: [], consecutive, forgetAt: now + faultKeptMs }
  await store.commit([{ collection: 'limits', key, base: found?.version ?? 0, row }])
}
