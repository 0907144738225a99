import { ServiceError } from '../../errors.ts'
import { declarationOf, type CollectionName, type Records } from '../../ports/collections.ts'
import type { Change, Versioned } from '../../ports/store.ts'
import { freezeRow, isCold, isStoredRow } from '../tables.ts'
import type { Answer } from './database.ts'

/** Whether the database can store a text unchanged: not with a NUL or an unpaired surrogate in it. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed()
}

/**
 * A stored row again.
 *
 * @throws ServiceError `ERR_STORE_CORRUPT` when the row was not written by this program
 */
export function rowOf<C extends CollectionName>(
  collection: C,
  { version, body }: Answer,
): Versioned<Records[C]> {
  const row: unknown = typeof body === 'string' ? JSON.parse(body) : null
  if (typeof version === 'number' && typeof row === 'object' && row !== null) {
    if (isStoredRow(row, collection)) return { row, version }
  }
  throw new ServiceError('ERR_STORE_CORRUPT', `a row of ${collection} is not as it was written`)
}

/** A value that a row claims. */
export interface Claim {
  readonly collection: CollectionName
  readonly index: string
  readonly value: string
  readonly key: string
  readonly isUnique: boolean
}

/** A change with everything worked out that the database stores of it. */
export interface PreparedChange {
  readonly collection: CollectionName
  readonly key: string
  readonly base: number
  /** JSON, or null to remove the row. */
  readonly body: string | null
  readonly dueAt: number | null
  readonly claims: readonly Claim[]
  /** Whether the row may hold values of before. */
  readonly mayRelease: boolean
}

/**
 * Prepares the changes of a commit, in the one order in which every commit locks its rows.
 *
 * @throws TypeError for what no race explains: a row named twice, under a key that is not its own or not storable,
 *   not plain JSON, or a cold row that is not inserted
 */
export function prepareChanges(changes: readonly Change[]): readonly PreparedChange[] {
  const names = new Set(changes.map(({ collection, key }) => `${collection}\0${key}`))
  if (names.size < changes.length) throw new TypeError('a commit names a row twice')
  return inLockOrder(changes.map(prepareChange))
}

/** The one order in which every commit locks its rows, so that two of them never wait for each other. */
export function inLockOrder(prepared: readonly PreparedChange[]): readonly PreparedChange[] {
  return prepared.toSorted(byName)
}

function byName(a: PreparedChange, b: PreparedChange): number {
  if (a.collection !== b.collection) return a.collection < b.collection ? -1 : 1
  return a.key < b.key ? -1 : 1
}

function prepareChange<C extends CollectionName>(change: Change<C>): PreparedChange {
  const { collection, key, base, row } = change
  if (isCold(collection) && (base !== 0 || row === null)) {
    throw new TypeError('a row of a cold collection is only ever inserted')
  }
  const named = { collection, key, base, ...foundBy(change) }
  if (row === null) return { ...named, body: null, dueAt: null }
  const declaration = declarationOf(collection)
  if (declaration.key(row) !== key) throw new TypeError(`a row was put under another key: ${key}`)
  // As in every store: callers may go on reading the row they committed, and cannot change it.
  freezeRow(row)
  if (!isStorable(key) || named.claims.some(({ value }) => !isStorable(value))) {
    throw new TypeError(`a key or an indexed value cannot be stored in ${collection}`)
  }
  return { ...named, body: JSON.stringify(row), dueAt: declaration.dueAt(row) }
}

/** What a change does to the values its row is found under: nothing where they are known to be the same as before. */
function foundBy<C extends CollectionName>({
  collection,
  key,
  base,
  row,
  before,
}: Change<C>): Pick<PreparedChange, 'claims' | 'mayRelease'> {
  const indexes = Object.entries(declarationOf(collection).indexes)
  if (row !== null && before != null) {
    const isAsBefore = indexes.every(([, { values }]) => isSame(values(row), values(before)))
    if (isAsBefore) return { claims: [], mayRelease: false }
  }
  const mayRelease = base > 0 && indexes.length > 0
  if (row === null) return { claims: [], mayRelease }
  const claims = indexes.flatMap(([index, { unique, values }]) =>
    [...new Set(values(row))].map((value) => ({ collection, index, value, key, isUnique: unique })),
  )
  return { claims, mayRelease }
}

const isSame = (values: readonly string[], others: readonly string[]): boolean =>
  values.length === others.length && values.every((value, place) => value === others[place])
