import { expect } from 'chai'
import { systemRandom } from '../../src/app/system.ts'
import type { Turn } from '../../src/conversation/turn.ts'
import { verifyAudit } from '../../src/operations/audit.ts'
import { createSealer, keysFrom } from '../../src/services/sealing.ts'
import { createSweeper } from '../../src/services/sweeper.ts'
import type { PostgresStore } from '../../src/stores/postgres/postgres-store.ts'
import { all } from '../contracts/changes.ts'
import { movableClock } from '../stand-ins/fixed-clock.ts'
import { createWorld, type World } from '../stand-ins/world.ts'
import { withPostgres } from '../stores/postgres/server.ts'
import { openAt } from '../stores/postgres/stores.ts'

const number = '+8613800138000'
const id = '100000000012'

const wrongFor = (right: string, n: number): string =>
  String((Number(right) + 1 + n) % 1_000_000).padStart(6, '0')

/** Two instances of the program's core, each with its own connections to one database. */
describe('two instances on one PostgreSQL', () => {
  const server = withPostgres()
  let stores: readonly PostgresStore[] = []
  let one: World
  let two: World
  const clock = movableClock()

  beforeEach(async () => {
    const url = await server().database()
    stores = [await openAt(url), await openAt(url)]
    const [first, second] = stores.map((store) => createWorld({ store, clock }))
    if (first === undefined || second === undefined) throw new Error('there are two')
    one = first
    two = second
    await one.add({ id, recoveryMobile: number, loginEmail: 'li.wei@example.com' })
  })
  afterEach(async () => {
    await Promise.all(stores.map((store) => store.close()))
  })

  const each = (n: number): World => (n % 2 === 0 ? one : two)
  let deliveries = 0
  /** One message to one of the two, with an id that no other has. */
  const say = async (n: number, text: string): Promise<string> => {
    deliveries += 1
    const said = await each(n).say(text, { activityId: `said-${deliveries}` })
    return said.step.prompt
  }
  const sent = (template: string) =>
    [...one.sent, ...two.sent].filter((message) => message.template === template)
  const askForCode = async (): Promise<string> => {
    for (const [n, text] of ['find my account', 'mobile number', '13800138000'].entries()) {
      await say(n, text)
    }
    return /\b\d{6}\b/.exec(sent('code').at(-1)?.text ?? '')?.[0] ?? ''
  }
  /** Deliveries at the same moment, by turns to one and the other, each with an id of its own. */
  const atOnce = async (texts: readonly string[], turn: Partial<Turn> = {}) =>
    Promise.all(
      texts.map(async (text, n) => each(n).deliver({ text, activityId: `at-once-${n}`, ...turn })),
    )
  const refusals = async (): Promise<number> => {
    const rows = await all(one.store.scan('audit'))
    return rows.filter(({ row }) => row.action === 'code.refused').length
  }

  it('J1 two instances serve one conversation by turns → one state', async () => {
    const code = await askForCode()
    expect(await say(1, code)).to.equal('ask-what')
    expect(sent('account-information')).to.have.length(1)
  })

  it('A1 fifty wrong codes at once over two instances → five are compared', async () => {
    const right = await askForCode()
    await atOnce(Array.from({ length: 50 }, (_, n) => wrongFor(right, n)))
    expect(await refusals()).to.equal(5)
    const challenges = await all(one.store.scan('challenges'))
    expect(challenges.map(({ row }) => [row.attempts, row.state])).to.deep.equal([[5, 'dead']])
    await two.deliver({ text: right, activityId: 'late' })
    expect(sent('account-information')).to.have.length(0)
  })

  it('A2 the right code twenty times at once over two instances → once', async () => {
    const right = await askForCode()
    await atOnce(Array.from({ length: 20 }, () => right))
    expect(sent('account-information')).to.have.length(1)
    const challenges = await all(one.store.scan('challenges'))
    expect(challenges.map(({ row }) => row.attempts)).to.deep.equal([1])
  })

  it('J2 one delivery comes to both instances → the same words, one effect', async () => {
    await askForCode()
    const answers = await atOnce(['000000', '000000', '000000', '000000'], { activityId: 'same' })
    const words = answers.map((said) => JSON.stringify(said.map(({ text, step }) => [text, step])))
    expect(new Set(words).size).to.equal(1)
    expect(words[0]).to.include('ask-code')
    expect(await refusals()).to.equal(1)
  })

  it('J1 many conversations about one account at once, over two instances → no turn is lost', async () => {
    const people = Array.from({ length: 12 }, (_, n) => `p${n}`)
    await Promise.all(
      people.map(async (person, n) => {
        const address = {
          chatChannel: 'test',
          tenantId: '',
          conversationId: person,
          userId: person,
        }
        for (const [step, text] of ['find my account', 'account id', id].entries()) {
          const [said] = await each(n + step).deliver({
            text,
            address,
            activityId: `${person}-${step}`,
          })
          if (step === 2) expect(said?.step.prompt).to.equal('ask-full-mobile')
        }
      }),
    )
    expect([...one.troubles, ...two.troubles]).to.deep.equal([])
  })

  it('L8 J1 both instances append to one audit chain → whole', async () => {
    const right = await askForCode()
    await atOnce(Array.from({ length: 10 }, (_, n) => wrongFor(right, n)))
    const report = await verifyAudit(two.store)
    expect(report.faults).to.deep.equal([])
    expect(report.entries).to.be.greaterThan(5)
  })

  it('F1 both instances send to one number → one limit', async () => {
    for (let n = 0; n < 8; n += 1) {
      await say(n, 'start over')
      await say(n, 'find my account')
      await say(n, 'mobile number')
      await say(n, '13800138000')
      clock.pass(20 * 60_000)
      if (n === 3) clock.pass(1)
    }
    const perHour = 5
    const hours = (8 * 20) / 60
    expect(sent('code').length).to.be.at.most(perHour * Math.ceil(hours))
    const limits = await all(one.store.scan('limits'))
    const sends = limits.find(({ row }) => row.key.startsWith('sends:'))
    expect(sends?.row.consecutive).to.equal(sent('code').length)
  })

  it('J7 L9 both instances want to sweep → one at a time', async () => {
    await askForCode()
    clock.pass(40 * 24 * 3_600_000)
    const log = { debug() {}, info() {}, warn() {}, error() {} }
    const quiet = {
      random: systemRandom,
      sealer: createSealer(keysFrom('a secret of at least thirty-two characters'), systemRandom),
      attendCases: async () => 0,
      attendOutside: async () => 0,
      onCommitted() {},
    }
    const sweepers = stores.map((store) => createSweeper({ ...quiet, store, clock, log }))
    const gone = await Promise.all(sweepers.map((sweeper) => sweeper.round()))
    expect(gone.filter((count) => count > 0)).to.have.length(1)
    expect(await all(one.store.scan('challenges'))).to.deep.equal([])
  })
})
