import { expect } from 'chai'
import { createPasswordHasher } from '../../src/hashing/password-hasher.ts'
import { linkIn, newPassword, oldPassword, openPage, owner } from '../stand-ins/owner.ts'
import { accountIn, elsewhere, proveFor, signInFor, worldOf } from '../stand-ins/signed-in.ts'
import type { World } from '../stand-ins/world.ts'

const newEmail = 'li.login@example.net'
const other = {
  id: '100000000020',
  loginEmail: newEmail,
  recoveryMobile: '+8613700137000',
  recoveryEmail: 'other.recovery@example.net',
} as const

const unbound = { loginEmail: null, passwordHash: null } as const

async function askedForCode(world: World, typed = newEmail) {
  const said = await proveFor(world, 'bind a login email')
  expect(said.step).to.deep.include({ flow: 'bind-email', prompt: 'ask-new-email' })
  const shown = await world.say(typed)
  expect(shown.step.prompt).to.equal('confirm-change')
  return world.say('yes')
}

describe('binding a login email', () => {
  it('counts after a code to it, and the first password is set on the page', async () => {
    const world = await worldOf(unbound)
    await askedForCode(world, 'Li.Login@Example.NET')
    expect((await accountIn(world)).loginEmail).to.equal(null)
    const said = await world.say(world.codeFor(newEmail))
    expect(said.step).to.deep.include({ flow: 'bind-email', prompt: 'wait-for-page' })
    expect((await accountIn(world)).loginEmail).to.equal(newEmail)
    const url = said.link?.url ?? ''
    const page = await openPage(world, 'change-password', linkIn([url], 'change-password'))
    expect(page.state().now).to.deep.equal({ step: 'set-password', asksOldPassword: false })
    await page.send({ newPassword, confirmPassword: newPassword })
    expect(page.state().now).to.deep.equal({ step: 'done', outcome: 'password-changed' })
    const { passwordHash } = await accountIn(world)
    const hasher = createPasswordHasher({ cost: 4 })
    expect(await hasher.matches(newPassword, passwordHash ?? '')).to.equal(true)
  })

  it('says the same of a taken address, and tells its owner instead', async () => {
    const free = await worldOf(unbound)
    const taken = await worldOf(unbound)
    await taken.add(other)
    const [one, two] = [await askedForCode(free), await askedForCode(taken)]
    expect(two.text).to.equal(one.text)
    expect(two.step).to.deep.equal(one.step)
    const mail = taken.sent.filter(({ to }) => to === newEmail)
    expect(mail.map(({ template }) => template)).to.deep.equal(['email-claimed'])
    expect(mail[0]?.text).not.to.match(/\b\d{6}\b/)
    await taken.say('000000')
    expect((await accountIn(taken)).loginEmail).to.equal(null)
  })

  it('is won by exactly one of two accounts at once', async () => {
    const world = await worldOf(unbound)
    await world.add({ ...other, loginEmail: null })
    await askedForCode(world)
    const code = world.codeFor(newEmail)
    await world.say('bind a login email', elsewhere)
    await world.say('use my account id and a code', elsewhere)
    await world.say(other.id, elsewhere)
    await world.say(world.codeFor(other.recoveryMobile), elsewhere)
    await world.say(world.codeFor(other.recoveryEmail), elsewhere)
    await world.say(newEmail, elsewhere)
    await world.say('yes', elsewhere)
    const second = world.codeFor(newEmail)
    await Promise.all([world.say(code), world.say(second, elsewhere)])
    const holders = []
    for await (const { row } of world.store.scan('accounts')) {
      if (row.loginEmail === newEmail) holders.push(row.id)
    }
    expect(holders).to.have.lengthOf(1)
    expect(world.troubles).to.deep.equal([])
  })

  it('can be changed, and unbound while a recovery mobile is left to sign in with', async () => {
    const world = await worldOf()
    await signInFor(world, 'bind a login email')
    await world.say('unbind it')
    const asked = await world.say(world.codeFor(owner.recoveryEmail))
    expect(asked.step.prompt).to.equal('confirm-change')
    await world.say('yes')
    expect((await accountIn(world)).loginEmail).to.equal(null)
    const told = world.sent.filter(({ template }) => template === 'channel-changed')
    expect(told.map(({ to }) => to)).to.include(owner.loginEmail)
  })

  it('is not unbound where nothing would be left to sign in with', async () => {
    const passwordHash = await createPasswordHasher({ cost: 4 }).hash(oldPassword)
    const world = await worldOf({ recoveryMobile: null, passwordHash })
    const said = await world.say('unbind my login email')
    const page = await openPage(world, 'sign-in', linkIn([said.link?.url ?? ''], 'sign-in'))
    await page.send({ email: owner.loginEmail, password: oldPassword })
    await world.say('unbind it')
    await world.say(world.codeFor(owner.recoveryEmail))
    const refused = await world.say('yes')
    expect(refused.text).to.match(/cannot unbind/)
    expect((await accountIn(world)).loginEmail).to.equal(owner.loginEmail)
  })

  it('taken back after somebody else has bound the old one leaves that to them', async () => {
    const world = await worldOf()
    await signInFor(world, 'change my login email')
    await world.say('change it')
    for (const words of [world.codeFor(owner.recoveryEmail), newEmail, 'yes']) {
      await world.say(words)
    }
    await world.say(world.codeFor(newEmail))
    expect((await accountIn(world)).loginEmail).to.equal(newEmail)
    await world.add({ id: other.id, loginEmail: owner.loginEmail })
    const told = world.sent.find(
      ({ template, to }) => template === 'channel-changed' && to === owner.loginEmail,
    )
    const undo = await openPage(world, 'undo', linkIn([told?.text ?? ''], 'undo'))
    await undo.send({ action: 'confirm' })
    const account = await accountIn(world)
    expect(account.loginEmail).to.equal(null)
    expect(account.frozenUntil).to.be.greaterThan(world.clock.now())
  })
})
