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

/** The rows of one collection in memory, with its indexes. Rows are replaced, never changed in place. */
export interface Table<Row> {
  get(key: string): Versioned<Row> | null
  /** @throws RangeError for an index that was never declared */
  find(index: string, value: string, limit: number): readonly Versioned<Row>[]
  due(before: number, limit: number): readonly Versioned<Row>[]
  /** A lease ends at `leaseUntil`, or when its row is changed: the change says when the row is due again. */
  claim(request: ClaimRequest): readonly Versioned<Row>[]
  /** May be walked while rows change: each row that is there from beginning to end is given once. */
  entries(): IterableIterator<[string, Versioned<Row>]>
  /**
   * Checks base versions and unique values of one commit's changes, against the table and against each other.
   *
   * @returns the key of the first change that cannot be made, or the changes ready to apply; nothing has changed
   * @throws TypeError when a row is named twice or put under a key that is not its own: bugs, not lost races
   */
  prepare(changes: readonly RowChange<Row>[]): string | readonly PreparedRow<Row>[]
  /** Makes prepared changes, whole. Nothing may have been applied since they were prepared. */
  apply(prepared: readonly PreparedRow<Row>[]): void
  /** Puts a row back as it was stored, without its indexes; see {@link Table.reindex}. */
  restore(key: string, version: number, row: Row | null): void
  /** Builds the indexes, once, after every row was restored. */
  reindex(): void
}

/** An empty table for one declared collection. */
export function createTable<Row extends object>(declaration: Declaration<Row>): Table<Row> {
  const state: State<Row> = {
    declaration,
    rows: new Map(),
    indexes: createIndexes(declaration),
    heap: createDueHeap(),
    leases: new Map(),
  }
  const { rows, indexes, heap } = state
  return {
    get: (key) => rows.get(key) ?? null,
    find: (index, value, limit) => rowsOf(rows, indexes.keys(index, value, limit), limit),
    due: (before, limit) => rowsOf(rows, heap.ascending(before), limit),
    claim: (request) => claimFrom(state, request),
    entries: () => rows.entries(),
    prepare: (changes) => prepareChanges(state, changes),
    apply(prepared) {
      // All old values go before any new one comes: rows of one commit may swap a unique value.
      for (const { key } of prepared) release(state, key)
      for (const change of prepared) place(state, change)
    },
    restore: (key, version, row) => setRow(rows, key, row === null ? null : { row, version }),
    reindex() {
      for (const [key, { row }] of rows) {
        heap.set(key, declaration.dueAt(row))
        indexes.add(key, indexes.valuesOf(row))
      }
    },
  }
}

interface State<Row> {
  readonly declaration: Declaration<Row>
  readonly rows: Map<string, Versioned<Row>>
  readonly indexes: Indexes<Row>
  readonly heap: DueHeap
  /** Until when (epoch ms) a claimed row is claimed. */
  readonly leases: Map<string, number>
}

function rowsOf<Row>(
  rows: ReadonlyMap<string, Versioned<Row>>,
  keys: Iterable<string>,
  limit: number,
): Versioned<Row>[] {
  const found: Versioned<Row>[] = []
  if (limit < 1) return found
  for (const key of keys) {
    const row = rows.get(key)
    if (row !== undefined) found.push(row)
    if (found.length >= limit) break
  }
  return found
}

function claimFrom<Row>(state: State<Row>, request: ClaimRequest): Versioned<Row>[] {
  const { rows, heap, leases } = state
  const free = function* (): Generator<string> {
    for (const key of heap.ascending(request.now)) {
      if ((leases.get(key) ?? request.now) <= request.now) yield key
    }
  }
  const claimed = rowsOf(rows, free(), request.limit)
  for (const { row } of claimed) leases.set(state.declaration.key(row), request.leaseUntil)
  return claimed
}

function prepareChanges<Row>(
  { declaration, rows, indexes }: State<Row>,
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
  return indexes.contested(prepared) ?? prepared
}

function release<Row>({ rows, indexes }: State<Row>, key: string): void {
  const old = rows.get(key)
  if (old !== undefined) indexes.remove(key, indexes.valuesOf(old.row))
}

function place<Row>(
  state: State<Row>,
  { key, version, row, values, dueAt }: PreparedRow<Row>,
): void {
  state.leases.delete(key)
  state.heap.set(key, dueAt)
  state.indexes.add(key, values)
  setRow(state.rows, key, row === null ? null : { row, version })
}

/** A row that stays keeps its place in the map, so that a walk over it under load still comes to an end. */
function setRow<Row>(
  rows: Map<string, Versioned<Row>>,
  key: string,
  row: Versioned<Row> | null,
): void {
  if (row === null) rows.delete(key)
  else rows.set(key, Object.freeze(row))
}
