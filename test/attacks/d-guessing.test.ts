import { expect } from 'chai'
import { usualBudgets } from '../../src/services/budgets.ts'
import { linkIn, oldPassword, openPage, owner } from '../stand-ins/owner.ts'
import { worldWithPassword } from '../stand-ins/signed-in.ts'
import type { World } from '../stand-ins/world.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs

const chatOf = (person: string) => ({
  address: { chatChannel: 'test', tenantId: '', conversationId: person, userId: person },
})

async function signInPage(world: World, person: string) {
  await world.say('cancel', chatOf(person))
  const { link } = await world.say('sign in', chatOf(person))
  return openPage(world, 'sign-in', linkIn([link?.url ?? ''], 'sign-in'))
}

type Page = Awaited<ReturnType<typeof signInPage>>

const wrong = (index: number) => ({
  email: owner.loginEmail as string,
  password: `Guess-Entry-${index}`,
})

async function mistakes(page: Page, times: number, code?: string): Promise<void> {
  for (let index = 0; index < times; index += 1) {
    await page.send({ ...wrong(index), ...(code === undefined ? {} : { code }) })
  }
}

/** The counters that a person can come to hear of, by how much is in them. */
async function countersOf(world: World): Promise<readonly string[]> {
  const told = ['sign-in-failures', 'person-failures', 'failures', 'code-requests', 'lookups']
  const rows: string[] = []
  for await (const { row } of world.kept.scan('limits')) {
    if (told.some((name) => row.key.startsWith(`${name}:`))) {
      rows.push(`${row.key.split(':', 1)[0]} ${row.at.length} ${row.consecutive}`)
    }
  }
  return rows.toSorted()
}

/** How many times something is tried; the answers each time, and what is counted in the end. */
async function answersTo(
  prepare: () => Promise<{ readonly world: World; readonly person: string }>,
  entry: { readonly email: string; readonly password: string; readonly code?: string },
) {
  const { world, person } = await prepare()
  let page = await signInPage(world, person)
  const answers = []
  for (let tries = 0; tries < 24; tries += 1) {
    if (tries % 8 === 7) {
      world.clock.pass(5 * minuteMs)
      page = await signInPage(world, person)
    }
    await page.send(entry)
    const { now, notice } = page.state()
    answers.push({ now, notice })
  }
  return { answers, counters: await countersOf(world) }
}

async function sameAnswers(
  prepare: () => Promise<{ readonly world: World; readonly person: string }>,
  code?: string,
) {
  const given = code === undefined ? {} : { code }
  const right = await answersTo(prepare, {
    email: owner.loginEmail,
    password: oldPassword,
    ...given,
  })
  const guessed = await answersTo(prepare, { ...wrong(1), ...given })
  expect(guessed).to.deep.equal(right)
  return right.answers
}

/** Somebody who has the number alone finds the account once, and makes so many mistakes that a code is asked for. */
async function withTheNumber() {
  const world = await worldWithPassword()
  for (const text of ['find my account', 'mobile number', '13800138000']) {
    await world.say(text, chatOf('thief'))
  }
  await world.say(world.codeFor(owner.recoveryMobile), chatOf('thief'))
  world.clock.pass(2 * hourMs)
  const page = await signInPage(world, 'thief')
  await mistakes(page, 4)
  await mistakes(page, 5, '000001')
  return { world, person: 'thief' }
}

/** Strangers lock the email, and one of them uses up what a person may try, a day before the guesses. */
async function afterADay() {
  const world = await worldWithPassword()
  await mistakes(await signInPage(world, 'stranger-1'), 10, '000001')
  world.clock.pass(24 * hourMs - 5 * minuteMs)
  await mistakes(await signInPage(world, 'stranger-2'), 7, '000001')
  world.clock.pass(70 * minuteMs)
  await mistakes(await signInPage(world, 'stranger-2'), 3)
  return { world, person: 'stranger-2' }
}

/** Uses up the codes of all strangers, and makes a code asked for. */
async function spent(world: World): Promise<World> {
  for (let index = 0; index < 120; index += 1) {
    for (const text of ['find my account', 'mobile number', `1380013${8100 + index}`]) {
      await world.say(text, chatOf(`flood-${index}`))
    }
  }
  await mistakes(await signInPage(world, 'stranger'), 3)
  return world
}

describe('guessing a password where a code is asked for as well (ASVS 6.3.1, 6.3.8)', () => {
  it('D12 C1 whoever holds the number guesses in a chat where it found the account → right and wrong read and count the same', async () => {
    const answers = await sameAnswers(withTheNumber)
    expect(answers.at(-1)?.notice?.kind).to.be.oneOf(['locked', 'too-many'])
  })

  it('D12 C1 a stranger guesses after a day of preparation → right and wrong read and count the same', async () => {
    await sameAnswers(afterADay)
  })

  it('D12 C1 the same with a wrong code in each entry → right and wrong read and count the same', async () => {
    await sameAnswers(withTheNumber, '000001')
    await sameAnswers(afterADay, '000001')
  })

  it('D12 C1 guesses while the codes of all strangers are used up → right and wrong read and count the same', async () => {
    const budgets = { ...usualBudgets, codesPerHour: 16 }
    await sameAnswers(async () => {
      const world = await worldWithPassword({}, { budgets })
      return { world: await spent(world), person: 'stranger' }
    })
  })

  it('D12 F8 the codes of all strangers are used up → no code for a wrong password, and the right one opens with its own', async () => {
    const world = await worldWithPassword({}, { budgets: { ...usualBudgets, codesPerHour: 16 } })
    await spent(world)
    const page = await signInPage(world, 'owner')
    const right = { email: owner.loginEmail, password: oldPassword }
    await mistakes(page, 1)
    expect(world.codeFor(owner.recoveryMobile)).to.equal('no code was sent')
    world.clock.pass(2 * minuteMs)
    await page.send(right)
    expect(page.state().notice?.kind).to.equal('wait')
    await page.send({ ...right, code: world.codeFor(owner.recoveryMobile) })
    expect(page.state().now).to.deep.equal({ step: 'done', outcome: 'signed-in' })
  })

  it('D12 entries without the code that is asked for → counted like wrong ones, and locked after ten', async () => {
    const world = await worldWithPassword()
    const page = await signInPage(world, 'stranger')
    await mistakes(page, 9)
    expect(page.state().notice?.kind).not.to.equal('locked')
    await mistakes(page, 1)
    expect(page.state().notice?.kind).to.equal('locked')
  })

  it('A4 D12 one person tries one password at thirty emails → judged twenty times an hour, then neither right nor wrong', async () => {
    const world = await worldWithPassword()
    const page = await signInPage(world, 'stranger')
    for (let index = 0; index < 20; index += 1) {
      await page.send({ email: `nobody-${index}@example.com`, password: oldPassword })
      expect(page.state().notice?.kind).to.equal('wrong-sign-in')
    }
    const refused = []
    for (const email of ['nobody-99@example.com', owner.loginEmail]) {
      await page.send({ email, password: oldPassword })
      refused.push(page.state())
    }
    expect(refused[0]?.notice?.kind).to.equal('too-many')
    expect(refused[1]).to.deep.equal(refused[0])
  })

  it('F8 D12 strangers type wrong codes beside wrong passwords until theirs are used up → the right password with a code opens', async () => {
    const world = await worldWithPassword()
    for (const person of ['stranger-1', 'stranger-2', 'stranger-3']) {
      await mistakes(await signInPage(world, person), 8, '000001')
    }
    const page = await signInPage(world, 'owner')
    const right = { email: owner.loginEmail, password: oldPassword }
    await page.send(right)
    await page.send({ ...right, code: world.codeFor(owner.recoveryMobile) })
    expect(page.state().now).to.deep.equal({ step: 'done', outcome: 'signed-in' })
  })
})
