import { expect } from 'chai'
import { Client } from 'pg'
import type { PostgresStore } from '../../../src/stores/postgres/postgres-store.ts'
import { all, committed, put, putEmail } from '../../contracts/changes.ts'
import { account } from '../../contracts/rows.ts'
import { describeRaces } from '../../contracts/racing.ts'
import { freePort } from '../../stand-ins/free-port.ts'
import { refusal } from '../refusal.ts'
import { withPostgres } from './server.ts'
import { openAt } from './stores.ts'

const drop = `select pg_terminate_backend(pid) from pg_stat_activity
  where application_name = 'latchkey' and datname = current_database()`

describe('PostgreSQL store and a database in trouble', () => {
  const server = withPostgres()
  let url = ''
  const open: PostgresStore[] = []
  const other: Client[] = []
  beforeEach(async () => {
    url = await server().database()
  })
  afterEach(async () => {
    await Promise.all(open.splice(0).map((store) => store.close()))
    await Promise.all(other.splice(0).map((client) => client.end()))
  })
  const opened = async (...given: Parameters<typeof openAt>): Promise<PostgresStore> => {
    const store = await openAt(...given)
    open.push(store)
    return store
  }
  const somebodyElse = async (): Promise<Client> => {
    const client = new Client({ connectionString: url })
    other.push(client)
    await client.connect()
    return client
  }
  const setAndReconnect = async (setting: string): Promise<void> => {
    const [{ name } = { name: '' }] = await server().query(url, 'select current_database() as name')
    await server().query(server().urlOf('postgres'), `alter database ${String(name)} ${setting}`)
    await server().query(url, drop)
  }

  for (const level of ['repeatable read', 'serializable']) {
    describe(`that is set to ${level}`, () => {
      let store: PostgresStore
      beforeEach(async () => {
        store = await opened(url)
        await setAndReconnect(`set default_transaction_isolation = '${level}'`)
      })
      describeRaces(() => store)
    })
  }

  it('gets over a deadlock: nothing of it was written, and it is tried again', async () => {
    const store = await opened(url)
    await committed(store, put(account('a')), put(account('b')))
    const client = await somebodyElse()
    const lock = (key: string): Promise<unknown> =>
      client.query(`select 1 from latchkey_rows where key = '${key}' for update`)
    await client.query('begin')
    await lock('b')
    const commit = store.commit([
      put(account('a', { displayName: 'A' }), 1),
      put(account('b', { displayName: 'B' }), 1),
    ])
    await untilSomebodyWaits(client)
    // Either of the two may be the one that the database gives up.
    await lock('a').catch(() => {})
    await client.query('rollback')
    expect(await commit).to.deep.equal({ outcome: 'committed' })
    expect((await store.get('accounts', 'b'))?.version).to.equal(2)
  })

  it('refuses at once when too many wait for a connection, and in time when none comes free', async () => {
    const store = await opened(url, { poolSize: 1, connectMs: 100, maxWaiting: 1 })
    await committed(store, put(account('1')))
    const client = await somebodyElse()
    await client.query('begin')
    await client.query('select 1 from latchkey_rows for update')
    const stuck = store.commit([put(account('1'), 1)])
    await untilSomebodyWaits(client)
    const late = store.due('accounts', { before: 1, limit: 1 })
    const tooMany = await refusal(store.due('accounts', { before: 1, limit: 1 }), 'ERR_STORE_BUSY')
    expect(tooMany.retryable).to.equal(true)
    expect((await refusal(late, 'ERR_STORE_BUSY')).retryable).to.equal(true)
    await client.query('rollback')
    expect(await stuck).to.deep.equal({ outcome: 'committed' })
  })

  it('stops a statement that takes too long, and nothing of it is written', async () => {
    const store = await opened(url, { statementMs: 150 })
    await committed(store, put(account('1')))
    const client = await somebodyElse()
    await client.query('begin')
    await client.query('select 1 from latchkey_rows for update')
    await refusal(store.commit([put(account('1'), 1)]), 'ERR_STORE_UNAVAILABLE')
    await client.query('rollback')
    expect((await store.get('accounts', '1'))?.version).to.equal(1)
  })

  it('reads and does not write while the database is read-only, and says so', async () => {
    const store = await opened(url)
    await committed(store, put(account('1')))
    await setAndReconnect('set default_transaction_read_only = on')
    const refused = await refusal(store.commit([put(account('1'), 1)]), 'ERR_STORE_UNAVAILABLE')
    expect(refused.retryable).to.equal(true)
    await refusal(store.check(), 'ERR_STORE_UNAVAILABLE')
    expect((await store.get('accounts', '1'))?.version).to.equal(1)
    await setAndReconnect('reset default_transaction_read_only')
    await store.check()
    await committed(store, put(account('1'), 1))
  })

  it('is given up by a crash of the database, and has everything when it is back', async () => {
    const store = await opened(url, { settleMs: 20, connectMs: 200 })
    await committed(store, putEmail('1', 'a@example.com'))
    await server().crash()
    await refusal(store.get('accounts', '1'), 'ERR_STORE_UNAVAILABLE')
    await refusal(store.commit([put(account('2'))]), 'ERR_STORE_UNAVAILABLE')
    await refusal(store.check(), 'ERR_STORE_UNAVAILABLE')
    await server().start()
    await store.check()
    expect(await all(store.scan('accounts'))).to.have.length(1)
    await committed(store, putEmail('2', 'b@example.com'))
  })

  it('waits at the start for a database that is down, and opens when it comes', async () => {
    await server().crash()
    const opening = opened(url)
    await server().start()
    await committed(await opening, put(account('1')))
  })

  it('says in the end that there is none, and at once that its name is wrong', async () => {
    const port = await freePort()
    const gone = openAt(`postgres://latchkey@127.0.0.1:${port}/none`, { patienceMs: 0 })
    expect((await refusal(gone, 'ERR_STORE_UNAVAILABLE')).retryable).to.equal(true)
    const wrong = await refusal(openAt(server().urlOf('none')), 'ERR_STORE_UNAVAILABLE')
    expect(wrong.retryable).to.equal(false)
    expect(wrong.message).to.include('DATABASE_URL')
  })

  it('refuses to go on with a row that somebody else wrote', async () => {
    const store = await opened(url)
    await committed(store, put(account('1')))
    await server().query(url, `update latchkey_rows set body = '7'`)
    await refusal(store.get('accounts', '1'), 'ERR_STORE_CORRUPT')
  })

  it('says that it is closed', async () => {
    const store = await openAt(url)
    await store.close()
    await store.close()
    await refusal(store.get('accounts', '1'), 'ERR_STORE_UNAVAILABLE')
    await refusal(store.commit([put(account('1'))]), 'ERR_STORE_UNAVAILABLE')
  })

  it('refuses what no race explains', async () => {
    const store = await opened(url)
    const twice = await store.commit([put(account('1')), put(account('1'))]).catch(String)
    expect(twice).to.match(/TypeError: a commit names a row twice/)
    const nul = await store.commit([put(account('a\0b'))]).catch(String)
    expect(nul).to.match(/TypeError: a key or an indexed value cannot be stored/)
    expect(await store.get('accounts', 'a\0b')).to.equal(null)
    expect(await store.find('accounts', 'loginEmail', { value: '\ud800' })).to.deep.equal([])
  })
})

/** Until a statement of the store waits for a lock. */
async function untilSomebodyWaits(client: Client): Promise<void> {
  for (;;) {
    const { rows } = await client.query('select 1 from pg_locks where not granted')
    if (rows.length > 0) return
  }
}
