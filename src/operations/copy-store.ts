import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { collectionNames, keyOf, type CollectionName, type Records } from '../ports/collections.ts'
import type { SettingRow } from '../ports/records/setting.ts'
import type { Change, Store, Versioned } from '../ports/store.ts'
import { canonicalJson } from '../services/audit-trail.ts'
import { commitTogetherOrEach } from '../services/commit-retry.ts'

/** One collection's rows, so that two stores can be compared whatever order they give them in. */
export interface CollectionSum {
  readonly collection: CollectionName
  readonly rows: number
  /** SHA-256 of every key and row, added up; hex. */
  readonly digest: string
}

export type CopyResult =
  | { readonly outcome: 'copied'; readonly sums: readonly CollectionSum[] }
  /** The target holds rows of its own and no mark of a copy. Nothing was written. */
  | { readonly outcome: 'not-empty'; readonly collection: CollectionName }
  /** Both were read to the end and differ: one of them was written to meanwhile. The mark stays. */
  | { readonly outcome: 'different'; readonly collections: readonly CollectionName[] }

export interface CopyRequest {
  readonly from: Store
  readonly to: Store
  /** Called after each batch. */
  readonly onProgress?: (collection: CollectionName, rows: number) => Promise<void>
}

const batchRows = 500

const modulus = 1n << 256n

/** Counts and adds up every row of a collection; the mark of a copy is no row of anybody's. */
async function sumOf(store: Store, collection: CollectionName): Promise<CollectionSum> {
  let rows = 0
  let total = 0n
  for await (const { row } of store.scan(collection)) {
    const key = keyOf(collection, row)
    if (isMark(collection, key)) continue
    rows += 1
    const hash = createHash('sha256').update(JSON.stringify(key)).update(canonicalJson(row))
    total = (total + BigInt(`0x${hash.digest('hex')}`)) % modulus
  }
  return { collection, rows, digest: total.toString(16).padStart(64, '0') }
}

/** The setting that stands in a store for as long as a copy into it is not finished. */
const copyMarkKey = 'copy-in-progress'

/** The mark of a copy that was begun, with its version; null when there is none. */
async function copyMarkOf(store: Store): Promise<Versioned<SettingRow> | null> {
  return store.get('settings', copyMarkKey)
}

/** Whether a copy into the store was begun and not finished, so that no server may use it. */
export async function isCopyUnfinished(store: Store): Promise<boolean> {
  return (await copyMarkOf(store)) !== null
}

const isMark = (collection: CollectionName, key: string): boolean =>
  collection === 'settings' && key === copyMarkKey

/** @throws ServiceError of the store */
export async function sumsOf(store: Store): Promise<readonly CollectionSum[]> {
  const sums: CollectionSum[] = []
  for (const collection of collectionNames) sums.push(await sumOf(store, collection))
  return sums
}

async function firstNotEmpty(store: Store): Promise<CollectionName | null> {
  for (const collection of collectionNames) {
    for await (const _ of store.scan(collection)) return collection
  }
  return null
}

async function begin(to: Store): Promise<CollectionName | null> {
  if ((await copyMarkOf(to)) !== null) return null
  const taken = await firstNotEmpty(to)
  if (taken !== null) return taken
  const row = { key: copyMarkKey, value: 'begun' }
  await to.commit([{ collection: 'settings', key: copyMarkKey, base: 0, row }])
  return null
}

async function end(to: Store): Promise<void> {
  const mark = await copyMarkOf(to)
  if (mark === null) return
  await to.commit([{ collection: 'settings', key: copyMarkKey, base: mark.version, row: null }])
}

/** What is still to be written of a batch: a copy that was interrupted finds its own rows there and passes them over. */
async function openChanges<C extends CollectionName>(
  to: Store,
  collection: C,
  rows: readonly Records[C][],
): Promise<readonly Change<C>[]> {
  const changes = rows.map(async (row): Promise<readonly Change<C>[]> => {
    const key = keyOf(collection, row)
    const there = await to.get(collection, key)
    if (there !== null && isDeepStrictEqual(there.row, row)) return []
    return [{ collection, key, base: there?.version ?? 0, row }]
  })
  return (await Promise.all(changes)).flat()
}

async function* batchesOf<Row>(
  rows: AsyncIterable<Versioned<Row>>,
): AsyncGenerator<readonly Row[]> {
  let batch: Row[] = []
  for await (const { row } of rows) {
    batch.push(row)
    if (batch.length < batchRows) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

async function copyCollection(
  { from, to, onProgress }: CopyRequest,
  collection: CollectionName,
): Promise<void> {
  let done = 0
  for await (const batch of batchesOf(from.scan(collection))) {
    const rows = batch.filter((row) => !isMark(collection, keyOf(collection, row)))
    // A row may claim a unique value that another still holds, where the source changed since the copy was interrupted.
    await commitTogetherOrEach(to, await openChanges(to, collection, rows))
    done += rows.length
    await onProgress?.(collection, done)
  }
}

/**
 * Copies every row of a store into an empty one, and compares both afterwards, count by count and digest by digest.
 * While it runs, a mark in the target keeps servers from starting on it. An interrupted copy is gone on with by the
 * same call: what is there already is passed over.
 *
 * @throws ServiceError of either store; the mark stays then
 */
export async function copyStore(request: CopyRequest): Promise<CopyResult> {
  const { from, to } = request
  const taken = await begin(to)
  if (taken !== null) return { outcome: 'not-empty', collection: taken }
  for (const collection of collectionNames) await copyCollection(request, collection)
  const [source, target] = [await sumsOf(from), await sumsOf(to)]
  const different = source.filter(({ digest, rows }, place) => {
    const copy = target[place]
    return copy?.digest !== digest || copy.rows !== rows
  })
  if (different.length > 0) {
    return { outcome: 'different', collections: different.map(({ collection }) => collection) }
  }
  await end(to)
  return { outcome: 'copied', sums: source }
}
