import type { CollectionName, IndexName, Records } from './collections.ts'

/** A row as it was read, with the version a change of it must name. */
export interface Versioned<Row> {
  readonly row: Row
  /** Counts the changes of this row, from 1. */
  readonly version: number
}

/** One row to write or remove. `base` is the version it was read at; 0 claims that the row does not exist yet. */
export interface Change<C extends CollectionName = CollectionName> {
  readonly collection: C
  readonly key: string
  readonly base: number
  /** The whole new row, or null to remove it. */
  readonly row: Records[C] | null
  /** The row as it was read at `base`, so that a store may see what of it has changed; left out where that is not known. */
  readonly before?: Records[C] | null
}

/** Some row is no longer at its base version, or a unique value is taken. Nothing was written. */
export interface Moved {
  readonly outcome: 'moved'
  readonly collection: CollectionName
  readonly key: string
}

export type CommitResult = { readonly outcome: 'committed' } | Moved

/** What {@link Store.claim} is asked for. Times are epoch milliseconds. */
export interface ClaimRequest {
  readonly now: number
  /** Until then no other caller is given the same rows; afterwards they are due again. */
  readonly leaseUntil: number
  readonly limit: number
}

/** A question to an index, of any collection that has one. */
type AnyFind = {
  [C in CollectionName]: {
    readonly collection: C
    readonly index: IndexName<C>
    readonly value: string
  }
}[CollectionName]

/** A row by its key, and with it the rows whose key is what it is found under in one of its indexes. */
type LikelyRow = {
  readonly collection: CollectionName
  readonly key: string
  readonly lead?: { readonly index: string; readonly to: CollectionName }
}

/** What is likely to be read next. A wrong guess changes no result. */
export interface ReadAhead {
  readonly rows: readonly LikelyRow[]
  /** With each find, the rows whose key is a prefix and the key of a row that was found. */
  readonly finds: readonly (AnyFind & {
    readonly follow: readonly { readonly collection: CollectionName; readonly prefix: string }[]
  })[]
}

/** The reading of single rows and of indexes. */
export type Reads = Pick<Store, 'get' | 'find'>

/**
 * Keeps everything that outlives a turn. One suite of contract tests runs on every store.
 *
 * All methods throw ServiceError: `ERR_STORE_UNAVAILABLE` (cannot be reached now), `ERR_STORE_FULL`,
 * `ERR_STORE_BUSY` (too many wait already). After a throw from `commit` nothing of it will ever be visible,
 * or the store is stopped for good.
 */
export interface Store {
  /** The row under this key, or null. */
  get<C extends CollectionName>(collection: C, key: string): Promise<Versioned<Records[C]> | null>
  /** Every row whose index holds this value, in the order of their keys; at most `limit` (100). */
  find<C extends CollectionName>(
    collection: C,
    index: IndexName<C>,
    options: { readonly value: string; readonly limit?: number },
  ): Promise<readonly Versioned<Records[C]>[]>
  /**
   * Reads many rows in one trip, where every trip costs: what was brought is answered from as it was then, anything
   * else is read by `rest`. A store in memory leaves it out.
   */
  readonly ahead?: (likely: ReadAhead, rest: Reads) => Promise<Reads>
  /** Rows whose `dueAt` is at or before `before`, earliest first; at most `limit`. */
  due<C extends CollectionName>(
    collection: C,
    options: { readonly before: number; readonly limit: number },
  ): Promise<readonly Versioned<Records[C]>[]>
  /** As `due`, and no other caller, on any instance, is given these rows until the lease ends. */
  claim<C extends CollectionName>(
    collection: C,
    request: ClaimRequest,
  ): Promise<readonly Versioned<Records[C]>[]>
  /** Every row of a collection, in no order that may be relied on; for export, checks and counting. */
  scan<C extends CollectionName>(collection: C): AsyncIterable<Versioned<Records[C]>>
  /** All changes or none, durable when it answers. The changes name each row at most once. */
  commit(changes: readonly Change[]): Promise<CommitResult>
  /** Resolves while the store can be written; throws ServiceError otherwise. */
  check(): Promise<void>
  /** Finishes what was accepted and closes files and connections. */
  close(): Promise<void>
}
