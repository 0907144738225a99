import { expect } from 'chai'
import { linkIn, newPassword, oldPassword, openPage, owner } from '../stand-ins/owner.ts'
import {
  accountIn,
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

const thief = { mobile: '+8613900139000', email: 'thief@example.net' } as const

/** Signed in by password and proven by the recovery mobile, the login email is changed. */
async function rebound(world: World) {
  await signInByPassword(world, 'change my login email')
  await world.say('change it')
  await world.say(world.codeFor(owner.recoveryMobile))
  for (const words of [thief.email, 'yes']) await world.say(words)
  return world.say(world.codeFor(thief.email))
}

describe('a login email that was just changed', () => {
  it('opens no reset until its hold is over, in the same words as any address', async () => {
    const world = await worldWithPassword()
    const said = await rebound(world)
    expect(said.text).to.match(/on hold/)
    const [hold] = (await accountIn(world)).holds ?? []
    expect(hold).to.deep.equal({ channel: 'loginEmail', until: world.clock.now() + 24 * hourMs })
    const stranger = await worldWithPassword()
    const heard = async (asked: World) => {
      const texts = []
      for (const words of ['cancel', 'reset my password', thief.email]) {
        texts.push((await asked.say(words)).text)
      }
      return texts.slice(1)
    }
    expect(await heard(world)).to.deep.equal(await heard(stranger))
    expect(world.sent.some(({ template }) => template === 'reset-password')).to.equal(false)
    world.clock.pass(24 * hourMs)
    expect(await resetPage(world, thief.email)).not.to.equal(null)
  })

  it('signs in with the older password, and with one that came after it not before its hold is over', async () => {
    const world = await worldWithPassword()
    await rebound(world)
    await world.say('sign out')
    const older = { email: thief.email, password: oldPassword }
    expect((await signInByPassword(world, 'my account', older)).now).to.deep.include({
      outcome: 'signed-in',
    })
    const first = await worldOf({ loginEmail: null, passwordHash: null })
    await proveFor(first, 'bind a login email')
    for (const words of [thief.email, 'yes']) await first.say(words)
    const said = await first.say(first.codeFor(thief.email))
    const page = await openPage(
      first,
      'change-password',
      linkIn([said.link?.url ?? ''], 'change-password'),
    )
    await page.send({ newPassword, confirmPassword: newPassword })
    const newer = { email: thief.email, password: newPassword }
    const { now, notice } = await signInByPassword(first, 'my account', newer)
    expect(now).to.deep.include({ step: 'sign-in' })
    expect(notice).to.deep.equal({ kind: 'held', until: first.clock.now() + 24 * hourMs })
    first.clock.pass(24 * hourMs)
    await first.say('cancel')
    const later = await signInByPassword(first, 'my account', newer)
    expect(later.now).to.deep.include({ outcome: 'signed-in' })
  })

  it('can be vetoed from the old address all the while, which brings that back', async () => {
    const world = await worldWithPassword()
    await rebound(world)
    world.clock.pass(23 * hourMs)
    const told = world.sent.filter(({ template }) => template === 'channel-changed')
    expect(told.map(({ to }) => to)).to.have.members([
      owner.loginEmail,
      owner.recoveryMobile,
      owner.recoveryEmail,
      owner.contactEmail,
    ])
    const mail = told.find(({ to }) => to === owner.loginEmail)
    const undo = await openPage(world, 'undo', linkIn([mail?.text ?? ''], 'undo'))
    await undo.send({})
    expect(undo.state().now).to.deep.equal({ step: 'done', outcome: 'undone' })
    const { loginEmail, holds, frozenUntil } = await accountIn(world)
    expect(loginEmail).to.equal(owner.loginEmail)
    expect(holds).to.deep.equal([])
    expect(frozenUntil).to.equal(world.clock.now() + 24 * hourMs)
  })

  it('is on hold again when it is unbound and bound anew', async () => {
    const world = await worldWithPassword()
    await rebound(world)
    world.clock.pass(2 * minuteMs)
    await world.say('unbind my login email')
    await world.say('unbind it')
    await world.say(world.codeFor(owner.recoveryMobile))
    await world.say('yes')
    expect((await accountIn(world)).loginEmail).to.equal(null)
    world.clock.pass(23 * hourMs)
    await signInFor(world, 'bind a login email')
    await world.say(world.codeFor(owner.recoveryEmail))
    for (const words of [thief.email, 'yes']) await world.say(words)
    await world.say(world.codeFor(thief.email))
    const [hold] = (await accountIn(world)).holds ?? []
    expect(hold?.until).to.equal(world.clock.now() + 24 * hourMs)
    expect(await resetPage(world, thief.email)).to.equal(null)
  })
})

describe('a recovery channel that was just changed', () => {
  it('signs nobody in by itself, in the same words as ever', async () => {
    const world = await worldOf()
    await proveFor(world, 'change my recovery number')
    for (const words of ['mobile', thief.mobile, 'yes']) await world.say(words)
    await world.say(world.codeFor(thief.mobile))
    await world.say('only this one')
    await world.say('sign out')
    world.clock.pass(2 * minuteMs)
    const sent = world.sent.length
    for (const words of ['my account', 'use my account id and a code']) await world.say(words)
    const said = await world.say(owner.id)
    expect(said.step.prompt).to.equal('ask-code')
    expect(said.text).to.match(/^If that account has a recovery mobile/)
    expect(world.sent).to.have.lengthOf(sent)
  })

  it('proves nothing for the next change, even where no older way is left', async () => {
    const world = await worldWithPassword({ recoveryEmail: null })
    await signInByPassword(world, 'change my recovery number')
    await world.say(world.codeFor(owner.recoveryMobile))
    for (const words of ['mobile', thief.mobile, 'yes']) await world.say(words)
    await world.say(world.codeFor(thief.mobile))
    await world.say('only this one')
    const said = await world.say('change my login email')
    expect(said.step.prompt).to.equal('ask-kind')
    expect((await world.say('change it')).text).to.match(/changed a short while ago/)
    world.clock.pass(24 * hourMs)
    await signInByPassword(world, 'change my login email')
    expect((await world.say('change it')).step.prompt).to.equal('ask-code')
  })

  it('is told and can be vetoed until the end of its hold by whoever waits it out', async () => {
    const world = await worldOf()
    await proveFor(world, 'change my recovery number')
    for (const words of ['mobile', thief.mobile, 'yes']) await world.say(words)
    await world.say(world.codeFor(thief.mobile))
    const told = world.sent.filter(({ template }) => template === 'channel-changed')
    expect(told.map(({ to }) => to)).to.include.members([owner.recoveryMobile, owner.loginEmail])
    world.clock.pass(47 * hourMs)
    const mail = told.find(({ to }) => to === owner.loginEmail)
    const undo = await openPage(world, 'undo', linkIn([mail?.text ?? ''], 'undo'))
    await undo.send({})
    expect((await accountIn(world)).recoveryMobile).to.equal(owner.recoveryMobile)
  })
})

describe('a contact channel that was just changed', () => {
  it('opens no reset, whether verified or made the recovery number as well (attacks G2)', async () => {
    const world = await worldWithPassword({ recoveryEmail: null })
    await signInByPassword(world, 'change my contact number')
    await world.say(world.codeFor(owner.recoveryMobile))
    for (const words of ['mobile', thief.mobile, 'yes', 'yes']) await world.say(words)
    await world.say(world.codeFor(thief.mobile))
    await world.say('use it for both')
    expect((await accountIn(world)).recoveryMobile).to.equal(thief.mobile)
    const page = await resetPage(world, owner.loginEmail)
    await page?.send({ newPassword, confirmPassword: newPassword })
    expect(page?.state().now).to.deep.include({ step: 'done', outcome: 'stopped' })
  })
})
