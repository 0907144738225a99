import { expect } from 'chai'
import { createWorld } from '../stand-ins/world.ts'

describe('what is said behind a situation that was told', () => {
  for (const [told, more, answer] of [
    ['my phone was stolen yesterday in Lisbon', 'zzgrmpf', /told me before still counts/],
    ['手机掉海里了', '嘎嘣嘎嘣', /刚才说的情况我记着/],
  ] as const) {
    it(`is answered with the steps that help there, though it is not understood: ${more}`, async () => {
      const world = createWorld()
      const met = await world.say(told)
      const said = await world.say(more)
      expect(said.text).to.match(answer)
      expect(said.choices).to.deep.equal(met.choices)
      const next = await world.say('brzlt')
      expect(next.text).to.not.match(answer)
    })
  }

  it('takes nothing from what was told, which is not asked for again', async () => {
    for (const more of ['what can i do right now', 'zzgrmpf', 'our website is down as well']) {
      const world = createWorld()
      await world.say('my phone was stolen, the account is 100000000012')
      await world.say(more)
      const { text, step } = await world.say('find my account')
      expect(step.prompt, more).to.equal('confirm-value')
      expect(text).to.include('100000000012')
    }
  })
})

describe('what was told before', () => {
  for (const [more, prompt] of [
    ['thanks', 'confirm-value'],
    ['help', 'confirm-value'],
    ['sign out', 'ask-method'],
    ['hello', 'ask-method'],
    ['bye', 'ask-method'],
    ['cancel', 'ask-method'],
  ] as const) {
    const kept = prompt === 'confirm-value' ? 'is still known' : 'is nothing to whoever comes next'
    it(`${kept} after “${more}”`, async () => {
      const world = createWorld()
      await world.say('my phone was stolen, the account is 100000000012')
      await world.say(more)
      expect((await world.say('find my account')).step.prompt).to.equal(prompt)
    })
  }
})

describe('a story that was told before a person was asked for', () => {
  for (const lines of [
    [
      'my phone was stolen yesterday in Lisbon with my wallet and the servers are due on friday',
      'talk to a person',
    ],
    ['我的账号昨天晚上被盗了，登录邮箱也被人改成了别人的', '转人工'],
    ['get me a person please, somebody got into my account last night and the address was changed'],
    ['转人工，我的账号昨天晚上被盗了，邮箱也被改成别人的了'],
  ]) {
    it(`is shown, and sent after a yes alone: ${lines[0]}`, async () => {
      const world = createWorld()
      for (const line of lines.slice(0, -1)) await world.say(line)
      const said = await world.say(lines.at(-1) ?? '')
      expect(said.step).to.include({ flow: 'talk-to-support', prompt: 'confirm-case' })
      expect(said.text).to.include(lines[0])
      expect(world.desk.messages).to.have.lengthOf(0)
    })
  }

  it('is asked for where only a few words were said', async () => {
    const world = createWorld()
    await world.say('my phone was stolen')
    expect((await world.say('talk to a person')).step.prompt).to.equal('ask-problem')
  })
})
