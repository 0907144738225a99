import { expect } from 'chai'
import { newPassword, oldPassword, owner } from '../stand-ins/owner.ts'
import {
  accountIn,
  elsewhere,
  proveFor,
  resetPage,
  signInByPassword,
  signInFor,
  worldOf,
  worldWithPassword,
} from '../stand-ins/signed-in.ts'
import type { World } from '../stand-ins/world.ts'

const hourMs = 3_600_000
const minuteMs = 60_000

/** An account whose owner gave a recovery mobile and nothing else to prove who they are. */
const onlyNumber = { recoveryEmail: null, contactEmail: null } as const
const thief = { mobile: '+8613900139000', email: 'thief@example.net' } as const

const protectedFlows = {
  'change-password': 'change my password',
  'change-contact': 'change my contact number',
  'change-recovery': 'change my recovery number',
} as const

/** What guards an account, to compare before and after. */
async function guardsOf(world: World) {
  const { loginEmail, passwordHash, recoveryMobile, recoveryEmail, contactMobile, contactEmail } =
    await accountIn(world)
  return { loginEmail, passwordHash, recoveryMobile, recoveryEmail, contactMobile, contactEmail }
}

describe('the recovery number alone, recycled or swapped (T1)', () => {
  it('T1 B9 the recovery number alone finds the account and signs in → stopped at every step after that', async () => {
    const world = await worldWithPassword(onlyNumber)
    const before = await guardsOf(world)
    for (const words of ['find my account', 'mobile', owner.recoveryMobile]) await world.say(words)
    await world.say(world.codeFor(owner.recoveryMobile))
    expect(world.sent.at(-1)?.text).to.include(owner.id)
    world.clock.pass(2 * minuteMs)
    await signInFor(world, 'my account')
    await world.say('menu')
    for (const words of [...Object.values(protectedFlows), 'change my login email']) {
      const sent = world.sent.length
      const asked = await world.say(words)
      const said = asked.step.flow === 'bind-email' ? await world.say('change it') : asked
      expect(said.step.prompt, words).not.to.equal('ask-code')
      expect(said.text, words).to.match(/nothing counts twice/)
      expect(
        said.choices.map(({ label }) => label),
        words,
      ).to.include('Talk to a person')
      expect(world.sent, words).to.have.lengthOf(sent)
      await world.say(world.codeFor(owner.recoveryMobile))
      await world.say('menu')
    }
    expect(await guardsOf(world)).to.deep.equal(before)
  })

  it('T1 the recovery number alone asks for a reset → the mail goes to the login mailbox', async () => {
    const world = await worldWithPassword(onlyNumber)
    await signInFor(world, 'my account')
    const page = await resetPage(world, owner.loginEmail)
    expect(page).not.to.equal(null)
    expect(world.sent.findLast(({ template }) => template === 'reset-password')?.to).to.equal(
      owner.loginEmail,
    )
  })

  it('T1 the recovery number alone binds a login email where none was → refused, in both languages', async () => {
    for (const [localeTag, words, text] of [
      ['en-US', 'bind a login email', /“a person”/],
      ['zh-CN', '绑定登录邮箱', /“人工”/],
    ] as const) {
      const world = await worldOf({ ...onlyNumber, loginEmail: null, passwordHash: null })
      const said = await signInFor(world, words, { localeTag })
      expect(said.step.prompt).to.equal('ask-what')
      expect(said.text).to.match(text)
      expect((await accountIn(world)).changes).to.deep.equal([])
    }
  })

  it('T1 the recovery number and the address of a server → still one method', async () => {
    const world = await worldOf({ ...onlyNumber, servers: [{ ip: '203.0.113.10' }] })
    for (const words of ['find my account', 'server ip', '203.0.113.10', owner.recoveryMobile]) {
      await world.say(words)
    }
    const said = await signInFor(world, 'change my recovery number')
    expect(said.text).to.match(/nothing counts twice/)
    expect((await accountIn(world)).changes).to.deep.equal([])
  })

  it('T1 four days, two chats and four sign-ins with the number alone → no further', async () => {
    const world = await worldOf(onlyNumber)
    for (let days = 0; days < 4; days += 1) {
      const turn = days % 2 === 0 ? {} : elsewhere
      const said = await signInFor(world, 'change my recovery number', turn)
      expect(said.text).to.match(/nothing counts twice/)
      await world.say('sign out', turn)
      world.clock.pass(25 * hourMs)
    }
    expect((await accountIn(world)).changes).to.deep.equal([])
  })
})

describe('one mailbox alone', () => {
  it('T1 B9 one mailbox in three roles asks for a reset → a page that asks for another method, and nothing changes', async () => {
    const world = await worldWithPassword({
      recoveryMobile: null,
      recoveryEmail: owner.loginEmail,
      contactEmail: owner.loginEmail,
    })
    const before = await guardsOf(world)
    const page = await resetPage(world, owner.loginEmail)
    await page?.send({ newPassword, confirmPassword: newPassword })
    expect(page?.state().now).to.deep.include({ step: 'done', outcome: 'stopped' })
    expect(await guardsOf(world)).to.deep.equal(before)
  })

  it('T1 the recovery mailbox alone → signs in nowhere and opens no reset', async () => {
    const world = await worldWithPassword()
    expect(await resetPage(world, owner.recoveryEmail)).to.equal(null)
    const { notice } = await signInByPassword(world, 'my account', {
      email: owner.recoveryEmail,
      password: oldPassword,
    })
    expect(notice).to.deep.equal({ kind: 'wrong-sign-in' })
  })

  it('T1 B9 the contact mailbox alone → proves nothing, whatever is asked', async () => {
    const world = await worldWithPassword({ recoveryMobile: null, recoveryEmail: null })
    await signInByPassword(world, 'change my recovery email')
    const said = await world.say('change my recovery email')
    expect(said.text).to.match(/no verified mobile number or email/)
    expect(world.sent.map(({ to }) => to)).not.to.include(owner.contactEmail)
  })
})

describe('a session that was left open', () => {
  it('B9 G1 a session that was left open → every step asks for a code', async () => {
    const world = await worldWithPassword()
    await signInByPassword(world, 'my account')
    for (const [flow, words] of Object.entries(protectedFlows)) {
      world.clock.pass(2 * minuteMs)
      const said = await world.say(words)
      expect(said.step, words).to.deep.include({ flow: 'verify-identity', prompt: 'ask-code' })
      expect(said.step.stack).to.include(flow)
      await world.say('cancel')
    }
  })

  it('D5 what guards the account is changed in another chat → this session is over', async () => {
    const world = await worldOf()
    await signInFor(world, 'my account', elsewhere)
    world.clock.pass(2 * minuteMs)
    await proveFor(world, 'change my recovery number')
    for (const words of ['mobile', thief.mobile, 'yes']) await world.say(words)
    await world.say(world.codeFor(thief.mobile))
    await world.say('menu', elsewhere)
    expect((await world.say('my account', elsewhere)).step.flow).to.equal('sign-in')
  })

  it('B9 a session of an earlier version, which does not say what opened it → proves nothing', async () => {
    const world = await worldOf()
    await signInFor(world, 'my account')
    const [found] = await world.store.find('sessions', 'account', { value: owner.id })
    if (found === undefined) throw new Error('nobody is signed in')
    const { openedBy: _, ...row } = found.row
    await world.store.commit([{ collection: 'sessions', key: row.key, base: found.version, row }])
    const said = await world.say('change my recovery number')
    expect(said.text).to.match(/nothing counts twice/)
  })
})
