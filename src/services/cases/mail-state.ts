import type { TrailMark } from '../../domain/trail.ts'
import type { OutboxRow } from '../../ports/records/outbox.ts'
import type { Reads, Store } from '../../ports/store.ts'

/** What became of the codes and links that went out for a conversation. */
export interface MailState {
  readonly sent: number
  /** Not accepted by a gateway yet. */
  readonly waiting: number
  /** Given up: no gateway took them. */
  readonly failed: number
}

/** Key of the note of what could not be delivered for a conversation. */
const mailFaultKey = (conversation: string): string => `mail:${conversation}`

/** Counts what was sent for a conversation, by its trail, and what became of it. */
export async function pendingMail(
  reads: Reads,
  { conversation, trail }: { readonly conversation: string; readonly trail: readonly TrailMark[] },
): Promise<MailState> {
  const sent = trail.filter(({ answer }) => answer === 'code.sent' || answer === 'reset.mailed')
  const waiting = await reads.find('outbox', 'about', { value: conversation })
  const fault = await reads.get('limits', mailFaultKey(conversation))
  return { sent: sent.length, waiting: waiting.length, failed: fault?.row.consecutive ?? 0 }
}

const rememberedMs = 7 * 24 * 3_600_000

/** Keeps that a message about a conversation was given up, for the people who may read a case of it. */
export async function noteMailFault(
  store: Store,
  { about }: OutboxRow,
  now: number,
): Promise<void> {
  if (about === null || about === undefined) return
  const key = mailFaultKey(about)
  const found = await store.get('limits', key)
  const consecutive = (found?.row.consecutive ?? 0) + 1
  const row = { key, at: [], consecutive, forgetAt: now + rememberedMs }
  // Lost to a race it is counted once less; nothing is decided by it.
  await store.commit([{ collection: 'limits', key, base: found?.version ?? 0, row }])
}
