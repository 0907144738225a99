/** Whoever waits for the start is served first. */
const afterMs = 500

/**
 * Loads, in steps with room for requests between them, what a start leaves out because only some turn or page needs it.
 * Who needs it before then waits for it, and nobody after. What cannot be loaded ends the process: half of the program
 * is no program.
 *
 * @returns ends it
 */
export function warmUp(steps: readonly (() => unknown)[]): () => void {
  let isOver = false
  const run = async (): Promise<void> => {
    for (const step of steps) {
      if (isOver) return
      await step()
      await new Promise(setImmediate)
    }
  }
  const timer = setTimeout(() => void run(), afterMs)
  timer.unref()
  return () => {
    isOver = true
    clearTimeout(timer)
  }
}
