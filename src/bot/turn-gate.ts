/** Counts what is under way, so that a flood is turned away early and a stop can wait for the rest. */
export interface TurnGate {
  /** Starts the work and answers with its promise; null when the gate is full or closed, and nothing was started. */
  run<T>(work: () => Promise<T>): Promise<T> | null
  isOpen(): boolean
  /** Closes the gate for good and resolves when nothing is under way any more. */
  drain(): Promise<void>
}

/** @param limit how many may be under way at once */
export function createTurnGate(limit: number): TurnGate {
  const underWay = new Set<Promise<unknown>>()
  let isClosed = false

  const isOpen = (): boolean => !isClosed && underWay.size < limit

  function run<T>(work: () => Promise<T>): Promise<T> | null {
    if (!isOpen()) return null
    const result = work()
    const settled: Promise<unknown> = result.catch(() => null)
    underWay.add(settled)
    void settled.then(() => underWay.delete(settled))
    return result
  }

  async function drain(): Promise<void> {
    isClosed = true
    while (underWay.size > 0) await Promise.all(underWay)
  }

  return { run, isOpen, drain }
}
