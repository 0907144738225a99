import { expect } from 'chai'
import { createPasswordHasher } from '../../src/hashing/password-hasher.ts'
import {
  linkIn,
  newPassword,
  oldPassword,
  openPage,
  owner,
  type OpenPage,
} from '../stand-ins/owner.ts'
import { createWorld, type World } from '../stand-ins/world.ts'

const minuteMs = 60_000
const hasher = createPasswordHasher({ cost: 4 })

async function ownedWorld(): Promise<World> {
  const world = createWorld()
  await world.add({ ...owner, passwordHash: await hasher.hash(oldPassword) })
  return world
}

const account = async (world: World) => {
  const found = await world.store.get('accounts', owner.id)
  if (found === null) throw new Error('the account is gone')
  return found.row
}

/** Asks for a reset in the chat and opens the mailed link. */
async function mailedPage(world: World): Promise<OpenPage> {
  await world.say('reset my password')
  expect((await world.say(owner.loginEmail)).step.prompt).to.equal('wait-for-page')
  const texts = world.sent.filter(({ to }) => to === owner.loginEmail).map(({ text }) => text)
  return openPage(world, 'reset-password', linkIn(texts, 'reset-password'))
}

const passwords = (password: string) => ({ newPassword: password, confirmPassword: password })

describe('resetting a forgotten password', () => {
  it('counts only after mailbox and identity are proven, and is told to the chat by itself', async () => {
    const world = await ownedWorld()
    const page = await mailedPage(world)
    const before = await account(world)
    await page.send(passwords(newPassword))
    expect(page.state().now).to.deep.include({ step: 'code' })
    const held = await account(world)
    expect(held.passwordHash).to.equal(before.passwordHash)
    expect(held.pendingPassword).not.to.equal(null)
    await page.send({ code: world.codeFor(owner.recoveryMobile) })
    expect(page.state().now).to.deep.equal({ step: 'done', outcome: 'password-changed' })
    const after = await account(world)
    expect(await hasher.matches(newPassword, after.passwordHash ?? '')).to.equal(true)
    expect(after.pendingPassword).to.equal(null)
    expect(after.previousPasswordHashes).to.deep.equal([before.passwordHash])
    expect(world.proactive).to.have.lengthOf(1)
    expect(world.proactive[0]?.said[0]?.step.prompt).to.equal('ask-what')
  })

  it('tells every proven address once: mailboxes by link, phones in words, what to do if it was somebody else', async () => {
    const world = await ownedWorld()
    const page = await mailedPage(world)
    await page.send(passwords(newPassword))
    await page.send({ code: world.codeFor(owner.recoveryMobile) })
    const notices = world.sent.filter(({ template }) => template === 'password-changed')
    const told = [owner.recoveryMobile, owner.recoveryEmail, owner.contactEmail, owner.loginEmail]
    expect(notices.map(({ to }) => to)).to.have.members(told)
    for (const { to, text } of notices) {
      if (to === owner.recoveryMobile)
        expect(text)
          .to.match(/Call or visit/)
          .and.not.match(/http/)
      else expect(text).to.match(/\/p\/undo\/[\w-]{20,}/)
      expect(text).not.to.include(newPassword)
    }
  })

  it('uses its link up, and every other link and session of the account with it', async () => {
    const world = await ownedWorld()
    const page = await mailedPage(world)
    await page.send(passwords(newPassword))
    await page.send({ code: world.codeFor(owner.recoveryMobile) })
    expect(await world.core.pages.look('reset-password', page.token)).to.equal(null)
    for await (const _ of world.store.scan('sessions')) throw new Error('a session is left')
  })

  it('opens its link as often as a mail scanner likes without spending it', async () => {
    const world = await ownedWorld()
    const page = await mailedPage(world)
    for (let times = 0; times < 20; times += 1) {
      expect(await world.core.pages.look('reset-password', page.token)).not.to.equal(null)
    }
    await page.send(passwords(newPassword))
    expect(page.state().now.step).to.equal('code')
  })

  it('refuses what breaks the rules without using the link up', async () => {
    const world = await ownedWorld()
    const page = await mailedPage(world)
    for (const [password, fault] of [
      ['short-1', 'too-short'],
      ['no digits here-', 'space'],
      ['NoSymbols12345', 'no-symbol'],
      [oldPassword, 'same'],
    ] as const) {
      await page.send(passwords(password))
      const { notice } = page.state()
      expect(notice?.kind === 'password' ? notice.faults : []).to.include(fault)
    }
    await page.send({ newPassword, confirmPassword: `${newPassword}x` })
    expect(page.state().notice).to.deep.equal({ kind: 'mismatch' })
    expect((await account(world)).pendingPassword).to.equal(null)
  })

  it('refuses a form without the nonce of its link, and shows the present step to an old form', async () => {
    const world = await ownedWorld()
    const page = await mailedPage(world)
    const first = page.state().nonce
    expect(await page.send({ ...passwords(newPassword), nonce: 'foreign' })).to.equal('foreign')
    await page.send(passwords(newPassword))
    const sent = world.sent.length
    const again = await page.send({ ...passwords(newPassword), nonce: first })
    expect(again !== null && again !== 'foreign' ? again.now.step : again).to.equal('code')
    expect(world.sent).to.have.lengthOf(sent)
  })

  it('takes no code from a form of an earlier step, neither the right one nor a wrong one', async () => {
    const world = await ownedWorld()
    const page = await mailedPage(world)
    const first = page.state().nonce
    await page.send(passwords(newPassword))
    const before = await account(world)
    const code = world.codeFor(owner.recoveryMobile)
    for (let times = 0; times < 6; times += 1) await page.send({ code: '000000', nonce: first })
    await page.send({ code, nonce: first })
    expect(page.state().now).to.deep.include({ step: 'code' })
    expect((await account(world)).passwordHash).to.equal(before.passwordHash)
    await page.send({ code })
    expect(page.state().now).to.deep.equal({ step: 'done', outcome: 'password-changed' })
  })

  it('dies after five wrong codes and changes nothing', async () => {
    const world = await ownedWorld()
    const page = await mailedPage(world)
    await page.send(passwords(newPassword))
    const before = await account(world)
    const right = Number(world.codeFor(owner.recoveryMobile))
    for (let tries = 1; tries <= 5; tries += 1) {
      await page.send({ code: String((right + tries) % 1_000_000).padStart(6, '0') })
    }
    expect(page.state().now).to.deep.equal({ step: 'done', outcome: 'stopped' })
    expect((await account(world)).passwordHash).to.equal(before.passwordHash)
    expect((await account(world)).pendingPassword).to.equal(null)
    expect(await world.core.pages.look('reset-password', page.token)).to.equal(null)
  })

  it('lets the identity be verified another way, but never by the mailbox that got the link', async () => {
    const world = await ownedWorld()
    const page = await mailedPage(world)
    await page.send(passwords(newPassword))
    await page.send({ action: 'other-way' })
    const { now } = page.state()
    expect(now.step === 'way' ? now.ways.map(({ id }) => id) : now).to.deep.equal(['recoveryEmail'])
    await page.send({ way: 'recoveryEmail' })
    const code = /\b\d{6}\b/.exec(
      world.sent.findLast(({ to }) => to === owner.recoveryEmail)?.text ?? '',
    )
    await page.send({ code: code?.[0] ?? '' })
    expect(page.state().now).to.deep.equal({ step: 'done', outcome: 'password-changed' })

    const same = createWorld()
    await same.add({ ...owner, recoveryMobile: null, recoveryEmail: owner.loginEmail })
    const stuck = await mailedPage(same)
    await stuck.send(passwords(newPassword))
    expect(stuck.state().now).to.deep.equal({ step: 'done', outcome: 'stopped' })
  })

  it('drops a new password that nobody proved in time', async () => {
    const world = await ownedWorld()
    const page = await mailedPage(world)
    await page.send(passwords(newPassword))
    const code = world.codeFor(owner.recoveryMobile)
    world.clock.pass(31 * minuteMs)
    expect(await page.send({ code })).to.equal(null)
  })

  it('says the same and writes as much for every address', async () => {
    const kinds = {
      known: { ...owner },
      disabled: { ...owner, status: 'disabled' },
      subUser: { ...owner, signedUpWith: 'sub-user' },
      unknown: { ...owner, loginEmail: null },
    } as const
    const heard = new Set<string>()
    const counts = new Set<number>()
    for (const kind of Object.values(kinds)) {
      const world = createWorld()
      await world.add(kind)
      const texts = []
      for (const line of ['reset my password', owner.loginEmail, 'resend', 'status']) {
        texts.push(await world.say(line))
      }
      heard.add(JSON.stringify(texts))
      let rows = 0
      for (const name of ['challenges', 'limits', 'audit', 'auditHeads'] as const) {
        for await (const _ of world.store.scan(name)) rows += 1
      }
      counts.add(rows)
    }
    expect(heard.size).to.equal(1)
    expect(counts.size).to.equal(1)
  })
})
