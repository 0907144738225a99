import { expect } from 'chai'
import { linkIn, openPage, owner } from '../stand-ins/owner.ts'
import {
  accountIn,
  actionsIn,
  elsewhere,
  proveFor,
  signInByPassword,
  worldOf,
  worldWithPassword,
} from '../stand-ins/signed-in.ts'
import type { World } from '../stand-ins/world.ts'

const hourMs = 3_600_000
const newMobile = '+8613900139000'
const newMobile2 = '+8613700137000'

/** Up to the code that went to the new number. */
async function askedForCode(world: World, typed = newMobile, turn = {}) {
  const said = await proveFor(world, 'change my recovery number', turn)
  expect(said.step).to.deep.include({ flow: 'change-recovery', prompt: 'ask-kind' })
  await world.say('mobile', turn)
  await world.say(typed, turn)
  return world.say('yes', turn)
}

async function swapped(world: World) {
  await askedForCode(world)
  return world.say(world.codeFor(newMobile))
}

describe('changing the recovery mobile', () => {
  it('is swapped only after a code to the old one and one to the new', async () => {
    const world = await worldOf()
    const asked = await askedForCode(world)
    expect(asked.step).to.deep.include({ flow: 'verify-channel', prompt: 'ask-code' })
    expect(asked.step.stack).to.include('change-recovery')
    expect((await accountIn(world)).recoveryMobile).to.equal(owner.recoveryMobile)
    const said = await world.say(world.codeFor(newMobile))
    expect(said.step.prompt).to.equal('ask-use-for-both')
    expect(said.text).to.match(/24 hours/)
    const account = await accountIn(world)
    expect(account.recoveryMobile).to.equal(newMobile)
    expect(account.contactMobile).to.equal(null)
    expect(await actionsIn(world)).to.include('channel.changed')
  })

  it('shows the old one masked and the new one whole before anything is sent', async () => {
    const world = await worldOf()
    await proveFor(world, 'change my recovery number')
    await world.say('mobile')
    const said = await world.say('139 0013 9000')
    expect(said.step.prompt).to.equal('confirm-change')
    expect(said.text).to.match(/\+86 13•+00 to \+86 139 0013 9000/)
    expect(world.sent.some(({ to }) => to === newMobile)).to.equal(false)
  })

  it('tells every address proven before, once, and never the new one', async () => {
    const world = await worldOf()
    await swapped(world)
    const told = world.sent.filter(({ template }) => template === 'channel-changed')
    const { recoveryMobile, recoveryEmail, contactEmail, loginEmail } = owner
    expect(told.map(({ to }) => to)).to.have.members([
      recoveryMobile,
      recoveryEmail,
      contactEmail,
      loginEmail,
    ])
    for (const { text } of told) expect(text).not.to.match(/13900139000|\b\d{6}\b/)
  })

  it('can be undone once by a told address, which ends sessions and freezes the account', async () => {
    const world = await worldOf()
    await swapped(world)
    const told = world.sent.filter(({ template }) => template === 'channel-changed')
    const mails = told.filter(({ to }) => to === owner.loginEmail || to === owner.recoveryEmail)
    const tokens = mails.map(({ text }) => linkIn([text], 'undo'))
    expect(tokens).to.have.lengthOf(2)
    const page = await openPage(world, 'undo', tokens[0] ?? '')
    expect(page.state().now).to.deep.include({ step: 'undo', change: 'recoveryMobile' })
    await page.send({ action: 'confirm' })
    const account = await accountIn(world)
    expect(account.recoveryMobile).to.equal(owner.recoveryMobile)
    expect(account.frozenUntil).to.be.greaterThan(world.clock.now())
    for (const token of tokens) expect(await world.core.pages.look('undo', token)).to.equal(null)
    await world.say('use it for both')
    expect((await accountIn(world)).contactMobile).to.equal(null)
    const said = await world.say('change my recovery number')
    expect(said.step.flow).to.equal('sign-in')
  })

  it('holds the new one back from a reset for a day, and both for three', async () => {
    // Signed in by password, so that the older of the two ways is a second method each time.
    const world = await worldWithPassword()
    await signInByPassword(world, 'change my recovery number')
    await world.say(world.codeFor(owner.recoveryMobile))
    for (const words of ['mobile', newMobile, 'yes']) await world.say(words)
    await world.say(world.codeFor(newMobile))
    const until = (await accountIn(world)).holds?.[0]?.until ?? 0
    expect(until - world.clock.now()).to.equal(24 * hourMs)
    await world.say('only this one')
    // The new mobile is on hold, so the code that proves the owner goes to the old email.
    await world.say('change my recovery email')
    await world.say(world.codeFor(owner.recoveryEmail))
    for (const words of ['email', 'li.new@example.net', 'yes']) await world.say(words)
    await world.say(world.codeFor('li.new@example.net'))
    const holds = (await accountIn(world)).holds ?? []
    expect(holds.map(({ channel }) => channel)).to.deep.equal(['recoveryMobile', 'recoveryEmail'])
    for (const hold of holds) expect(hold.until - world.clock.now()).to.equal(72 * hourMs)
  })

  it('refuses the number it has already, a landline and nonsense, each with its reason', async () => {
    const world = await worldOf()
    await proveFor(world, 'change my recovery number')
    await world.say('mobile')
    const same = await world.say('+86 138 0013 8000')
    expect(same.step.prompt).to.equal('ask-new-mobile')
    expect(same.text).to.match(/already/)
    expect((await world.say('010 6552 9988')).text).to.match(/landline/)
    expect((await world.say('138')).step.prompt).to.equal('ask-new-mobile')
    expect((await accountIn(world)).changes).to.deep.equal([])
  })

  it('keeps the old one when the code is wrong, late, or never told', async () => {
    const world = await worldOf()
    await askedForCode(world)
    for (let tries = 0; tries < 4; tries += 1) await world.say('000000')
    const over = await world.say('000000')
    expect(over.step.prompt).to.equal('ask-what')
    expect(over.text).to.match(/nothing was changed/i)
    expect((await accountIn(world)).recoveryMobile).to.equal(owner.recoveryMobile)
    const late = await worldOf()
    await askedForCode(late)
    const code = late.codeFor(newMobile)
    late.clock.pass(5 * 60_000)
    expect((await late.say(code)).text).to.match(/too old/)
    expect((await accountIn(late)).recoveryMobile).to.equal(owner.recoveryMobile)
  })

  it('lets a mistyped number be typed again', async () => {
    const world = await worldOf()
    await askedForCode(world)
    const said = await world.say('wrong number')
    expect(said.step).to.deep.include({ flow: 'change-recovery', prompt: 'ask-new-mobile' })
    await world.say(newMobile2)
    await world.say('yes')
    await world.say(world.codeFor(newMobile2))
    expect((await accountIn(world)).recoveryMobile).to.equal(newMobile2)
  })

  it('makes it the contact mobile too when wanted, with no further proof', async () => {
    const world = await worldOf()
    await swapped(world)
    const sent = world.sent.filter(({ template }) => template === 'code').length
    const said = await world.say('use it for both')
    expect(said.step.prompt).to.equal('ask-what')
    const account = await accountIn(world)
    expect(account.contactMobile).to.equal(newMobile)
    expect(account.unverified).to.deep.equal([])
    expect(world.sent.filter(({ template }) => template === 'code')).to.have.lengthOf(sent)
  })

  it('is refused with a proof that is too old', async () => {
    const world = await worldOf()
    await proveFor(world, 'change my recovery number')
    world.clock.pass(6 * 60_000)
    await world.say('mobile')
    await world.say(newMobile)
    world.clock.pass(5 * 60_000)
    await world.say('yes')
    const said = await world.say(world.codeFor(newMobile))
    expect(said.step.prompt).to.equal('ask-what')
    expect((await accountIn(world)).recoveryMobile).to.equal(owner.recoveryMobile)
  })

  it('ends with one whole winner when two chats change it at once', async () => {
    const world = await worldOf()
    await askedForCode(world)
    world.clock.pass(70_000)
    await askedForCode(world, newMobile2, elsewhere)
    await Promise.all([
      world.say(world.codeFor(newMobile)),
      world.say(world.codeFor(newMobile2), elsewhere),
    ])
    const account = await accountIn(world)
    expect(account.recoveryMobile).to.be.oneOf([newMobile, newMobile2])
    expect(account.changes).to.have.lengthOf(1)
    expect(account.holds).to.have.lengthOf(1)
    expect(world.troubles).to.deep.equal([])
  })
})
