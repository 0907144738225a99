/** Where the program gets the time. Tests move it by hand; nothing in the rules reads the machine's clock. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number
}
