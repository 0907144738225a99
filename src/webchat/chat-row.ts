import { z } from 'zod'
import type { Clock } from '../ports/clock.ts'
import type { ChatRow } from '../ports/records/chat.ts'
import type { Sealer } from '../ports/sealer.ts'

/** An activity as pages get it: Direct Line's JSON. */
export type LoggedActivity = Readonly<Record<string, unknown>> & { readonly id: string }

/** One entry of a chat; `sequence` is the watermark after it. */
export interface LogEntry {
  readonly sequence: number
  readonly activity: LoggedActivity
}

/** The sequence of the row that holds a chat's lock, before its first entry. */
export const lockSequence = 0

const keptForMs = 30 * 24 * 60 * 60 * 1_000

const sealedShape = z.looseObject({ id: z.string(), conversation: z.object({ id: z.string() }) })

/** The key of a row; keys sort by sequence. */
export function keyOf(conversation: string, sequence: number): string {
  return `${conversation}:${String(sequence).padStart(9, '0')}`
}

interface Place {
  readonly conversation: string
  readonly sequence: number
  readonly now: number
  /** ISO 8601, for a time other than now. */
  readonly since?: string | undefined
}

/** The activity as it is stored; id (if it has none), conversation and time are set here. */
export function completed(body: Readonly<Record<string, unknown>>, place: Place): LoggedActivity {
  const own = typeof body['id'] === 'string' && body['id'] !== '' ? body['id'] : null
  return {
    ...body,
    id: own ?? `${place.conversation}|${String(place.sequence).padStart(7, '0')}`,
    conversation: { id: place.conversation },
    channelId: 'webchat',
    timestamp: place.since ?? new Date(place.now).toISOString(),
  }
}

/** The row of an entry, with its activity encrypted; it is swept after 30 days. */
export function sealedRow(
  { conversation, sequence, activity }: LogEntry & { readonly conversation: string },
  { sealer, clock }: { readonly sealer: Sealer; readonly clock: Clock },
): ChatRow {
  return {
    id: keyOf(conversation, sequence),
    conversation,
    sequence,
    sealed: sealer.seal(JSON.stringify(activity)),
    forgetAt: clock.now() + keptForMs,
  }
}

/** The decrypted activity; null when the key has changed, or when the row belongs to another chat. */
export function opened(sealer: Sealer, row: ChatRow): LoggedActivity | null {
  const text = sealer.open(row.sealed)
  if (text === null) return null
  const activity = sealedShape.parse(JSON.parse(text))
  return activity.conversation.id === row.conversation ? activity : null
}
