import { setTimeout as wait } from 'node:timers/promises'
import { ServiceError } from '../../errors.ts'
import type { Clock } from '../../ports/clock.ts'
import { declarationOf, type CollectionName, type Records } from '../../ports/collections.ts'
import type { Random } from '../../ports/random.ts'
import type { Store, Versioned } from '../../ports/store.ts'
import { findLimit } from '../tables.ts'
import { createCommits } from './commits.ts'
import { createDatabase, type Database, type DatabaseOptions } from './database.ts'
import { migrate } from './migrate.ts'
import { outage } from './outage.ts'
import { gatherReads, readAhead, type Questions } from './reads.ts'
import { isStorable, rowOf } from './rows.ts'
import { claimRows, dueRows, scanRows } from './statements.ts'

export interface PostgresOptions extends DatabaseOptions {
  readonly clock: Clock
  readonly random: Random
  /** Milliseconds a database that is not there yet is waited for when the store is opened; 30,000. */
  readonly patienceMs?: number
  /** Called once, when a database that is not there yet is going to be waited for. */
  readonly onWaiting?: (outage: ServiceError) => void
  /** Milliseconds the outcome of a commit is asked for when its answer was lost; 20,000. */
  readonly settleMs?: number
  /** Rows in one writing statement; a larger commit is a transaction of several statements; 1,000. */
  readonly mostRows?: number
}

/** The store of many instances, in one PostgreSQL. */
export interface PostgresStore extends Store {
  /** Several reads in one trip: always there in this store. */
  readonly ahead: NonNullable<Store['ahead']>
  /** The migrations that were applied when it was opened. */
  readonly migrated: readonly string[]
}

const pageRows = 500
const retryMs = 250

/**
 * Connects, migrates and opens the store. Every commit is one statement; it holds no transaction open while anything
 * waits, and nothing in the process that another instance would need.
 *
 * One corner of the port's promise is weaker here: when the database goes away in the middle of a commit and stays
 * away for longer than `settleMs`, the commit throws though it may turn out to have been made.
 *
 * @throws ServiceError `ERR_STORE_UNAVAILABLE` when the database is not there after `patienceMs`, or at once when it
 *   refuses the account
 */
export async function openPostgresStore(options: PostgresOptions): Promise<PostgresStore> {
  const { clock, random, settleMs = 20_000, mostRows = 1_000 } = options
  const database = createDatabase(options)
  let closing: Promise<void> | null = null
  try {
    const migrated = await migrateWhenThere(database, options)
    const commits = createCommits({ database, clock, random, settleMs, mostRows })
    return {
      ...readsOf(database),
      ...clockOf(database),
      migrated,
      commit: async (changes) => commits.commit(changes),
      check: async () => commits.probe(),
      close() {
        closing ??= database.close()
        return closing
      },
    }
  } catch (error) {
    await database.close()
    throw error
  }
}

async function migrateWhenThere(
  database: Database,
  { clock, url, patienceMs = 30_000, onWaiting }: PostgresOptions,
): Promise<readonly string[]> {
  const until = clock.now() + patienceMs
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await migrate(database)
    } catch (error) {
      const named = withPlace(outage(error), url)
      const isPassing = named instanceof ServiceError && named.retryable
      if (!isPassing || clock.now() >= until) throw named
      if (attempt === 1) onWaiting?.(named)
      await wait(retryMs)
    }
  }
}

/** The outage with the host and port it is about, and nothing else of the address. */
function withPlace(error: unknown, url: string): unknown {
  if (!(error instanceof ServiceError) || !URL.canParse(url)) return error
  const { hostname, port, searchParams } = new URL(url)
  const host = searchParams.get('host') ?? (hostname === '' ? 'localhost' : hostname)
  const place = `${host}:${searchParams.get('port') ?? (port === '' ? '5432' : port)}`
  const { code, retryable, cause } = error
  return new ServiceError(code, `${error.message} (it is at ${place})`, { retryable, cause })
}

const nothing: Questions = { rows: [], finds: [], follows: [], leads: [] }

function readsOf(database: Database): Pick<PostgresStore, 'get' | 'find' | 'ahead' | 'scan'> {
  const ask = gatherReads(database)
  const reads: Pick<Store, 'get' | 'find'> = {
    async get(collection, key) {
      if (!isStorable(key)) return null
      const { rows } = await ask({ ...nothing, rows: [{ collection, key }] })
      const [answer = null] = rows
      return answer === null ? null : rowOf(collection, answer)
    },
    async find(collection, index, { value, limit = findLimit }) {
      if (!Object.hasOwn(declarationOf(collection).indexes, index)) {
        throw new RangeError(`no index is named ${index}`)
      }
      if (!isStorable(value)) return []
      const question = { collection, index, value, limit }
      const { finds } = await ask({ ...nothing, finds: [question] })
      return (finds[0] ?? []).map((answer) => rowOf(collection, answer))
    },
  }
  return {
    ...reads,
    ahead: async (likely, rest) => readAhead(ask, likely, rest),
    scan: (collection) => scan(database, collection),
  }
}

/** Page by page, each after the last key of the one before: nothing is held open between them. */
async function* scan<C extends CollectionName>(
  database: Database,
  collection: C,
): AsyncGenerator<Versioned<Records[C]>> {
  for (let after = ''; ;) {
    const page = await database.read(scanRows, [collection, after, pageRows])
    for (const answer of page) yield rowOf(collection, answer)
    const last = page.at(-1)
    if (last === undefined || page.length < pageRows) return
    after = String(last['key'])
  }
}

function clockOf(database: Database): Pick<Store, 'due' | 'claim'> {
  return {
    async due(collection, { before, limit }) {
      const answers = await database.read(dueRows, [collection, floor(before), limit])
      return answers.map((answer) => rowOf(collection, answer))
    },
    async claim(collection, { now, leaseUntil, limit }) {
      // A claim whose answer was lost has leased its rows all the same; they come back when the lease ends.
      const asked = [collection, floor(now), floor(leaseUntil), limit]
      const answers = await database.read(claimRows, asked)
      const claimed = answers.map((answer) => ({
        at: Number(answer['due_at']),
        key: String(answer['key']),
        found: rowOf(collection, answer),
      }))
      return claimed
        .toSorted((a, b) => (a.at === b.at ? (a.key < b.key ? -1 : 1) : a.at - b.at))
        .map(({ found }) => found)
    },
  }
}

/** Times are whole milliseconds in the database; `Infinity` and the like are as late as can be said. */
function floor(epochMs: number): number {
  return Math.max(0, Math.min(Math.floor(epochMs), Number.MAX_SAFE_INTEGER))
}
