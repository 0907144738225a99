import { expect } from 'chai'
import type { PostgresStore } from '../../src/stores/postgres/postgres-store.ts'
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
import { findPrograms, startPair, type SynchronousPair } from './patroni.ts'
import { patiently } from './patiently.ts'
import { settings } from './settings.ts'
import { startSmsGateway, type SmsGateway } from './sms-gateway.ts'

const programs = findPrograms()
const title = 'two instances on a synchronous pair whose primary is killed twice'
const reason = typeof programs === 'string' ? ` (skipped: no ${programs} on this machine)` : ''

const crowdSize = 60
const kills = 2
/** So many texts come out of each crowd before the primary is killed: in the middle of its recoveries. */
const textsBeforeKill = 20

describe(`${title}${reason}`, function () {
  this.timeout(600_000)
  let pair: SynchronousPair
  let store: PostgresStore
  let gateway: SmsGateway
  let cluster: Cluster
  let crowd: Crowd
  before(async function () {
    if (typeof programs === 'string') this.skip()
    else pair = await startPair(programs)
    store = await openAt(pair.url)
    await store.commit(accountsOf(crowdSize * kills))
    gateway = await startSmsGateway()
    cluster = await startCluster(2, { ...settings, DATABASE_URL: pair.url, SMS_URL: gateway.url })
    crowd = createCrowd(cluster.door, gateway)
  })
  after(async () => {
    if (typeof programs === 'string') return
    await cluster?.stop()
    await gateway?.close()
    await store?.close()
    await pair?.stop()
  })

  /** Kills the primary as soon as so many texts are out; answers how long it took until another one led. */
  async function killAfter(texts: number): Promise<number> {
    await patiently('texts', async () => gateway.all().length >= texts || null)
    const began = performance.now()
    await pair.killPrimary()
    return performance.now() - began
  }

  it('ends every conversation, and loses and doubles nothing that was acknowledged', async () => {
    const failures: string[] = []
    const failoverMs: number[] = []
    for (let n = 0; n < kills; n += 1) {
      await pair.synchronous()
      const killing = killAfter(gateway.all().length + textsBeforeKill)
      failures.push(...(await crowd.arrive(crowdSize)))
      failoverMs.push(await killing)
    }
    tell(`${crowd.size()} recoveries, ${crowdSize} at once; primaries killed: ${kills}`)
    tell(`failover: ${failoverMs.map((ms) => (ms / 1000).toFixed(1)).join(' and ')} s`)
    tell(`messages delivered again by the channel: ${crowd.redelivered()}`)
    tell(`failed: ${failures.length}; texts known to the provider already: ${gateway.repeats()}`)
    tellOfWaiting(crowd)
    expect(failures).to.deep.equal([])
    await crowd.expectWhole(store)
  })

  it('leaves nothing behind in the outbox', async () => expectEmptyOutbox(store))
})
