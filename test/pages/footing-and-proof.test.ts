import { expect } from 'chai'
import { createPasswordHasher } from '../../src/hashing/password-hasher.ts'
import { linkIn, oldPassword, openPage, owner } from '../stand-ins/owner.ts'
import { createWorld, type World } from '../stand-ins/world.ts'

const hourMs = 3_600_000
const hasher = createPasswordHasher({ cost: 4 })
const right = { email: owner.loginEmail, password: oldPassword }

async function signInPage(world: World) {
  const { link } = await world.say('change my password')
  return openPage(world, 'sign-in', linkIn([link?.url ?? ''], 'sign-in'))
}

/** The chat of an owner with a Chinese mobile who has signed in with the password where texts go to Singapore alone. */
async function signedInAbroad(recoveryEmail: string | null) {
  const world = createWorld({ allowedCountries: ['SG'] })
  const passwordHash = await hasher.hash(oldPassword)
  await world.add({ ...owner, recoveryEmail, passwordHash })
  await (await signInPage(world)).send(right)
  return { world, said: world.proactive.at(-1)?.said.at(-1) }
}

describe('a frozen account whose sign-in is locked', () => {
  it('is told of to the right password with a code, and to nobody else', async () => {
    const world = createWorld()
    const frozenUntil = world.clock.now() + 24 * hourMs
    await world.add({ ...owner, passwordHash: await hasher.hash(oldPassword), frozenUntil })
    const page = await signInPage(world)
    for (let tries = 1; tries <= 10; tries += 1) {
      const wrong = { email: owner.loginEmail, password: 'Wrong-Entry-11' }
      await page.send({ ...wrong, ...(tries > 3 ? { code: '000000' } : {}) })
    }
    await page.send(right)
    expect(page.state().notice?.kind).to.equal('locked')
    world.clock.pass(hourMs)
    const later = await signInPage(world)
    await later.send(right)
    expect(later.state().notice?.kind).to.equal('locked')
    await later.send({ ...right, code: world.codeFor(owner.recoveryMobile) })
    expect(later.state().notice).to.deep.equal({ kind: 'frozen', until: frozenUntil })
    for await (const _ of world.store.scan('sessions')) throw new Error('a session was opened')
  })
})

describe('a way to prove an owner by, where texts do not reach its country', () => {
  it('is left out for one that they reach', async () => {
    const { world, said } = await signedInAbroad(owner.recoveryEmail)
    expect(said?.step).to.deep.include({ prompt: 'ask-code', flow: 'verify-identity' })
    expect(world.codeFor(owner.recoveryEmail)).to.match(/^\d{6}$/)
  })

  it('is as good as none, and said to be, when it is the only one', async () => {
    const { said } = await signedInAbroad(null)
    expect(said?.step.prompt).to.equal('ask-what')
    expect(said?.text).not.to.match(/on hold|frozen/)
  })
})
