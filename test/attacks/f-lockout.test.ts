import { expect } from 'chai'
import { twelveDigits } from '../../src/domain/account-id.ts'
import { createPasswordHasher } from '../../src/hashing/password-hasher.ts'
import { clearCommand } from '../../src/operations/clear-limits.ts'
import { createSealer, keysFrom } from '../../src/services/sealing.ts'
import { systemRandom } from '../../src/app/system.ts'
import { keysOf } from '../operations/stand.ts'
import { linkIn, newPassword, oldPassword, openPage, owner } from '../stand-ins/owner.ts'
import { createWorld, defaultPolicy, type World } from '../stand-ins/world.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const mobile = '13800138000'
const unknownMobile = '13800138099'
const hasher = createPasswordHasher({ cost: 4 })

const chatOf = (person: string) => ({
  address: { chatChannel: 'test', tenantId: '', conversationId: person, userId: person },
})

async function ownedWorld(account = {}): Promise<World> {
  const policy = { ...defaultPolicy, codeResendMs: 0 }
  const world = createWorld({ policy })
  await world.add({ ...owner, passwordHash: await hasher.hash(oldPassword), ...account })
  return world
}

const wrongFor = (world: World): string => {
  const right = world.codeFor(owner.recoveryMobile)
  return right === '000000' ? '000001' : '000000'
}

/** Asks for a code by mobile number, and types so many wrong ones. */
async function guess(
  world: World,
  person: string,
  { times, typed = mobile }: { readonly times: number; readonly typed?: string },
) {
  const said = []
  for (const text of ['find my account', 'mobile number', typed]) {
    await world.say(text, chatOf(person))
  }
  for (let tries = 0; tries < times; tries += 1) {
    said.push(await world.say(wrongFor(world), chatOf(person)))
  }
  return said
}

/** Strangers in two chats type ten wrong codes, which is all that an account stands in a day. */
async function pauseCodes(world: World, typed = mobile): Promise<void> {
  await guess(world, 'stranger-1', { times: 5, typed })
  await guess(world, 'stranger-2', { times: 5, typed })
}

async function signInPage(world: World, person: string) {
  const { link } = await world.say('sign in', chatOf(person))
  return openPage(world, 'sign-in', linkIn([link?.url ?? ''], 'sign-in'))
}

type Page = Awaited<ReturnType<typeof signInPage>>

const rightEntry = { email: owner.loginEmail, password: oldPassword }
const wrongEntry = { email: owner.loginEmail, password: 'Wrong-Entry-11' }

async function mistake(page: Page, times: number): Promise<void> {
  for (let tries = 0; tries < times; tries += 1) await page.send({ ...wrongEntry, code: '000000' })
}

const signedIn = { step: 'done', outcome: 'signed-in' }

const codesTo = (world: World, to: string) =>
  world.sent.filter((message) => message.to === to && message.template === 'code').length

const lettersOf = (world: World, template: string) =>
  world.sent.filter((message) => message.template === template)

async function clear(world: World): Promise<void> {
  const sealer = createSealer(keysFrom('a secret of at least thirty-two characters'), systemRandom)
  const io = { out: async () => {}, err: async () => {} }
  const { store, clock } = world
  const passwords = hasher
  const deps = {
    store,
    clock,
    passwords,
    defaultRegion: 'CN',
    allowDocumentationIps: true,
    accountIds: twelveDigits,
    isOutside: false,
  }
  expect(await clearCommand(owner.id, io, { ...deps, keys: async () => keysOf(sealer) })).to.equal(
    0,
  )
}

describe('what strangers can count (CWE-645, attacks A3, F8)', () => {
  it('T4 F8 thirteen wrong entries a day by strangers → the right password with a code still opens', async () => {
    const world = await ownedWorld()
    await pauseCodes(world)
    await mistake(await signInPage(world, 'stranger-3'), 3)
    const page = await signInPage(world, 'owner')
    await page.send(rightEntry)
    expect(page.state().notice).to.deep.equal({ kind: 'code-sent' })
    await page.send({ ...rightEntry, code: world.codeFor(owner.recoveryMobile) })
    expect(page.state().now).to.deep.equal(signedIn)
  })

  it('F8 the password alone is locked → with a code it opens, and codes go to whoever has the password', async () => {
    const world = await ownedWorld()
    await mistake(await signInPage(world, 'stranger-1'), 10)
    const before = codesTo(world, owner.recoveryMobile)
    const page = await signInPage(world, 'owner')
    await page.send(wrongEntry)
    expect(page.state().notice?.kind).to.equal('locked')
    expect(codesTo(world, owner.recoveryMobile), 'for a wrong password').to.equal(before)
    await page.send(rightEntry)
    expect(page.state().notice?.kind).to.equal('locked')
    await page.send({ ...rightEntry, code: world.codeFor(owner.recoveryMobile) })
    expect(page.state().now).to.deep.equal(signedIn)
  })

  it('F8 C1 right and wrong passwords on a locked page → the same answer', async () => {
    const world = await ownedWorld()
    await mistake(await signInPage(world, 'stranger-1'), 10)
    const page = await signInPage(world, 'stranger-2')
    await page.send(rightEntry)
    const right = page.state()
    await page.send(wrongEntry)
    expect(page.state()).to.deep.equal(right)
  })

  it('F8 strangers use up an account’s codes → where it was proven before they go on', async () => {
    const world = await ownedWorld()
    await guess(world, 'owner', { times: 0 })
    await world.say(world.codeFor(owner.recoveryMobile), chatOf('owner'))
    expect(lettersOf(world, 'account-information')).to.have.length(1)
    await pauseCodes(world)
    world.clock.pass(2 * hourMs)
    const before = codesTo(world, owner.recoveryMobile)
    await guess(world, 'owner', { times: 0 })
    expect(codesTo(world, owner.recoveryMobile)).to.equal(before + 1)
    await world.say(world.codeFor(owner.recoveryMobile), chatOf('owner'))
    expect(lettersOf(world, 'account-information')).to.have.length(2)
  })

  it('F8 strangers use up an account’s codes → those of a reset go on', async () => {
    const world = await ownedWorld()
    await pauseCodes(world)
    await world.say('reset my password', chatOf('owner'))
    await world.say(owner.loginEmail, chatOf('owner'))
    const texts = world.sent.map(({ text }) => text)
    const page = await openPage(world, 'reset-password', linkIn(texts, 'reset-password'))
    await page.send({ newPassword, confirmPassword: newPassword })
    await page.send({ code: world.codeFor(owner.recoveryMobile) })
    expect(page.state().now).to.deep.equal({ step: 'done', outcome: 'password-changed' })
  })

  it('A3 ten wrong codes by three strangers → even a right one made before is wrong, and no further one leaves', async () => {
    const world = await ownedWorld()
    await guess(world, 'stranger-0', { times: 0 })
    const right = world.codeFor(owner.recoveryMobile)
    await guess(world, 'stranger-1', { times: 4 })
    await guess(world, 'stranger-2', { times: 4 })
    await guess(world, 'stranger-3', { times: 2 })
    await world.say(right, chatOf('stranger-0'))
    const before = codesTo(world, owner.recoveryMobile)
    await guess(world, 'stranger-4', { times: 0 })
    expect(codesTo(world, owner.recoveryMobile)).to.equal(before)
    expect(lettersOf(world, 'account-information')).to.deep.equal([])
  })

  it('A3 F8 one chat guesses ten times → it uses up seven, and the owner’s code works', async () => {
    const world = await ownedWorld()
    await guess(world, 'stranger-1', { times: 5 })
    const said = await guess(world, 'stranger-1', { times: 5 })
    expect(said.at(-1)?.step.prompt).not.to.equal('ask-code')
    const found = await world.store.get('limits', `account-failures:${owner.id}`)
    expect(found?.row.at).to.have.length(7)
    await guess(world, 'owner', { times: 0 })
    await world.say(world.codeFor(owner.recoveryMobile), chatOf('owner'))
    expect(lettersOf(world, 'account-information')).to.have.length(1)
  })

  it('A3 the owner succeeds after five wrong codes of a stranger → the streak ends, the day’s count stands', async () => {
    const world = await ownedWorld()
    await guess(world, 'stranger-1', { times: 5 })
    await guess(world, 'owner', { times: 0 })
    await world.say(world.codeFor(owner.recoveryMobile), chatOf('owner'))
    const found = await world.store.get('limits', `account-failures:${owner.id}`)
    expect(found?.row).to.deep.include({ consecutive: 0 })
    expect(found?.row.at).to.have.length(5)
  })

  it('F8 codes are paused twice in a day → each verified mailbox is told once, without a link; for nobody’s number nobody', async () => {
    const world = await ownedWorld()
    await pauseCodes(world)
    world.clock.pass(hourMs)
    await guess(world, 'stranger-5', { times: 3 })
    const told = lettersOf(world, 'codes-paused')
    expect(told.map(({ to }) => to)).to.have.members([
      owner.loginEmail,
      owner.recoveryEmail,
      owner.contactEmail,
    ])
    for (const { text } of told) expect(text).not.to.match(/https?:/)
    const other = await ownedWorld()
    await pauseCodes(other, unknownMobile)
    expect(lettersOf(other, 'codes-paused')).to.deep.equal([])
  })

  it('F8 the sign-in of an account without a mobile is locked → the code goes to a mailbox', async () => {
    const world = await ownedWorld({ recoveryMobile: null })
    await mistake(await signInPage(world, 'stranger-1'), 3)
    const page = await signInPage(world, 'owner')
    await page.send(rightEntry)
    expect(codesTo(world, owner.recoveryEmail)).to.be.at.least(1)
    await page.send({ ...rightEntry, code: world.codeFor(owner.recoveryEmail) })
    expect(page.state().now).to.deep.equal(signedIn)
  })

  it('T4 everything is paused and locked → a finished reset clears it', async () => {
    const world = await ownedWorld()
    await pauseCodes(world)
    await mistake(await signInPage(world, 'stranger-3'), 10)
    await world.say('reset my password', chatOf('owner'))
    await world.say(owner.loginEmail, chatOf('owner'))
    const texts = world.sent.map(({ text }) => text)
    const reset = await openPage(world, 'reset-password', linkIn(texts, 'reset-password'))
    await reset.send({ newPassword, confirmPassword: newPassword })
    await reset.send({ code: world.codeFor(owner.recoveryMobile) })
    await world.say('cancel', chatOf('owner'))
    const page = await signInPage(world, 'new-place')
    await page.send({ ...rightEntry, password: newPassword })
    expect(page.state().now).to.deep.equal(signedIn)
  })

  it('T4 everything is paused and locked → limits clear opens it and leaves a row of the audit trail', async () => {
    const world = await ownedWorld()
    await pauseCodes(world)
    await mistake(await signInPage(world, 'stranger-3'), 10)
    await clear(world)
    const page = await signInPage(world, 'owner')
    await page.send(rightEntry)
    expect(page.state().now).to.deep.equal(signedIn)
    world.clock.pass(hourMs)
    await guess(world, 'stranger-1', { times: 0 })
    await world.say(world.codeFor(owner.recoveryMobile), chatOf('stranger-1'))
    expect(lettersOf(world, 'account-information')).to.have.length(1)
    const actions = []
    for await (const { row } of world.store.scan('audit')) actions.push(row.action)
    expect(actions).to.include('limits.cleared')
  })

  it('T4 owner and stranger ask why they are locked → the owner alone is told of paused codes', async () => {
    const world = await ownedWorld()
    const page = await signInPage(world, 'owner')
    await page.send(rightEntry)
    await pauseCodes(world)
    const told = await world.say('why am I locked', chatOf('owner'))
    expect(told.text).to.match(/too many wrong codes for your account/)
    const stranger = await world.say('why am I locked', chatOf('stranger-9'))
    expect(stranger.text).to.match(/do not know whose sign-in you mean/)
  })

  it('L8 more codes after the cap → the refusal is on the audit trail', async () => {
    const world = await ownedWorld()
    await guess(world, 'stranger-1', { times: 5 })
    await guess(world, 'stranger-1', { times: 5 })
    await guess(world, 'stranger-1', { times: 0 })
    const actions = []
    for await (const { row } of world.store.scan('audit')) actions.push(row.action)
    expect(actions).to.include('code.delayed')
  })
})
