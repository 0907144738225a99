import { expect } from 'chai'
import { createWorld } from '../stand-ins/world.ts'

const email = 'li.wei@example.com'

async function worldOfOwner() {
  const world = createWorld()
  await world.add({ id: '100000000012', loginEmail: email })
  return world
}

describe('a value beside another wish', () => {
  for (const words of [
    'my server 203.0.113.10 is down',
    'server 203.0.113.10 is down, urgent!!',
    "I can't ssh to 203.0.113.10",
    '203.0.113.10 宕机了',
    '我的服务器 203.0.113.10 连不上了',
    'refund for account 100000000012 please',
  ]) {
    it(`is at most offered to be looked for: ${words}`, async () => {
      const world = createWorld()
      const said = await world.say(words)
      expect(said.heard).to.deep.equal({ kind: 'situation', ids: ['outside'] })
      expect(said.choices.map(({ id }) => id)).to.include('start:retrieve-account')
      expect((await world.say('find my account')).step.prompt).to.equal('confirm-value')
    })
  }

  for (const words of [
    '203.0.113.10 please',
    'this is my server 203.0.113.10',
    '这是我的服务器 203.0.113.10',
    '我只记得服务器IP：203.0.113.10',
    'account 100000000012',
    'account id 1000 0000 0012 please',
  ]) {
    it(`is asked about at once where it is only named: ${words}`, async () => {
      const said = await createWorld().say(words)
      expect(said.step.prompt).to.equal('confirm-value')
    })
  }
})

describe('a mail address told at the menu and nothing else', () => {
  for (const words of [
    email,
    `  ${email}.`,
    `<${email}>`,
    `mailto:${email}`,
    `邮箱：${email}`,
    `my email is ${email}`,
    `我的邮箱是${email}`,
    'customer.service@example.com',
  ]) {
    it(`is asked about, with three steps at most, and nothing is sent: ${words}`, async () => {
      const world = await worldOfOwner()
      const said = await world.say(words)
      expect(said.text).to.match(/What would you like to do with it\?|您想用它做什么？/)
      expect(said.choices.map(({ id }) => id)).to.deep.equal([
        'start:reset-password',
        'start:change-contact',
        'start:talk-to-support',
      ])
      expect(world.sent).to.deep.equal([])
    })
  }

  for (const words of ['Reset my password', 'reset password', '重置密码']) {
    it(`need not be typed again once the step is told: ${words}`, async () => {
      const world = await worldOfOwner()
      await world.say(email)
      expect((await world.say(words)).step.prompt).to.equal('wait-for-page')
      expect(world.sent.map(({ to }) => to)).to.deep.equal([email])
    })
  }

  it('reads the same whether it has an account or not', async () => {
    const world = await worldOfOwner()
    const known = await world.say(email)
    const unknown = await createWorld().say('nobody@example.com')
    expect(unknown.text).to.equal(known.text.replace(email, 'nobody@example.com'))
  })
})

describe('an order that the classifier does not know', () => {
  for (const words of [
    `请帮我重置${email}的密码，谢谢`,
    `重置${email}`,
    `麻烦重设一下 ${email} 的密码`,
  ]) {
    it(`is taken by its words: ${words}`, async () => {
      const world = await worldOfOwner()
      expect((await world.say(words)).step.prompt).to.equal('wait-for-page')
      expect(world.sent).to.have.lengthOf(1)
    })
  }
})
