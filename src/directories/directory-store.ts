import { keyOfReference, referenceOf, type Account } from '../domain/account.ts'
import {
  accountIndexes,
  declarationOf,
  type CollectionName,
  type IndexName,
  type Records,
} from '../ports/collections.ts'
import type { Directory, DirectoryKey } from '../ports/directory.ts'
import type { Sealer } from '../ports/sealer.ts'
import type { Change, ReadAhead, Reads, Store, Versioned } from '../ports/store.ts'
import { accountOfEntry, memoryOf } from './account-of-entry.ts'
import { askEntries, keysOf, type AskedEntries } from './asked-entries.ts'

/** A store whose accounts live in a directory. */
export interface DirectoryStoreDeps {
  readonly store: Store
  readonly directory: Pick<Directory, 'abilities' | 'find'>
  readonly sealer: Sealer
}

/** What the indexes of accounts are called in a directory. */
const asks: ReadonlyMap<string, DirectoryKey['by']> = new Map(
  (['mobile', 'login-email', 'server-ip'] as const).map((by) => [accountIndexes[by], by]),
)

/** How an account is asked for by its key: our own, or the account ID that somebody typed. */
function keyAsked(key: string): DirectoryKey {
  const reference = referenceOf(key)
  return reference === null
    ? { by: 'account-id', value: key }
    : { by: 'reference', value: reference }
}

/** The rows of the store behind, and what the turn has asked the directory. */
interface Behind {
  readonly rows: Reads
  readonly asked: AskedEntries
}

/** Accounts of all that a key finds, each with our memory of it. */
async function accountsBy(
  { sealer }: Pick<DirectoryStoreDeps, 'sealer'>,
  { rows, asked }: Behind,
  key: DirectoryKey,
): Promise<readonly Versioned<Account>[]> {
  const entries = (await asked.of(key)).toSorted((a, b) => (a.reference < b.reference ? -1 : 1))
  return Promise.all(
    entries.map(async (entry) => {
      const memory = await rows.get('accounts', keyOfReference(entry.reference))
      const row = accountOfEntry(entry, { memory: memory?.row ?? null, asked: key, sealer })
      return { row, version: memory?.version ?? 0 }
    }),
  )
}

type Found<C extends CollectionName> = Versioned<Records[C]>

/** Rows of one collection, as a map of all: so a generic reading of any collection may answer with accounts. */
type FoundIn = { readonly [C in CollectionName]?: readonly Found<C>[] }

function readsOver(deps: Pick<DirectoryStoreDeps, 'sealer'>, behind: () => Behind): Reads {
  return {
    async get<C extends CollectionName>(collection: C, key: string): Promise<Found<C> | null> {
      const { rows, asked } = behind()
      if (collection !== 'accounts') return rows.get(collection, key)
      const accounts = await accountsBy(deps, { rows, asked }, keyAsked(key))
      const found: FoundIn = { accounts }
      const [one, ...others] = found[collection] ?? []
      // Two entries under one ID are nobody's that could be told apart.
      return one === undefined || others.length > 0 ? null : one
    },
    async find<C extends CollectionName>(
      collection: C,
      index: IndexName<C>,
      options: { readonly value: string; readonly limit?: number },
    ): Promise<readonly Found<C>[]> {
      const { rows, asked } = behind()
      const by = collection === 'accounts' ? asks.get(index) : undefined
      if (by === undefined) return rows.find(collection, index, options)
      const accounts = await accountsBy(deps, { rows, asked }, { by, value: options.value })
      const found: FoundIn = { accounts: accounts.slice(0, options.limit) }
      return found[collection] ?? []
    },
  }
}

const isAccount = ({ collection }: { readonly collection: CollectionName }): boolean =>
  collection === 'accounts'

/** How an account is asked for by an index; null for a find of something else. */
function keyFound({ collection, index, value }: ReadAhead['finds'][number]): DirectoryKey | null {
  const by = collection === 'accounts' ? asks.get(index) : undefined
  return by === undefined ? null : { by, value }
}

/** The accounts that are found by what was typed: these are asked for at once. */
function keysTyped({ rows, finds }: ReadAhead): readonly DirectoryKey[] {
  const byId = rows
    .filter((row) => isAccount(row) && referenceOf(row.key) === null)
    .map(({ key }) => keyAsked(key))
  return [...byId, ...finds.flatMap((find) => keyFound(find) ?? [])]
}

/**
 * The rows to read in the store behind: those of an account ID that was typed under the key of its entry instead, and
 * those that follow a find with each entry that was found. An ID that nobody has brings as many.
 */
async function rowsBehind({ rows, finds }: ReadAhead, asked: AskedEntries): Promise<ReadAhead> {
  const renamed = new Map<string, string>()
  for (const { key } of rows.filter((row) => isAccount(row) && referenceOf(row.key) === null)) {
    const [own] = keysOf(await asked.of(keyAsked(key)).catch(() => []))
    if (own !== undefined) renamed.set(key, own)
  }
  const named = (key: string): string => {
    const typed = [...renamed.keys()].find((id) => key.endsWith(id))
    if (typed === undefined) return key
    return `${key.slice(0, -typed.length)}${renamed.get(typed) ?? typed}`
  }
  const followed: ReadAhead['rows'][number][] = []
  for (const find of finds) {
    const key = keyFound(find)
    if (key === null) continue
    for (const own of keysOf(await asked.of(key).catch(() => []))) {
      followed.push({ collection: 'accounts', key: own })
      const more = find.follow.map(({ collection, prefix }) => ({ collection, key: prefix + own }))
      followed.push(...more)
    }
  }
  return {
    rows: [...rows.map((row) => ({ ...row, key: named(row.key) })), ...followed],
    finds: finds.filter((find) => !isAccount(find)),
  }
}

/** The accounts that other rows lead to, and those that are named by our own keys: asked for with the next question. */
async function askLater({ rows, asked }: Behind, likely: ReadAhead): Promise<void> {
  for (const { collection, key, lead } of likely.rows) {
    if (collection === 'accounts' && referenceOf(key) !== null) asked.later(keyAsked(key))
    if (lead?.to !== 'accounts') continue
    const found = await rows.get(collection, key)
    const index = declarationOf(collection).indexes[lead.index]
    if (found === null || index === undefined) continue
    for (const value of index.values(found.row)) asked.later(keyAsked(value))
  }
}

const isAccountChange = (change: Change): change is Change<'accounts'> =>
  change.collection === 'accounts'

/** A change as it is stored: of an account only what is ours. */
function storedChange(change: Change, sealer: Sealer): readonly Change[] {
  if (!isAccountChange(change)) return [change]
  if (change.row === null) return change.base === 0 ? [] : [change]
  return [{ ...change, row: memoryOf(change.row, sealer) }]
}

/**
 * A store in front of another one, whose accounts live in a directory: reading one asks the directory and adds our
 * memory of it, committing one writes the memory alone. What a turn reads ahead is asked for in one trip; an outage is
 * thrown only where an account is really read.
 *
 * An account of a directory is kept under its reference, and is also read by the account ID that its owner knows.
 */
export function createDirectoryStore(deps: DirectoryStoreDeps): Store {
  const { store, directory, sealer } = deps
  /** Of each reading that a turn goes on with, what lies behind it. */
  const turns = new WeakMap<Reads, Behind>()
  const fresh = (): Behind => ({ rows: store, asked: askEntries(directory) })

  async function ahead(likely: ReadAhead, rest: Reads): Promise<Reads> {
    const { rows, asked } = turns.get(rest) ?? fresh()
    const typed = keysTyped(likely)
    if (typed.length > 0) asked.ask(typed)
    const behind = await rowsBehind(likely, asked)
    const isFew = behind.rows.length + behind.finds.length === 0
    const read = store.ahead === undefined || isFew ? rows : await store.ahead(behind, rows)
    const next = { rows: read, asked }
    await askLater(next, likely)
    const reads = readsOver(deps, () => next)
    turns.set(reads, next)
    return reads
  }

  return {
    ...store,
    ...readsOver(deps, fresh),
    ahead,
    commit: async (changes) => {
      const stored = changes.flatMap((change) => storedChange(change, sealer))
      return stored.length === 0 ? { outcome: 'committed' } : store.commit(stored)
    },
  }
}
