import { expect } from 'chai'
import { keyOfReference } from '../../src/domain/account.ts'
import {
  actionsOutside,
  directoryWorld,
  intentsIn,
  reference,
  type DirectoryWorld,
} from '../stand-ins/directory-world.ts'
import { linkIn, newPassword, oldPassword, openPage, owner } from '../stand-ins/owner.ts'
import { proveFor } from '../stand-ins/signed-in.ts'
import type { World } from '../stand-ins/world.ts'

const thiefs = '+8613900139000'
const minuteMs = 60_000

const sentTo = (world: World, template: string, to: string) =>
  world.sent.filter((each) => each.template === template && each.to === to).map(({ text }) => text)

/** A world in which somebody has changed a contact number, of which the owner is told. */
async function changedContact(given: Parameters<typeof directoryWorld>[0] = {}) {
  const outside = directoryWorld(given)
  const { world } = outside
  await proveFor(world, 'change my contact details')
  for (const words of ['mobile', '+8613900139111', 'yes', 'not now', 'no']) await world.say(words)
  for (const words of ['cancel', 'sign out']) await world.say(words)
  world.clock.pass(3 * minuteMs)
  return outside
}

async function freeze(world: World): Promise<void> {
  const links = sentTo(world, 'channel-changed', owner.loginEmail)
  const page = await openPage(world, 'undo', linkIn(links, 'undo'))
  await page.send({ action: 'confirm' })
}

async function passTime(world: World): Promise<void> {
  for (let times = 0; times < 6; times += 1) {
    world.clock.pass(16 * minuteMs)
    await world.core.attendOutside()
  }
}

const isFrozen = async (world: World): Promise<boolean> => {
  const found = await world.store.get('accounts', keyOfReference(reference))
  return (found?.row.frozenUntil ?? 0) > world.clock.now()
}

async function askForNumber({ world, directory }: DirectoryWorld, fault: 'away' | 'lost') {
  await proveFor(world, 'change my recovery number')
  for (const words of ['mobile', thiefs, 'yes']) await world.say(words)
  directory.fail('changeChannel', fault)
  await world.say(world.codeFor(thiefs))
  expect(await intentsIn(world)).to.equal(1)
}

describe('a change that a directory was asked for before the owner froze the account', () => {
  it('is carried out no more, and the chat that waits is told why', async () => {
    const outside = await changedContact()
    const { world, directory } = outside
    await askForNumber(outside, 'away')
    await freeze(world)
    await passTime(world)
    expect(directory.kept(reference).entry.recoveryMobiles).to.deep.equal([owner.recoveryMobile])
    expect(await intentsIn(world)).to.equal(0)
    expect(await actionsOutside(world)).to.include('channel.refused')
    expect(await isFrozen(world)).to.equal(true)
    await world.core.courier.idle()
    const told = JSON.stringify(world.proactive.at(-1)?.said.map(({ text }) => text))
    expect(told).to.match(/Nothing can be changed at the moment/)
  })

  it('is taken back where it was made and nobody had heard of it', async () => {
    const outside = await changedContact()
    const { world, directory } = outside
    await askForNumber(outside, 'lost')
    expect(directory.kept(reference).entry.recoveryMobiles).to.deep.equal([thiefs])
    await freeze(world)
    await passTime(world)
    expect(directory.kept(reference).entry.recoveryMobiles).to.deep.equal([owner.recoveryMobile])
    expect(await intentsIn(world)).to.equal(0)
  })

  it('waits, on hold, for a directory that is away when it has to be taken back', async () => {
    const outside = await changedContact()
    const { world, directory } = outside
    await askForNumber(outside, 'lost')
    await freeze(world)
    directory.fail('changeChannel', 'away')
    world.clock.pass(16 * minuteMs)
    await world.core.attendOutside()
    const found = await world.store.get('accounts', keyOfReference(reference))
    expect(found?.row.holds?.map(({ channel }) => channel)).to.deep.equal(['recoveryMobile'])
    expect(directory.kept(reference).entry.recoveryMobiles).to.deep.equal([thiefs])
    await passTime(world)
    expect(directory.kept(reference).entry.recoveryMobiles).to.deep.equal([owner.recoveryMobile])
  })

  it('sets no password, and where it may have been set leaves none that anybody knows', async () => {
    for (const [fault, left] of [
      ['away', oldPassword],
      ['lost', null],
    ] as const) {
      const { world, directory } = await changedContact({ abilities: { knowsOperations: true } })
      await world.say('reset my password')
      await world.say(owner.loginEmail)
      const links = sentTo(world, 'reset-password', owner.loginEmail)
      const reset = await openPage(world, 'reset-password', linkIn(links, 'reset-password'))
      const made = await reset.send({ newPassword, confirmPassword: newPassword })
      const passwordKey = made !== null && made !== 'foreign' ? made.passwordKey : undefined
      directory.fail('setPassword', fault)
      world.clock.pass(2 * minuteMs)
      await reset.send({ code: world.codeFor(owner.recoveryMobile), passwordKey })
      expect(await intentsIn(world)).to.equal(1)
      await freeze(world)
      expect(await reset.send({ passwordKey })).to.equal(null)
      await passTime(world)
      const { password } = directory.kept(reference)
      if (left === null) expect([newPassword, oldPassword]).not.to.include(password)
      else expect(password).to.equal(left)
      expect(await intentsIn(world)).to.equal(0)
    }
  })
})
