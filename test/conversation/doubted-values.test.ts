import { expect } from 'chai'
import { createWorld, type World } from '../stand-ins/world.ts'

const email = 'li.wei@example.com'
const number = '+8613800138000'

async function worldOfOwner(): Promise<World> {
  const world = createWorld()
  await world.add({ loginEmail: email, recoveryMobile: number })
  return world
}

/** Whole orders, which name the account they are for and leave nothing to ask. */
const orders = [
  `forgot my password, my email is ${email}`,
  `reset the password of ${email}`,
  `please reset my password: ${email}`,
  `hi, reset my password please, ${email}, thanks`,
  `我忘了 ${email} 的密码`,
  `忘记密码，我的邮箱是${email}`,
]

/** Sentences about a password with an address in them, which order nothing plainly. */
const mentions = [
  `should I reset the password for ${email}?`,
  `could you kindly tell me whether ${email} would be the right mail to reset with?`,
  `before I reset my password: is ${email} even registered?`,
  `reset the password but not for ${email}, that one is fine`,
  `forgot my password, write me at ${email}, I sign in with a different one`,
  `don't reset the password of ${email}`,
  `yesterday I reset the password of ${email} and I still cannot get in`,
  `reset my wife's password, it is ${email}`,
  `if I forgot my password, do you write to ${email}`,
  `“reset the password of ${email}”`,
  `Hello customer,\nreset your password now.\nSecurity <${email}>`,
  `Sign in\nEmail ${email}\nPassword\nForgot password?`,
  `昨天用 ${email} 重置过密码了还是登不上`,
  `要不要重置${email}的密码`,
  `我老婆忘了密码，她的邮箱是${email}`,
  `不是${email}，是另一个邮箱的密码忘了`,
  `“忘记密码请联系 ${email}”`,
]

describe('an address in a sentence about passwords', () => {
  for (const words of orders) {
    it(`gets its mail at once by a plain order: ${words}`, async () => {
      const world = await worldOfOwner()
      const said = await world.say(words)
      expect(said.step.prompt).to.equal('wait-for-page')
      expect(world.sent).to.have.lengthOf(1)
    })
  }

  for (const words of mentions) {
    it(`gets nothing before a yes: ${JSON.stringify(words)}`, async () => {
      const world = await worldOfOwner()
      const said = await world.say(words)
      expect(world.sent).to.deep.equal([])
      expect(said.step.prompt).not.to.equal('wait-for-page')
    })
  }

  it('is asked about whole, and gets its mail by a yes alone', async () => {
    const world = await worldOfOwner()
    const asked = await world.say(mentions[0] ?? '')
    expect(asked.step).to.include({ flow: 'reset-password', prompt: 'confirm-email' })
    expect(asked.text).to.include(`Shall I reset the password of ${email}?`)
    for (const words of ['hm', 'are you sure?', `is it ${email}?`, 'wait', `wait, ${email}`]) {
      const said = await world.say(words)
      expect(said.step.prompt, words).to.equal('confirm-email')
    }
    expect(world.sent).to.deep.equal([])
    const said = await world.say('yes')
    expect(said.step.prompt).to.equal('wait-for-page')
    expect(world.sent).to.have.lengthOf(1)
  })

  it('is not asked about again where it is told once more, or another is told', async () => {
    for (const [words, to] of [
      [email, email],
      [`it is ${email}`, email],
      ['no, other@example.com', 'other@example.com'],
    ] as const) {
      const world = await worldOfOwner()
      await world.say(mentions[0] ?? '')
      const said = await world.say(words)
      expect(said.step.prompt, words).to.equal('wait-for-page')
      expect(world.sent.map((message) => message.to)).to.deep.equal(to === email ? [email] : [])
    }
  })

  it('is asked about under the question for it, too, where it is in doubt or another’s', async () => {
    for (const words of [`is it ${email}?`, `I think ${email}`, `好像是${email}`]) {
      const world = await worldOfOwner()
      await world.say('reset my password')
      const said = await world.say(words)
      expect(said.step.prompt, words).to.equal('confirm-email')
      expect((await world.say('no')).step.prompt).to.equal('ask-email')
      expect(world.sent).to.deep.equal([])
    }
  })
})

describe('a number with a doubt, a question or another owner beside it', () => {
  const doubted = [
    "13800138000 (that's my wife's, mine is gone)",
    'is 13800138000 ok?',
    'I think 13800138000',
    '13800138000 maybe',
    '13800138000?',
    '13800138000吗',
    '13800138000, but I no longer have it',
    "it's my ex, 13800138000",
    '是13800138000吗',
    '可能是13800138000',
    '13800138000是我老婆的',
    '13800138000，不过这个号不用了',
  ]
  for (const words of doubted) {
    it(`is asked about before a code goes out: ${words}`, async () => {
      const world = await worldOfOwner()
      await world.say('find my account')
      await world.say('mobile')
      const said = await world.say(words)
      expect(said.step.prompt).to.equal('confirm-value')
      expect(world.sent).to.deep.equal([])
      expect((await world.say('yes')).step.prompt).to.equal('ask-code')
      expect(world.sent).to.have.lengthOf(1)
    })
  }

  for (const words of [
    '13800138000',
    'it is 13800138000',
    '是13800138000',
    'my number: 138 0013 8000',
    '在吗？我的手机号是13800138000',
    'hello? it is 13800138000',
    '朋友你好，13800138000',
  ]) {
    it(`is used at once when it is told plainly: ${words}`, async () => {
      const world = await worldOfOwner()
      await world.say('find my account')
      await world.say('mobile')
      expect((await world.say(words)).step.prompt).to.equal('ask-code')
    })
  }

  it('is not asked about again where the same number is told without a doubt', async () => {
    for (const words of ['13800138000', 'yes, 13800138000', 'no, 13900139000']) {
      const world = await worldOfOwner()
      await world.say('find my account')
      await world.say('mobile')
      await world.say('13800138000 maybe')
      expect((await world.say('wait, 13800138000')).step.prompt).to.equal('confirm-value')
      expect(world.sent).to.deep.equal([])
      expect((await world.say(words)).step.prompt, words).to.equal('ask-code')
    }
  })

  it('is not told to have got a code before one went out', async () => {
    const world = await worldOfOwner()
    for (const text of ['find my account', 'mobile', '13800138000']) await world.say(text)
    const said = await world.say('maybe it was 13900139000?')
    expect(said.step.prompt).to.equal('confirm-value')
    expect(said.text).not.to.match(/texted/)
    expect(world.sent).to.have.lengthOf(1)
  })
})
