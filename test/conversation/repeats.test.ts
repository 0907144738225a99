import { expect } from 'chai'
import { replyOf } from '../../src/bot/reply-out.ts'
import { createWorld } from '../stand-ins/world.ts'

describe('a message that is delivered twice', () => {
  it('shows the very same card, though no list of countries is kept', async () => {
    const world = createWorld()
    await world.say('find my account')
    const first = await world.say('mobile', { activityId: 'twice' })
    const again = await world.say('mobile', { activityId: 'twice' })
    const card = JSON.stringify(replyOf(again, 'msteams'))
    expect(card)
      .to.contain('(+86)')
      .and.to.equal(JSON.stringify(replyOf(first, 'msteams')))
    let rows = 0
    for await (const { row } of world.store.scan('conversations')) {
      rows += 1
      expect(JSON.stringify(row).length).to.be.below(5_000)
    }
    expect(rows).to.equal(1)
  })
})
