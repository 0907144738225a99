import type { Assistant } from '../flow/assistant.ts'
import type { Dialog } from '../flow/dialog.ts'
import type { FlowId } from '../flow/flow-id.ts'
import { promptWaiting } from '../flow/step.ts'
import type { StoredFlow } from '../flow/stored-flow.ts'

/** Where a person is: the flows under way, the waiting one last, or what the last one came to. */
export interface Place {
  readonly stack: readonly StoredFlow[]
  readonly ended: { readonly flow: FlowId; readonly output: unknown } | null
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

/** The flow that waits for the person, and its prompt; null at the menu. */
export function waitingAt(
  assistant: Assistant,
  { stack }: Place,
): { readonly dialog: Dialog; readonly stored: StoredFlow; readonly prompt: string } | null {
  const stored = stack.at(-1)
  if (stored === undefined) return null
  const dialog = dialogOf(assistant, stored.flow)
  const prompt = promptWaiting(dialog, stored)
  if (prompt === null) throw new Error(`${stored.flow} was stored while it waits for another flow`)
  return { dialog, stored, prompt }
}

/** How many flows from the bottom are waiting for the one above them to return, counted down from the top. */
export function callersOf(assistant: Assistant, { stack }: Place): readonly StoredFlow[] {
  const callers: StoredFlow[] = []
  for (const stored of stack.slice(0, -1).toReversed()) {
    if (promptWaiting(dialogOf(assistant, stored.flow), stored) !== null) break // paused by the person, not a caller
    callers.push(stored)
  }
  return callers
}
