import type { AnyMachineSnapshot } from 'xstate'
import type { FlowSettings } from './assistant.ts'
import type { Dialog } from './dialog.ts'
import type { Effect } from './effect.ts'
import type { FlowEvent } from './event.ts'
import type { FlowInput } from './flow-setup.ts'
import type { PureAction } from './pure-logic.ts'
import type { StoredFlow } from './stored-flow.ts'

/** A flow under way, as a turn works on it: what is stored of it, and the machine's snapshot that a step goes on from. */
export interface LiveFlow {
  readonly dialog: Dialog
  readonly stored: StoredFlow
  readonly snapshot: AnyMachineSnapshot
  /** The prompt it waits at, or null while it waits for a flow that it called. */
  readonly prompt: string | null
}

/** Where a flow came to rest after one event. */
export type Rest =
  | { readonly kind: 'asking'; readonly prompt: string }
  | { readonly kind: 'working'; readonly effect: Effect }
  | { readonly kind: 'finished'; readonly output: unknown }

/** One step: the flow after it, and what it waits for. */
export interface Stepped {
  readonly flow: LiveFlow
  readonly rest: Rest
  /** False when the state it was in does not know the event; nothing has changed then. */
  readonly isTaken: boolean
}

/** Enters a flow at its beginning. @param run names this run of the flow */
export function enter(dialog: Dialog, input: FlowInput, run: string): Stepped {
  const [snapshot, actions] = dialog.logic.begin(input)
  const rest = restOf(dialog, snapshot, actions)
  const { value, context } = snapshot
  const { id: flow, version } = dialog
  const stored = { flow, version, run, startedAt: input.at, value, context }
  return { flow: { dialog, stored, snapshot, prompt: promptAt(rest) }, rest, isTaken: true }
}

/**
 * Tells a flow one event.
 *
 * @throws Error when a state breaks the rules of flow-setup.ts: a bug, not a refusal
 */
export function step({ dialog, stored, snapshot: before }: LiveFlow, event: FlowEvent): Stepped {
  const [snapshot, actions] = dialog.logic.next(before, event)
  // Asking first would run every guard, and with it the reading of the answer, twice.
  const isTaken = snapshot !== before || actions.length > 0 || before.can(event)
  const rest = restOf(dialog, snapshot, actions)
  const { value, context } = snapshot
  const flow = { dialog, stored: { ...stored, value, context }, snapshot, prompt: promptAt(rest) }
  return { flow, rest, isTaken }
}

/**
 * Takes up a flow that the present version of its dialog stored.
 *
 * @throws Error when the stored value names no state of the machine
 */
export function resume(dialog: Dialog, stored: StoredFlow): LiveFlow {
  const { value, context } = stored
  const snapshot: AnyMachineSnapshot = dialog.machine.resolveState({
    value: value as never,
    context,
  })
  const prompt = snapshot.hasTag('asking') ? promptOf(dialog, snapshot) : null
  return { dialog, stored, snapshot, prompt }
}

/**
 * Takes up a flow that any version of its dialog stored: it is migrated to the present one and its context is checked.
 *
 * @param settings of the day: they are not stored with a flow
 * @returns null when that is not possible; the caller then starts over, since a recovery must not guess where the
 *   person was
 */
export function revive(
  dialog: Dialog,
  stored: StoredFlow,
  settings: FlowSettings,
): LiveFlow | null {
  const { context: kept } = stored
  if (typeof kept !== 'object' || kept === null) return null
  let flow: StoredFlow = { ...stored, context: { ...kept, ...settings } }
  while (flow.version !== dialog.version) {
    const migrate = dialog.migrations[flow.version]
    if (migrate === undefined) return null
    flow = { ...migrate(flow), version: flow.version + 1 }
  }
  const context = dialog.contextSchema.safeParse(flow.context)
  if (!context.success) return null
  try {
    return resume(dialog, { ...flow, context: context.data })
  } catch {
    return null // a state of that name is gone
  }
}

const promptAt = (rest: Rest): string | null => (rest.kind === 'asking' ? rest.prompt : null)

function restOf(
  dialog: Dialog,
  snapshot: AnyMachineSnapshot,
  actions: readonly PureAction[],
): Rest {
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
