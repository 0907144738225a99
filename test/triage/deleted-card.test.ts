import { expect } from 'chai'
import { agentIn, openCase, registered } from '../stand-ins/agent.ts'
import { createWorld } from '../stand-ins/world.ts'

describe('the card of a case that somebody deleted in the channel', () => {
  it('is posted again with the next change, in a thread that goes on from there', async () => {
    const world = createWorld()
    await registered(world)
    await openCase(world)
    const [first] = world.desk.messages
    if (first === undefined) throw new Error('no card was posted')
    first.isRemoved = true
    await agentIn(world, 'Mei').type('take 1001')
    await world.core.courier.idle()
    const cards = world.desk.messages.filter(({ versions }) => versions[0]?.card !== undefined)
    expect(cards).to.have.length(2)
    expect(cards[1]?.posted.thread).to.not.equal(first.posted.thread)
    await world.deliver({ text: 'are you there?' })
    expect(world.desk.messages.at(-1)?.posted.thread).to.equal(cards[1]?.posted.thread)
  })
})
