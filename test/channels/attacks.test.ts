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
  it('changes no recovery channel without a code by an old one (attacks G1)', async () => {
    const world = await worldOf()
    const said = await signInFor(world, 'change my recovery number')
    expect(said.step).to.deep.include({ flow: 'verify-identity', prompt: 'ask-code' })
    for (const words of [newMobile, 'mobile', 'yes', '000000', 'back']) await world.say(words)
    expect((await accountIn(world)).changes).to.deep.equal([])
    expect(world.sent.some(({ to }) => to === newMobile)).to.equal(false)
  })

  it('gets no code of one change accepted for another (attacks B1)', async () => {
    const world = await worldOf()
    await proveFor(world, 'change my contact number')
    await world.say('cancel')
    const said = await world.say('change my recovery number')
    expect(said.step).to.deep.include({ flow: 'verify-identity', prompt: 'ask-code' })
  })

  it('does nothing for an account that its owner froze', async () => {
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
  it('resets no password by itself until its hold is over (attacks G2)', async () => {
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

  it('leaves the older way open for a reset meanwhile', async () => {
    const world = await worldOf({ passwordHash: 'unknown' })
    await swapped(world)
    const now = await resetStep(world)
    expect(now).to.deep.include({ step: 'code' })
    expect(now.step === 'code' && now.way.medium).to.equal('email')
  })

  it('gives nobody who just came a way to undo what the owner does (attacks G6)', async () => {
    const world = await worldOf()
    await swapped(world)
    world.clock.pass(2 * minuteMs)
    await world.say('change my contact number')
    for (const words of ['email', 'li.new@example.org', 'yes', 'later']) await world.say(words)
    const told = world.sent.filter(({ text }) => /\/p\/undo\//.test(text)).map(({ to }) => to)
    expect(told).to.include(owner.recoveryEmail)
    expect(told).not.to.include(newMobile)
  })

  it('voids what another chat had proven before (attacks J)', async () => {
    const world = await worldOf()
    await proveFor(world, 'change my contact number', elsewhere)
    for (const words of ['mobile', '13700137000']) await world.say(words, elsewhere)
    world.clock.pass(2 * minuteMs)
    await swapped(world)
    const said = await world.say('yes', elsewhere)
    expect(said.step.prompt).to.equal('ask-what')
    expect((await accountIn(world)).contactMobile).to.equal(null)
  })

  it('is told of without code, password or whole number, with the time (attacks G8)', async () => {
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
  it('counts as failures of the account, and a right code there forgives none', async () => {
    const world = await worldOf()
    await proveFor(world, 'change my recovery number')
    for (const words of ['mobile', newMobile, 'yes']) await world.say(words)
    await world.say('000000')
    await world.say('000000')
    await world.say(world.codeFor(newMobile))
    const found = await world.store.get('limits', `account-failures:${owner.id}`)
    expect(found?.row.consecutive).to.equal(2)
  })

  it('is capped however often somebody goes back and types it again (attacks B)', async () => {
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
