import { expect } from 'chai'
import { readMigrations } from '../../../src/stores/postgres/migrate.ts'
import { committed, put } from '../../contracts/changes.ts'
import { account } from '../../contracts/rows.ts'
import { refusal } from '../refusal.ts'
import { withPostgres } from './server.ts'
import { openAt } from './stores.ts'

describe('migrations', () => {
  const server = withPostgres()

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
