/**
 * One thing that was tried in a conversation and what came of it: what an agent is told about the way somebody came,
 * and what proofs are counted from. Holds no identifier in clear, no code and no text.
 */
export interface TrailMark {
  /** Epoch ms. */
  readonly at: number
  /** The flow it happened in. */
  readonly flow: string
  /** The effect's type, such as `code.check`. */
  readonly effect: string
  /** The answer's type, such as `code.refused`. */
  readonly answer: string
  /** What an identifier was: `mobile`, `account-id`, `server-ip`, `login-email`, `own`, `new`; null where there was none. */
  readonly by: string | null
  /** For `own` the way that was used, such as `recoveryEmail`; for a proof by full mobile `full-mobile`; otherwise null. */
  readonly way: string | null
  /** The identifier for an agent's eyes: country code, first two and last two; an ID's last four; two octets. */
  readonly mask: string | null
  /** The look-up as it was typed, sealed JSON, for finding the account when a case is opened; null without one. */
  readonly sealed: string | null
}
