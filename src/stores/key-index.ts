/** Which keys hold a value. Keys are kept in order, so a bounded answer never sorts. */
export interface KeyIndex {
  add(value: string, key: string): void
  remove(value: string, key: string): void
  /** In the order of the keys (UTF-16 code units), at most `limit`. */
  keys(value: string, limit: number): readonly string[]
}

/** A value held by one row keeps the bare key: most do, and a million small arrays are 60 MB. */
type Holders = string | string[]

/** An index from value to keys, for unique and shared values alike. */
export function createKeyIndex(): KeyIndex {
  const held = new Map<string, Holders>()
  return {
    add(value, key) {
      const holders = held.get(value)
      if (holders === undefined) held.set(value, key)
      else if (typeof holders !== 'string') insert(holders, key)
      else if (holders !== key) held.set(value, holders < key ? [holders, key] : [key, holders])
    },
    remove(value, key) {
      const holders = held.get(value)
      if (holders === key) held.delete(value)
      if (holders === undefined || typeof holders === 'string') return
      const rank = rankOf(holders, key)
      if (holders[rank] === key) holders.splice(rank, 1)
      const [only] = holders
      if (holders.length === 1 && only !== undefined) held.set(value, only)
    },
    keys(value, limit) {
      const holders = held.get(value)
      if (holders === undefined || limit < 1) return []
      return typeof holders === 'string' ? [holders] : holders.slice(0, limit)
    },
  }
}

function insert(holders: string[], key: string): void {
  const rank = rankOf(holders, key)
  if (holders[rank] !== key) holders.splice(rank, 0, key)
}

function rankOf(holders: readonly string[], key: string): number {
  let low = 0
  let high = holders.length
  while (low < high) {
    const middle = (low + high) >> 1
    const there = holders[middle]
    if (there !== undefined && there < key) low = middle + 1
    else high = middle
  }
  return low
}
