import { expect } from 'chai'
import { createWorld } from '../stand-ins/world.ts'

describe('whoever is locked', () => {
  for (const words of ['why am I locked?', '账号被锁了', 'unlock my account', '什么时候解锁']) {
    it(`is not told the contrary as long as nothing tells whose sign-in it is: ${words}`, async () => {
      const said = await createWorld().say(words)
      expect(said.text).to.match(/I do not know whose sign-in|不知道您说的是哪个账号/)
      expect(said.text).to.match(/\?|？/)
      expect(said.text).not.to.match(/is not locked|登录没有被锁定/)
      const [first, ...others] = said.choices.map(({ id }) => id)
      expect(first).to.equal('start:sign-in')
      expect(others).to.include.members(['start:reset-password', 'start:talk-to-support'])
    })
  }

  it('is told the same beside an account that is known as beside one that is not', async () => {
    const told = []
    for (const id of ['100000000012', '100000000045']) {
      const world = createWorld()
      await world.add({ id: '100000000012' })
      told.push((await world.say(`why is ${id} locked`)).text.replaceAll(id, ''))
    }
    expect(told[0]).to.equal(told[1])
  })
})
