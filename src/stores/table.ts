import type { Declaration } from '../ports/collections.ts'
import type { Change, ClaimRequest, Versioned } from '../ports/store.ts'
import { createDueHeap, type DueHeap } from './due-heap.ts'
import { createIndexes, type Claimant, type Indexes } from './indexes.ts'

/** One row to write or remove, within one table. */
export interface RowChange<Row> extends Pick<Change, 'key' | 'base'> {
  readonly row: Row | null
}

/** A change that was checked, with everything worked out that could throw. */
export interface PreparedRow<Row> extends Claimant {
  /** After the change; 0 for a row that is removed. */
  readonly version: number
  readonly row: Row | null
  readonly dueAt: number | null
}

/** A row that lies in a file, read again whenever it is asked for: of a million accounts few ever are. */
export interface Filed<Row extends object = object> {
  readonly version: number
  /** Parses it; what it answers belongs to the caller. */
  read(): Row
  /** As it stands in the file. */
  text(): string
}

/** A row that was read from a file once, and where it lies there. */
export interface LoadedRow<Row extends object> {
  readonly key: string
  readonly row: Row
  readonly filed: Filed<Row>
}

/** A row as a table holds it. One with a row that is not frozen was read from a file and not given to anybody yet. */
export type HeldRow<Row extends object> = Versioned<Row> | Filed<Row>

/** The rows of one collection in memory, with its indexes. Rows are replaced, never changed in place. */
export interface Table<Row extends object> {
  get(key: string): Versioned<Row> | null
  /** @throws RangeError for an index that was never declared */
  find(index: string, value: string, limit: number): readonly Versioned<Row>[]
  due(before: number, limit: number): readonly Versioned<Row>[]
  /** A lease ends at `leaseUntil`, or when its row is changed: the change says when the row is due again. */
  claim(request: ClaimRequest): readonly Versioned<Row>[]
  /**
   * May be walked while rows change: each row that is there from beginning to end is given once. For the store itself;
   * others get a row by {@link Table.given}.
   */
  entries(): IterableIterator<[string, HeldRow<Row>]>
  /**
   * Checks base versions and unique values of one commit's changes, against the table and against each other.
   *
   * @returns the key of the first change that cannot be made, or the changes ready to apply; nothing has changed
   * @throws TypeError when a row is named twice or put under a key that is not its own: bugs, not lost races
   */
  prepare(changes: readonly RowChange<Row>[]): string | readonly PreparedRow<Row>[]
  /** Makes prepared changes, whole. Nothing may have been applied since they were prepared. */
  apply(prepared: readonly PreparedRow<Row>[]): void
  /** A row of {@link Table.entries} as whoever asks for it gets it: frozen. One that lies in a file stays there. */
  given(held: HeldRow<Row>): Versioned<Row>
  /** Puts a row back as it was stored, or takes it away as it was. It is frozen when it is asked for. */
  restore(key: string, stored: Versioned<Row> | null): void
  /**
   * Puts back rows of a file that has each row once; there they stay until they are asked for. They are indexed together.
   *
   * @returns false when one of them is there already
   */
  load(rows: readonly LoadedRow<Row>[]): boolean
}

/**
 * Gives out a row, frozen: what was read from a file is frozen when it is asked for the first time. Freezing a million
 * rows took a seventh of a start, for the few that are ever asked for.
 */
const giver =
  <Row extends object>(freeze: (row: Row) => void) =>
  (held: HeldRow<Row>): Versioned<Row> => {
    const isRead = 'row' in held
    if (isRead && Object.isFrozen(held)) return held
    const given = isRead ? held : { row: held.read(), version: held.version }
    freeze(given.row)
    return Object.freeze(given)
  }

/**
 * An empty table for one declared collection.
 *
 * @param freeze freezes a row deeply
 */
export function createTable<Row extends object>(
  declaration: Declaration<Row>,
  freeze: (row: Row) => void,
): Table<Row> {
  const state: State<Row> = {
    declaration,
    rows: new Map(),
    indexes: createIndexes(declaration),
    heap: createDueHeap(),
    leases: new Map(),
    given: giver(freeze),
  }
  const { rows, indexes, heap, given } = state
  return {
    get: (key) => rowOf(state, key) ?? null,
    find(index, value, limit) {
      const holds = (row: Row): boolean => indexes.holds(index, value, row)
      return rowsOf(state, indexes.keys(index, value), { limit, holds })
    },
    due: (before, limit) => rowsOf(state, heap.ascending(before), { limit }),
    claim: (request) => claimFrom(state, request),
    given,
    entries: () => rows.entries(),
    prepare: (changes) => prepareChanges(state, changes),
    apply(prepared) {
      // All old values go before any new one comes: rows of one commit may swap a unique value.
      for (const { key } of prepared) release(state, key)
      for (const change of prepared) place(state, change)
      indexes.add(prepared)
    },
    restore: (key, stored) => restore(state, key, stored),
    load: (loaded) => load(state, loaded),
  }
}

interface State<Row extends object> {
  readonly declaration: Declaration<Row>
  readonly rows: Map<string, HeldRow<Row>>
  readonly indexes: Indexes<Row>
  readonly heap: DueHeap
  /** Until when (epoch ms) a claimed row is claimed. */
  readonly leases: Map<string, number>
  readonly given: (held: HeldRow<Row>) => Versioned<Row>
}

function restore<Row extends object>(
  state: State<Row>,
  key: string,
  stored: Versioned<Row> | null,
): void {
  const { declaration, rows, indexes, heap } = state
  release(state, key)
  heap.set(key, stored === null ? null : declaration.dueAt(stored.row))
  if (stored === null) {
    rows.delete(key)
    return
  }
  indexes.add([{ key, values: indexes.valuesOf(stored.row) }])
  rows.set(key, stored)
}

function load<Row extends object>(
  { declaration, rows, indexes, heap }: State<Row>,
  loaded: readonly LoadedRow<Row>[],
): boolean {
  const before = rows.size
  for (const { key, row, filed } of loaded) {
    rows.set(key, filed)
    heap.set(key, declaration.dueAt(row))
  }
  indexes.add(loaded.map(({ key, row }) => ({ key, values: indexes.valuesOf(row) })))
  return rows.size === before + loaded.length
}

/** A row as it is given out; whoever asked for it once will ask for it again, so it is held as it was given. */
function rowOf<Row extends object>(
  { rows, given }: State<Row>,
  key: string,
): Versioned<Row> | undefined {
  const held = rows.get(key)
  if (held === undefined) return undefined
  const row = given(held)
  if (row !== held) rows.set(key, row)
  return row
}

function rowsOf<Row extends object>(
  state: State<Row>,
  keys: Iterable<string>,
  { limit, holds }: { readonly limit: number; readonly holds?: (row: Row) => boolean },
): Versioned<Row>[] {
  const found: Versioned<Row>[] = []
  if (limit < 1) return found
  for (const key of keys) {
    const row = rowOf(state, key)
    if (row !== undefined && holds?.(row.row) !== false) found.push(row)
    if (found.length >= limit) break
  }
  return found
}

function claimFrom<Row extends object>(state: State<Row>, request: ClaimRequest): Versioned<Row>[] {
  const { heap, leases } = state
  const free = function* (): Generator<string> {
    for (const key of heap.ascending(request.now)) {
      if ((leases.get(key) ?? request.now) <= request.now) yield key
    }
  }
  const claimed = rowsOf(state, free(), request)
  for (const { row } of claimed) leases.set(state.declaration.key(row), request.leaseUntil)
  return claimed
}

function prepareChanges<Row extends object>(
  { declaration, rows, indexes, given }: State<Row>,
  changes: readonly RowChange<Row>[],
): string | readonly PreparedRow<Row>[] {
  const moved = changes.find(({ key, base }) => (rows.get(key)?.version ?? 0) !== base)
  if (moved !== undefined) return moved.key
  if (changes.length > 1 && new Set(changes.map(({ key }) => key)).size < changes.length) {
    throw new TypeError('a commit names a row twice')
  }
  const prepared = changes.map(({ key, base, row }): PreparedRow<Row> => {
    if (row === null) return { key, version: 0, row, values: [], dueAt: null }
    if (declaration.key(row) !== key) throw new TypeError(`a row was put under another key: ${key}`)
    const dueAt = declaration.dueAt(row)
    return { key, version: base + 1, row, values: indexes.valuesOf(row), dueAt }
  })
  const rowAt = (key: string): Row | undefined => {
    const held = rows.get(key)
    return held === undefined ? undefined : given(held).row
  }
  return indexes.contested(prepared, rowAt) ?? prepared
}

function release<Row extends object>({ rows, indexes, given }: State<Row>, key: string): void {
  const old = rows.get(key)
  if (old !== undefined) indexes.remove(key, indexes.valuesOf(given(old).row))
}

function place<Row extends object>(
  state: State<Row>,
  { key, version, row, dueAt }: PreparedRow<Row>,
): void {
  state.leases.delete(key)
  state.heap.set(key, dueAt)
  setRow(state.rows, key, row === null ? null : { row, version })
}

/** A row that stays keeps its place in the map, so that a walk over it under load still comes to an end. */
function setRow<Row extends object>(
  rows: Map<string, HeldRow<Row>>,
  key: string,
  row: Versioned<Row> | null,
): void {
  if (row === null) rows.delete(key)
  else rows.set(key, Object.freeze(row))
}
