import { expect } from 'chai'
import { agentIn, caseIn, openCase, personTurn, registered, triageKey } from '../stand-ins/agent.ts'
import type { DeskChannel } from '../../src/ports/desk-channel.ts'
import { standInDesk } from '../stand-ins/desk.ts'
import { createWorld, type World } from '../stand-ins/world.ts'
import { createMemoryStore } from '../../src/stores/memory/memory-store.ts'

const minute = 60_000

/** Lets time pass as the courier sees it. */
async function wait(world: World, ms: number, every = 2 * minute): Promise<void> {
  for (let passed = 0; passed < ms; passed += every) {
    world.clock.pass(every)
    world.core.courier.wake()
    await world.core.courier.idle()
  }
}

async function waiting(world: World): Promise<number> {
  let rows = 0
  for await (const { row } of world.store.scan('outbox')) rows += row.id.startsWith('desk:') ? 1 : 0
  return rows
}

interface Cut {
  /** Which references it is about. */
  readonly to?: string
  readonly what: 'post' | 'update'
  readonly kind: 'away' | 'unclear'
}

/** Has a part of the channels fail until the function that is answered is called. */
function cut(world: World, { to = '', what, kind }: Cut): () => void {
  const { desk } = world
  const channel = { ...desk.channel }
  const failing = async <T>(reference: string, call: () => Promise<T>): Promise<T> => {
    if (reference.includes(to)) desk.outage = kind
    try {
      return await call()
    } finally {
      desk.outage = null
    }
  }
  const ways: Pick<DeskChannel, 'post' | 'update'> = {
    post: async (message) => failing(message.reference, async () => channel.post(message)),
    update: async (message) => failing(message.reference, async () => channel.update(message)),
  }
  Object.assign(desk.channel, { [what]: ways[what] })
  return () => {
    Object.assign(desk.channel, channel)
  }
}

const cardsOf = (world: World, number: number) =>
  world.desk.messages.filter(
    ({ versions }) => versions[0]?.text.startsWith(`Case ${number}: s`) === true,
  )

describe('a channel of support that cannot be reached (attacks I11)', () => {
  it('gets one card and every line once and in order when it is back after hours', async () => {
    const world = createWorld()
    await registered(world)
    const own = agentIn(world, 'Tom', { id: 'desk', isOwnDesk: true })
    await own.type(`register triage here ${triageKey}`)
    const mend = cut(world, { to: 'support', what: 'post', kind: 'away' })
    const number = await openCase(world)
    await own.type(`take ${number}`)
    for (const words of ['one', 'two', 'three']) await world.deliver({ text: words })
    await wait(world, 5 * 60 * minute)
    const there = () => world.desk.messages.filter(({ reference }) => reference.includes('support'))
    expect(there()).to.deep.equal([])
    expect(await waiting(world)).to.equal(1)
    mend()
    await wait(world, 4 * minute)
    const titles = there().map(({ versions }) => versions.at(-1)?.text.split('\n').at(-1))
    expect(titles.slice(1, 4)).to.deep.equal(['“one”', '“two”', '“three”'])
    expect(cardsOf(world, number)).to.have.lengthOf(2)
    expect(await waiting(world)).to.equal(0)
    await wait(world, 10 * minute)
    expect(there()).to.have.lengthOf(titles.length)
  })

  it('keeps its case through a restart of the program', async () => {
    const store = createMemoryStore()
    const world = createWorld({ store })
    await registered(world)
    world.desk.outage = 'away'
    const number = await openCase(world)
    await openCase(world, 'And my mail is gone, too')
    expect(world.desk.messages).to.deep.equal([])
    const desk = standInDesk()
    const again = createWorld({ store, deskChannel: desk.channel, clock: world.clock })
    world.clock.pass(2 * minute)
    again.core.courier.wake()
    await again.core.courier.idle()
    expect(desk.messages).to.have.lengthOf(1)
    expect(desk.card(number).text).to.include('my mail is gone')
  })

  it('is told at least once when it is unclear whether it heard, and then goes on in order', async () => {
    const world = createWorld()
    const mei = await registered(world)
    const number = await openCase(world)
    await mei.type('take 1001')
    const mend = cut(world, { what: 'post', kind: 'unclear' })
    await world.deliver({ text: 'one' })
    await world.deliver({ text: 'two' })
    expect(new Set(world.desk.lines(number))).to.have.lengthOf(1)
    mend()
    await wait(world, 4 * minute)
    const told = world.desk.lines(number).map((line) => line.split('\n').at(-1))
    expect([...new Set(told)]).to.deep.equal(['“one”', '“two”'])
    expect(told.filter((line) => line === '“two”')).to.have.lengthOf(1)
  })

  it('does not stop the user, who gets a number at once and is told nothing of it', async () => {
    const world = createWorld()
    await registered(world)
    world.desk.outage = 'away'
    expect(await openCase(world)).to.equal(1001)
    expect((await world.say('status 1001')).text).to.include('Your case 1001')
    expect(world.proactive).to.deep.equal([])
  })

  it('does not stop the desks that can be reached', async () => {
    const world = createWorld()
    await registered(world)
    cut(world, { to: 'support', what: 'post', kind: 'away' })
    const number = await openCase(world)
    const other = agentIn(world, 'Tom', { id: '19:other@thread.tacv2' })
    await other.type(`register triage here ${triageKey}`)
    expect(await other.type(`take ${number}`)).to.include('is yours')
    expect(cardsOf(world, number)).to.have.lengthOf(1)
  })

  it('gets one card of a case that changed fifty times meanwhile', async () => {
    const world = createWorld()
    const mei = await registered(world)
    const number = await openCase(world)
    const before = world.desk.messages.length
    const mend = cut(world, { what: 'update', kind: 'away' })
    for (let change = 0; change < 50; change += 1) {
      await mei.type(`severity ${number} ${change % 2 === 0 ? 'high' : 'low'}`)
    }
    mend()
    await wait(world, 4 * minute)
    expect(world.desk.messages).to.have.lengthOf(before)
    expect(world.desk.messages[0]?.versions).to.have.lengthOf(2)
    expect(world.desk.card(number).text).to.include('Low')
    expect((await caseIn(world)).entries).to.equal(52)
  })
})

describe('a flood of calls for a person (attacks I11)', () => {
  it('is one case for whoever makes it, and hurts nobody else', async () => {
    const world = createWorld()
    await registered(world)
    for (let round = 0; round < 30; round += 1) {
      await world.say('menu')
      await world.say('a person')
      await world.say(`I lost my phone and cannot sign in, ${round}`)
      await world.say('yes')
    }
    const row = await caseIn(world)
    expect(row.problems.length).to.be.at.most(20)
    expect(world.desk.messages.length).to.be.at.most(60)
    expect(await openCase(world, 'Somebody else entirely', personTurn('u2'))).to.equal(1002)
  })
})
