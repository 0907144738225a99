import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect } from 'chai'
import { openStore } from '../../src/app/open-store.ts'
import { systemClock, systemRandom } from '../../src/app/system.ts'
import { copyStore, sumsOf } from '../../src/operations/copy-store.ts'
import type { Store } from '../../src/ports/store.ts'
import { openLowdbStore } from '../../src/stores/lowdb/lowdb-store.ts'
import { all, committed, put, putAudit, putChat, putOutbox } from '../contracts/changes.ts'
import { account, outbox } from '../contracts/rows.ts'
import { refusal } from '../stores/refusal.ts'
import { temporaryFolders } from '../stores/temporary-folder.ts'
import { withPostgres } from '../stores/postgres/server.ts'
import { openAt } from '../stores/postgres/stores.ts'

const run = promisify(execFile)
const cli = fileURLToPath(new URL('../../src/cli/main.js', import.meta.url))
const total = 1_203

/** A store with rows of every kind: indexed, due, cold, changed since. */
async function fill(store: Store): Promise<void> {
  const accounts = Array.from({ length: total }, (_, n) =>
    put(
      account(`a${n}`, {
        loginEmail: `${n}@example.com`,
        displayName: `é "手机" \u2028 ${n}`,
        recoveryMobile: `+86138001${n % 7}`,
        servers: [{ ip: `2001:db8::${n.toString(16)}` }],
      }),
    ),
  )
  await committed(store, ...accounts)
  await committed(store, put(account('a0', { loginEmail: '0@example.com', displayName: 'B' }), 1))
  await committed(store, putOutbox(outbox('o1', 5)), putChat('c:000000001', 'c'))
  await committed(store, putAudit('one', 1), putAudit('one', 2))
}

describe('a copy from one store to the other', () => {
  const server = withPostgres()
  const folders = temporaryFolders()
  const open: Store[] = []
  afterEach(async () => {
    await Promise.all(open.splice(0).map((store) => store.close()))
  })
  const kept = <S extends Store>(store: S): S => {
    open.push(store)
    return store
  }
  const lowdb = async () => kept(await openLowdbStore({ dir: await folders.make() }))
  const postgres = async () => kept(await openAt(await server().database()))

  it('K8 the embedded store is copied to PostgreSQL and back → every row, every index', async () => {
    const [from, between, back] = [await lowdb(), await postgres(), await lowdb()]
    await fill(from)
    expect((await copyStore({ from, to: between })).outcome).to.equal('copied')
    expect((await copyStore({ from: between, to: back })).outcome).to.equal('copied')
    const sums = await sumsOf(from)
    expect(sums.find(({ collection }) => collection === 'accounts')?.rows).to.equal(total)
    expect(await sumsOf(between)).to.deep.equal(sums)
    expect(await sumsOf(back)).to.deep.equal(sums)
    const value = '1202@example.com'
    expect(await between.find('accounts', 'loginEmail', { value })).to.have.length(1)
    expect(await between.due('outbox', { before: 5, limit: 5 })).to.have.length(1)
    expect(await between.find('audit', 'chain', { value: 'one' })).to.have.length(2)
  })

  it('K8 a single letter differs → told apart', async () => {
    const [one, two] = [await lowdb(), await lowdb()]
    await committed(one, put(account('1', { displayName: 'Li Wei' })))
    await committed(two, put(account('1', { displayName: 'Li wei' })))
    expect(await sumsOf(one)).not.to.deep.equal(await sumsOf(two))
  })

  it('K8 a target that holds something → refused, nothing written', async () => {
    const [from, to] = [await lowdb(), await postgres()]
    await fill(from)
    await committed(to, putOutbox(outbox('mine', 1)))
    expect(await copyStore({ from, to })).to.deep.equal({
      outcome: 'not-empty',
      collection: 'outbox',
    })
    expect(await all(to.scan('accounts'))).to.deep.equal([])
  })

  it('K8 a copy is interrupted → goes on, no server starts before', async () => {
    const [from, url] = [await lowdb(), await server().database()]
    const to = kept(await openAt(url))
    await fill(from)
    let commits = 0
    const failing: Store = {
      ...to,
      async commit(changes) {
        commits += 1
        if (commits > 2) throw new Error('pulled out')
        return to.commit(changes)
      },
    }
    const cut = await copyStore({ from, to: failing }).catch(String)
    expect(cut).to.include('pulled out')
    const there = (await all(to.scan('accounts'))).length
    expect(there).to.be.within(1, total - 1)
    const system = { clock: systemClock, random: systemRandom }
    const config = { store: { kind: 'postgres', url }, dataDir: '' } as const
    expect((await refusal(openStore(config, system), 'ERR_CONFIG')).message).to.include('copy')

    expect((await copyStore({ from, to })).outcome).to.equal('copied')
    const rows = await all(to.scan('accounts'))
    expect(rows).to.have.length(total)
    expect(rows.every(({ version }) => version === 1)).to.equal(true)
    await (await openStore(config, system)).store.close()
  })

  it('K8 somebody writes meanwhile → not called a copy', async () => {
    const [from, to] = [await lowdb(), await postgres()]
    await fill(from)
    const result = await copyStore({
      from,
      to,
      async onProgress(collection) {
        if (collection === 'chats') await from.commit([putOutbox(outbox('late', 1))])
      },
    })
    expect(result).to.deep.equal({ outcome: 'different', collections: ['outbox'] })
    expect((await copyStore({ from, to })).outcome).to.equal('copied')
  })

  it('K8 copy and migration by the command line → the same', async () => {
    const [dir, url] = [await folders.make(), await server().database()]
    const source = await openLowdbStore({ dir })
    await fill(source)
    await source.close()
    const env: NodeJS.ProcessEnv = { PATH: process.env['PATH'], DATA_DIR: dir, DATABASE_URL: url }
    const asked = async (...words: string[]) =>
      run(process.execPath, [cli, ...words], { env, cwd: dir }).catch(
        (failed: { code: number; stderr: string }) => failed,
      )
    expect(await asked('migrate')).to.have.property(
      'stdout',
      'Applied: 001-rows.sql, 002-whole-rows.tuning.sql\n',
    )
    expect(await asked('migrate'))
      .to.have.property('stdout')
      .which.includes('up to date')
    const copied = await asked('copy', '--from', 'lowdb', '--to', 'postgres')
    expect(copied).to.have.property('stdout').which.includes(`accounts: ${total} rows`)
    const again = await asked('copy', '--from', 'lowdb', '--to', 'postgres')
    expect(again).to.include({ code: 1 }).and.have.property('stderr').which.includes('not empty')
    expect(await asked('copy', '--from', 'lowdb', '--to', 'lowdb')).to.include({ code: 2 })

    Object.assign(env, {
      STORE: 'postgres',
      SECRET_KEY: 'a secret of at least thirty-two characters',
    })
    const shown = await asked('accounts', 'show', 'a0', '--json')
    expect(shown).to.have.property('stdout').which.includes('"displayName": "B"')
    expect(await asked('doctor'))
      .to.have.property('stdout')
      .which.includes('can be read and written')
  })
})
