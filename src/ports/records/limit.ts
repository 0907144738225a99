/** One counter: how often something was tried or sent, over a window. */
export interface LimitRow {
  /** `<rule>:<subject>`; a subject that identifies a person is a keyed hash. */
  readonly key: string
  /** When each counted thing happened, oldest first, epoch ms; only those still inside the longest window. */
  readonly at: readonly number[]
  /** Failures in a row since the last success; never pruned by time. */
  readonly consecutive: number
  /** Of codes that were sent: how many were answered rightly; left out by every other counter. */
  readonly verified?: number
  /** When the row may be swept, epoch ms. */
  readonly forgetAt: number
}
