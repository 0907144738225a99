import { expect } from 'chai'
import type { Turn } from '../../src/conversation/turn.ts'
import { createWorld, type World } from '../stand-ins/world.ts'

const minuteMs = 60_000

const from = (person: string, source: string | null): Partial<Turn> => ({
  address: { chatChannel: 'webchat', tenantId: '', conversationId: person, userId: person },
  source,
})

const home = from('u1', 'net-1')

/** Begins a reset from the menu on; the flow that waits then. */
async function beginReset(world: World, turn = home) {
  await world.say('start over', turn)
  await world.say('I forgot my password', turn)
  return world.say('ann@example.com', turn)
}

async function pass(world: World, turn = home): Promise<'completed' | 'gone'> {
  const said = await beginReset(world, turn)
  const token = said.link?.url.split('/').at(-1) ?? ''
  return world.core.pageLinks.complete(token)
}

describe('a human check that was passed', () => {
  let world: World

  beforeEach(async () => {
    world = createWorld({ checksHumans: true })
    expect(await pass(world)).to.equal('completed')
  })

  const isAsked = async (turn = home): Promise<boolean> =>
    (await beginReset(world, turn)).step.flow === 'human-check'

  it('counts for 30 minutes in its chat, and not a moment longer', async () => {
    world.clock.pass(30 * minuteMs - 1)
    expect(await isAsked()).to.equal(false)
    world.clock.pass(1)
    expect(await isAsked()).to.equal(true)
  })

  it('counts in no other chat', async () => {
    expect(await isAsked(from('u2', 'net-1'))).to.equal(true)
  })

  it('counts from no other network, and none that the channel hides', async () => {
    expect(await isAsked(from('u1', 'net-2'))).to.equal(true)
    expect(await isAsked(from('u1', null))).to.equal(true)
  })

  it('counts four times: a program cannot look up all it wants with one', async () => {
    for (let time = 1; time <= 4; time += 1) expect(await isAsked(), `time ${time}`).to.equal(false)
    expect(await isAsked()).to.equal(true)
  })

  it('is worth nothing when the clock is set back before it', async () => {
    world.clock.pass(-minuteMs)
    expect(await isAsked()).to.equal(true)
  })

  it('is spent: its link completes nothing a second time', async () => {
    const other = createWorld({ checksHumans: true })
    const said = await beginReset(other)
    const token = said.link?.url.split('/').at(-1) ?? ''
    const outcomes = await Promise.all(
      Array.from({ length: 5 }, () => other.core.pageLinks.complete(token)),
    )
    expect(outcomes.filter((outcome) => outcome === 'completed')).to.have.lengthOf(1)
  })
})

describe('a human check that was offered and not passed', () => {
  it('counts for nothing, also after it was replaced or ended', async () => {
    const world = createWorld({ checksHumans: true })
    for (let time = 0; time < 3; time += 1) {
      expect((await beginReset(world)).step.flow).to.equal('human-check')
    }
    world.clock.pass(31 * minuteMs)
    expect((await beginReset(world)).step.flow).to.equal('human-check')
  })
})
