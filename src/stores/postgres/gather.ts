/** A question and who waits for its answer. */
export interface Waiting<Question, Answer> {
  readonly question: Question
  readonly resolve: (answer: Answer) => void
  readonly reject: (reason: unknown) => void
}

/**
 * Collects what different turns ask for in the same moment, since a trip to the database costs a process more than
 * what it carries.
 *
 * @param most so many are not made to wait for more
 * @param handle answers or refuses each of those that were collected
 */
export function gather<Question, Answer>(
  most: number,
  handle: (gathered: readonly Waiting<Question, Answer>[]) => void,
): (question: Question) => Promise<Answer> {
  let waiting: Waiting<Question, Answer>[] = []
  const flush = (): void => {
    const gathered = waiting
    waiting = []
    if (gathered.length > 0) handle(gathered)
  }
  return async (question) =>
    new Promise((resolve, reject) => {
      waiting.push({ question, resolve, reject })
      // Once the input that is there has been read: turns that came in together ask together.
      if (waiting.length === 1) setImmediate(flush)
      else if (waiting.length >= most) flush()
    })
}
