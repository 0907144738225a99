import {
  collections,
  type CollectionName,
  type IndexName,
  type Records,
} from '../ports/collections.ts'
import type { Change, CommitResult, ReadAhead, Reads, Store, Versioned } from '../ports/store.ts'
import { ServiceError } from '../errors.ts'
import { nextEntry, type AuditFact } from './audit-trail.ts'

/**
 * What one turn reads and writes. It remembers the version of every row it read, stages what is to be written, sees
 * its own writes, and commits once: all of it or, when another turn was faster, none.
 */
export interface UnitOfWork {
  /** When the turn began, epoch ms; the only time its rules know. */
  readonly now: number
  /**
   * Says what will probably be read: a store far away brings it in one trip, what is known already left out. A guess
   * decides nothing; what it left out is read when it is asked for.
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
  /** Nothing to write commits at once. */
  commit(): Promise<CommitResult>
}

type Cache = { [C in CollectionName]: Map<string, Cached<Records[C]>> }

interface Cached<Row> {
  readonly version: number
  readonly row: Row | null
  readonly isStaged: boolean
}

function emptyCache(): Cache {
  return {
    accounts: new Map(),
    audit: new Map(),
    auditHeads: new Map(),
    agents: new Map(),
    caseEntries: new Map(),
    cases: new Map(),
    challenges: new Map(),
    chats: new Map(),
    conversations: new Map(),
    deskPosts: new Map(),
    desks: new Map(),
    limits: new Map(),
    outbox: new Map(),
    sessions: new Map(),
    settings: new Map(),
  }
}

function stagedIn<C extends CollectionName>(cache: Cache, collection: C): readonly Change<C>[] {
  const changes: Change<C>[] = []
  for (const [key, { version, row, isStaged }] of cache[collection]) {
    if (isStaged) changes.push({ collection, key, base: version, row })
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
      ({ collection, key }) => !cache[collection].has(key) && isNew(rowName(collection, key)),
    ),
    finds: finds.filter(({ collection, index, value }) =>
      isNew(`find:${collection}:${index}:${value}`),
    ),
  }
}

async function expect(held: Held, likely: () => ReadAhead | Promise<ReadAhead>): Promise<void> {
  const { ahead } = held.store
  if (ahead === undefined) return
  const wanted = unknownOf(held, await likely())
  if (wanted.rows.length + wanted.finds.length === 0) return
  held.reads = await ahead(wanted, held.reads)
}

/** Keeps the first version that was read: the one that the commit has to find again. */
function remember<C extends CollectionName>(
  { cache }: Held,
  collection: C,
  { key, found }: { readonly key: string; readonly found: Versioned<Records[C]> | null },
): Records[C] | null {
  const known = cache[collection].get(key)
  if (known !== undefined) return known.row
  const { version, row } = found ?? { version: 0, row: null }
  cache[collection].set(key, { version, row, isStaged: false })
  return row
}

function rememberAll<C extends CollectionName>(
  held: Held,
  collection: C,
  found: readonly Versioned<Records[C]>[],
): readonly Records[C][] {
  const keyOf = keyReader(collection)
  return found.flatMap(
    (each) => remember(held, collection, { key: keyOf(each.row), found: each }) ?? [],
  )
}

/** More than anything of one account ever comes to; beyond it something is wrong. */
const mostOfAll = 10_000

async function get<C extends CollectionName>(
  held: Held,
  collection: C,
  key: string,
): Promise<Records[C] | null> {
  const known = held.cache[collection].get(key)
  if (known !== undefined) return known.row
  return remember(held, collection, { key, found: await held.reads.get(collection, key) })
}

function stage<C extends CollectionName>(
  { cache }: Held,
  collection: C,
  { key, row }: { readonly key: string; readonly row: Records[C] | null },
): void {
  const version = cache[collection].get(key)?.version ?? 0
  cache[collection].set(key, { version, row, isStaged: true })
}

async function note(held: Held, fact: AuditFact): Promise<void> {
  const head = await get(held, 'auditHeads', fact.chain)
  const next = nextEntry(head, fact)
  const key = collections.audit.key(next.row)
  stage(held, 'audit', { key, row: next.row })
  stage(held, 'auditHeads', { key: fact.chain, row: next.head })
}

async function commit({ store, cache }: Held): Promise<CommitResult> {
  const changes = collectionNames.flatMap((name) => stagedIn(cache, name))
  return changes.length === 0 ? { outcome: 'committed' } : store.commit(changes)
}

/**
 * Begins a unit of work.
 *
 * @param now epoch milliseconds
 */
export function beginWork(store: Store, now: number): UnitOfWork {
  const held: Held = { store, cache: emptyCache(), reads: store, brought: new Set() }
  return {
    now,
    expect: async (likely) => expect(held, likely),
    get: async (collection, key) => get(held, collection, key),
    find: async (collection, index, value) =>
      rememberAll(held, collection, await held.reads.find(collection, index, { value })),
    async findAll(collection, index, value) {
      const found = await held.reads.find(collection, index, { value, limit: mostOfAll + 1 })
      if (found.length > mostOfAll) {
        throw new ServiceError('ERR_STORE_BUSY', `more than ${mostOfAll} rows hang on one value`)
      }
      return rememberAll(held, collection, found)
    },
    put(collection, row) {
      stage(held, collection, { key: keyReader(collection)(row), row })
    },
    remove(collection, key) {
      if (held.cache[collection].get(key)?.row !== null) stage(held, collection, { key, row: null })
    },
    note: async (fact) => note(held, { ...fact, at: now }),
    hasPosted: () => stagedIn(held.cache, 'outbox').length > 0,
    commit: async () => commit(held),
  }
}

const collectionNames: readonly CollectionName[] = [
  'accounts',
  'agents',
  'audit',
  'auditHeads',
  'caseEntries',
  'cases',
  'challenges',
  'chats',
  'conversations',
  'deskPosts',
  'desks',
  'limits',
  'outbox',
  'sessions',
  'settings',
]

function keyReader<C extends CollectionName>(collection: C): (row: Records[C]) => string {
  const declared: {
    readonly [K in CollectionName]: { readonly key: (row: Records[K]) => string }
  } = collections
  return declared[collection].key
}
