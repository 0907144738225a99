import {
  collectionNames,
  declarationOf,
  type CollectionName,
  type Records,
} from '../ports/collections.ts'
import type { Change, Moved, Store } from '../ports/store.ts'
import { createTable, type Filed, type LoadedRow, type Table } from './table.ts'

/** One row as a commit leaves it, to be written to a journal. `version` is 0 and `row` null for a removed row. */
export interface WrittenRow {
  readonly collection: CollectionName
  readonly key: string
  readonly version: number
  readonly row: object | null
  /** Where it lies in a file, if it was read from one that stays as it is. */
  readonly filed?: Filed
}

/** A commit that was checked and may now be made. */
export interface PreparedCommit {
  /** Makes every change at once; it cannot fail half way. */
  apply(): readonly WrittenRow[]
}

/** All collections of an embedded store. */
export interface Tables {
  of<C extends CollectionName>(collection: C): Table<Records[C]>
  /**
   * Checks a whole commit and changes nothing.
   *
   * @throws TypeError for what no race explains: a row named twice, under a wrong key or not plain JSON, or a cold
   *   row that is not inserted
   */
  prepare(changes: readonly Change[]): Moved | PreparedCommit
  /**
   * Puts rows back as they were read from a file, in their order; cold ones are passed over.
   *
   * @returns false when one lies under a key that is not its own, or twice in a file that has each once
   */
  restore(rows: readonly WrittenRow[]): boolean
}

/** Whether a collection's rows are only ever added and seldom read. */
export function isCold(collection: CollectionName): boolean {
  return declarationOf(collection).cold
}

/** Empty tables. With `keepsCold` false, cold rows are checked and handed on by `apply`, and not held in memory. */
export function createTables({ keepsCold }: { readonly keepsCold: boolean }): Tables {
  // Read as a list of anything, because no type can say that each table stands beside its own name.
  const made: Iterable<readonly unknown[]> = collectionNames.map((name) => [name, tableFor(name)])
  const tables: { readonly [C in CollectionName]: Table<Records[C]> } = Object.fromEntries(made)
  return {
    of: (collection) => tables[collection],
    prepare(changes) {
      const parts: PreparedPart[] = []
      for (const collection of new Set(changes.map((change) => change.collection))) {
        const part = preparePart(tables[collection], collection, changes)
        if ('outcome' in part) return part
        parts.push(part)
      }
      for (const { row } of changes) if (row !== null) freezeRow(row)
      return {
        apply() {
          for (const part of parts) if (keepsCold || !isCold(part.collection)) part.apply()
          return parts.flatMap((part) => part.written)
        },
      }
    },
    restore(rows) {
      const [first] = rows
      if (first === undefined) return true
      const { collection } = first
      return rows.every((row) => row.collection === collection)
        ? restoreIn(tables[collection], collection, rows)
        : rows.every((row) => restoreIn(tables[row.collection], row.collection, [row]))
    },
  }
}

function tableFor<C extends CollectionName>(collection: C): Table<Records[C]> {
  return createTable(declarationOf(collection), freezeRow)
}

/** The same of a row that still lies in a file. */
function isFiledRow<C extends CollectionName>(filed: Filed, _in: C): filed is Filed<Records[C]> {
  return filed.version > 0
}

/** Takes a row read from a file or database for one of its collection: a checksum or the database vouches for that. */
export function isStoredRow<C extends CollectionName>(row: object, _in: C): row is Records[C] {
  return !Array.isArray(row)
}

function restoreIn<C extends CollectionName>(
  table: Table<Records[C]>,
  collection: C,
  rows: readonly WrittenRow[],
): boolean {
  const { cold, key: keyOf } = declarationOf(collection)
  if (cold) return true
  const loaded: LoadedRow<Records[C]>[] = []
  for (const { key, version, row, filed } of rows) {
    if (row === null) table.restore(key, null)
    else if (!isStoredRow(row, collection) || keyOf(row) !== key) return false
    else if (filed !== undefined && isFiledRow(filed, collection)) loaded.push({ key, row, filed })
    else table.restore(key, { row, version })
  }
  return table.load(loaded)
}

interface PreparedPart {
  readonly collection: CollectionName
  readonly written: readonly WrittenRow[]
  apply(): void
}

/** Checks what a commit changes in one collection. */
function preparePart<C extends CollectionName>(
  table: Table<Records[C]>,
  collection: C,
  all: readonly Change[],
): Moved | PreparedPart {
  const changes = all.filter((each): each is Change & Change<C> => each.collection === collection)
  if (isCold(collection) && changes.some(({ base, row }) => base !== 0 || row === null)) {
    throw new TypeError('a row of a cold collection is only ever inserted')
  }
  const prepared = table.prepare(changes)
  if (typeof prepared === 'string') return { outcome: 'moved', collection, key: prepared }
  return {
    collection,
    written: prepared.map(({ key, version, row }) => ({ collection, key, version, row })),
    apply: () => table.apply(prepared),
  }
}

/** How many rows `find` answers unless a limit is given. */
export const findLimit = 100

/**
 * The reading half of a store whose rows are in memory.
 *
 * @param ready throws when the store may not be read any more; asked before every read
 */
export function readTables(
  tables: Tables,
  ready: () => void,
): Pick<Store, 'get' | 'find' | 'due' | 'claim' | 'scan'> {
  const table = <C extends CollectionName>(collection: C): Table<Records[C]> => {
    ready()
    return tables.of(collection)
  }
  return {
    get: async (collection, key) => table(collection).get(key),
    find: async (collection, index, { value, limit = findLimit }) =>
      table(collection).find(index, value, limit),
    due: async (collection, { before, limit }) => table(collection).due(before, limit),
    claim: async (collection, request) => table(collection).claim(request),
    async *scan(collection) {
      const of = table(collection)
      for (const [, row] of of.entries()) yield of.given(row)
    },
  }
}

/**
 * Freezes a row deeply, in place: callers that still hold it can read it but not change what is stored. What is frozen
 * already came out of the store, so of a conversation only what the turn made is looked at: 6 objects of 20.
 *
 * @throws TypeError when it holds what JSON cannot say (a function, a symbol, a bigint, NaN, an infinity, a Date or
 *   another object with a class): it would come back different after a restart
 */
export function freezeRow(row: object): void {
  refuseClass(row)
  if (Object.isFrozen(row)) return
  const parts: readonly unknown[] = Object.values(row)
  for (const part of parts) {
    if (typeof part === 'object' && part !== null) freezeRow(part)
    else refuseUnspeakable(part)
  }
  Object.freeze(row)
}

function refuseUnspeakable(value: unknown): void {
  const kind = typeof value
  if (kind === 'function' || kind === 'symbol' || kind === 'bigint') {
    throw new TypeError(`a row must be plain JSON, not hold a ${kind}`)
  }
  if (kind === 'number' && !Number.isFinite(value)) {
    throw new TypeError('a row must be plain JSON, not hold a number without a value')
  }
}

function refuseClass(value: object): void {
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== null && prototype !== Object.prototype && !Array.isArray(value)) {
    throw new TypeError('a row must be plain JSON, not hold an object of a class')
  }
}
