import { expect } from 'chai'
import type { PostgresStore } from '../../src/stores/postgres/postgres-store.ts'
import { all, committed, put, putLimit, putOutbox } from '../contracts/changes.ts'
import { account, outbox } from '../contracts/rows.ts'
import { refusal } from '../stores/refusal.ts'
import { startCutProxy, type CutProxy } from '../stores/postgres/cut-proxy.ts'
import { withPostgres } from '../stores/postgres/server.ts'
import { openAt } from '../stores/postgres/stores.ts'

/** Part of the commit that carries this row's body. */
const bodyOf = (id: string): string => `${id}-body`
const marked = (id: string) => account(id, { displayName: bodyOf(id) })
const changes = (name: string) => ['1', '2', '3', '4', '5'].map((n) => put(marked(name + n)))

describe('PostgreSQL store whose connections are lost', () => {
  const server = withPostgres()
  let line: CutProxy
  let store: PostgresStore
  beforeEach(async () => {
    line = await startCutProxy(await server().database())
    store = await openAt(line.url)
  })
  afterEach(async () => {
    line.setOpen(true)
    await store.close()
    await line.close()
  })

  it('K7 the line is cut after a commit → found out that it was made, made once', async () => {
    line.loseAnswerTo(bodyOf('1'))
    await committed(store, put(marked('1')), putOutbox(outbox('o', 1)))
    expect(line.cuts()).to.equal(1)
    expect((await store.get('accounts', '1'))?.version).to.equal(1)
    expect(await all(store.scan('outbox'))).to.have.length(1)
  })

  it('K7 the line is cut before a commit → made again', async () => {
    line.loseQuestion(bodyOf('1'))
    await committed(store, put(marked('1')))
    expect(line.cuts()).to.equal(1)
    expect((await store.get('accounts', '1'))?.version).to.equal(1)
  })

  it('K7 the answer to a lost race is lost → told all the same', async () => {
    await committed(store, put(marked('1')))
    line.loseAnswerTo(bodyOf('1'))
    expect((await store.commit([put(marked('1'))])).outcome).to.equal('moved')
    expect(line.cuts()).to.equal(1)
    expect((await store.get('accounts', '1'))?.version).to.equal(1)
  })

  it('K7 the answer to that question is lost too → not misled', async () => {
    line.loseQuestion(bodyOf('1'))
    line.loseAnswerTo('latchkey_settle')
    line.loseAnswerTo('latchkey_settle')
    await committed(store, put(marked('1')))
    expect(line.cuts()).to.equal(3)
    expect((await store.get('accounts', '1'))?.version).to.equal(1)
  })

  it('K7 a commit of several statements is cut → found out, made or not', async () => {
    const small = await openAt(line.url, { mostRows: 2 })
    line.loseQuestion(bodyOf('a4'))
    await committed(small, ...changes('a'))
    line.loseAnswerTo(bodyOf('b4'))
    await committed(small, ...changes('b'))
    line.loseAnswerTo('commit\0')
    await committed(small, ...changes('c'))
    expect(line.cuts()).to.equal(3)
    const rows = await all(small.scan('accounts'))
    expect(rows).to.have.length(15)
    expect(rows.every(({ version }) => version === 1)).to.equal(true)
    await small.close()
  })

  it('K7 the line is cut again and again → nothing lost, nothing doubled', async () => {
    const [writers, each] = [4, 15]
    for (let n = 0; n < writers; n += 1) await committed(store, putLimit(`w${n}`, 0))
    const over = new AbortController()
    const cutting = (async () => {
      while (!over.signal.aborted) {
        // As often as something comes through, so that there is always something under way to be cut.
        await orAgain(async () => void (await store.get('limits', 'w0')))
        line.cut()
      }
    })()
    const increment = async (name: string): Promise<void> => {
      const found = await store.get('limits', name)
      const count = found?.row.consecutive ?? 0
      const id = `${name}-${count}`
      await committed(store, putLimit(name, count + 1, found?.version), putOutbox(outbox(id, 1)))
    }
    const write = async (_: unknown, n: number): Promise<void> => {
      for (let step = 0; step < each; step += 1) await orAgain(async () => increment(`w${n}`))
    }
    await Promise.all(Array.from({ length: writers }, write))
    over.abort()
    await cutting
    for (let n = 0; n < writers; n += 1) {
      expect((await store.get('limits', `w${n}`))?.row.consecutive).to.equal(each)
    }
    expect(await all(store.scan('outbox'))).to.have.length(writers * each)
  })

  it('K7 the database stays away → said so, goes on when it is back', async () => {
    await store.close()
    store = await openAt(line.url, { settleMs: 50, connectMs: 200 })
    line.setOpen(false)
    line.cut()
    const lost = await refusal(store.get('accounts', '1'), 'ERR_STORE_UNAVAILABLE')
    expect(lost.retryable).to.equal(true)
    await refusal(store.commit([put(account('1'))]), 'ERR_STORE_UNAVAILABLE')
    await refusal(store.check(), 'ERR_STORE_UNAVAILABLE')
    line.setOpen(true)
    await store.check()
    await committed(store, put(account('1')))
  })

  it('K7 idle connections die → reading goes on', async () => {
    await Promise.all(Array.from({ length: 6 }, (_, n) => store.get('accounts', `${n}`)))
    await server().query(
      server().urlOf('postgres'),
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'latchkey'`,
    )
    expect(await store.get('accounts', '1')).to.equal(null)
  })
})

/** A turn that meets an outage is run again by the person; here the next attempt is. */
async function orAgain(work: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      await work()
      return
    } catch (error) {
      const isOutage = error instanceof Error && 'code' in error
      if (!isOutage || error.code !== 'ERR_STORE_UNAVAILABLE') throw error
    }
  }
}
