import { crc32 } from 'node:zlib'
import { z } from 'zod'
import { countryOptions } from '../domain/countries.ts'
import type { FlowSettings } from '../flow/assistant.ts'
import { saidSchema, type Field, type Said } from '../flow/reply.ts'
import type { Clock } from '../ports/clock.ts'
import type { AnsweredTurn, ConversationRow } from '../ports/records/conversation.ts'
import type { Sealer } from '../ports/sealer.ts'
import { holdsSecret } from './intent.ts'
import { openedMemory, type Memory } from './memory.ts'
import { wasSeen, withSeen } from './seen-ids.ts'
import type { Turn } from './turn.ts'

/** A channel that got no answer in time delivers again, after 15 seconds and more, with a new id (attacks J2). */
const redeliveryMs = 60_000

/** What a repeated delivery is recognised by. */
export interface Fingerprint {
  /** Keyed hash of its id, null where the channel gave none: it stands in the row. */
  readonly id: string | null
  /** Checksum of what was said or pressed: it is kept with what the conversation remembers, sealed. */
  readonly heard: number
}

/**
 * What a turn is recognised by when it comes again.
 *
 * @param isSecret whether it holds a password, of which not even a hash is kept
 */
export function fingerprint(sealer: Sealer, turn: Turn, isSecret = holdsSecret(turn)): Fingerprint {
  const { activityId, kind, text, submission, localeTag } = turn
  const language = kind === 'switched' ? [localeTag] : []
  const content = isSecret ? 'secret' : JSON.stringify([kind, text, submission, ...language])
  return {
    id: activityId === null ? null : sealer.shortHandle(12, 'activity', activityId),
    heard: crc32(content),
  }
}

/**
 * The turn that this one is a repeat of, whatever is going on now: the same activity id, or the same words on their
 * way while the first were still being answered.
 *
 * @returns the answered turn; `silent` for an id whose answer is no longer kept; null for a new turn
 */
export function certainRepeat(
  { sealer }: { readonly sealer: Pick<Sealer, 'open'> },
  row: ConversationRow,
  { turn, print }: { readonly turn: Turn; readonly print: Fingerprint },
): AnsweredTurn | 'silent' | null {
  const { answered } = row
  const { id, heard } = print
  if (id !== null && answered?.id === id) return answered
  if (id !== null && wasSeen(row.seen, id)) return 'silent'
  if (answered === undefined || turn.receivedAt >= answered.answeredAt) return null
  return openedMemory(row, sealer)?.heard === heard ? answered : null
}

/**
 * An edited message as what it says now: a new answer to the question that its first words answered. Once the step has
 * moved on, or something else was said since, an edit is for nobody and is not answered.
 *
 * @returns null for an edit that says nothing here any more
 */
export function editOf(
  { sealer }: { readonly sealer: Sealer },
  row: ConversationRow | null,
  turn: Turn,
): Turn | null {
  const last = row?.answered
  if (row?.stayed !== true || last === undefined) return null
  const { activityId, text } = turn
  const isLast = activityId !== null && last.id === fingerprint(sealer, turn).id
  // Each wording is a delivery of its own; the same one twice is a repeat.
  const editId = `${activityId} ${sealer.handle('content', text)}`
  return isLast && text !== '' ? { ...turn, kind: 'said', activityId: editId } : null
}

/**
 * The last turn when this one says the very same within the redelivery window and the step has moved on since; only
 * for the caller that found nothing else to do with it, since people do say yes twice.
 */
export function likelyRepeat(
  { row, memory }: { readonly row: ConversationRow; readonly memory: Pick<Memory, 'heard'> },
  turn: Turn,
  { heard }: Fingerprint,
): AnsweredTurn | null {
  const last = row.answered
  if (last === undefined || memory.heard !== heard || last.question === row.question) return null
  return turn.receivedAt - last.receivedAt <= redeliveryMs ? last : null
}

/** An answer as it is kept; see `memory.ts`. */
export const keptSaid = (said: readonly Said[]): string => JSON.stringify(said.map(withoutTables))

/** What a conversation remembers of deliveries with one more that is about to be committed. */
export function remembered(
  { clock }: { readonly clock: Clock },
  { seen, question }: ConversationRow,
  { receivedAt, print }: { readonly receivedAt: number; readonly print: Fingerprint },
): Pick<ConversationRow, 'answered' | 'seen'> {
  const { id } = print
  return {
    answered: { id, question, receivedAt, answeredAt: clock.now() },
    seen: id === null ? seen : withSeen(seen, { id, at: receivedAt }),
  }
}

/** A message with another list of countries. */
function withCountries(said: Said, options: Field['options']): Said {
  const { form } = said
  const fields = form?.fields.map((each) => (each.kind === 'country' ? { ...each, options } : each))
  return {
    ...said,
    form: form === null || fields === undefined ? form : { ...form, fields },
  }
}

/**
 * A message as it is kept: without the list of all countries, which is ten times the rest of it and can be made again,
 * and of its buttons only what is shown.
 */
const withoutTables = (said: Said): object => ({
  ...withCountries(said, []),
  choices: said.choices.map(({ id, label }) => ({ id, label })),
})

/**
 * What a repeat is answered with: the very words of before, or nothing when they are no longer kept. Only the last answer
 * is: an older one would be said after it, and ask what nobody waits for any more.
 */
export function replay(
  { sealer, settings }: { readonly sealer: Sealer; readonly settings: FlowSettings },
  row: ConversationRow,
  repeat: AnsweredTurn | 'silent',
): readonly Said[] {
  const said = repeat === 'silent' ? '' : (openedMemory(row, sealer)?.said ?? '')
  if (said === '') return []
  return z
    .array(saidSchema)
    .parse(JSON.parse(said))
    .map((each) => withCountries(each, countryOptions(each.locale, settings.defaultRegion)))
}
