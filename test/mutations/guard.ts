/** One lock of the program, how it is taken out, and which tests have to fall then. */
export interface Guard {
  /** What the lock holds, after the case or rule it belongs to. */
  readonly name: string
  /** The source file, from the project's folder. */
  readonly file: string
  /** A piece of that file that occurs once. */
  readonly from: string
  /** What stands there without the lock; it must compile. */
  readonly to: string
  /** Test files, from the project's folder, of which at least one has to fall. */
  readonly tests: readonly string[]
  /** A piece of the titles of the tests that are meant, so that a long file need not be run whole. */
  readonly titled?: string
  /**
   * Why no test falls, where a second lock makes the loss of this one harmless: the name of that lock's own guard, which
   * does fall.
   */
  readonly heldBy?: string
}
