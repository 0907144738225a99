import { expect } from 'chai'
import { linkIn, newPassword, openPage, owner } from '../stand-ins/owner.ts'
import {
  accountIn,
  elsewhere,
  proveFor,
  signInByPassword,
  signInFor,
  worldOf,
  worldWithPassword,
} from '../stand-ins/signed-in.ts'
import type { World } from '../stand-ins/world.ts'

const hourMs = 3_600_000
const minuteMs = 60_000
const newMobile = '+8613900139000'

async function swapped(world: World, turn = {}) {
  await proveFor(world, 'change my recovery number', turn)
  for (const words of ['mobile', newMobile, 'yes']) await world.say(words, turn)
  await world.say(world.codeFor(newMobile), turn)
  return world.say('only this one', turn)
}

/** What the page of a reset comes to once a new password was typed there. */
async function resetStep(world: World) {
  await world.say('reset my password')
  await world.say(owner.loginEmail)
  const texts = world.sent.filter(({ to }) => to === owner.loginEmail).map(({ text }) => text)
  const page = await openPage(world, 'reset-password', linkIn(texts, 'reset-password'))
  await page.send({ newPassword, confirmPassword: newPassword })
  return page.state().now
}

describe('a live chat alone', () => {
  it('G1 a live chat alone asks to change the recovery mobile → a code by an old way first, nothing to the new one', async () => {
    const world = await worldOf()
    const said = await signInFor(world, 'change my recovery number')
    expect(said.step).to.deep.include({ flow: 'verify-identity', prompt: 'ask-code' })
    for (const words of [newMobile, 'mobile', 'yes', '000000', 'back']) await world.say(words)
    expect((await accountIn(world)).changes).to.deep.equal([])
    expect(world.sent.some(({ to }) => to === newMobile)).to.equal(false)
  })

  it('B1 G1 a proof given for the contact is used for the recovery mobile → a new proof is asked for', async () => {
    const world = await worldOf()
    await proveFor(world, 'change my contact number')
    await world.say('cancel')
    const said = await world.say('change my recovery number')
    expect(said.step).to.deep.include({ flow: 'verify-identity', prompt: 'ask-code' })
  })

  it('B8 the account is frozen between proof and change → nothing is done, and its owner is told', async () => {
    const world = await worldOf()
    await proveFor(world, 'change my recovery number')
    await world.say('mobile')
    const account = await accountIn(world)
    const found = await world.store.get('accounts', owner.id)
    const row = { ...account, frozenUntil: world.clock.now() + hourMs }
    const base = found?.version ?? 0
    await world.store.commit([{ collection: 'accounts', key: owner.id, base, row }])
    const said = await world.say(newMobile)
    expect(said.step.prompt).to.equal('ask-what')
    expect(said.text).to.match(/reported/)
  })
})

describe('a recovery mobile that was just changed', () => {
  it('G2 a new recovery mobile is used at once to reset the password → not before its hold is over', async () => {
    const world = await worldWithPassword({ recoveryEmail: null })
    await signInByPassword(world, 'change my recovery number')
    await world.say(world.codeFor(owner.recoveryMobile))
    const before = (await accountIn(world)).passwordHash
    for (const words of ['mobile', newMobile, 'yes']) await world.say(words)
    await world.say(world.codeFor(newMobile))
    await world.say('only this one')
    const now = await resetStep(world)
    expect(now.step).not.to.equal('code')
    expect((await accountIn(world)).passwordHash).to.equal(before)
    world.clock.pass(24 * hourMs)
    expect(await resetStep(world)).to.deep.include({ step: 'code' })
  })

  it('G2 the recovery mobile is on hold → a reset asks by the older way', async () => {
    const world = await worldOf({ passwordHash: 'unknown' })
    await swapped(world)
    const now = await resetStep(world)
    expect(now).to.deep.include({ step: 'code' })
    expect(now.step === 'code' && now.way.medium).to.equal('email')
  })

  it('G6 a number that was just set waits for an undo link of the owner’s next change → it gets none', async () => {
    const world = await worldOf()
    await swapped(world)
    world.clock.pass(2 * minuteMs)
    await world.say('change my contact number')
    for (const words of ['email', 'li.new@example.org', 'yes', 'later']) await world.say(words)
    const told = world.sent.filter(({ text }) => /\/p\/undo\//.test(text)).map(({ to }) => to)
    expect(told).to.include(owner.recoveryEmail)
    expect(told).not.to.include(newMobile)
  })

  it('J1 D5 another chat had a proof when the recovery mobile was changed → that proof is void', async () => {
    const world = await worldOf()
    await proveFor(world, 'change my contact number', elsewhere)
    for (const words of ['mobile', '13700137000']) await world.say(words, elsewhere)
    world.clock.pass(2 * minuteMs)
    await swapped(world)
    const said = await world.say('yes', elsewhere)
    expect(said.step.prompt).to.equal('ask-what')
    expect((await accountIn(world)).contactMobile).to.equal(null)
  })

  it('G8 the recovery mobile is changed → each address once, with the time and what to do, no code, no whole number', async () => {
    const world = await worldOf()
    await swapped(world)
    const told = world.sent.filter(({ template }) => template === 'channel-changed')
    expect(new Set(told.map(({ to }) => to)).size).to.equal(told.length)
    for (const { to, text } of told) {
      expect(text).to.match(/UTC/)
      const isText = to === owner.recoveryMobile
      if (isText)
        expect(text)
          .to.match(/Call or visit/)
          .and.not.match(/https?:/)
      else expect(text).to.match(/\/p\/undo\//)
      expect(text).not.to.match(/\b1\d{10}\b/)
    }
  })
})

describe('guessing at a new address', () => {
  it('A3 wrong codes at a new address, then a right one → they count for the account and are not forgiven', async () => {
    const world = await worldOf()
    await proveFor(world, 'change my recovery number')
    for (const words of ['mobile', newMobile, 'yes']) await world.say(words)
    await world.say('000000')
    await world.say('000000')
    await world.say(world.codeFor(newMobile))
    const found = await world.store.get('limits', `account-failures:${owner.id}`)
    expect(found?.row.consecutive).to.equal(2)
  })

  it('B1 a new number is typed again and again to win new tries → at most five codes, ten failures', async () => {
    const world = await worldOf()
    await proveFor(world, 'change my recovery number')
    await world.say('mobile')
    let asked = 0
    for (let rounds = 0; rounds < 6; rounds += 1) {
      await world.say(newMobile)
      const said = await world.say('yes')
      if (said.step.prompt !== 'ask-code') break
      asked += 1
      for (let tries = 0; tries < 3; tries += 1) await world.say('000000')
      if ((await world.say('back')).step.prompt !== 'ask-new-mobile') break
      world.clock.pass(minuteMs)
    }
    expect(asked).to.be.at.most(5)
    const codes = world.sent.filter(({ to }) => to === newMobile)
    expect(codes.length).to.be.at.most(5)
    expect((await accountIn(world)).recoveryMobile).to.equal(owner.recoveryMobile)
    const found = await world.store.get('limits', `account-failures:${owner.id}`)
    expect(found?.row.at.length).to.be.at.most(10)
  })
})
