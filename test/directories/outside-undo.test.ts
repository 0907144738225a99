import { expect } from 'chai'
import { keyOfReference } from '../../src/domain/account.ts'
import { directoryWorld, intentsIn, reference } from '../stand-ins/directory-world.ts'
import { linkIn, newPassword, oldPassword, openPage, owner } from '../stand-ins/owner.ts'
import { proveFor } from '../stand-ins/signed-in.ts'
import type { World } from '../stand-ins/world.ts'

const newMobile = '+8613900139000'
const minuteMs = 60_000

async function undoFrom(world: World, template: string, to: string) {
  const texts = world.sent
    .filter((each) => each.template === template && each.to === to)
    .map(({ text }) => text)
  return openPage(world, 'undo', linkIn(texts, 'undo'))
}

async function changedMobile() {
  const outside = directoryWorld()
  const { world } = outside
  await proveFor(world, 'change my recovery number')
  for (const words of ['mobile', newMobile, 'yes']) await world.say(words)
  await world.say(world.codeFor(newMobile))
  return outside
}

describe('"this wasn’t me", of an account in a directory', () => {
  it('puts the former number back there, and freezes the account here', async () => {
    const { world, directory } = await changedMobile()
    const page = await undoFrom(world, 'channel-changed', owner.loginEmail)
    await page.send({ action: 'confirm' })
    expect(page.state().now).to.deep.equal({ step: 'done', outcome: 'undoing' })
    expect(directory.kept(reference).entry.recoveryMobiles).to.deep.equal([owner.recoveryMobile])
    const found = await world.store.get('accounts', keyOfReference(reference))
    expect(found?.row.frozenUntil).to.be.greaterThan(world.clock.now())
    expect(await intentsIn(world)).to.equal(0)
  })

  it('is carried out later where the directory is away, and the account is frozen at once', async () => {
    const { world, directory } = await changedMobile()
    const page = await undoFrom(world, 'channel-changed', owner.loginEmail)
    directory.fail('changeChannel', 'away')
    await page.send({ action: 'confirm' })
    const found = await world.store.get('accounts', keyOfReference(reference))
    expect(found?.row.frozenUntil).to.be.greaterThan(world.clock.now())
    expect(directory.kept(reference).entry.recoveryMobiles).to.deep.equal([newMobile])
    world.clock.pass(5 * minuteMs)
    await world.core.attendOutside()
    expect(directory.kept(reference).entry.recoveryMobiles).to.deep.equal([owner.recoveryMobile])
  })

  it('leaves no password that anybody knows, ends sessions there, and wants a new one', async () => {
    const { world, directory } = directoryWorld()
    await world.say('reset my password')
    await world.say(owner.loginEmail)
    const texts = world.sent.filter(({ to }) => to === owner.loginEmail).map(({ text }) => text)
    const reset = await openPage(world, 'reset-password', linkIn(texts, 'reset-password'))
    const made = await reset.send({ newPassword, confirmPassword: newPassword })
    const passwordKey = made !== null && made !== 'foreign' ? made.passwordKey : undefined
    await reset.send({ code: world.codeFor(owner.recoveryMobile), passwordKey })
    const page = await undoFrom(world, 'password-changed', owner.loginEmail)
    await page.send({ action: 'confirm' })
    expect(page.state().now).to.deep.equal({ step: 'done', outcome: 'undoing' })
    const { password, endedSessions } = directory.kept(reference)
    expect([newPassword, oldPassword]).not.to.include(password)
    expect(endedSessions).to.equal(2)
    const found = await world.store.get('accounts', keyOfReference(reference))
    expect(found?.row.passwordHash).to.equal(null)
  })
})
