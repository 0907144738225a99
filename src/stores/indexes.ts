import type { Declaration } from '../ports/collections.ts'
import { createKeyIndex, type KeyIndex } from './key-index.ts'

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
      const changed = new Set(rows.map(({ key }) => key))
      for (const [index, { unique }] of declared) {
        const held = indexes.get(index)
        if (!unique || held === undefined) continue
        const key = contestedIn(rows, { index, held, changed })
        if (key !== null) return key
      }
      return null
    },
  }
}

interface UniqueIndex {
  readonly index: string
  readonly held: KeyIndex
  readonly changed: ReadonlySet<string>
}

function contestedIn(rows: readonly Claimant[], { index, held, changed }: UniqueIndex) {
  const claimed = new Map<string, string>()
  for (const { key, values } of rows) {
    for (const { value } of values.filter((each) => each.index === index)) {
      const [holder = key] = held.keys(value, 1)
      const keeps = holder !== key && !changed.has(holder)
      if (keeps || (claimed.get(value) ?? key) !== key) return key
      claimed.set(value, key)
    }
  }
  return null
}
