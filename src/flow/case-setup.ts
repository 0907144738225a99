import { setup } from 'xstate'
import type { CaseMemory } from '../domain/support-case.ts'
import type { CaseEvent, CaseTask } from './case.ts'

/** The setup of a case's chart: its events, what it remembers, and the one action that asks for something outside. */
export function caseSetup() {
  return setup({
    types: { context: {} as CaseMemory, events: {} as CaseEvent, input: {} as CaseMemory },
    actions: {
      /** Inert: the shell reads its params (see case-step.ts). */
      task: (_, _task: CaseTask) => {},
    },
  })
}
