import { expect } from 'chai'
import { verifyAudit } from '../../src/operations/audit.ts'
import type { PostgresStore } from '../../src/stores/postgres/postgres-store.ts'
import { all, put } from '../contracts/changes.ts'
import { account } from '../contracts/rows.ts'
import { withPostgres } from '../stores/postgres/server.ts'
import { openAt } from '../stores/postgres/stores.ts'
import { startCluster, type Cluster } from './cluster.ts'
import { createPerson, type Person } from './person.ts'
import { patiently } from './patiently.ts'
import { settings } from './settings.ts'
import { startSmsGateway, type SmsGateway } from './sms-gateway.ts'

/** So many come at once, and again, until enough instances were killed while they were served. */
const crowdSize = 200
const mostCrowds = 6
const leastKills = 4
const textsPerKill = 30
const idOf = (n: number): string => String(200_000_000_000 + n)
const numberOf = (n: number): string => `+86138${String(10_000_000 + n)}`

const tell = (line: string): void => void process.stdout.write(`      ${line}\n`)

describe('two instances behind a round robin, killed again and again', function () {
  this.timeout(120_000)
  const server = withPostgres()
  let url = ''
  let store: PostgresStore
  let gateway: SmsGateway
  let cluster: Cluster
  /** Everybody who has come. */
  let people = 0
  before(async () => {
    url = await server().database()
    store = await openAt(url)
    const accounts = Array.from({ length: crowdSize * mostCrowds }, (_, n) =>
      put(account(idOf(n), { recoveryMobile: numberOf(n) })),
    )
    await store.commit(accounts)
    gateway = await startSmsGateway()
    cluster = await startCluster(2, { ...settings, DATABASE_URL: url, SMS_URL: gateway.url })
  })
  after(async () => {
    await cluster.stop()
    await gateway.close()
    await store.close()
  })

  /** One recovery from the first word to the last text. */
  async function recover(person: Person, n: number): Promise<void> {
    const prompt = async (text: string) => person.say(text)
    expect(await prompt('find my account')).to.equal('ask-method')
    expect(await prompt('mobile number')).to.equal('ask-mobile')
    expect(await prompt(numberOf(n).slice(3))).to.equal('ask-code')
    const code = await textWith(n, /(?<!\d)\d{6}(?!\d)/)
    expect(await prompt(code)).to.equal('ask-what')
    await textWith(n, new RegExp(idOf(n)))
  }

  /** What a worker that was killed had claimed comes back after its lease. */
  async function textWith(n: number, pattern: RegExp): Promise<string> {
    const look = async (): Promise<string | undefined> => {
      const texts = gateway.to(numberOf(n)).map(({ text }) => text)
      return texts.map((text) => pattern.exec(text)?.[0]).find((found) => found !== undefined)
    }
    return patiently('a text', look)
  }

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
    const crowd: Person[] = []
    const failures: string[] = []
    for (let n = 0; n < mostCrowds && (n === 0 || cluster.kills() < leastKills); n += 1) {
      const first = crowd.length
      const arriving = Array.from({ length: crowdSize }, () => createPerson(cluster.door))
      crowd.push(...arriving)
      const ends = await Promise.allSettled(
        arriving.map(async (person, place) => recover(person, first + place)),
      )
      for (const end of ends) if (end.status === 'rejected') failures.push(String(end.reason))
    }
    over.abort()
    people = crowd.length
    const seconds = (performance.now() - began) / 1_000
    await killing
    const redelivered = crowd.reduce((sum, person) => sum + person.redelivered(), 0)
    const slowest = crowd.map((person) => person.slowestMs()).toSorted((a, b) => a - b)
    tell(
      `${people} conversations, ${crowdSize} at once, ${4 * people} messages, in ${seconds.toFixed(1)} s`,
    )
    tell(`kill -9: ${cluster.kills()} times; requests broken off: ${cluster.door.broken()}`)
    tell(`messages delivered again by the channel: ${redelivered}`)
    tell(`texts: ${gateway.all().length}; known to the provider already: ${gateway.repeats()}`)
    tell(
      `slowest answer of a person: median ${Math.round(slowest[slowest.length >> 1] ?? 0)} ms, worst ${Math.round(slowest.at(-1) ?? 0)} ms`,
    )

    expect(failures).to.deep.equal([])
    expect(cluster.kills()).to.be.at.least(leastKills)
    for (let n = 0; n < people; n += 1) {
      const texts = gateway.to(numberOf(n)).map(({ text }) => text.includes(idOf(n)))
      expect(texts, `texts to ${numberOf(n)}`).to.deep.equal([false, true])
    }
  })

  it('has every acknowledged effect once', async () => {
    const actions = new Map<string, string[]>()
    for (const { row } of await all(store.scan('audit'))) {
      actions.set(row.chain, [...(actions.get(row.chain) ?? []), row.action])
    }
    for (let n = 0; n < people; n += 1) {
      expect(actions.get(idOf(n))?.toSorted(), idOf(n)).to.deep.equal([
        'account-information.queued',
        'code.accepted',
        'code.queued',
      ])
    }
    const challenges = await all(store.scan('challenges'))
    expect(
      challenges.filter(({ row }) => row.attempts !== 1 || row.state !== 'dead'),
    ).to.deep.equal([])
    expect(challenges).to.have.length(people)
    expect(await all(store.scan('conversations'))).to.have.length(people)
    expect((await verifyAudit(store)).faults).to.deep.equal([])
  })

  it('leaves nothing behind in the outbox', async () => {
    await patiently('an empty outbox', emptyOutbox)
    expect(await all(store.scan('outbox'))).to.deep.equal([])
  })

  const emptyOutbox = async (): Promise<true | null> =>
    (await all(store.scan('outbox'))).length === 0 ? true : null
})
