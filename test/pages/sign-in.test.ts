import { expect } from 'chai'
import { createPasswordHasher } from '../../src/hashing/password-hasher.ts'
import { linkIn, newPassword, oldPassword, openPage, owner } from '../stand-ins/owner.ts'
import { createWorld, type World } from '../stand-ins/world.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const hasher = createPasswordHasher({ cost: 4 })

async function ownedWorld(): Promise<World> {
  const world = createWorld()
  await world.add({ ...owner, passwordHash: await hasher.hash(oldPassword) })
  return world
}

async function signInPage(world: World, words = 'change my password') {
  const said = await world.say(words)
  expect(said.step.prompt).to.equal('wait-for-page')
  return openPage(world, 'sign-in', linkIn([said.link?.url ?? ''], 'sign-in'))
}

const rightEntry = { email: owner.loginEmail, password: oldPassword }
const wrongEntry = { email: owner.loginEmail, password: 'Wrong-Entry-11' }

/** What told an address that the password was changed. */
const noticeTo = (world: World, address: string) =>
  world.sent.find(({ template, to }) => template === 'password-changed' && to === address)

const lastSaid = (world: World) => world.proactive.at(-1)?.said.at(-1)

/** Signs in on the page and proves the identity in the chat; answers the page of the change. */
async function changePage(world: World) {
  const page = await signInPage(world)
  await page.send(rightEntry)
  expect(lastSaid(world)?.step).to.deep.include({ prompt: 'ask-code', flow: 'verify-identity' })
  const said = await world.say(world.codeFor(owner.recoveryMobile))
  expect(said.step).to.deep.include({ prompt: 'wait-for-page', flow: 'change-password' })
  return openPage(world, 'change-password', linkIn([said.link?.url ?? ''], 'change-password'))
}

/** What the page shows for twelve wrong entries with one email. */
async function lockOut(world: World, email: string) {
  const page = await signInPage(world)
  const states = []
  for (let tries = 1; tries <= 12; tries += 1) {
    await page.send({
      email,
      password: 'Wrong-Entry-11',
      ...(tries > 4 ? { code: '000000' } : {}),
    })
    const { now, notice } = page.state()
    states.push({ now, notice })
  }
  return states
}

const entriesOf = async (email: string) => lockOut(await ownedWorld(), email)

describe('signing in', () => {
  it('goes on with what was asked for, once the page is done', async () => {
    const world = await ownedWorld()
    const page = await signInPage(world)
    await page.send(rightEntry)
    expect(page.state().now).to.deep.equal({ step: 'done', outcome: 'signed-in' })
    expect(lastSaid(world)?.step.stack).to.deep.equal(['change-password', 'verify-identity'])
  })

  it('is done once by one link, also of two right forms at the same moment', async () => {
    const world = await ownedWorld()
    const other = { id: '100000000099', loginEmail: 'somebody@example.com' }
    await world.add({ ...other, passwordHash: await hasher.hash(newPassword) })
    const page = await signInPage(world, 'my account')
    const answers = await Promise.all([
      page.send(rightEntry),
      page.send({ email: other.loginEmail, password: newPassword }),
    ])
    expect(answers.filter((answer) => answer === null)).to.have.lengthOf(1)
    expect(world.proactive).to.have.lengthOf(1)
  })

  it('shows the same two words on the page and in the chat', async () => {
    const world = await ownedWorld()
    const said = await world.say('change my password')
    const page = await openPage(world, 'sign-in', linkIn([said.link?.url ?? ''], 'sign-in'))
    expect(said.text).to.include(page.state().words ?? 'none')
  })

  it('is also possible with the account ID and a code', async () => {
    const world = await ownedWorld()
    await world.say('change my password')
    await world.say('use my account id and a code')
    await world.say(owner.id)
    const said = await world.say(world.codeFor(owner.recoveryMobile))
    expect(said.step.stack).to.deep.equal(['change-password', 'verify-identity'])
  })

  it('asks for a code too after three wrong entries, and locks for a day after ten', async () => {
    const world = await ownedWorld()
    const page = await signInPage(world)
    for (let tries = 1; tries <= 3; tries += 1) await page.send(wrongEntry)
    expect(page.state().now).to.deep.equal({ step: 'sign-in', asksCode: true })
    await page.send(rightEntry)
    expect(page.state().notice).to.deep.equal({ kind: 'code-sent' })
    for (let tries = 4; tries <= 10; tries += 1) {
      await page.send({ ...wrongEntry, code: '000000' })
    }
    const { notice } = page.state()
    const until = notice?.kind === 'locked' ? notice.until : 0
    expect(until - world.clock.now()).to.equal(24 * hourMs)
    await page.send({ ...rightEntry, code: world.codeFor(owner.recoveryMobile) })
    expect(page.state().notice?.kind).to.equal('locked')
    expect((await world.say('why am I locked')).text).to.match(/24 hours/)
    world.clock.pass(24 * hourMs)
    const later = await signInPage(world, 'change my password')
    await later.send(rightEntry)
    expect(later.state().now).to.deep.equal({ step: 'done', outcome: 'signed-in' })
  })

  it('answers an unknown email as a wrong password, and locks it alike', async () => {
    expect(await entriesOf('nobody@example.com')).to.deep.equal(await entriesOf(owner.loginEmail))
  })

  it('tells every verified email of a lock once, with another way in and no link', async () => {
    const world = await ownedWorld()
    await lockOut(world, owner.loginEmail)
    const told = world.sent.filter(({ template }) => template === 'sign-in-locked')
    expect(told.map(({ to }) => to)).to.have.members([
      owner.loginEmail,
      owner.recoveryEmail,
      owner.contactEmail,
    ])
    for (const { text } of told) expect(text).not.to.match(/https?:/)
    expect(told[0]?.text).to.match(/account ID and a code/)
  })

  it('leaves the way by account ID and code open while it is locked', async () => {
    const world = await ownedWorld()
    await lockOut(world, owner.loginEmail)
    await world.say('cancel')
    world.clock.pass(hourMs)
    await world.say('change my password')
    await world.say('use my account id and a code')
    await world.say(owner.id)
    const said = await world.say(world.codeFor(owner.recoveryMobile))
    expect(said.step.stack).to.deep.equal(['change-password', 'verify-identity'])
  })

  it('sends no letter for a lock of an email that nobody has', async () => {
    const world = await ownedWorld()
    await lockOut(world, 'nobody@example.com')
    expect(world.sent.map(({ template }) => template)).not.to.include('sign-in-locked')
  })

  it('is not locked by wrong codes of a recovery', async () => {
    const world = await ownedWorld()
    for (const line of ['find my account', 'mobile number', '13800138000']) await world.say(line)
    for (let tries = 0; tries < 5; tries += 1) await world.say('000000')
    const page = await signInPage(world)
    await page.send(rightEntry)
    expect(page.state().now).to.deep.equal({ step: 'done', outcome: 'signed-in' })
  })

  it('ends after idle time, on sign out, and belongs to one person in one chat', async () => {
    const world = await ownedWorld()
    const page = await signInPage(world)
    await page.send(rightEntry)
    const elsewhere = { chatChannel: 'test', tenantId: '', conversationId: 'c2', userId: 'u1' }
    const stranger = { chatChannel: 'test', tenantId: '', conversationId: 'c1', userId: 'u2' }
    for (const address of [elsewhere, stranger]) {
      const said = await world.say('change my password', { address })
      expect(said.step).to.deep.include({ flow: 'sign-in', prompt: 'wait-for-page' })
    }
    await world.say('sign out')
    expect((await world.say('change my password')).step.flow).to.equal('sign-in')
    const again = await ownedWorld()
    await (await signInPage(again)).send(rightEntry)
    again.clock.pass(16 * minuteMs)
    await again.say('cancel')
    expect((await again.say('change my password')).step.flow).to.equal('sign-in')
  })
})

describe('changing a known password', () => {
  const form = { oldPassword, newPassword, confirmPassword: newPassword }

  it('takes the old one once and the new one twice, and ends every session', async () => {
    const world = await ownedWorld()
    const page = await changePage(world)
    await page.send(form)
    expect(page.state().now).to.deep.equal({ step: 'done', outcome: 'password-changed' })
    const found = await world.store.get('accounts', owner.id)
    expect(await hasher.matches(newPassword, found?.row.passwordHash ?? '')).to.equal(true)
    for await (const _ of world.store.scan('sessions')) throw new Error('a session is left')
    expect(lastSaid(world)?.step.prompt).to.equal('ask-what')
  })

  it('refuses a wrong old password, counts it, and stops after five', async () => {
    const world = await ownedWorld()
    const page = await changePage(world)
    for (let tries = 1; tries <= 5; tries += 1) {
      await page.send({ ...form, oldPassword: 'Wrong-Entry-11' })
      expect(page.state().notice).to.deep.equal({ kind: 'wrong-old-password' })
    }
    await page.send(form)
    expect(page.state().notice?.kind).to.equal('too-many')
  })

  it('changes nothing when the session ended meanwhile', async () => {
    const world = await ownedWorld()
    const page = await changePage(world)
    await world.say('sign out')
    const answer = await page.send(form)
    const isChanged =
      answer !== null &&
      answer !== 'foreign' &&
      answer.now.step === 'done' &&
      answer.now.outcome === 'password-changed'
    expect(isChanged).to.equal(false)
    const found = await world.store.get('accounts', owner.id)
    expect(await hasher.matches(oldPassword, found?.row.passwordHash ?? '')).to.equal(true)
  })

  it('is refused without a login email, with the reason', async () => {
    const world = createWorld()
    await world.add({ ...owner, loginEmail: null })
    await world.say('change my password')
    await world.say('use my account id and a code')
    await world.say(owner.id)
    const said = await world.say(world.codeFor(owner.recoveryMobile))
    expect(said.step.prompt).to.equal('ask-what')
    expect(said.text).to.match(/login email/i)
  })

  it('can be undone once from a mailbox that guards the account: no password is left, it is frozen, and a case opens (T3)', async () => {
    const world = await ownedWorld()
    const page = await changePage(world)
    await page.send(form)
    const notices = world.sent.filter(({ template }) => template === 'password-changed')
    const mails = notices.filter(({ to }) => to === owner.loginEmail || to === owner.recoveryEmail)
    const tokens = mails.map(({ text }) => linkIn([text], 'undo'))
    expect(tokens).to.have.lengthOf(2)
    const undo = await openPage(world, 'undo', tokens[0] ?? '')
    await undo.send({ action: 'confirm' })
    expect(undo.state().now).to.deep.equal({ step: 'done', outcome: 'password-disabled' })
    const found = await world.store.get('accounts', owner.id)
    expect(found?.row.passwordHash).to.equal(null)
    expect(found?.row.frozenUntil).to.be.greaterThan(world.clock.now())
    for (const token of tokens) expect(await world.core.pages.look('undo', token)).to.equal(null)
    const cases = []
    for await (const { row } of world.store.scan('cases')) cases.push(row)
    expect(cases).to.have.lengthOf(1)
  })

  it('is shown in the language that its owner reads, though no chat asked for the page', async () => {
    const world = createWorld()
    const passwordHash = await hasher.hash(oldPassword)
    await world.add({ ...owner, passwordHash, locale: 'zh-CN' })
    const page = await changePage(world)
    await page.send(form)
    const notice = noticeTo(world, owner.loginEmail)
    const undo = await openPage(world, 'undo', linkIn([notice?.text ?? ''], 'undo'))
    expect(undo.state().locale).to.equal('zh-CN')
  })

  it('cannot be undone after its time', async () => {
    const world = await ownedWorld()
    const page = await changePage(world)
    await page.send(form)
    const notice = noticeTo(world, owner.loginEmail)
    expect(notice?.text).to.match(/\/p\/undo\//)
    world.clock.pass(72 * hourMs)
    expect(await world.core.pages.look('undo', linkIn([notice?.text ?? ''], 'undo'))).to.equal(null)
  })
})
