import {
  collectionNames,
  declarationOf,
  type CollectionName,
  type Records,
} from '../ports/collections.ts'
import type { Change, CommitResult, Store } from '../ports/store.ts'
import { createTable, type RowChange, type Table } from './table.ts'

/** One row as a commit leaves it, for whoever keeps a journal. `version` is 0 and `row` null for a removed row. */
export interface WrittenRow {
  readonly collection: CollectionName
  readonly key: string
  readonly version: number
  readonly row: object | null
}

/** A commit that was checked and may now be made. */
export interface PreparedCommit {
  /** Makes every change at once; it cannot fail half way. */
  apply(): readonly WrittenRow[]
}

type Moved = Extract<CommitResult, { outcome: 'moved' }>

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
   * Puts a row back as it was read from a file; a cold one is passed over. {@link Tables.reindex} comes afterwards.
   *
   * @returns false when the row lies under a key that is not its own
   */
  restore(written: WrittenRow): boolean
  reindex(): void
}

type ChangeOf<C extends CollectionName> = {
  [K in C]: {
    readonly collection: K
    readonly key: string
    readonly base: number
    readonly row: Records[K] | null
  }
}[C]

/** Whether a collection's rows are only ever added and seldom read. */
export function isCold(collection: CollectionName): boolean {
  return declarationOf(collection).cold
}

/** Empty tables. With `keepsCold` false, cold rows are checked and handed on by `apply`, and not held in memory. */
export function createTables({ keepsCold }: { readonly keepsCold: boolean }): Tables {
  // Read as a list of anything, because no type can say that each table stands beside its own name.
  const made: Iterable<readonly unknown[]> = collectionNames.map((name) => [name, tableFor(name)])
  const tables: AllTables = Object.fromEntries(made)

  return {
    of: (collection) => tables[collection],
    prepare(changes) {
      const parts: PreparedPart[] = []
      for (const collection of new Set(changes.map((change) => change.collection))) {
        const keeps = keepsCold || !isCold(collection)
        const part = preparePart({
          tables,
          collection,
          changes: ownChanges(collection, changes),
          keeps,
        })
        if ('outcome' in part) return part
        parts.push(part)
      }
      for (const { row } of changes) if (row !== null) freezeRow(row)
      return {
        apply() {
          for (const part of parts) part.apply()
          return parts.flatMap((part) => part.written)
        },
      }
    },
    restore: (written) =>
      isCold(written.collection) ||
      restoreIn(tables[written.collection], written.collection, written),
    reindex() {
      for (const name of collectionNames) tables[name].reindex()
    },
  }
}

type AllTables = { readonly [C in CollectionName]: Table<Records[C]> }

function tableFor<C extends CollectionName>(collection: C): Table<Records[C]> {
  return createTable(declarationOf(collection))
}

/** A checksum has vouched that this program wrote the row into this collection; no second reading says more. */
export function isStoredRow<C extends CollectionName>(row: object, _in: C): row is Records[C] {
  return !Array.isArray(row)
}

function restoreIn<C extends CollectionName>(
  table: Table<Records[C]>,
  collection: C,
  { key, version, row }: WrittenRow,
): boolean {
  if (row === null) {
    table.restore(key, version, null)
    return true
  }
  if (!isStoredRow(row, collection) || declarationOf(collection).key(row) !== key) return false
  freezeRow(row)
  table.restore(key, version, row)
  return true
}

interface PreparedPart {
  readonly written: readonly WrittenRow[]
  apply(): void
}

interface Part<C extends CollectionName> {
  readonly tables: AllTables
  readonly collection: C
  readonly changes: readonly RowChange<Records[C]>[]
  readonly keeps: boolean
}

function ownChanges<C extends CollectionName>(
  collection: C,
  changes: readonly Change[],
): readonly RowChange<Records[C]>[] {
  return changes.filter(
    (change): change is Extract<Change, ChangeOf<C>> => change.collection === collection,
  )
}

function preparePart<C extends CollectionName>(part: Part<C>): Moved | PreparedPart {
  const { tables, collection, changes, keeps } = part
  if (isCold(collection)) refuseColdChange(changes)
  const table = tables[collection]
  const prepared = table.prepare(changes)
  if (typeof prepared === 'string') return { outcome: 'moved', collection, key: prepared }
  return {
    written: prepared.map(({ key, version, row }) => ({ collection, key, version, row })),
    apply: () => {
      if (keeps) table.apply(prepared)
    },
  }
}

function refuseColdChange(changes: readonly RowChange<object>[]): void {
  if (changes.some(({ base, row }) => base !== 0 || row === null)) {
    throw new TypeError('a row of a cold collection is only ever inserted')
  }
}

/** How many rows `find` answers when nobody says. */
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
  return {
    async get(collection, key) {
      ready()
      return tables.of(collection).get(key)
    },
    async find(collection, index, { value, limit = findLimit }) {
      ready()
      return tables.of(collection).find(index, value, limit)
    },
    async due(collection, { before, limit }) {
      ready()
      return tables.of(collection).due(before, limit)
    },
    async claim(collection, request) {
      ready()
      return tables.of(collection).claim(request)
    },
    async *scan(collection) {
      ready()
      for (const [, row] of tables.of(collection).entries()) yield row
    },
  }
}

/**
 * Freezes a row through and through, in place: it now belongs to the store, and whoever still holds it can read it
 * but never change it.
 *
 * @throws TypeError when it holds what JSON cannot say (a function, a symbol, a bigint, NaN, an infinity, a Date or
 *   another object with a class): it would come back different after a restart
 */
export function freezeRow(row: object): void {
  freeze(row)
}

function freeze(value: unknown): void {
  if (value === null || typeof value !== 'object') {
    refuseUnspeakable(value)
    return
  }
  refuseClass(value)
  for (const part of Object.values(value)) freeze(part)
  Object.freeze(value)
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
