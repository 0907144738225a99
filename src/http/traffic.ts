/** Counts requests under way, so that too many are turned away early and a stop can wait for the rest. */
export interface Traffic {
  /** Takes one more in and answers with the function that lets it out; null when there is no room. */
  enter(): (() => void) | null
  /** Resolves when nothing is under way, or after `limitMs` milliseconds, whichever comes first. */
  quiet(limitMs: number): Promise<void>
}

/** @param limit how many may be under way at once */
export function createTraffic(limit: number): Traffic {
  let underWay = 0
  const waiting = new Set<() => void>()

  function leave(): void {
    underWay -= 1
    if (underWay > 0) return
    for (const resolve of waiting) resolve()
    waiting.clear()
  }

  function enter(): (() => void) | null {
    if (underWay >= limit) return null
    underWay += 1
    let isInside = true
    return () => {
      if (isInside) leave()
      isInside = false
    }
  }

  async function quiet(limitMs: number): Promise<void> {
    if (underWay === 0) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, limitMs)
      waiting.add(() => {
        clearTimeout(timer)
        resolve()
      })
    })
  }

  return { enter, quiet }
}
