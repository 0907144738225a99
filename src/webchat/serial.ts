/** Work in order for each key, side by side for different keys. */
export interface Serial {
  /** Starts the work when everything before it under the same key is over, however that ended. */
  run<T>(key: string, work: () => Promise<T>): Promise<T>
  /** How much is waiting or under way for a key. */
  pending(key: string): number
  /** Resolves when nothing is waiting or under way. */
  idle(): Promise<void>
}

/** Holds nothing for a key once its work is over. */
export function createSerial(): Serial {
  const tails = new Map<string, { readonly last: Promise<unknown>; readonly count: number }>()

  function forget(key: string, last: Promise<unknown>): void {
    const tail = tails.get(key)
    if (tail === undefined) return
    if (tail.last === last) tails.delete(key)
    else tails.set(key, { ...tail, count: tail.count - 1 })
  }

  function run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = tails.get(key)
    const result = before === undefined ? work() : before.last.then(work)
    const last: Promise<unknown> = result.catch(() => null)
    tails.set(key, { last, count: (before?.count ?? 0) + 1 })
    void last.then(() => forget(key, last))
    return result
  }

  async function idle(): Promise<void> {
    while (tails.size > 0) await Promise.all([...tails.values()].map(({ last }) => last))
  }

  return { run, pending: (key) => tails.get(key)?.count ?? 0, idle }
}
