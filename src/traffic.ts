import { setImmediate } from 'node:timers/promises'

/** Counts the work under way, so that a flood is refused before it costs anything and a stop can wait for the rest. */
export interface Traffic {
  /** Starts the work and returns its promise; null, with nothing started, when the limit is reached or it is closed. */
  run<T>(work: () => Promise<T>): Promise<T> | null
  /** Whether `run` would start work now. */
  hasRoom(): boolean
  /** Starts no more work from now on. */
  close(): void
  /** Resolves when nothing is under way and answers were written, or after `limitMs` milliseconds where that is given. */
  quiet(limitMs?: number): Promise<void>
}

/** @param limit how much may be under way at once */
export function createTraffic(limit: number): Traffic {
  let underWay = 0
  let isClosed = false
  const waiting = new Set<() => void>()
  const hasRoom = (): boolean => !isClosed && underWay < limit

  function leave(): void {
    underWay -= 1
    if (underWay > 0) return
    for (const resolve of waiting) resolve()
    waiting.clear()
  }

  function run<T>(work: () => Promise<T>): Promise<T> | null {
    if (!hasRoom()) return null
    const result = work()
    underWay += 1
    return result.finally(leave)
  }

  async function quiet(limitMs?: number): Promise<void> {
    if (underWay === 0) return
    let timer: NodeJS.Timeout | undefined
    await new Promise<void>((resolve) => {
      waiting.add(resolve)
      if (limitMs !== undefined) timer = setTimeout(resolve, limitMs)
    })
    clearTimeout(timer)
    // Whoever called `run` goes on with the last result first, such as by writing it to the connection.
    await setImmediate()
  }

  return {
    run,
    hasRoom,
    quiet,
    close: () => {
      isClosed = true
    },
  }
}
