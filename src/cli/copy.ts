import { createHash } from 'node:crypto'
import type { Config } from '../config.ts'
import { systemClock, systemRandom } from '../app/system.ts'
import { ServiceError } from '../errors.ts'
import type { ExitCode } from '../operations/command-io.ts'
import { copyStore, type CollectionSum, type CopyResult } from '../operations/copy-store.ts'
import { upgradeCases } from '../operations/upgrade-cases.ts'
import type { Store } from '../ports/store.ts'
import { openLowdbStore } from '../stores/lowdb/lowdb-store.ts'
import { openPostgresStore } from '../stores/postgres/postgres-store.ts'
import { terminal } from './terminal.ts'

/** A store as the command line names it. */
export type StoreName = 'lowdb' | 'postgres'

/** What a copy needs of the environment; STORE says nothing here, since both stores are named. */
export interface CopyOrder {
  readonly from: StoreName
  readonly to: StoreName
  readonly dataDir: Config['dataDir']
  /** Null when DATABASE_URL is not set. */
  readonly databaseUrl: string | null
}

/**
 * Opens a database with the machine's clock.
 *
 * @throws ServiceError `ERR_CONFIG` without an address, and those of the store
 */
export async function openDatabase(url: string | null) {
  if (url === null) {
    throw new ServiceError('ERR_CONFIG', 'DATABASE_URL is not set: it says where the database is')
  }
  // A command fails soon where a server would go on waiting for its database.
  const patienceMs = 3_000
  return openPostgresStore({ url, clock: systemClock, random: systemRandom, patienceMs })
}

async function open(name: StoreName, { dataDir, databaseUrl }: CopyOrder): Promise<Store> {
  return name === 'lowdb' ? openLowdbStore({ dir: dataDir }) : openDatabase(databaseUrl)
}

/** One short word for everything that was compared, to be noted beside a backup. */
function fingerprint(sums: readonly CollectionSum[]): string {
  return createHash('sha256').update(JSON.stringify(sums)).digest('hex').slice(0, 16)
}

async function tell(result: CopyResult, { from, to }: CopyOrder): Promise<ExitCode> {
  switch (result.outcome) {
    case 'copied': {
      for (const { collection, rows, digest } of result.sums) {
        await terminal.out(`${collection}: ${rows} rows, ${digest.slice(0, 16)}`)
      }
      await terminal.out(
        `Copied from ${from} to ${to}, both read and the same: ${fingerprint(result.sums)}`,
      )
      return 0
    }
    case 'not-empty':
      await terminal.err(`Nothing was copied: ${to} is not empty, it holds ${result.collection}.`)
      return 1
    case 'different': {
      const names = result.collections.join(', ')
      await terminal.err(
        `The copy is not the same as what it was made from (${names}): somebody wrote meanwhile. Stop every server and run the same command again.`,
      )
      return 1
    }
    default:
      return result satisfies never
  }
}

/**
 * `copy`: everything from one store into the other, which must be empty, checked afterwards.
 *
 * @throws ServiceError of the stores; `ERR_STORE_LOCKED` while a server holds the embedded one
 */
export async function copy(order: CopyOrder): Promise<ExitCode> {
  const from = await open(order.from, order)
  try {
    await upgradeCases(from)
    const to = await open(order.to, order)
    try {
      return await tell(await copyStore({ from, to }), order)
    } finally {
      await to.close()
    }
  } finally {
    await from.close()
  }
}

/** `migrate`: brings the database up to this version and says what was done. @throws ServiceError of the database */
export async function migrateDatabase(databaseUrl: string | null): Promise<ExitCode> {
  const store = await openDatabase(databaseUrl)
  try {
    const { migrated } = store
    await terminal.out(
      migrated.length === 0
        ? 'Nothing to do: the database is up to date.'
        : `Applied: ${migrated.join(', ')}`,
    )
    return 0
  } finally {
    await store.close()
  }
}
