/** One line of a case's transcript, redacted when it was written. */
export interface CaseEntryRow {
  /** `<number>:<sequence, nine digits>`. */
  readonly id: string
  readonly number: number
  /** From 1. */
  readonly sequence: number
  /** Epoch ms. */
  readonly at: number
  readonly by: 'user' | 'agent' | 'assistant' | 'system'
  /** `said` goes between user and agent; a `note` stays among agents; an `event` is what happened. */
  readonly kind: 'said' | 'note' | 'event'
  /** Encrypted JSON of a {@link CaseLine}. */
  readonly sealed: string
  /** When the row may be swept, epoch ms. */
  readonly forgetAt: number
}

/** What an entry holds, redacted when it was written. */
export interface CaseLine {
  /** Who, as users and agents read it; null for the user, the assistant and the program. */
  readonly name: string | null
  /** What was said; for an event empty. */
  readonly text: string
  /** For an event: its code and what goes with it, put into words by the catalogues. */
  readonly event: CaseHappening | null
}

/** Something that happened to a case. */
export interface CaseHappening {
  readonly code:
    | 'opened'
    | 'appended'
    | 'taken'
    | 'assigned'
    | 'released'
    | 'deferred'
    | 'snoozed'
    | 'woken'
    | 'graded'
    | 'offered'
    | 'finished-step'
    | 'left'
    | 'returned'
    | 'resolved'
    | 'reopened'
    | 'closed'
    | 'withdrawn'
    | 'rated'
    | 'nudged'
    | 'silent'
    | 'warned'
    | 'breached'
    | 'letter-sent'
    | 'came-back'
    | 'read'
    | 'recovery-asked'
    | 'recovery-approved'
    | 'recovery-refused'
    | 'recovery-vetoed'
    | 'recovery-granted'
    | 'recovery-lapsed'
    | 'recovery-used'
  /** A name, a state, a flow, a number: whatever the code's sentence tells. */
  readonly detail: string | null
  /** Epoch ms, where the sentence tells one. */
  readonly until: number | null
}
