import type { ActorLogic, AnyMachineSnapshot, AnyStateMachine } from 'xstate'
import type { FlowEvent } from './event.ts'
import type { FlowInput } from './flow-setup.ts'

/** A machine as XState's `transition()` and `initialTransition()` take it. */
export type PureLogic = ActorLogic<AnyMachineSnapshot, FlowEvent, FlowInput>

/**
 * Wraps a machine for pure steps. XState makes an actor for each step and asks it for the machine's initial snapshot
 * without an input; nobody reads that one, and making it (and the error it ends with) took a third of a step's time.
 */
export function pureLogicOf(machine: AnyStateMachine): PureLogic {
  const unread = { status: 'active', output: undefined, error: undefined } as AnyMachineSnapshot
  return {
    transition: (snapshot, event, scope) => machine.transition(snapshot, event, scope),
    getInitialSnapshot: (scope, input: FlowInput | undefined) =>
      input === undefined ? unread : machine.getInitialSnapshot(scope, input),
    getPersistedSnapshot: (snapshot) => snapshot,
  }
}
