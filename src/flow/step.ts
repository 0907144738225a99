import { initialTransition, transition, type AnyMachineSnapshot } from 'xstate'
import type { Dialog } from './dialog.ts'
import type { Effect } from './effect.ts'
import type { FlowEvent } from './event.ts'
import type { FlowInput } from './flow-setup.ts'
import type { StoredFlow } from './stored-flow.ts'

/** Where a flow came to rest after one event. */
export type Rest =
  | { readonly kind: 'asking'; readonly prompt: string }
  | { readonly kind: 'working'; readonly effect: Effect }
  | { readonly kind: 'finished'; readonly output: unknown }

/** One step: what is stored now, and what the flow waits for. */
export interface Stepped {
  readonly value: unknown
  readonly context: unknown
  readonly rest: Rest
  /** False when the waiting state knows nothing to do with the event; nothing has changed then. */
  readonly taken: boolean
}

/** Enters a flow at its beginning. */
export function enter(dialog: Dialog, input: FlowInput): Stepped {
  const [snapshot, actions] = initialTransition(dialog.machine, input)
  return stepped(dialog, { snapshot, actions, taken: true })
}

/**
 * Tells a flow one event.
 *
 * @throws Error when the stored value names no state of the machine, or when a state breaks the rules of
 *   flow-setup.ts: both are bugs, not refusals
 */
export function step(dialog: Dialog, stored: StoredFlow, event: FlowEvent): Stepped {
  const before: AnyMachineSnapshot = dialog.machine.resolveState({
    value: stored.value as never,
    context: stored.context,
  })
  const taken = before.can(event)
  const [snapshot, actions] = transition(dialog.machine, before, event)
  return stepped(dialog, { snapshot, actions, taken })
}

interface Moved {
  readonly snapshot: AnyMachineSnapshot
  readonly actions: readonly { readonly type: string; readonly params?: unknown }[]
  readonly taken: boolean
}

function stepped(dialog: Dialog, { snapshot, actions, taken }: Moved): Stepped {
  return {
    value: snapshot.value,
    context: snapshot.context,
    rest: restOf(dialog, snapshot, actions),
    taken,
  }
}

function restOf(dialog: Dialog, snapshot: AnyMachineSnapshot, actions: Moved['actions']): Rest {
  if (snapshot.status === 'error') throw snapshot.error
  if (snapshot.status === 'done') return { kind: 'finished', output: snapshot.output }
  if (snapshot.hasTag('asking')) return { kind: 'asking', prompt: promptOf(dialog, snapshot) }
  const requests = actions.filter((action) => action.type === 'request')
  const [request] = requests
  if (request === undefined || requests.length > 1 || !snapshot.hasTag('working')) {
    throw new Error(
      `${dialog.id}: ${JSON.stringify(snapshot.value)} rests with ${requests.length} requests`,
    )
  }
  return { kind: 'working', effect: request.params as Effect }
}

function promptOf(dialog: Dialog, snapshot: AnyMachineSnapshot): string {
  const meta = Object.values(snapshot.getMeta()) as { prompt?: string }[]
  const prompt = meta.find((entry) => entry.prompt !== undefined)?.prompt
  if (prompt === undefined || !dialog.prompts.includes(prompt)) {
    throw new Error(`${dialog.id}: ${JSON.stringify(snapshot.value)} asks without a known prompt`)
  }
  return prompt
}

/** The prompt a stored flow waits at, or null while it waits for a flow that it called. */
export function promptWaiting(dialog: Dialog, stored: StoredFlow): string | null {
  const snapshot: AnyMachineSnapshot = dialog.machine.resolveState({
    value: stored.value as never,
    context: stored.context,
  })
  return snapshot.hasTag('asking') ? promptOf(dialog, snapshot) : null
}
