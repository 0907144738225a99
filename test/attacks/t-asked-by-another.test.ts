import { expect } from 'chai'
import { caseIn } from '../stand-ins/agent.ts'
import { newPassword, linkIn, openPage, openPageElsewhere, owner } from '../stand-ins/owner.ts'
import { worldWithPassword } from '../stand-ins/signed-in.ts'
import type { World } from '../stand-ins/world.ts'
import { openPage as openUrl, openWebChat, resetLink } from './moves.ts'
import { targetForSuite, victim } from './target.ts'

const passwords = { newPassword, confirmPassword: newPassword }

const chatOf = (person: string) => ({
  address: { chatChannel: 'test', tenantId: '', conversationId: person, userId: person },
})

async function ask(world: World, person: string, email: string = owner.loginEmail): Promise<void> {
  await world.say('reset my password', chatOf(person))
  await world.say(email, chatOf(person))
}

const mailed = (world: World): string =>
  linkIn(
    world.sent.filter(({ to }) => to === owner.loginEmail).map(({ text }) => text),
    'reset-password',
  )

/** Everything that a chat is shown from now on, whatever its person says. */
async function heardBy(world: World, person: string): Promise<readonly string[]> {
  const heard: string[] = []
  for (const text of ['status', 'resend', 'what is going on', 'why am I locked', 'done']) {
    heard.push((await world.say(text, chatOf(person))).text)
    world.clock.pass(3 * 60_000)
  }
  return heard
}

const counters = async (world: World, name: string): Promise<readonly string[]> => {
  const keys: string[] = []
  for await (const { row } of world.kept.scan('limits')) {
    if (row.key.startsWith(`${name}:`)) keys.push(row.key)
  }
  return keys
}

describe('a reset that somebody else asked for (CWE-204, CWE-287)', () => {
  it('T12 a stranger asks, and the owner proves themselves on the page → the stranger’s chat is no known place', async () => {
    const world = await worldWithPassword()
    await ask(world, 'stranger')
    const page = await openPageElsewhere(world, 'reset-password', mailed(world))
    await page.send(passwords)
    await page.send({ code: world.codeFor(owner.recoveryMobile) })
    expect(page.state().now).to.deep.equal({ step: 'done', outcome: 'password-changed' })
    expect(await counters(world, 'known-place')).to.deep.equal([])
  })

  it('T12 C1 a stranger asks, and slips and codes are entered on the page → their chat hears what it hears of an email that nobody has', async () => {
    const known = await worldWithPassword()
    await ask(known, 'stranger')
    const page = await openPageElsewhere(known, 'reset-password', mailed(known))
    await page.send(passwords)
    for (let tries = 0; tries < 3; tries += 1) await page.send({ code: '000000' })
    expect(known.proactive).to.deep.equal([])
    const unknown = await worldWithPassword({ loginEmail: null })
    await ask(unknown, 'stranger')
    expect(await heardBy(known, 'stranger')).to.deep.equal(await heardBy(unknown, 'stranger'))
  })

  it('T12 the owner asks, and finishes the page in another browser → the chat is told, and is no known place', async () => {
    const world = await worldWithPassword()
    await world.say('reset my password')
    await world.say(owner.loginEmail)
    const page = await openPageElsewhere(world, 'reset-password', mailed(world))
    await page.send(passwords)
    await page.send({ code: world.codeFor(owner.recoveryMobile) })
    expect(world.proactive[0]?.said[0]?.text).to.match(/^Your password is changed/)
    expect(await counters(world, 'known-place')).to.deep.equal([])
  })

  it('T12 the owner uses the mail that a stranger asked for → the stranger’s case has no mark of it', async () => {
    const world = await worldWithPassword()
    await ask(world, 'stranger')
    const page = await openPageElsewhere(world, 'reset-password', mailed(world))
    await page.send(passwords)
    await page.send({ code: '000000' })
    for (const text of ['a person', 'I cannot get in', 'yes']) {
      await world.say(text, chatOf('stranger'))
    }
    const answers = (await caseIn(world)).trail.map(({ answer }) => answer)
    expect(answers).not.to.include.members(['mailbox.shown'])
    expect(answers).not.to.include.members(['code.refused'])
  })

  it('T12 F8 a stranger who has tried too much asks → the owner’s page is not paused, nor is the stranger by the owner’s slips', async () => {
    const world = await worldWithPassword()
    await ask(world, 'stranger')
    const { address } = chatOf('stranger')
    const elsewhere = { address: { ...address, conversationId: 'elsewhere' } }
    for (let index = 0; index < 5; index += 1) {
      for (const text of ['find my account', 'mobile number', `1380013810${index}`]) {
        await world.say(text, elsewhere)
      }
      for (let tries = 0; tries < 4; tries += 1) await world.say('000000', elsewhere)
      world.clock.pass(60_000)
    }
    expect((await world.say('why am I locked', elsewhere)).text).to.match(/so much was tried/)
    const before = (await counters(world, 'person-failures')).length
    const page = await openPageElsewhere(world, 'reset-password', mailed(world))
    await page.send(passwords)
    for (let tries = 0; tries < 4; tries += 1) await page.send({ code: '000000' })
    await page.send({ code: world.codeFor(owner.recoveryMobile) })
    expect(page.state().now).to.deep.equal({ step: 'done', outcome: 'password-changed' })
    expect(await counters(world, 'person-failures')).to.have.lengthOf(before + 1)
  })

  it('T12 the owner asks and opens the mail in the same browser → led back and told, and the place is known', async () => {
    const world = await worldWithPassword()
    await world.say('reset my password')
    await world.say(owner.loginEmail)
    const page = await openPage(world, 'reset-password', mailed(world))
    await page.send(passwords)
    await page.send({ code: world.codeFor(owner.recoveryMobile) })
    expect(world.proactive[0]?.said[0]?.text).to.match(/^Your password is changed/)
    expect(await counters(world, 'known-place')).to.have.lengthOf(1)
  })
})

describe('the page of a reset in a browser', () => {
  const suite = targetForSuite()
  let resets = 0

  async function reset(cookieOf: (own: string) => string): Promise<string> {
    const target = suite.get()
    target.clock.pass(2 * 86_400_000)
    const chat = await openWebChat(target)
    for (const text of ['reset my password', victim.loginEmail]) await chat.say(text)
    const cookie = cookieOf(chat.cookie)
    const headers: Record<string, string> = cookie === '' ? {} : { cookie }
    const page = await openUrl(await resetLink(target), headers)
    resets += 1
    const password = `Copper-Kettle-8${resets}`
    const asked = await page.send({ newPassword: password, confirmPassword: password }, headers)
    const done = await asked.send({ code: await target.code(victim.recoveryMobile) }, headers)
    expect(done.html).to.include('Your password is changed')
    await target.sent()
    return chat.read()
  }

  it('T12 a reset is finished with the cookie of the chat’s browser → the chat is told by itself', async () => {
    expect(await reset((own) => own)).to.include('Your password is changed')
  })

  it('T12 a reset is finished without the cookie of the chat’s browser, and with another → the chat is told', async () => {
    expect(await reset(() => '')).to.include('Your password is changed')
    const other = await openWebChat(suite.get())
    expect(await reset(() => other.cookie)).to.include('Your password is changed')
  })
})
