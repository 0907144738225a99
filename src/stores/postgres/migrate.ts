import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { errorCode } from '../../errors.ts'
import { projectRoot } from '../../root.ts'
import type { Answer, Database, Transaction } from './database.ts'
import { isClash, isTaken } from './outage.ts'

/**
 * One step of the tables' history: `001-rows.sql` is number 1. One that is called `.tuning.sql` changes no table's content
 * or shape; an engine that does not know what it sets is left as it is.
 */
export interface Migration {
  readonly number: number
  readonly name: string
  readonly script: string
}

/** Every migration of this version of the program, in order. They are read from the sources. */
export async function readMigrations(): Promise<readonly Migration[]> {
  const folder = join(projectRoot(), 'src', 'stores', 'postgres', 'migrations')
  const names = (await readdir(folder)).filter((name) => /^\d{3}-.+\.sql$/.test(name)).toSorted()
  return Promise.all(
    names.map(async (name) => ({
      number: Number(name.slice(0, 3)),
      name,
      script: await readFile(join(folder, name), 'utf8'),
    })),
  )
}

const history = `
  create table if not exists latchkey_migrations (
    number integer primary key,
    name text not null,
    applied_at timestamptz not null default now()
  )`

const applied = {
  name: 'latchkey_migrations',
  text: 'select number from latchkey_migrations',
}

const note = {
  name: 'latchkey_migrated',
  text: 'insert into latchkey_migrations (number, name) values ($1, $2)',
}

const lockIsKnown = {
  name: 'latchkey_lock_is_known',
  text: `select 1 as known from pg_proc where proname = 'pg_advisory_xact_lock'`,
}

/** The advisory lock's number; any that no other program uses. */
const lockNumber = 7_161_845

const undefinedTable = '42P01'
const mostTries = 10

/** How instances that migrate at once disturb each other, on engines without advisory locks. */
function isRaced(error: unknown): boolean {
  return isClash(error) || isTaken(error) || ['42P07', 'XX000'].includes(errorCode(error) ?? '')
}

const numbersOf = (answers: readonly Answer[]): ReadonlySet<unknown> =>
  new Set(answers.map(({ number }) => number))

async function missing(
  database: Pick<Database, 'read'>,
  migrations: readonly Migration[],
): Promise<readonly Migration[]> {
  try {
    const done = numbersOf(await database.read(applied, []))
    return migrations.filter(({ number }) => !done.has(number))
  } catch (error) {
    if (errorCode(error) === undefinedTable) return migrations
    throw error
  }
}

/** A setting, a feature or a word that an engine does not know (SQLSTATE). */
const unknownCodes = ['0A000', '22023', '42601', '42704']

async function apply(transaction: Transaction, { name, script }: Migration): Promise<void> {
  if (!name.endsWith('.tuning.sql')) {
    await transaction.run(script)
    return
  }
  await transaction.run('savepoint latchkey_tuning')
  try {
    await transaction.run(script)
  } catch (error) {
    if (!unknownCodes.includes(errorCode(error) ?? '')) throw error
    await transaction.run('rollback to savepoint latchkey_tuning')
  }
}

async function applyIn(
  transaction: Transaction,
  migrations: readonly Migration[],
): Promise<readonly Migration[]> {
  const [known] = await transaction.ask(lockIsKnown, [])
  // Only so that the others wait instead of failing and trying again; the lock goes with the transaction.
  if (known !== undefined) await transaction.run(`select pg_advisory_xact_lock(${lockNumber})`)
  await transaction.run(history)
  const done = numbersOf(await transaction.ask(applied, []))
  const open = migrations.filter(({ number }) => !done.has(number))
  for (const migration of open) {
    await apply(transaction, migration)
    await transaction.ask(note, [migration.number, migration.name])
  }
  return open
}

/**
 * Brings the tables up to this version of the program: every missing migration, in order, in one transaction. Safe
 * when many instances start at once. Nothing is written when nothing is missing, so an account without the right to
 * make tables can serve what another has migrated; a migration of a later version is passed over, so that old and new
 * instances run side by side during a roll-out.
 *
 * @returns the names of what was applied
 * @throws ServiceError of the database
 */
export async function migrate(database: Database): Promise<readonly string[]> {
  const migrations = await readMigrations()
  if ((await missing(database, migrations)).length === 0) return []
  for (let attempt = 1; ; attempt += 1) {
    try {
      const done = await database.transact(async (transaction) => applyIn(transaction, migrations))
      return done.map(({ name }) => name)
    } catch (error) {
      if (!isRaced(error) || attempt >= mostTries) throw error
    }
  }
}
