import {
  initialTransition,
  transition,
  type ActorLogic,
  type AnyMachineSnapshot,
  type AnyStateMachine,
} from 'xstate'
import type { Dialog } from './dialog.ts'
import type { Effect } from './effect.ts'
import type { FlowEvent } from './event.ts'
import type { AnyFlowInput } from './flow-setup.ts'
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

type Stepping = ActorLogic<AnyMachineSnapshot, FlowEvent, AnyFlowInput>

const steppings = new WeakMap<AnyStateMachine, Stepping>()

/**
 * A machine for pure steps alone. XState makes an actor for each of them and lets it begin the machine without an
 * input, for nobody to read: a third of a step's time, most of it for the error that ends it.
 */
function stepping(machine: AnyStateMachine): Stepping {
  const known = steppings.get(machine)
  if (known !== undefined) return known
  const unread = { status: 'active', output: undefined, error: undefined } as AnyMachineSnapshot
  const made: Stepping = {
    transition: (snapshot, event, scope) => machine.transition(snapshot, event, scope),
    getInitialSnapshot: (scope, input: AnyFlowInput | undefined) =>
      input === undefined ? unread : machine.getInitialSnapshot(scope, input),
    getPersistedSnapshot: (snapshot) => snapshot,
  }
  steppings.set(machine, made)
  return made
}

const snapshots = new WeakMap<StoredFlow, AnyMachineSnapshot>()

/** A stored flow never changes, and a turn looks at the same one several times. */
function snapshotOf(dialog: Dialog, stored: StoredFlow): AnyMachineSnapshot {
  const known = snapshots.get(stored)
  if (known !== undefined && known.machine === dialog.machine) return known
  const { value, context } = stored
  const made: AnyMachineSnapshot = dialog.machine.resolveState({ value: value as never, context })
  snapshots.set(stored, made)
  return made
}

/** Enters a flow at its beginning. */
export function enter(dialog: Dialog, input: AnyFlowInput): Stepped {
  const [snapshot, actions] = initialTransition(stepping(dialog.machine), input)
  return stepped(dialog, { snapshot, actions, taken: true })
}

/**
 * Tells a flow one event.
 *
 * @throws Error when the stored value names no state of the machine, or when a state breaks the rules of
 *   flow-setup.ts: both are bugs, not refusals
 */
export function step(dialog: Dialog, stored: StoredFlow, event: FlowEvent): Stepped {
  const before = snapshotOf(dialog, stored)
  const taken = before.can(event)
  const [snapshot, actions] = transition(stepping(dialog.machine), before, event)
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
  const snapshot = snapshotOf(dialog, stored)
  return snapshot.hasTag('asking') ? promptOf(dialog, snapshot) : null
}
