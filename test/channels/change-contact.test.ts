import { expect } from 'chai'
import { createSweeper } from '../../src/services/sweeper.ts'
import { createSealer, keysFrom } from '../../src/services/sealing.ts'
import { systemRandom } from '../../src/app/system.ts'
import { linkIn, openPage, owner } from '../stand-ins/owner.ts'
import {
  accountIn,
  actionsIn,
  elsewhere,
  proveFor,
  signInByPassword,
  signInFor,
  worldOf,
  worldWithPassword,
} from '../stand-ins/signed-in.ts'
import type { World } from '../stand-ins/world.ts'

const hourMs = 3_600_000
const newMobile = '+8613900139000'
const newEmail = 'li.new@example.net'

/** Up to the question whether to verify what was just saved. */
async function saved(world: World, kind: 'mobile' | 'email', value: string) {
  const said = await proveFor(world, 'change my contact number')
  expect(said.step).to.deep.include({ flow: 'change-contact', prompt: 'ask-kind' })
  const asked = await world.say(kind)
  expect(asked.step.prompt).to.equal(`ask-new-${kind}`)
  const shown = await world.say(value)
  expect(shown.step.prompt).to.equal('confirm-change')
  return world.say('yes')
}

/** Runs what is due, as the program does every minute. */
async function sweep(world: World) {
  const log = { debug() {}, info() {}, warn() {}, error() {} }
  const sealer = createSealer(keysFrom('a secret of at least thirty-two characters'), systemRandom)
  const { store, clock } = world
  const onCommitted = () => {
    world.core.courier.wake()
  }
  const { attendCases, attendOutside } = world.core
  const deps = { store, clock, log, sealer, random: systemRandom }
  await createSweeper({ ...deps, attendCases, attendOutside, onCommitted }).sweep()
  await world.core.courier.idle()
}

const sentAs = (world: World, template: string) =>
  world.sent.filter((each) => each.template === template)

describe('changing the contact mobile', () => {
  it('is saved as unverified, then verified by a code to it', async () => {
    const world = await worldOf()
    const said = await saved(world, 'mobile', newMobile)
    expect(said.step.prompt).to.equal('ask-verify-now')
    const before = await accountIn(world)
    expect(before.contactMobile).to.equal(newMobile)
    expect(before.unverified).to.deep.equal(['contactMobile'])
    const asked = await world.say('yes')
    expect(asked.step.prompt).to.equal('ask-code')
    const verified = await world.say(world.codeFor(newMobile))
    expect(verified.step.prompt).to.equal('ask-use-for-both')
    const after = await accountIn(world)
    expect(after.unverified).to.deep.equal([])
    expect(after.reminders).to.deep.equal([])
    expect(await actionsIn(world)).to.include.members(['channel.changed', 'channel.verified'])
  })

  it('proves nobody: the recovery mobile is the only way still', async () => {
    const world = await worldWithPassword({ recoveryEmail: null })
    await signInByPassword(world, 'change my contact number')
    for (const words of [world.codeFor(owner.recoveryMobile), 'mobile', newMobile, 'yes']) {
      await world.say(words)
    }
    await world.say('yes')
    await world.say(world.codeFor(newMobile))
    await world.say('only this one')
    world.clock.pass(2 * 60_000)
    await world.say('change my recovery number')
    const code = sentAs(world, 'code').at(-1)
    expect(code?.to).to.equal(owner.recoveryMobile)
  })

  it('serves recovery too without another code once it is verified, with a hold', async () => {
    const world = await worldOf()
    await saved(world, 'mobile', newMobile)
    await world.say('yes')
    await world.say(world.codeFor(newMobile))
    const codes = sentAs(world, 'code').length
    const said = await world.say('use it for both')
    expect(said.step.prompt).to.equal('ask-what')
    const account = await accountIn(world)
    expect(account.recoveryMobile).to.equal(newMobile)
    expect(account.holds?.map(({ channel }) => channel)).to.deep.equal(['recoveryMobile'])
    expect(sentAs(world, 'code')).to.have.lengthOf(codes)
  })

  it('serves recovery only after a code to it when it is not verified', async () => {
    const world = await worldOf()
    await saved(world, 'mobile', newMobile)
    await world.say('later')
    const said = await world.say('use it for both')
    expect(said.step).to.deep.include({ flow: 'verify-channel', prompt: 'ask-code' })
    expect((await accountIn(world)).recoveryMobile).to.equal(owner.recoveryMobile)
    await world.say(world.codeFor(newMobile))
    const account = await accountIn(world)
    expect(account.recoveryMobile).to.equal(newMobile)
    expect(account.unverified).to.deep.equal([])
  })

  it('is reminded of after an hour, a day and three days, and not once it is verified', async () => {
    const world = await worldOf()
    await saved(world, 'mobile', newMobile)
    await world.say('later')
    await sweep(world)
    expect(sentAs(world, 'channel-reminder')).to.have.lengthOf(0)
    for (const [passed, reminders] of [
      [hourMs, 1],
      [23 * hourMs, 2],
      [48 * hourMs, 3],
      [100 * hourMs, 3],
    ] as const) {
      world.clock.pass(passed)
      await sweep(world)
      await sweep(world)
      expect(sentAs(world, 'channel-reminder')).to.have.lengthOf(reminders)
    }
    const [first] = sentAs(world, 'channel-reminder')
    expect(first?.to).to.equal(owner.recoveryMobile)
    expect(first?.text).not.to.include('13900139000')
  })

  it('takes a corrected end of the number where it is to be confirmed, and shows the whole anew', async () => {
    const world = await worldOf()
    await proveFor(world, 'change my contact number')
    await world.say('mobile')
    await world.say(newMobile)
    const said = await world.say('it ends in 05, not 00')
    expect(said.step.prompt).to.equal('confirm-change')
    expect(said.text).to.include('+86 139 0013 9005')
    const who = await world.say('who sees that?')
    expect(who.text).to.include('Nothing has been changed yet')
    expect((await accountIn(world)).contactMobile).not.to.equal('+8613900139005')
  })

  it('asks for the whole number again where its end is corrected after a code went to it', async () => {
    const world = await worldOf()
    await saved(world, 'mobile', newMobile)
    await world.say('yes')
    const said = await world.say('sorry, the last digits are 05')
    expect(said.step.prompt).to.equal('ask-new-mobile')
  })

  it('is left as it is by whoever has no new number or address', async () => {
    for (const [kind, words] of [
      ['mobile', 'leave it as it is'],
      ['email', '保持不变'],
    ] as const) {
      const world = await worldOf()
      await proveFor(world, 'change my contact number')
      await world.say(kind)
      const said = await world.say(words)
      expect(said.step.flow, kind).to.equal('menu')
      expect(said.text, kind).to.match(/nothing was changed|没有任何更改/)
    }
  })

  it('lets a number that was mistyped be typed again after it was saved', async () => {
    const world = await worldOf()
    await saved(world, 'mobile', '13900139001')
    await world.say('yes')
    const said = await world.say('wrong number')
    expect(said.step.prompt).to.equal('ask-new-mobile')
    await world.say(newMobile)
    await world.say('yes')
    expect((await accountIn(world)).contactMobile).to.equal(newMobile)
  })
})

describe('changing the contact email', () => {
  it('is verified by the link in its mail, which changes nothing until it is pressed', async () => {
    const world = await worldOf()
    await saved(world, 'email', newEmail)
    await world.say('yes')
    const mail = sentAs(world, 'confirm-channel').at(-1)
    expect(mail?.to).to.equal(newEmail)
    const page = await openPage(world, 'confirm', linkIn([mail?.text ?? ''], 'confirm'))
    expect(page.state().now).to.deep.include({ step: 'confirm', medium: 'email' })
    expect((await accountIn(world)).unverified).to.deep.equal(['contactEmail'])
    await page.send({ action: 'confirm' })
    expect(page.state().now).to.deep.equal({ step: 'done', outcome: 'confirmed' })
    expect((await accountIn(world)).unverified).to.deep.equal([])
    expect(world.proactive.at(-1)?.said.at(-1)?.step.prompt).to.equal('ask-use-for-both')
    expect(await world.core.pages.look('confirm', page.token)).to.equal(null)
  })

  it('leaves an old link without effect once the address was changed again', async () => {
    const world = await worldOf()
    await saved(world, 'email', newEmail)
    await world.say('yes')
    const token = linkIn([sentAs(world, 'confirm-channel').at(-1)?.text ?? ''], 'confirm')
    await world.say('wrong address')
    await world.say('li.other@example.net')
    await world.say('yes')
    expect(await world.core.pages.look('confirm', token)).to.equal(null)
    expect((await accountIn(world)).unverified).to.deep.equal(['contactEmail'])
  })

  it('is verified by its code alone from another chat later on', async () => {
    const world = await worldOf()
    await saved(world, 'email', newEmail)
    await world.say('later')
    await world.say('only this one')
    world.clock.pass(hourMs)
    const said = await signInFor(world, 'my account', elsewhere)
    expect(said.text).to.match(/not verified/)
    await world.say('verify contact email', elsewhere)
    const mail = sentAs(world, 'confirm-channel').at(-1)
    const code = /\b\d{6}\b/.exec(mail?.text ?? '')?.[0] ?? 'none'
    await world.say(code, elsewhere)
    expect((await accountIn(world)).unverified).to.deep.equal([])
  })
})
