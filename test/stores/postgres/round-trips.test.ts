import { expect } from 'chai'
import type { Change } from '../../../src/ports/store.ts'
import { createWorld, type World } from '../../stand-ins/world.ts'
import { withPostgres } from './server.ts'
import { openAt } from './stores.ts'

const number = '+8613800138000'
const ip = '203.0.113.10'
const id = '100000000012'

interface CountedWorld extends World {
  /** Trips of the turns alone since it was asked last; the courier's are its own. */
  trips(): readonly string[]
  close(): Promise<void>
}

const isCouriers = (changes: readonly Change[]): boolean =>
  changes.every(({ collection }) => collection === 'outbox')

async function countedWorld(url: string): Promise<CountedWorld> {
  let trips: string[] = []
  const reads = new Set(['latchkey_get', 'latchkey_find', 'latchkey_read_many'])
  const store = await openAt(url, {
    onStatement(name) {
      if (reads.has(name)) trips.push(name)
    },
  })
  const world = createWorld({
    store: {
      ...store,
      async commit(changes) {
        if (!isCouriers(changes)) trips.push('commit')
        return store.commit(changes)
      },
    },
  })
  return {
    ...world,
    trips() {
      const made = trips
      trips = []
      return made
    },
    close: async () => store.close(),
  }
}

describe('a turn on PostgreSQL', () => {
  const server = withPostgres()
  let world: CountedWorld
  beforeEach(async () => {
    world = await countedWorld(await server().database())
    await world.add({
      recoveryMobile: number,
      loginEmail: 'li.wei@example.com',
      servers: [{ ip }],
    })
    world.trips()
  })
  afterEach(() => world.close())

  const say = async (text: string): Promise<string> => {
    const { step } = await world.say(text)
    return step.prompt
  }
  const expectTrips = (what: string): void => {
    const made = world.trips()
    expect(made.length, `${what}: ${made.join(', ')}`).to.be.at.most(3)
  }

  const tripsFor = async (
    typed: string,
    mobile: string,
    person: string,
  ): Promise<readonly number[]> => {
    const address = { chatChannel: 'test', tenantId: '', conversationId: person, userId: person }
    const counts: number[] = []
    for (const text of ['find my account', 'account id', typed, mobile]) {
      await world.say(text, { address })
      counts.push(world.trips().length)
    }
    return counts
  }

  it('takes three trips at most when an account is found by its number', async () => {
    for (const text of ['hello', 'find my account', 'mobile number', '13800138000', '000000']) {
      await say(text)
      expectTrips(text)
    }
    expect(await say(world.codeFor(number))).to.equal('ask-what')
    expectTrips('the right code')
    expect(world.sent.map(({ template }) => template)).to.include('account-information')
  })

  for (const [way, identifier] of [
    ['account id', id],
    ['server ip', ip],
  ] as const) {
    it(`takes three trips at most when an account is found by its ${way}`, async () => {
      for (const text of ['find my account', way, identifier, '13800138000']) {
        await say(text)
        expectTrips(text)
      }
      expect(world.sent.map(({ template }) => template)).to.include('account-information')
    })
  }

  it('takes as many trips for a stranger as for a customer, right or wrong (S88)', async () => {
    const known = await tripsFor(id, '13800138000', 'u1')
    expect(await tripsFor(id, '13800138009', 'u2')).to.deep.equal(known)
    expect(await tripsFor('100000000099', '13800138000', 'u3')).to.deep.equal(known)
  })

  it('takes three trips at most to open a case', async () => {
    for (const text of ['talk to a person', 'I cannot get in', 'yes', 'thank you']) {
      await say(text)
      expectTrips(text)
    }
  })
})
