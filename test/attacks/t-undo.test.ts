import { expect } from 'chai'
import { createPasswordHasher } from '../../src/hashing/password-hasher.ts'
import { linkIn, newPassword, oldPassword, openPage, owner } from '../stand-ins/owner.ts'
import {
  accountIn,
  actionsIn,
  elsewhere,
  signInByPassword,
  signInFor,
  worldWithPassword,
} from '../stand-ins/signed-in.ts'
import type { World } from '../stand-ins/world.ts'

const hourMs = 3_600_000
const minuteMs = 60_000

/** The owner's own reset: through the login mailbox, and proven by the recovery mobile. */
async function reset(world: World) {
  await world.say('reset my password')
  await world.say(owner.loginEmail)
  const texts = world.sent.filter(({ to }) => to === owner.loginEmail).map(({ text }) => text)
  const page = await openPage(world, 'reset-password', linkIn(texts, 'reset-password'))
  await page.send({ newPassword, confirmPassword: newPassword })
  await page.send({ code: world.codeFor(owner.recoveryMobile) })
  expect(page.state().now).to.deep.equal({ step: 'done', outcome: 'password-changed' })
}

/** The page behind the link that a notice brought to an address. */
async function objection(world: World, template: string, to: string) {
  const notice = world.sent.findLast((each) => each.template === template && each.to === to)
  return openPage(world, 'undo', linkIn([notice?.text ?? ''], 'undo'))
}

/** What is open for an account: its sessions, and its live codes, proofs and links but those that undo something. */
async function openThings(world: World) {
  const found = []
  for await (const { row } of world.store.scan('sessions')) found.push(`session ${row.key}`)
  for await (const { row } of world.store.scan('challenges')) {
    if (row.account === owner.id && row.state !== 'dead' && row.purpose !== 'undo') {
      if (row.state === 'live') found.push(`${row.kind} ${row.purpose}`)
    }
  }
  return found
}

async function signsInWith(world: World, password: string) {
  await world.say('cancel', elsewhere)
  const said = await world.say('my account', elsewhere)
  const page = await openPage(world, 'sign-in', linkIn([said.link?.url ?? ''], 'sign-in'))
  await page.send({ email: owner.loginEmail, password })
  return page.state()
}

/** The account frozen by the owner's own word in the login mailbox, after a reset. */
async function frozenWorld(): Promise<World> {
  const world = await worldWithPassword()
  await reset(world)
  const page = await objection(world, 'password-changed', owner.contactEmail)
  await page.send({})
  return world
}

describe('"this wasn’t me", of a password (T3)', () => {
  it('T3 G6 this wasn’t me, from a mailbox that guards the account → no password is left, old or new', async () => {
    for (const to of [owner.loginEmail, owner.recoveryEmail]) {
      const world = await worldWithPassword()
      await reset(world)
      const page = await objection(world, 'password-changed', to)
      expect(page.state().now).to.deep.include({ step: 'undo', does: 'disable' })
      await page.send({ action: 'confirm' })
      expect(page.state().now).to.deep.equal({ step: 'done', outcome: 'password-disabled' })
      expect((await accountIn(world)).passwordHash).to.equal(null)
      world.clock.pass(25 * hourMs)
      for (const password of [oldPassword, newPassword]) {
        const { notice } = await signsInWith(world, password)
        expect(notice, password).to.deep.equal({ kind: 'wrong-sign-in' })
      }
    }
  })

  it('T3 G6 this wasn’t me, from the contact mailbox → reports and freezes, restores nothing', async () => {
    const world = await worldWithPassword()
    await reset(world)
    const before = await accountIn(world)
    const page = await objection(world, 'password-changed', owner.contactEmail)
    expect(page.state().now).to.deep.include({ step: 'undo', does: 'report' })
    await page.send({})
    expect(page.state().now).to.deep.equal({ step: 'done', outcome: 'reported' })
    const after = await accountIn(world)
    expect(after).to.deep.equal({ ...before, frozenUntil: world.clock.now() + 24 * hourMs })
    expect(await actionsIn(world)).to.include('password.reported')
    const hasher = createPasswordHasher({ cost: 4 })
    expect(await hasher.matches(oldPassword, after.passwordHash ?? '')).to.equal(false)
    world.clock.pass(24 * hourMs)
    expect((await signsInWith(world, newPassword)).now).to.deep.include({ outcome: 'signed-in' })
  })

  it('T3 H5 a password is changed → no text carries a link', async () => {
    const world = await worldWithPassword({ contactMobile: '+8613700137000' })
    await reset(world)
    const texts = world.sent.filter(({ medium }) => medium === 'sms')
    expect(texts.map(({ template }) => template)).to.include('password-changed')
    for (const { text } of texts) expect(text).not.to.match(/https?:|\/p\//)
  })

  it('T3 D5 this wasn’t me is pressed → every session, code, proof and link is over', async () => {
    const world = await worldWithPassword()
    await reset(world)
    world.clock.pass(2 * minuteMs)
    await signInByPassword(world, 'change my contact number', {
      email: owner.loginEmail,
      password: newPassword,
    })
    await world.say(world.codeFor(owner.recoveryMobile))
    await world.say('reset my password', elsewhere)
    await world.say(owner.loginEmail, elsewhere)
    expect(await openThings(world)).not.to.deep.equal([])
    const page = await objection(world, 'password-changed', owner.loginEmail)
    await page.send({})
    expect(await openThings(world)).to.deep.equal([])
  })

  it('T3 D11 the next reset after an undo takes an earlier password → refused; a new one works after the freeze', async () => {
    const world = await worldWithPassword()
    await reset(world)
    await (await objection(world, 'password-changed', owner.loginEmail)).send({})
    world.clock.pass(24 * hourMs)
    await world.say('reset my password')
    await world.say(owner.loginEmail)
    const texts = world.sent.filter(({ to }) => to === owner.loginEmail).map(({ text }) => text)
    const page = await openPage(world, 'reset-password', linkIn(texts, 'reset-password'))
    for (const known of [oldPassword, newPassword]) {
      await page.send({ newPassword: known, confirmPassword: known })
      expect(page.state().notice?.kind, known).to.equal('password')
    }
    const third = 'Lantern-Meadow-53'
    await page.send({ newPassword: third, confirmPassword: third })
    await page.send({ code: world.codeFor(owner.recoveryMobile) })
    expect(page.state().now).to.deep.equal({ step: 'done', outcome: 'password-changed' })
  })
})

/** Names the account to sign in by a code; what is said of that. */
async function named(asked: World) {
  const texts = []
  for (const words of ['cancel', 'my account', 'use my account id and a code', owner.id]) {
    const { text, step } = await asked.say(words)
    texts.push({ text, prompt: step.prompt })
  }
  return texts.slice(2)
}

describe('a frozen account', () => {
  it('T3 C1 a frozen account on the sign-in page → told after the right password alone', async () => {
    const world = await frozenWorld()
    const right = await signsInWith(world, newPassword)
    expect(right.notice).to.deep.equal({ kind: 'frozen', until: world.clock.now() + 24 * hourMs })
    expect((await signsInWith(world, oldPassword)).notice).to.deep.equal({ kind: 'wrong-sign-in' })
    expect(await openThings(world)).to.deep.equal([])
  })

  it('T3 C1 a frozen account in the chat → told after the right code alone', async () => {
    const world = await frozenWorld()
    const free = await worldWithPassword()
    world.clock.pass(2 * minuteMs)
    expect(await named(world)).to.deep.equal(await named(free))
    const wrong = await world.say('000000')
    expect(wrong.text).not.to.match(/frozen/)
    const said = await world.say(world.codeFor(owner.recoveryMobile))
    expect(said.text).to.match(/This account is frozen for now/)
    expect(said.step.prompt).to.equal('ask-account-id')
    expect(await openThings(world)).to.deep.equal([])
  })

  it('T3 C1 a reset of a frozen account → told by mail; the chat says what it always says', async () => {
    const world = await frozenWorld()
    const free = await worldWithPassword()
    const unknown = await worldWithPassword({ loginEmail: null })
    const heard = []
    for (const asked of [world, free, unknown]) {
      asked.clock.pass(2 * minuteMs)
      await asked.say('cancel')
      await asked.say('reset my password')
      const { text, step } = await asked.say(owner.loginEmail)
      heard.push({ text, prompt: step.prompt })
    }
    expect(heard[0]).to.deep.equal(heard[1])
    expect(heard[2]).to.deep.equal(heard[1])
    const mail = world.sent.at(-1)
    expect(mail).to.deep.include({ to: owner.loginEmail, template: 'account-frozen' })
    expect(mail?.text)
      .to.match(/frozen until .* UTC/)
      .and.not.match(/https?:/)
    expect(mail?.text)
      .to.match(/ask again after that time/)
      .and.match(/“a person”/)
  })

  it('T3 the page of a reset that was begun before the freeze → says so and changes nothing', async () => {
    const world = await worldWithPassword()
    await world.say('reset my password')
    await world.say(owner.loginEmail)
    const texts = world.sent.filter(({ to }) => to === owner.loginEmail).map(({ text }) => text)
    const page = await openPage(world, 'reset-password', linkIn(texts, 'reset-password'))
    const found = await world.store.get('accounts', owner.id)
    if (found === null) throw new Error('the account is gone')
    const row = { ...found.row, frozenUntil: world.clock.now() + hourMs }
    const base = found.version
    await world.store.commit([{ collection: 'accounts', key: owner.id, base, row }])
    await page.send({ newPassword, confirmPassword: newPassword })
    expect(page.state().now).to.deep.equal({ step: 'done', outcome: 'frozen' })
    expect((await accountIn(world)).pendingPassword).to.equal(null)
  })

  it('T3 a signed-in owner of a frozen account is asked who they are → told', async () => {
    const world = await worldWithPassword()
    await signInFor(world, 'my account')
    const found = await world.store.get('accounts', owner.id)
    if (found === null) throw new Error('the account is gone')
    const row = { ...found.row, frozenUntil: world.clock.now() + hourMs }
    const base = found.version
    await world.store.commit([{ collection: 'accounts', key: owner.id, base, row }])
    await world.say('menu')
    const flows = ['change my password', 'change my contact number', 'change my recovery number']
    for (const words of flows) {
      const said = await world.say(words)
      expect(said.text, words).to.match(/This account is frozen for now/)
      expect(said.step.prompt, words).to.equal('ask-what')
    }
  })
})

describe('the pages that a mail leads to', () => {
  it('D7 G6 the undo page without a nonce, with another’s, with its own → the last alone works', async () => {
    const world = await worldWithPassword()
    await reset(world)
    const page = await objection(world, 'password-changed', owner.loginEmail)
    expect(await page.send({ nonce: 'made up' })).to.equal('foreign')
    expect((await accountIn(world)).passwordHash).not.to.equal(null)
    await page.send({ action: 'something-else' })
    expect(page.state().now.step).to.equal('undo')
    await page.send({})
    expect(page.state().now).to.deep.include({ step: 'done' })
  })

  it('G3 the confirmation page of a contact mailbox, with the nonce alone → confirmed', async () => {
    const world = await worldWithPassword()
    await signInByPassword(world, 'change my contact email')
    await world.say(world.codeFor(owner.recoveryMobile))
    for (const words of ['email', 'li.new@example.net', 'yes', 'yes']) await world.say(words)
    const mail = world.sent.findLast(({ template }) => template === 'confirm-channel')
    const page = await openPage(world, 'confirm', linkIn([mail?.text ?? ''], 'confirm'))
    await page.send({})
    expect(page.state().now).to.deep.equal({ step: 'done', outcome: 'confirmed' })
  })
})
