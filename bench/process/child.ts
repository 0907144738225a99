/** What a parent asks a process of the benchmark. */
interface Question {
  readonly id: number
  readonly ask: string
  readonly given: unknown
}

/** What a process of the benchmark can be asked. */
export type Answers = Readonly<Record<string, (given: unknown) => unknown>>

/** CPU time spent so far, µs, over all threads. */
function usage(): number {
  const { user, system } = process.cpuUsage()
  return user + system
}

/** Memory in use after a full collection, bytes; needs `--expose-gc` to be exact. */
function memory(): { readonly held: number; readonly rss: number } {
  for (let pass = 0; pass < 3; pass += 1) globalThis.gc?.()
  const { heapUsed, external, rss } = process.memoryUsage()
  return { held: heapUsed + external, rss }
}

const always: Answers = { usage, memory }

/**
 * Tells the parent that this process is ready and answers its questions until it ends.
 *
 * @param url where it serves, null when it serves nothing
 */
export function serveParent(url: string | null, answers: Answers = {}): void {
  const known: Answers = { ...always, ...answers }
  process.on('message', (message) => {
    const { id, ask, given } = message as Question
    void Promise.resolve()
      .then(() => known[ask]?.(given))
      .then(
        (answer) => process.send?.({ id, answer }),
        (error: unknown) => process.send?.({ id, failure: String(error) }),
      )
  })
  // A parent that is gone has no use for its processes.
  process.on('disconnect', () => process.exit(0))
  process.on('SIGTERM', () => process.exit(0))
  process.send?.({ ready: url })
}
