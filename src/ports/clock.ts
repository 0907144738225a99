/** The source of time; tests move it by hand. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number
}
