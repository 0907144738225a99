import type { Assistant } from '../flow/assistant.ts'
import { revive } from '../flow/revive.ts'
import type { StoredFlow } from '../flow/stored-flow.ts'
import type { ConversationRow } from '../ports/records/conversation.ts'
import { dialogOf, menuPlace, waitingAt, type Place } from './place.ts'

/** Where somebody comes back to, and why it is not where they were. */
export interface Arrival {
  readonly place: Place
  readonly lost: 'expired' | 'restarted' | null
}

/** A flow ends after so many idle times whatever happens (security defaults, section 5: 10 and 30 minutes). */
const absoluteIdles = 3

interface Lifetime {
  readonly now: number
  readonly flowIdleMs: number
}

function isPatient(assistant: Assistant, { flow, value }: StoredFlow): boolean {
  return dialogOf(assistant, flow).patientStates?.includes(String(value)) ?? false
}

/** The flow whose age counts: the outermost, but for a talk that may last all day and what it was begun from. */
function outermostOf(assistant: Assistant, stack: readonly StoredFlow[]): StoredFlow | undefined {
  const lasting = stack.findLastIndex((stored) => isPatient(assistant, stored))
  return stack[lasting + 1] ?? stack[0]
}

function isExpired(assistant: Assistant, row: ConversationRow, lifetime: Lifetime): boolean {
  const { now, flowIdleMs } = lifetime
  const outermost = outermostOf(assistant, row.stack)
  if (outermost === undefined) return false
  return now - row.lastAt > flowIdleMs || now - outermost.startedAt > absoluteIdles * flowIdleMs
}

/** What is left of an expired stack: the flow on top, if it waits for somebody else. */
function outlasting(assistant: Assistant, { stack }: Place): Place | null {
  const top = stack.at(-1)
  return top !== undefined && isPatient(assistant, top) ? { stack: [top], ended: null } : null
}

/** The stack as today's dialogs read it; null when a flow cannot be read any more, or rests where nobody can answer. */
function revived(assistant: Assistant, row: ConversationRow): Place | null {
  const stack = row.stack.map((stored) => revive(dialogOf(assistant, stored.flow), stored))
  const place = { stack: stack.filter((stored) => stored !== null), ended: row.ended }
  if (place.stack.length < stack.length) return null
  try {
    waitingAt(assistant, place)
    return place
  } catch {
    return null // the stored value names no state of today's machine: nobody guesses in recovery
  }
}

/**
 * The place that a stored conversation is taken up at. In recovery nobody guesses: a flow that was left alone for too
 * long or that no version can read is given up, its codes with it, since they are bound to its run.
 */
export function arrivalAt(
  assistant: Assistant,
  row: ConversationRow | null,
  lifetime: Lifetime,
): Arrival {
  if (row === null) return { place: menuPlace, lost: null }
  const place = revived(assistant, row)
  if (!isExpired(assistant, row, lifetime)) {
    return place === null ? { place: menuPlace, lost: 'restarted' } : { place, lost: null }
  }
  const left = place === null ? null : outlasting(assistant, place)
  return left === null ? { place: menuPlace, lost: 'expired' } : { place: left, lost: null }
}
