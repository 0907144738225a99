import { inertText } from '../../domain/inert-text.ts'
import type { Effect } from '../../flow/effect.ts'
import type { SupportEvent } from '../../flow/event.ts'
import type { ChatEvent } from '../../flow/reply.ts'

/** The most characters of a person's words that go along with a handoff. */
const mostTold = 2_000

/** Bot Framework's handoff protocol: a person is asked for, and this is what was said about it. */
export function handoffInitiated(
  number: number,
  { from, problem }: Pick<Effect<'case.open'>, 'from' | 'problem'>,
): ChatEvent {
  // As the desk reads it: without links and marks, since it is somebody else's words.
  const transcript = [{ by: 'user', text: inertText(problem, mostTold) }] as const
  return { name: 'handoff.initiate', value: { number, from }, transcript }
}

/** Bot Framework's handoff protocol: the new status of a case after an event, or null where it knows none. */
export function handoffStatus({ type, number }: SupportEvent): ChatEvent | null {
  if (type !== 'support.joined' && type !== 'support.ended') return null
  const state = type === 'support.joined' ? 'accepted' : 'completed'
  return { name: 'handoff.status', value: { state, number }, transcript: [] }
}
