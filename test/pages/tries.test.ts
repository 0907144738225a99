import { expect } from 'chai'
import { linkIn, openPage } from '../stand-ins/owner.ts'
import { createWorld } from '../stand-ins/world.ts'

describe('the forms of one page', () => {
  it('are taken thirty times a day, whatever is in them', async () => {
    const world = createWorld()
    const { link } = await world.say('sign in')
    const page = await openPage(world, 'sign-in', linkIn([link?.url ?? ''], 'sign-in'))
    const kinds = []
    for (let time = 0; time < 31; time += 1) {
      await page.send({ email: 'no address' })
      kinds.push(page.state().notice?.kind)
    }
    expect(new Set(kinds.slice(0, 30))).to.deep.equal(new Set(['wrong-sign-in']))
    expect(kinds.at(-1)).to.equal('too-many')
  })
})
