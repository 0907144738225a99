import {
  createActor,
  type ActorLogic,
  type AnyActorScope,
  type AnyMachineSnapshot,
  type AnyStateMachine,
} from 'xstate'
import type { FlowEvent } from './event.ts'
import type { FlowInput } from './flow-setup.ts'

/** An action that a chart asks for and nobody has executed. */
export interface PureAction {
  readonly type: string
  readonly params?: unknown
}

/** A snapshot, and the actions that led to it. */
export type PureStep = readonly [snapshot: AnyMachineSnapshot, actions: readonly PureAction[]]

/** A machine that is advanced without an actor of its own: what XState's `initialTransition()` and `transition()` do. */
export interface PureLogic {
  begin(input: FlowInput): PureStep
  next(snapshot: AnyMachineSnapshot, event: FlowEvent): PureStep
}

const unread = { status: 'active', output: undefined, error: undefined } as AnyMachineSnapshot

const nothing = (): void => {}

/**
 * What XState hands to a machine besides snapshot and event. `initialTransition()` and `transition()` make an actor, two
 * actor systems and a scope for every step; the charts here spawn, send, defer and emit nothing, so one that is never
 * started serves for all of them. That was a third of a step's time and 24 kB of the garbage of a turn.
 */
const scope: AnyActorScope = (() => {
  const idle: ActorLogic<AnyMachineSnapshot, FlowEvent> = {
    transition: (snapshot) => snapshot,
    getInitialSnapshot: () => unread,
    getPersistedSnapshot: (snapshot) => snapshot,
  }
  const self = createActor(idle)
  const { system } = self
  return {
    self,
    system,
    id: '',
    sessionId: '',
    logger: nothing,
    defer: nothing,
    emit: nothing,
    stopChild: nothing,
    actionExecutor: nothing,
  }
})()

/** Takes one step with a scope that keeps the actions. */
function stepWith(take: (scope: AnyActorScope) => AnyMachineSnapshot): PureStep {
  const actions: PureAction[] = []
  const snapshot = take({ ...scope, actionExecutor: (action) => void actions.push(action) })
  return [snapshot, actions]
}

/** Wraps a machine for pure steps. */
export function pureLogicOf(machine: AnyStateMachine): PureLogic {
  return {
    begin: (input) => stepWith((its) => machine.getInitialSnapshot(its, input)),
    next: (snapshot, event) => stepWith((its) => machine.transition(snapshot, event, its)),
  }
}
