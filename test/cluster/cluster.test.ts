import { expect } from 'chai'
import type { PostgresStore } from '../../src/stores/postgres/postgres-store.ts'
import { withPostgres } from '../stores/postgres/server.ts'
import { openAt } from '../stores/postgres/stores.ts'
import { startCluster, type Cluster } from './cluster.ts'
import {
  accountsOf,
  createCrowd,
  expectEmptyOutbox,
  tell,
  tellOfWaiting,
  type Crowd,
} from './crowd.ts'
import { patiently } from './patiently.ts'
import { settings } from './settings.ts'
import { startSmsGateway, type SmsGateway } from './sms-gateway.ts'

/** So many come at once, and again, until enough instances were killed while they were served. */
const crowdSize = 200
const mostCrowds = 6
const leastKills = 4
const textsPerKill = 30

describe('two instances behind a round robin, killed again and again', function () {
  this.timeout(120_000)
  const server = withPostgres()
  let url = ''
  let store: PostgresStore
  let gateway: SmsGateway
  let cluster: Cluster
  let crowd: Crowd
  before(async () => {
    url = await server().database()
    store = await openAt(url)
    await store.commit(accountsOf(crowdSize * mostCrowds))
    gateway = await startSmsGateway()
    cluster = await startCluster(2, { ...settings, DATABASE_URL: url, SMS_URL: gateway.url })
    crowd = createCrowd(cluster.door, gateway)
  })
  after(async () => {
    await cluster.stop()
    await gateway.close()
    await store.close()
  })

  it('ends every conversation, and neither loses nor doubles a code or a notice', async () => {
    const over = new AbortController()
    const killing = (async () => {
      // Each time when so many more texts have come out: in the middle of the work, however fast the machine is.
      for (let texts = textsPerKill; !over.signal.aborted; texts += textsPerKill) {
        await patiently(
          'the next kill',
          async () => over.signal.aborted || gateway.all().length >= texts || null,
        )
        if (!over.signal.aborted) await cluster.killOne()
      }
    })()
    const began = performance.now()
    const failures: string[] = []
    for (let n = 0; n < mostCrowds && (n === 0 || cluster.kills() < leastKills); n += 1) {
      failures.push(...(await crowd.arrive(crowdSize)))
    }
    over.abort()
    const seconds = (performance.now() - began) / 1_000
    await killing
    const people = crowd.size()
    tell(
      `${people} conversations, ${crowdSize} at once, ${4 * people} messages, in ${seconds.toFixed(1)} s`,
    )
    tell(`kill -9: ${cluster.kills()} times; requests broken off: ${cluster.door.broken()}`)
    tell(`messages delivered again by the channel: ${crowd.redelivered()}`)
    tell(`texts: ${gateway.all().length}; known to the provider already: ${gateway.repeats()}`)
    tellOfWaiting(crowd)

    expect(failures).to.deep.equal([])
    expect(cluster.kills()).to.be.at.least(leastKills)
  })

  it('has every acknowledged effect once', async () => crowd.expectWhole(store))

  it('leaves nothing behind in the outbox', async () => expectEmptyOutbox(store))
})

describe('two instances on a database where every transaction is serializable', function () {
  this.timeout(120_000)
  const server = withPostgres()

  it('end every conversation, and lose and double nothing while one of them is killed', async () => {
    const url = await server().database()
    const name = new URL(url).pathname.slice(1)
    const change = `set default_transaction_isolation to 'serializable'`
    await server().query(url, `alter database ${name} ${change}`)
    const store = await openAt(url)
    await store.commit(accountsOf(crowdSize))
    const gateway = await startSmsGateway()
    const cluster = await startCluster(2, { ...settings, DATABASE_URL: url, SMS_URL: gateway.url })
    try {
      const crowd = createCrowd(cluster.door, gateway)
      const killing = patiently('texts', async () => gateway.all().length >= textsPerKill || null)
      const ending = crowd.arrive(crowdSize)
      await killing
      await cluster.killOne()
      expect(await ending).to.deep.equal([])
      tell(`${crowd.size()} conversations; delivered again: ${crowd.redelivered()}`)
      tellOfWaiting(crowd)
      await crowd.expectWhole(store)
      await expectEmptyOutbox(store)
    } finally {
      await cluster.stop()
      await gateway.close()
      await store.close()
    }
  })
})
