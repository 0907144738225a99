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
  /** Encrypted JSON of a `CaseLine`. */
  readonly sealed: string
}
