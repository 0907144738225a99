import { randomInt } from 'node:crypto'
import type { Declaration, Index } from '../ports/collections.ts'
import { countBefore } from './due-heap.ts'

/** The values that a row is found under, a list for each index in the order of their declaration. */
export type IndexedValues = readonly (readonly string[])[]

/** A row by its key and what it is found under. */
export interface Claimant {
  readonly key: string
  readonly values: IndexedValues
}

/** Every index of one table. */
export interface Indexes<Row> {
  valuesOf(row: Row): IndexedValues
  /** Index after index: of many rows one index at a time is in the processor's caches. */
  add(rows: readonly Claimant[]): void
  remove(key: string, values: IndexedValues): void
  /**
   * The keys under which a value may be found, in order (UTF-16 code units). A few may be of rows with another value:
   * {@link Indexes.holds} tells.
   *
   * @throws RangeError for an index that was never declared
   */
  keys(index: string, value: string): readonly string[]
  /** Whether a row is found by a value. */
  holds(index: string, value: string, row: Row): boolean
  /**
   * The key of the first row that claims a unique value which another row keeps or claims too; null when all is well.
   * Rows of the same commit let go of their old values, so two of them may swap.
   *
   * @param rowAt the row that lies under a key
   */
  contested(rows: readonly Claimant[], rowAt: (key: string) => Row | undefined): string | null
}

/** The empty indexes of a declared collection. */
export function createIndexes<Row>(declaration: Declaration<Row>): Indexes<Row> {
  const all: readonly HeldIndex<Row>[] = Object.entries(declaration.indexes).map(
    ([name, { unique, values }]) => ({ name, unique, values, held: createKeyIndex() }),
  )
  const hasUnique = all.some(({ unique }) => unique)
  const named = (index: string) => {
    const found = all.find(({ name }) => name === index)
    if (found === undefined) throw new RangeError(`no index is named ${index}`)
    return found
  }
  return {
    valuesOf: (row) => all.map(({ values }) => values(row)),
    add(rows) {
      for (let place = 0; place < all.length; place += 1) {
        for (const { key, values } of rows) {
          for (const value of values[place] ?? nobody) all[place]?.held.add(value, key)
        }
      }
    },
    remove(key, values) {
      for (let place = 0; place < all.length; place += 1) {
        for (const value of values[place] ?? nobody) all[place]?.held.remove(value, key)
      }
    },
    keys: (index, value) => named(index).held.keys(value),
    holds: (index, value, row) => named(index).values(row).includes(value),
    contested: (rows, rowAt) => (hasUnique ? contestedOf(all, rows, rowAt) : null),
  }
}

interface HeldIndex<Row> extends Index<Row> {
  readonly name: string
  readonly held: KeyIndex
}

function contestedOf<Row>(
  all: readonly HeldIndex<Row>[],
  rows: readonly Claimant[],
  rowAt: (key: string) => Row | undefined,
): string | null {
  const changed = new Set(rows.map(({ key }) => key))
  const claimed = new Map<string, string>()
  const isTaken = (key: string, index: HeldIndex<Row>, value: string): boolean => {
    const claimant = claimed.get(`${index.name} ${value}`) ?? key
    claimed.set(`${index.name} ${value}`, key)
    const isKept = (other: string): boolean => {
      const row = changed.has(other) ? undefined : rowAt(other)
      return row !== undefined && index.values(row).includes(value)
    }
    return claimant !== key || index.held.keys(value).some(isKept)
  }
  const isContested = ({ key, values }: Claimant): boolean =>
    all.some(
      (index, place) =>
        index.unique && (values[place] ?? []).some((value) => isTaken(key, index, value)),
    )
  return rows.find(isContested)?.key ?? null
}

/** Which keys may hold a value. Keys are kept in order, so a bounded answer never sorts. */
export interface KeyIndex {
  add(value: string, key: string): void
  remove(value: string, key: string): void
  /** In the order of the keys (UTF-16 code units), those of a value with the same hash among them. */
  keys(value: string): readonly string[]
}

/** A value held by one row keeps the bare key: most do, and a million small arrays are 60 MB. */
type Holders = string | string[]

const nobody: readonly string[] = []

/**
 * An index from value to keys, for unique and shared values alike. It holds hashes of values: with the texts themselves
 * every step through a map of a million looks at texts all over the memory, 0.8 s and 90 MB an index at a start.
 */
export function createKeyIndex(): KeyIndex {
  const held = new Map<number, Holders>()
  return {
    add(value, key) {
      const hashed = hash(value)
      const holders = held.get(hashed)
      if (holders === undefined) held.set(hashed, key)
      else if (typeof holders !== 'string') insert(holders, key)
      else if (holders !== key) held.set(hashed, holders < key ? [holders, key] : [key, holders])
    },
    remove(value, key) {
      const hashed = hash(value)
      const holders = held.get(hashed)
      if (holders === key) held.delete(hashed)
      if (holders === undefined || typeof holders === 'string') return
      const rank = countBefore(holders, (there) => there < key)
      if (holders[rank] === key) holders.splice(rank, 1)
      const [only] = holders
      if (holders.length === 1 && only !== undefined) held.set(hashed, only)
    },
    keys(value) {
      const holders = held.get(hash(value))
      if (holders === undefined) return nobody
      return typeof holders === 'string' ? [holders] : holders
    },
  }
}

function insert(holders: string[], key: string): void {
  const rank = countBefore(holders, (there) => there < key)
  if (holders[rank] !== key) holders.splice(rank, 0, key)
}

/** Another one in each process, so that nobody can choose values that meet. */
const seed = randomInt(2 ** 32)

/** 32 bits of a text: of a million some hundred pairs meet, which costs each of them the look at one row more. */
function hash(text: string): number {
  let mixed = seed
  for (let at = 0; at < text.length; at += 1) {
    mixed = Math.imul(mixed ^ text.charCodeAt(at), 0x5bd1e995)
    mixed ^= mixed >>> 15
  }
  return mixed | 0
}
