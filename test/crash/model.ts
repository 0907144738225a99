import { collectionNames, type CollectionName } from '../../src/ports/collections.ts'
import type { Change, CommitResult, Store } from '../../src/ports/store.ts'
import { canonicalJson } from '../../src/services/audit-trail.ts'

type Rows = ReadonlyMap<string, string>

const nameOf = (collection: CollectionName, key: string): string => `${collection} ${key}`

/** A row as it is compared: a claim moves when it is due, and is no commit. */
const textOf = (row: object): string => canonicalJson({ ...row, dueAt: null })

/** Every row of a store. */
async function rowsIn(store: Store, keys: (collection: CollectionName, row: object) => string) {
  const found = new Map<string, string>()
  for (const collection of collectionNames) {
    for await (const { row } of store.scan(collection)) {
      found.set(nameOf(collection, keys(collection, row)), textOf(row))
    }
  }
  return found
}

function applied(rows: Rows, changes: readonly Change[]): Map<string, string> {
  const next = new Map(rows)
  for (const { collection, key, row } of changes) {
    if (row === null) next.delete(nameOf(collection, key))
    else next.set(nameOf(collection, key), textOf(row))
  }
  return next
}

function differences(one: Rows, other: Rows): readonly string[] {
  const names = new Set([...one.keys(), ...other.keys()])
  return [...names].filter((name) => one.get(name) !== other.get(name))
}

/** What a store has to hold: all that was acknowledged, and of what was under way each commit whole or not at all. */
export class Model {
  #rows: Rows = new Map()
  readonly #open = new Set<readonly Change[]>()
  readonly #keys: (collection: CollectionName, row: object) => string

  constructor(keys: (collection: CollectionName, row: object) => string) {
    this.#keys = keys
  }

  /** The row as it was acknowledged, as JSON. */
  row(collection: CollectionName, key: string): string | null {
    return this.#rows.get(nameOf(collection, key)) ?? null
  }

  /** Notes a commit, and what is known of its outcome. */
  async commit(
    changes: readonly Change[],
    work: () => Promise<CommitResult>,
  ): Promise<CommitResult> {
    this.#open.add(changes)
    const result = await work()
    this.#open.delete(changes)
    if (result.outcome === 'committed') this.#rows = applied(this.#rows, changes)
    return result
  }

  /** @throws Error naming the rows that a store lacks, holds too much or holds in half */
  async reconcile(store: Store): Promise<void> {
    const actual = await rowsIn(store, this.#keys)
    let best: readonly string[] | null = null
    for (const rows of this.#possible()) {
      const different = differences(rows, actual)
      if (best === null || different.length < best.length) best = different
      if (different.length === 0) break
    }
    if (best !== null && best.length > 0) {
      throw new Error(`what was acknowledged is not what is there: ${best.join(', ')}`)
    }
    this.#rows = actual
    this.#open.clear()
  }

  #possible(): readonly Rows[] {
    let possible: readonly Rows[] = [this.#rows]
    for (const changes of this.#open) {
      possible = possible.flatMap((rows) => [rows, applied(rows, changes)])
    }
    return possible
  }
}
