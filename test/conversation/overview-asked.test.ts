import { expect } from 'chai'
import { createWorld } from '../stand-ins/world.ts'

const phone = '+8613800138000'

async function worldAtAccount() {
  const world = createWorld()
  await world.add({
    id: '100000000012',
    loginEmail: 'li.wei@example.com',
    recoveryMobile: phone,
    recoveryEmail: 'li.rec@example.net',
    contactMobile: '+8613800138010',
  })
  for (const text of ['sign in', 'use my account id and a code', '100000000012']) {
    await world.say(text)
  }
  await world.say(world.codeFor(phone))
  await world.say('my account')
  return world
}

describe('a question at one’s own account', () => {
  for (const words of [
    'can I change my number?',
    'what is my recovery email?',
    'is my email verified?',
    'how do I change my login email?',
    'should I change my password',
    'could I change the contact number?',
    '我的安全邮箱是什么',
    '我的联系手机是多少？',
    '可以改密码吗',
  ]) {
    it(`begins no change: ${words}`, async () => {
      const world = await worldAtAccount()
      const sent = world.sent.length
      const said = await world.say(words)
      expect(said.step).to.include({ flow: 'my-account', prompt: 'ask-what-to-change' })
      expect(world.sent).to.have.lengthOf(sent)
    })
  }

  it('is told what the words for it mean, beside how it stands', async () => {
    const world = await worldAtAccount()
    const { text } = await world.say('what does recovery mean')
    expect(text)
      .to.match(/recovery channels prove that it is you/)
      .and.to.include('li••••@example.net')
  })

  for (const words of [
    'what is my recovery email?',
    '我的联系手机是多少？',
    '我的安全邮箱是什么',
    '安全手机是哪个',
  ]) {
    it(`is answered by how it stands: ${words}`, async () => {
      const world = await worldAtAccount()
      expect((await world.say(words)).text).to.match(/li••••@example.net/)
    })
  }

  it('is none where it is the name of a step, or an order', async () => {
    for (const [words, flow] of [
      ['login email?', 'bind-email'],
      ['change my contact number', 'verify-identity'],
      ['password', 'verify-identity'],
    ] as const) {
      const world = await worldAtAccount()
      expect((await world.say(words)).step.flow, words).to.equal(flow)
    }
  })
})
