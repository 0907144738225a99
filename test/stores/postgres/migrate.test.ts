import { expect } from 'chai'
import { migrate, readMigrations } from '../../../src/stores/postgres/migrate.ts'
import { committed, put } from '../../contracts/changes.ts'
import { account } from '../../contracts/rows.ts'
import { refusal } from '../refusal.ts'
import type { Database } from '../../../src/stores/postgres/database.ts'
import { withPostgres } from './server.ts'
import { openAt } from './stores.ts'

function refuse(code: string): never {
  throw Object.assign(new Error('refused'), { code })
}

/** An engine that answers a tuning with an error, and what it was told to do. */
function engineRefusing(code: string) {
  const told: string[] = []
  const database: Database = {
    ask: async () => [],
    read: async () => refuse('42P01'),
    transact: async (work) =>
      work({
        ask: async () => [],
        async run(script) {
          told.push(script)
          if (script.includes('toast_tuple_target')) refuse(code)
        },
      }),
    async close() {},
  }
  return { database, told }
}

describe('migrations', () => {
  const server = withPostgres()

  it('leave an engine as it is that does not know what a tuning sets', async () => {
    const { database, told } = engineRefusing('22023')
    const names = (await readMigrations()).map(({ name }) => name)
    expect(await migrate(database)).to.deep.equal(names)
    expect(told.at(-1)).to.equal('rollback to savepoint latchkey_tuning')
  })

  it('fail where a tuning fails for any other reason', async () => {
    const { database } = engineRefusing('42501')
    const refused: unknown = await migrate(database).catch((error: unknown) => error)
    expect(refused).to.have.property('code', '42501')
  })

  it('keep a whole conversation with its row', async () => {
    const url = await server().database()
    const store = await openAt(url)
    const [{ reloptions } = {}] = await server().query(
      url,
      `select reloptions from pg_class where relname = 'latchkey_rows'`,
    )
    expect(reloptions).to.deep.equal(['toast_tuple_target=8160'])
    await store.close()
  })

  it('are applied once by eight instances that start at the same moment', async () => {
    const url = await server().database()
    const stores = await Promise.all(Array.from({ length: 8 }, () => openAt(url)))
    const names = (await readMigrations()).map(({ name }) => name)
    expect(stores.flatMap(({ migrated }) => migrated)).to.deep.equal(names)
    for (const store of stores) await store.check()
    await Promise.all(stores.map((store) => store.close()))
  })

  it('are safe where the engine knows no lock for them', async () => {
    const url = await server().database()
    // A function of this name in front hides that there is one: what is called then locks nothing.
    await server().query(
      url,
      `create function public.pg_advisory_xact_lock(integer) returns void language sql as 'select'`,
    )
    await server().query(
      server().urlOf('postgres'),
      `alter database ${new URL(url).pathname.slice(1)} set search_path = public, pg_catalog`,
    )
    const stores = await Promise.all(Array.from({ length: 6 }, () => openAt(url)))
    expect(stores.flatMap(({ migrated }) => migrated)).to.have.length(
      (await readMigrations()).length,
    )
    await Promise.all(stores.map((store) => store.close()))
  })

  it('leave an account without rights to make tables able to serve', async () => {
    const url = await server().database()
    const role = `limited_${new URL(url).pathname.slice(1)}`
    await server().query(url, `create role ${role} login`)
    const limited = url.replace('latchkey@', `${role}@`)
    const refused = await refusal(openAt(limited), 'ERR_STORE_UNAVAILABLE')
    expect(refused.retryable).to.equal(false)
    await (await openAt(url)).close()
    await server().query(
      url,
      `grant select, insert, update, delete on all tables in schema public to ${role}`,
    )
    const store = await openAt(limited)
    await committed(store, put(account('1')))
    await store.close()
  })
})
