import type { Declaration } from '../ports/collections.ts'
import { countBefore } from './due-heap.ts'

/** A value that a row is found under. */
export interface IndexedValue {
  readonly index: string
  readonly value: string
}

/** What the unique indexes need to know of a row that a commit writes. */
export interface Claimant {
  readonly key: string
  readonly values: readonly IndexedValue[]
}

/** Every index of one table. */
export interface Indexes<Row> {
  valuesOf(row: Row): readonly IndexedValue[]
  add(key: string, values: readonly IndexedValue[]): void
  remove(key: string, values: readonly IndexedValue[]): void
  /** @throws RangeError for an index that was never declared */
  keys(index: string, value: string, limit: number): readonly string[]
  /**
   * The key of the first row that claims a unique value which another row keeps or claims too; null when all is well.
   * Rows of the same commit let go of their old values, so two of them may swap.
   */
  contested(rows: readonly Claimant[]): string | null
}

/** The empty indexes of a declared collection. */
export function createIndexes<Row>(declaration: Declaration<Row>): Indexes<Row> {
  const declared = Object.entries(declaration.indexes)
  const indexes = new Map(declared.map(([name]) => [name, createKeyIndex()]))
  const hasUnique = declared.some(([, { unique }]) => unique)
  return {
    valuesOf: (row) =>
      declared.flatMap(([index, { values }]) => values(row).map((value) => ({ index, value }))),
    add(key, values) {
      for (const { index, value } of values) indexes.get(index)?.add(value, key)
    },
    remove(key, values) {
      for (const { index, value } of values) indexes.get(index)?.remove(value, key)
    },
    keys(index, value, limit) {
      const held = indexes.get(index)
      if (held === undefined) throw new RangeError(`no index is named ${index}`)
      return held.keys(value, limit)
    },
    contested(rows) {
      if (!hasUnique) return null
      const changed = new Set(rows.map(({ key }) => key))
      const claimed = new Map<string, string>()
      const isTaken = (key: string, { index, value }: IndexedValue): boolean => {
        if (declaration.indexes[index]?.unique !== true) return false
        const [holder = key] = indexes.get(index)?.keys(value, 1) ?? []
        const claimant = claimed.get(`${index} ${value}`) ?? key
        claimed.set(`${index} ${value}`, key)
        return (holder !== key && !changed.has(holder)) || claimant !== key
      }
      const first = rows.find(({ key, values }) => values.some((each) => isTaken(key, each)))
      return first?.key ?? null
    },
  }
}

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
      const rank = countBefore(holders, (there) => there < key)
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
  const rank = countBefore(holders, (there) => there < key)
  if (holders[rank] !== key) holders.splice(rank, 0, key)
}
