import { expect } from 'chai'
import { passwordRejections } from '../../src/domain/account.ts'
import { collectionNames } from '../../src/ports/collections.ts'
import {
  actionsOutside,
  directoryWorld,
  intentsIn,
  reference,
  type DirectoryWorld,
} from '../stand-ins/directory-world.ts'
import { movableClock } from '../stand-ins/fixed-clock.ts'
import { linkIn, newPassword, oldPassword, openPage, owner } from '../stand-ins/owner.ts'
import { elsewhere, proveFor, signInByPassword, signInFor } from '../stand-ins/signed-in.ts'
import type { World } from '../stand-ins/world.ts'
import { resetPage, resetTo, twice, withCookie } from './forgotten-password.ts'

const minuteMs = 60_000

const passwordIn = ({ directory }: DirectoryWorld) => directory.kept(reference).password

const noticesIn = ({ world }: DirectoryWorld) =>
  world.sent.filter(({ template }) => template === 'password-changed')

async function chatsSignedIn({ kept }: World): Promise<number> {
  let count = 0
  for await (const { row } of kept.scan('sessions')) count += row.scope === 'signed-in' ? 1 : 0
  return count
}

const changed = { step: 'done', outcome: 'password-changed' } as const

describe('a forgotten password of an account in a directory', () => {
  it('is set there once the identity is proven, and the chat is told', async () => {
    const outside = directoryWorld()
    const page = await resetTo(outside)
    expect(page.state().now).to.deep.equal(changed)
    expect(passwordIn(outside)).to.equal(newPassword)
    expect(outside.directory.kept(reference).endedSessions).to.equal(1)
    expect(noticesIn(outside)).to.have.lengthOf(4)
    expect(outside.world.proactive.map(({ said: [one] }) => one?.text)).to.have.lengthOf(1)
    expect(outside.world.proactive[0]?.said[0]?.text).to.match(/is changed/)
    expect(await intentsIn(outside.world)).to.equal(0)
  })

  it('waits readable by neither the store nor the page alone', async () => {
    const { world } = directoryWorld()
    const page = await resetPage(world)
    await page.send(twice(newPassword))
    const rows: unknown[] = []
    for (const name of collectionNames)
      for await (const row of world.kept.scan(name)) rows.push(row)
    const stored = JSON.stringify(rows)
    expect(stored).not.to.include(newPassword)
    expect(page.key()).to.be.a('string')
    expect(stored).not.to.include(page.key())
  })

  it('is asked for again where the browser has lost the key, and nothing is spent', async () => {
    const outside = directoryWorld()
    const { world } = outside
    const page = await resetPage(world)
    await page.send(twice(newPassword))
    page.forget()
    await page.send({ code: world.codeFor(owner.recoveryMobile) })
    expect(page.state()).to.deep.include({ notice: { kind: 'type-again' } })
    expect(passwordIn(outside)).to.equal(oldPassword)
    world.clock.pass(2 * minuteMs)
    await page.send(twice(newPassword))
    await page.send({ code: world.codeFor(owner.recoveryMobile) })
    expect(page.state().now).to.deep.equal(changed)
  })

  for (const refusal of passwordRejections) {
    it(`is refused as ${refusal} in our words, and another one needs no new proof`, async () => {
      const outside = directoryWorld()
      const words = 'constraint violation 19'
      outside.directory.fail('setPassword', { outcome: 'password', refusal, words })
      const page = await resetTo(outside)
      expect(page.state()).to.deep.include({ notice: { kind: 'rejected', why: refusal } })
      expect(page.state().now).to.deep.include({ step: 'set-password' })
      expect(noticesIn(outside)).to.deep.equal([])
      await page.send(twice('Marble-Fountain-58'))
      expect(page.state().now).to.deep.equal(changed)
      expect(passwordIn(outside)).to.equal('Marble-Fountain-58')
      expect(outside.world.proactive).to.have.lengthOf(1)
    })
  }

  it('is refused where the directory keeps a history', async () => {
    const outside = directoryWorld()
    const page = await resetTo(outside, oldPassword)
    expect(page.state()).to.deep.include({ notice: { kind: 'rejected', why: 'used-before' } })
  })

  it('is not allowed where the directory says so, and both page and chat tell it', async () => {
    const outside = directoryWorld()
    outside.directory.fail('setPassword', { outcome: 'refused', words: 'no' })
    const page = await resetTo(outside)
    expect(page.state().now).to.deep.equal({ step: 'done', outcome: 'not-allowed' })
    expect(outside.world.proactive[0]?.said[0]?.text).to.match(/does not allow/)
  })

  for (const fault of ['away', 'lost'] as const) {
    it(`is told as handed on while the answer is ${fault}, and set once however often is looked`, async () => {
      const outside = directoryWorld()
      outside.directory.fail('setPassword', fault, ...(fault === 'away' ? [fault] : []))
      const page = await resetTo(outside)
      expect(page.state().now).to.deep.equal({ step: 'handed-on' })
      await page.send({ action: 'again' })
      if (fault === 'away') await page.send({ action: 'again' })
      expect(page.state().now).to.deep.equal(changed)
      expect(passwordIn(outside)).to.equal(newPassword)
      expect(noticesIn(outside)).to.have.lengthOf(4)
      expect(outside.directory.kept(reference).used).to.deep.equal([oldPassword])
      expect(outside.world.proactive).to.have.lengthOf(1)
    })
  }

  it('that was set and whose page was left is found out by the sweeper, and the chat is told', async () => {
    const outside = directoryWorld()
    const { world, directory } = outside
    world.clock.pass(minuteMs)
    directory.fail('setPassword', 'lost')
    await resetTo(outside)
    world.clock.pass(5 * minuteMs)
    await world.core.attendOutside()
    await world.core.courier.idle()
    expect(noticesIn(outside)).to.have.lengthOf(4)
    expect(world.proactive.at(-1)?.said[0]?.text).to.match(/is changed/)
  })

  it('of which nobody can say whether it was set ends every session of the account', async () => {
    const outside = directoryWorld()
    const { world, directory } = outside
    world.clock.pass(minuteMs)
    directory.fail('setPassword', 'away')
    await resetTo(outside)
    world.clock.pass(24 * 60 * minuteMs)
    await signInFor(world, 'my account', elsewhere)
    expect(await chatsSignedIn(world)).to.equal(1)
    await world.core.attendOutside()
    expect(await actionsOutside(world)).to.include('password.refused')
    expect(await chatsSignedIn(world)).to.equal(0)
  })

  for (const [what, aheadMs] of [
    ['an hour fast', 60 * minuteMs],
    ['an hour slow', -60 * minuteMs],
  ] as const) {
    it(`is found out whatever time the directory has: its clock is ${what}`, async () => {
      for (const fault of ['lost', 'away'] as const) {
        const entry = { passwordChangedAt: movableClock().now() + aheadMs }
        const outside = directoryWorld({ entry, clock: { aheadMs } })
        const { world, directory } = outside
        world.clock.pass(minuteMs)
        directory.fail('setPassword', fault)
        await resetTo(outside)
        world.clock.pass(5 * minuteMs)
        await world.core.attendOutside()
        await world.core.courier.idle()
        expect(noticesIn(outside), fault).to.have.lengthOf(fault === 'lost' ? 4 : 0)
        const told = world.proactive.map(({ said: [one] }) => one?.text).join()
        expect(/is changed/.test(told), fault).to.equal(fault === 'lost')
      }
    })
  }

  it('unlocks an entry that was locked', async () => {
    const outside = directoryWorld({ entry: { status: 'locked' } })
    await resetTo(outside)
    expect(outside.directory.kept(reference).entry.status).to.equal('active')
  })

  it('is not begun while the directory is away, and the person keeps their place', async () => {
    const { world, directory } = directoryWorld()
    await world.say('reset my password')
    directory.fail('check', 'away')
    const said = await world.say(owner.loginEmail)
    expect(said.step.prompt).to.equal('ask-email')
    expect(world.sent).to.deep.equal([])
    expect((await world.say(owner.loginEmail)).step.prompt).to.equal('wait-for-page')
  })
})

async function changePage(outside: DirectoryWorld) {
  const { world } = outside
  await proveFor(world, 'change my password')
  const said = await world.say('new link')
  const url = said.link?.url ?? ''
  return withCookie(await openPage(world, 'change-password', linkIn([url], 'change-password')))
}

describe('a known password of an account in a directory', () => {
  it('signs in by the directory, and a wrong one does not', async () => {
    const { world } = directoryWorld()
    const wrong = { email: owner.loginEmail, password: newPassword }
    expect((await signInByPassword(world, 'my account', wrong)).notice).to.deep.equal({
      kind: 'wrong-sign-in',
    })
    await world.say('cancel')
    const right = await signInByPassword(world, 'my account')
    expect(right.now).to.deep.equal({ step: 'done', outcome: 'signed-in' })
  })

  it('signs nobody in to an entry that is locked, and a code unlocks it', async () => {
    const { world, directory } = directoryWorld({ entry: { status: 'locked' } })
    expect((await signInByPassword(world, 'my account')).notice).to.deep.include({
      kind: 'wrong-sign-in',
    })
    await world.say('cancel')
    await signInFor(world, 'my account')
    expect(directory.kept(reference).entry.status).to.equal('active')
  })

  const form = { oldPassword, ...twice(newPassword) }

  it('is changed on its page after the old one was verified there', async () => {
    const outside = directoryWorld()
    const page = await changePage(outside)
    await page.send({ ...form, oldPassword: 'Wrong-Password-12' })
    expect(page.state().notice).to.deep.equal({ kind: 'wrong-old-password' })
    await page.send(form)
    expect(page.state().now).to.deep.equal(changed)
    expect(passwordIn(outside)).to.equal(newPassword)
    expect(outside.world.proactive.at(-1)?.said[0]?.text).to.match(/is changed/)
  })

  it('is refused by the directory on its page, which takes another one', async () => {
    const outside = directoryWorld()
    const page = await changePage(outside)
    const refusal = { outcome: 'password', refusal: 'policy', words: 'x' } as const
    outside.directory.fail('setPassword', refusal)
    await page.send(form)
    expect(page.state().notice).to.deep.equal({ kind: 'rejected', why: 'policy' })
    await page.send({ oldPassword, ...twice('Marble-Fountain-58') })
    expect(page.state().now).to.deep.equal(changed)
  })

  it('is told as handed on while the directory is away, and one more press sets it', async () => {
    const outside = directoryWorld()
    const page = await changePage(outside)
    outside.directory.fail('setPassword', 'away')
    await page.send(form)
    expect(page.state().now).to.deep.equal({ step: 'handed-on' })
    expect(outside.world.proactive.at(-1)?.said[0]?.text).to.match(/do not know yet/)
    await page.send({ action: 'again' })
    expect(page.state().now).to.deep.equal(changed)
    expect(passwordIn(outside)).to.equal(newPassword)
    expect(await actionsOutside(outside.world)).to.include('password.changed')
  })
})
