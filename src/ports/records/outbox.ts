/** A message that a commit decided to send; the courier delivers it afterwards. */
export interface OutboxRow {
  readonly id: string
  /** Encrypted {@link Message}: the store never shows a code, a link or an address to its reader. */
  readonly sealed: string
  /** The conversation it was sent for, or null; where it is a case's, agents are told when the message fails. */
  readonly about?: string | null
  readonly attempts: number
  /** When to try (again), epoch ms. */
  readonly dueAt: number
  /** Not delivered any more from then on, epoch ms: an expired code is of no use to its owner. */
  readonly expiresAt: number
}
