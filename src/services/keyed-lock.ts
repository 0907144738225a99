/** A lock of this process: work under one key runs one after another, in order; keys do not wait for each other. */
export interface KeyedLock {
  /** Starts the work once everything before it under the same key has ended, well or not. */
  run<T>(key: string, work: () => Promise<T>): Promise<T>
  /** How much is waiting or under way for a key. */
  pending(key: string): number
  /** Resolves when nothing is waiting or under way. */
  idle(): Promise<void>
}

/** Makes a lock; it holds nothing for a key once its work is over. Between processes the store's versions decide. */
export function createKeyedLock(): KeyedLock {
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
