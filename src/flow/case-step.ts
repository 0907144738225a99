import { transition, type AnyStateMachine } from 'xstate'
import type { CaseMemory, CaseState } from '../domain/support-case.ts'
import type { CaseStanding, CaseTask, StepCase } from './case.ts'

/** Makes the pure step of a case from its chart: no actor is kept, what the chart wants done comes back as tasks. */
export function caseStepper(machine: AnyStateMachine): StepCase {
  return (standing: CaseStanding, event) => {
    const { state, memory } = standing
    const before = machine.resolveState({ value: state, context: memory })
    if (!before.can(event)) return { ...standing, tasks: [], isTaken: false }
    const [after, actions] = transition(machine, before, event)
    const done = actions as unknown as readonly {
      readonly type: string
      readonly params: CaseTask
    }[]
    return {
      state: after.value as CaseState,
      memory: after.context as CaseMemory,
      tasks: done.filter(({ type }) => type === 'task').map(({ params }) => params),
      isTaken: true,
    }
  }
}
