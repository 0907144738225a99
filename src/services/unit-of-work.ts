import {
  collectionNames,
  keyOf,
  type CollectionName,
  type IndexName,
  type Records,
} from '../ports/collections.ts'
import type { IntentRow } from '../ports/records/intent.ts'
import type { Change, CommitResult, ReadAhead, Reads, Store, Versioned } from '../ports/store.ts'
import { ServiceError } from '../errors.ts'
import { nextEntry, type AuditFact } from './audit-trail.ts'

/**
 * What one turn reads and writes. It remembers the version of every row it read, stages writes, sees its own writes,
 * and commits once: everything or, when one of the rows was changed meanwhile, nothing.
 */
export interface UnitOfWork {
  /** When the turn began, epoch ms; the only time its rules know. */
  readonly now: number
  /**
   * Which of the rows that a budget is split over this work takes from. Each work of a process that asks gets the next
   * one, so that those under way together meet in none: the later one would have to be run again.
   */
  readonly lane: number
  /**
   * Has what will probably be read brought in one trip, where trips cost; what is known already is left out. A wrong
   * guess changes no result: what is missing is read when it is asked for.
   */
  expect(likely: () => ReadAhead | Promise<ReadAhead>): Promise<void>
  get<C extends CollectionName>(collection: C, key: string): Promise<Records[C] | null>
  find<C extends CollectionName>(
    collection: C,
    index: IndexName<C>,
    value: string,
  ): Promise<readonly Records[C][]>
  /**
   * As `find`, for what must not miss a single row, such as ending everything an account has.
   *
   * @throws ServiceError `ERR_STORE_BUSY` beyond 10,000 rows: nothing is done rather than half of it
   */
  findAll<C extends CollectionName>(
    collection: C,
    index: IndexName<C>,
    value: string,
  ): Promise<readonly Records[C][]>
  /** Stages a row. A key that was not read before is claimed as new. */
  put<C extends CollectionName>(collection: C, row: Records[C]): void
  /** Stages the removal of a row that was read; nothing for one that is not there. */
  remove(collection: CollectionName, key: string): void
  /** Appends to the fact's audit chain, in the same commit. */
  note(fact: Omit<AuditFact, 'at'>): Promise<void>
  /** Whether a message to be sent is staged. */
  hasPosted(): boolean
  /** What is staged to be asked of a directory, once all of it is committed. */
  asks(): readonly IntentRow[]
  /** Nothing to write commits at once. */
  commit(): Promise<CommitResult>
}

type Rows<C extends CollectionName> = Map<string, Cached<Records[C]>>

type Cache = { [C in CollectionName]?: Rows<C> }

interface Cached<Row> {
  readonly version: number
  readonly row: Row | null
  /** As it was read, null where it was not there or not read; what is staged for it is `row`. */
  readonly before: Row | null
  readonly isStaged: boolean
}

/** The rows of one collection; the map is made when the collection is first touched. */
function rowsIn<C extends CollectionName>(cache: Cache, collection: C): Rows<C> {
  const known = cache[collection]
  if (known !== undefined) return known
  const rows: Rows<C> = new Map()
  Object.assign(cache, { [collection]: rows })
  return rows
}

const none: readonly never[] = []

function stagedIn<C extends CollectionName>(cache: Cache, collection: C): readonly Change<C>[] {
  const rows = cache[collection]
  if (rows === undefined) return none
  const changes: Change<C>[] = []
  for (const [key, { version, row, before, isStaged }] of rows) {
    if (isStaged) changes.push({ collection, key, base: version, row, before })
  }
  return changes
}

/** The rows a unit of work has read and staged. */
interface Held {
  readonly store: Store
  readonly cache: Cache
  /** The store, or what it brought ahead in front of it. */
  reads: Reads
  /** What was brought, by name. */
  readonly brought: Set<string>
}

const rowName = (collection: CollectionName, key: string) => `row:${collection}:${key}`

/** What of a guess is not known yet. */
function unknownOf({ cache, brought }: Held, { rows, finds }: ReadAhead): ReadAhead {
  const isNew = (name: string): boolean => {
    const isKnown = brought.has(name)
    brought.add(name)
    return !isKnown
  }
  return {
    rows: rows.filter(
      ({ collection, key }) =>
        cache[collection]?.has(key) !== true && isNew(rowName(collection, key)),
    ),
    finds: finds.filter(({ collection, index, value }) =>
      isNew(`find:${collection}:${index}:${value}`),
    ),
  }
}

type Likely = () => ReadAhead | Promise<ReadAhead>

const nothingAhead = Promise.resolve()

async function bring(
  held: Held,
  likely: Likely,
  ahead: NonNullable<Store['ahead']>,
): Promise<void> {
  const wanted = unknownOf(held, await likely())
  if (wanted.rows.length + wanted.finds.length === 0) return
  held.reads = await ahead(wanted, held.reads)
}

/** Remembers a row as it was first read: that version is the one the commit has to find again. */
function keep<Row>(
  rows: Map<string, Cached<Row>>,
  key: string,
  found: Versioned<Row> | null,
): Row | null {
  const { version, row } = found ?? { version: 0, row: null }
  const kept = rows.get(key) ?? { version, row, before: row, isStaged: false }
  rows.set(key, kept)
  return kept.row
}

function keepAll<C extends CollectionName>(
  { cache }: Held,
  collection: C,
  found: readonly Versioned<Records[C]>[],
): readonly Records[C][] {
  const rows = rowsIn(cache, collection)
  return found.flatMap((each) => keep(rows, keyOf(collection, each.row), each) ?? [])
}

/** Far more than one account ever has; beyond it something is wrong. */
const mostOfAll = 10_000

async function get<C extends CollectionName>(
  { cache, reads }: Held,
  collection: C,
  key: string,
): Promise<Records[C] | null> {
  const rows = rowsIn(cache, collection)
  const known = rows.get(key)
  if (known !== undefined) return known.row
  const found = await reads.get(collection, key)
  // An account of a directory is also found by what its owner knows it by, and changed by its own key.
  return keep(rows, found === null ? key : keyOf(collection, found.row), found)
}

function stage<C extends CollectionName>(
  { cache }: Held,
  collection: C,
  { key, row }: { readonly key: string; readonly row: Records[C] | null },
): void {
  const rows = rowsIn(cache, collection)
  const { version, before } = rows.get(key) ?? { version: 0, before: null }
  rows.set(key, { version, row, before, isStaged: true })
}

async function note(held: Held, fact: AuditFact): Promise<void> {
  const head = await get(held, 'auditHeads', fact.chain)
  const next = nextEntry(head, fact)
  stage(held, 'audit', { key: keyOf('audit', next.row), row: next.row })
  stage(held, 'auditHeads', { key: fact.chain, row: next.head })
}

function commit({ store, cache }: Held): Promise<CommitResult> {
  const changes = collectionNames.flatMap((name) => stagedIn(cache, name))
  return changes.length === 0 ? Promise.resolve({ outcome: 'committed' }) : store.commit(changes)
}

/** The next lane; see {@link UnitOfWork.lane}. */
let nextLane = 0

/**
 * Begins a unit of work.
 *
 * @param now epoch milliseconds
 */
export function beginWork(store: Store, now: number): UnitOfWork {
  const held: Held = { store, cache: {}, reads: store, brought: new Set() }
  let lane: number | null = null
  return {
    now,
    get lane() {
      lane ??= nextLane++
      return lane
    },
    expect: (likely) =>
      store.ahead === undefined ? nothingAhead : bring(held, likely, store.ahead),
    get: (collection, key) => get(held, collection, key),
    find: async (collection, index, value) =>
      keepAll(held, collection, await held.reads.find(collection, index, { value })),
    async findAll(collection, index, value) {
      const found = await held.reads.find(collection, index, { value, limit: mostOfAll + 1 })
      if (found.length > mostOfAll) {
        throw new ServiceError('ERR_STORE_BUSY', `more than ${mostOfAll} rows hang on one value`)
      }
      return keepAll(held, collection, found)
    },
    put(collection, row) {
      stage(held, collection, { key: keyOf(collection, row), row })
    },
    remove(collection, key) {
      if (held.cache[collection]?.get(key)?.row !== null)
        stage(held, collection, { key, row: null })
    },
    note: (fact) => note(held, { ...fact, at: now }),
    hasPosted: () => stagedIn(held.cache, 'outbox').length > 0,
    asks: () =>
      stagedIn(held.cache, 'intents').flatMap(({ base, row }) => (base === 0 && row) || []),
    commit: () => commit(held),
  }
}
