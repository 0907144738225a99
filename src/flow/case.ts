import type {
  AgentRef,
  CaseMemory,
  CaseOutcome,
  CaseState,
  Deadline,
  Owed,
  Severity,
} from '../domain/support-case.ts'

/** What would be owed from this moment on, by the severity the event leads to. */
export interface CaseDeadlines {
  readonly firstReply: Deadline
  readonly nextReply: Deadline
  readonly resolution: Deadline
  /** The running clock of the resolution with the time added that the user was waited for; null when nobody was. */
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

/** What a case's chart wants done; the shell does it in the same unit of work. */
export type CaseTask =
  /** A person has the case: the user's chat is theirs now. */
  | { readonly type: 'talk.begin' }
  /** The user's chat is the assistant's again. */
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

/** Advances a case by one event; pure. */
export type StepCase = (standing: CaseStanding, event: CaseEvent) => CaseStepped
