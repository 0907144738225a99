import type { Assistant, FlowSettings } from '../flow/assistant.ts'
import type { Dialog } from '../flow/dialog.ts'
import type { FlowId } from '../flow/flow-call.ts'
import { revive, type LiveFlow } from '../flow/step.ts'
import type { StoredFlow } from '../flow/stored-flow.ts'
import type { ConversationRow } from '../ports/records/conversation.ts'
import { openedStack, type ReadConversation } from './memory.ts'

/** Where a person is: the flows under way, the waiting one last, or what the last one came to. */
export interface Place {
  readonly stack: readonly LiveFlow[]
  readonly ended: ConversationRow['ended']
  /** The intent that the flow on top waits for; left out while nothing is asked of a directory. */
  readonly parked?: string
}

/** Nothing under way and nothing to look back on. */
export const menuPlace: Place = { stack: [], ended: null }

/**
 * A flow's dialog.
 *
 * @throws Error for an id that is in no list of flows: a bug
 */
export function dialogOf(assistant: Assistant, flow: FlowId): Dialog {
  const dialog = assistant.dialogs.get(flow)
  if (dialog === undefined) throw new Error(`no dialog is called ${flow}`)
  return dialog
}

/** The flows that wait for the one above them to return, from the top of the stack down to one that a person paused. */
export function callersWaiting({ stack }: Place): readonly LiveFlow[] {
  const below = stack.slice(0, -1).toReversed()
  const paused = below.findIndex(({ prompt }) => prompt !== null)
  return paused < 0 ? below : below.slice(0, paused)
}

/** A flow ends after so many idle times whatever happens (security defaults, section 5: 10 and 30 minutes). */
const absoluteIdles = 3

/** Whether a flow waits for somebody else than the person, so that their being idle does not end it. */
function isPatient({ patientStates }: Dialog, { value }: StoredFlow): boolean {
  return patientStates.includes(String(value))
}

/** The flow whose age counts: the outermost, or the one above a patient flow, which may last all day. */
function agingFlow(assistant: Assistant, stack: readonly StoredFlow[]): StoredFlow | undefined {
  const patient = stack.findLastIndex((each) => isPatient(dialogOf(assistant, each.flow), each))
  return stack[patient + 1] ?? stack[0]
}

/** What a stored stack is read by. */
interface Flows {
  readonly assistant: Assistant
  readonly settings: FlowSettings
}

interface Lifetime {
  readonly now: number
  readonly flowIdleMs: number
}

function isExpired(assistant: Assistant, row: ConversationRow, lifetime: Lifetime): boolean {
  const { now, flowIdleMs } = lifetime
  const aging = agingFlow(assistant, row.stack)
  if (aging === undefined) return false
  return now - row.lastAt > flowIdleMs || now - aging.startedAt > absoluteIdles * flowIdleMs
}

/**
 * The stored stack as the present dialogs read it; null when a flow of it cannot be read, or none waits for a person or
 * a directory.
 */
function revivedStack(
  { assistant, settings }: Flows,
  { row, memory }: ReadConversation,
): readonly LiveFlow[] | null {
  if (row.stack.length === 0) return []
  if (memory === null) return null
  const stored = openedStack(row, memory)
  const stack = stored.map((flow) => revive(dialogOf(assistant, flow.flow), flow, settings))
  const readable = stack.filter((flow) => flow !== null)
  const isAsking = readable.at(-1)?.prompt !== null || row.parked !== undefined
  return readable.length === stack.length && isAsking ? readable : null
}

/**
 * Where a stored conversation is taken up. A stack that was idle for too long is `expired`, one that no version can
 * read is `restarted`; both give way to the menu, and the codes of their flows are dead with them. Of an expired stack
 * a flow on top stays that waits for somebody else.
 */
export function placeOf(
  flows: Flows,
  { row, memory }: ReadConversation,
  lifetime: Lifetime,
): { readonly place: Place; readonly lost: 'expired' | 'restarted' | null } {
  const stack = revivedStack(flows, { row, memory })
  const { parked } = row
  // What a directory is asked for is concluded, however long it takes.
  if (stack !== null && parked !== undefined) {
    return { place: { stack, ended: row.ended, parked }, lost: null }
  }
  if (!isExpired(flows.assistant, row, lifetime)) {
    if (stack === null) return { place: menuPlace, lost: 'restarted' }
    return { place: { stack, ended: row.ended }, lost: null }
  }
  const top = stack?.at(-1)
  return top !== undefined && isPatient(top.dialog, top.stored)
    ? { place: { stack: [top], ended: null }, lost: null }
    : { place: menuPlace, lost: 'expired' }
}
