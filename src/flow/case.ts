import { setup, transition, type AnyStateMachine } from 'xstate'
import type {
  AgentRef,
  CaseMemory,
  CaseOutcome,
  CaseState,
  Deadline,
  Owed,
  Severity,
} from '../domain/support-case.ts'

/** The deadlines that would begin with an event, by the severity it leads to. */
export interface CaseDeadlines {
  readonly firstReply: Deadline
  readonly nextReply: Deadline
  readonly resolution: Deadline
  /** The running clock of the resolution, later by the time the user was waited for; null when it was not paused. */
  readonly resumed: Deadline | null
}

/** What happened to a case. `at` is epoch ms. */
export type CaseEvent = { readonly at: number; readonly deadlines: CaseDeadlines } & (
  | { readonly type: 'agent.took'; readonly agent: AgentRef }
  | { readonly type: 'agent.assigned'; readonly agent: AgentRef }
  | { readonly type: 'agent.released' }
  | {
      /** Said something to the user, whose answer is now awaited. */
      readonly type: 'agent.replied'
      readonly agent: AgentRef
    }
  | {
      /** Has to find something out before the user can be answered. */
      readonly type: 'agent.deferred'
      readonly agent: AgentRef
    }
  | { readonly type: 'agent.snoozed'; readonly until: number }
  | { readonly type: 'agent.graded'; readonly severity: Severity }
  | { readonly type: 'agent.resolved'; readonly outcome: CaseOutcome }
  | { readonly type: 'agent.reopened' }
  | { readonly type: 'user.wrote' }
  | { readonly type: 'user.withdrew' }
  | { readonly type: 'user.reopened' }
  | { readonly type: 'user.rated'; readonly stars: number }
  | { readonly type: 'time.came' }
)

/** What a case's chart wants done outside the case, in the same unit of work. */
export type CaseTask =
  /** The user's chat is handed to an agent. */
  | { readonly type: 'talk.begin' }
  /** The user's chat is handed back to the assistant. */
  | { readonly type: 'talk.end'; readonly why: 'released' | 'resolved' | 'silence' | 'withdrawn' }
  /** The user has been silent for long, and is reminded. */
  | { readonly type: 'user.nudge' }
  /** An answer is late soon, or is late. */
  | { readonly type: 'desk.warn'; readonly owed: Owed; readonly level: 'warning' | 'breach' }
  /** A snooze is over. */
  | { readonly type: 'desk.wake' }

/** A case as its chart knows it. */
export interface CaseStanding {
  readonly state: CaseState
  readonly memory: CaseMemory
}

/** Where an event led a case. */
export interface CaseStepped extends CaseStanding {
  readonly tasks: readonly CaseTask[]
  /** False when the event means nothing in this state; then nothing has changed. */
  readonly isTaken: boolean
}

/** Advances a case by one event. */
export type StepCase = (standing: CaseStanding, event: CaseEvent) => CaseStepped

/** The XState setup of a case's chart: its context and events, and the one action that hands out a task. */
export function caseSetup() {
  return setup({
    types: { context: {} as CaseMemory, events: {} as CaseEvent, input: {} as CaseMemory },
    actions: {
      /** Does nothing by itself: {@link caseStepper} reads its params. */
      task: (_, _task: CaseTask) => {},
    },
  })
}

/** Makes the pure step function of a case from its chart; no actor is kept, tasks come back as data. */
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
