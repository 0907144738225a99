import { expect } from 'chai'
import { createPasswordHasher } from '../../../src/hashing/password-hasher.ts'
import type { SecretPage } from '../../../src/ports/pages.ts'
import type { Change } from '../../../src/ports/store.ts'
import {
  linkIn,
  newPassword,
  oldPassword,
  openPage,
  owner,
  type OpenPage,
} from '../../stand-ins/owner.ts'
import { createWorld, type World } from '../../stand-ins/world.ts'
import { withPostgres } from './server.ts'
import { openAt } from './stores.ts'

const number = '+8613800138000'
const recoveryEmail = 'li.wei@example.org'
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

describe('a page on PostgreSQL', () => {
  const server = withPostgres()
  let world: CountedWorld
  beforeEach(async () => {
    world = await countedWorld(await server().database())
    const passwordHash = await createPasswordHasher({ cost: 4 }).hash(oldPassword)
    await world.add({ ...owner, passwordHash })
  })
  afterEach(() => world.close())

  const opened = async (page: SecretPage, texts: readonly string[]): Promise<OpenPage> => {
    world.trips()
    const open = await openPage(world, page, linkIn(texts, page))
    expect(world.trips(), 'looked at').to.have.length(2)
    return open
  }

  it('takes five trips for an entry, right or wrong, of a stranger as of a customer (S88)', async () => {
    const { link } = await world.say('sign in')
    const page = await opened('sign-in', [link?.url ?? ''])
    const entries = [
      { email: owner.loginEmail, password: 'wrong' },
      { email: 'nobody@example.com', password: 'wrong' },
      { email: owner.loginEmail, password: oldPassword },
    ]
    for (const entry of entries) {
      await page.send(entry)
      // The link, what lies around it, the try before any hash is compared; then the entry, read and committed.
      expect(world.trips(), entry.email).to.have.length(5)
    }
    expect(page.state().now).to.deep.equal({ step: 'done', outcome: 'signed-in' })
  })

  it('takes six trips for each form of a reset', async () => {
    await world.say('reset my password')
    await world.say(owner.loginEmail)
    const texts = world.sent.map(({ text }) => text)
    const page = await opened('reset-password', texts)
    await page.send({ newPassword, confirmPassword: newPassword })
    expect(world.trips()).to.have.length(6)
    await page.send({ code: world.codeFor(owner.recoveryMobile) })
    expect(page.state().now).to.deep.equal({ step: 'done', outcome: 'password-changed' })
    // It ends sessions, codes, links and what a directory was asked for, and makes a link for every mailbox: each is looked for.
    expect(world.trips()).to.have.length(12)
  })
})

describe('a turn on PostgreSQL', () => {
  const server = withPostgres()
  let world: CountedWorld
  beforeEach(async () => {
    world = await countedWorld(await server().database())
    await world.add({
      recoveryMobile: number,
      recoveryEmail,
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

  const tripsToSend = async (typed: string, person: string): Promise<number> => {
    const address = { chatChannel: 'test', tenantId: '', conversationId: person, userId: person }
    for (const text of ['change my recovery email', 'use my account id and a code']) {
      await world.say(text, { address })
    }
    world.trips()
    expect((await world.say(typed, { address })).step.prompt).to.equal('ask-code')
    return world.trips().length
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

  it('takes three trips at most where a code goes to an address that nobody typed', async () => {
    for (const text of ['change my recovery email', 'use my account id and a code', id]) {
      await say(text)
      expectTrips(text)
    }
    expect(await say(world.codeFor(number))).to.equal('ask-code')
    // Signed in by one code and sent another in the same turn: the one turn that is dearer.
    expect(world.trips()).to.have.length(4)
    for (const text of [world.codeFor(recoveryEmail), 'menu', 'show my account']) {
      await say(text)
      expectTrips(text)
    }
  })

  it('takes as many trips to send a code by an account ID that nobody has (S88)', async () => {
    expect(await tripsToSend('100000000099', 'u2')).to.equal(await tripsToSend(id, 'u1'))
  })

  it('takes three trips at most to mail a reset link, to a stranger as to a customer (S88)', async () => {
    for (const email of ['li.wei@example.com', 'nobody@example.com']) {
      await say('reset my password')
      world.trips()
      expect(await say(email)).to.equal('wait-for-page')
      expect(world.trips(), email).to.have.length(3)
      await say('menu')
    }
  })

  it('takes three trips at most to open a case', async () => {
    for (const text of ['talk to a person', 'I cannot get in', 'yes', 'thank you']) {
      await say(text)
      expectTrips(text)
    }
  })
})
