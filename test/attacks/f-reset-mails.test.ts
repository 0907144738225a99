import { expect } from 'chai'
import { twelveDigits } from '../../src/domain/account-id.ts'
import { createPasswordHasher } from '../../src/hashing/password-hasher.ts'
import { clearCommand } from '../../src/operations/clear-limits.ts'
import { createSealer, keysFrom } from '../../src/services/sealing.ts'
import { systemRandom } from '../../src/app/system.ts'
import { keysOf } from '../operations/stand.ts'
import { linkIn, newPassword, openPageElsewhere, owner } from '../stand-ins/owner.ts'
import { signInFor, worldWithPassword } from '../stand-ins/signed-in.ts'
import type { World } from '../stand-ins/world.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const passwords = { newPassword, confirmPassword: newPassword }

const chatOf = (person: string) => ({
  address: { chatChannel: 'test', tenantId: '', conversationId: person, userId: person },
})

async function ask(world: World, person: string, email: string = owner.loginEmail) {
  for (const text of ['cancel', 'reset my password']) await world.say(text, chatOf(person))
  return world.say(email, chatOf(person))
}

const mailsIn = (world: World) => world.sent.filter(({ template }) => template === 'reset-password')
const newestLink = (world: World) =>
  linkIn(
    mailsIn(world).map(({ text }) => text),
    'reset-password',
  )

/** Strangers ask in as many chats as they like, until no mail leaves for any of them. */
async function useUp(world: World, email: string = owner.loginEmail): Promise<readonly string[]> {
  const heard = []
  for (let index = 0; index < 14; index += 1) {
    heard.push((await ask(world, `stranger-${index}`, email)).text)
    world.clock.pass(index === 4 ? hourMs : 16 * minuteMs)
  }
  return heard
}

async function clear(world: World): Promise<void> {
  const sealer = createSealer(keysFrom('a secret of at least thirty-two characters'), systemRandom)
  const io = { out: async () => {}, err: async () => {} }
  const { store, clock } = world
  const passwordsOf = createPasswordHasher({ cost: 4 })
  const deps = {
    store,
    clock,
    passwords: passwordsOf,
    defaultRegion: 'CN',
    allowDocumentationIps: true,
    accountIds: twelveDigits,
    isOutside: false,
    keys: async () => keysOf(sealer),
  } as const
  expect(await clearCommand(owner.id, io, deps)).to.equal(0)
}

describe('strangers ask for resets of one email (CWE-645, attacks F8)', () => {
  it('F8 F1 fourteen chats ask for one email in a day → ten mails, and the owner’s known place still gets its own', async () => {
    const world = await worldWithPassword()
    await signInFor(world, 'sign in', chatOf('owner'))
    await world.say('sign out', chatOf('owner'))
    await useUp(world)
    expect(mailsIn(world)).to.have.length(10)
    const said = await ask(world, 'owner')
    expect(said.step.prompt).to.equal('wait-for-page')
    expect(mailsIn(world)).to.have.length(11)
  })

  it('F8 C1 the mails of strangers to an email are used up → known and unknown read the same, and nobody is told', async () => {
    const known = await useUp(await worldWithPassword())
    const unknown = await useUp(await worldWithPassword({ loginEmail: null }))
    expect(known).to.deep.equal(unknown)
    expect(new Set(known)).to.have.property('size', 1)
  })

  it('F8 one chat asks again and again → it is stopped and told before the others are', async () => {
    const world = await worldWithPassword()
    for (let index = 0; index < 10; index += 1) {
      await ask(world, 'stranger')
      world.clock.pass(45 * minuteMs)
    }
    expect(mailsIn(world)).to.have.length(5)
    expect((await ask(world, 'stranger')).text).to.match(/so often/)
    expect((await ask(world, 'somebody')).step.prompt).to.equal('wait-for-page')
    expect(mailsIn(world)).to.have.length(6)
  })

  it('F8 D3 a stranger asks while the owner is on the page of a reset → the page goes on', async () => {
    const world = await worldWithPassword()
    await ask(world, 'owner')
    const page = await openPageElsewhere(world, 'reset-password', newestLink(world))
    await page.send(passwords)
    world.clock.pass(2 * minuteMs)
    await ask(world, 'stranger')
    expect(mailsIn(world)).to.have.length(2)
    await page.send({ code: world.codeFor(owner.recoveryMobile) })
    expect(page.state().now).to.deep.equal({ step: 'done', outcome: 'password-changed' })
    expect(await world.core.pages.look('reset-password', newestLink(world))).to.equal(null)
  })

  it('F8 D8 two pages of one reset are open, with a password each → a proof on the one makes no password of the other count', async () => {
    const world = await worldWithPassword()
    await ask(world, 'owner')
    const page = await openPageElsewhere(world, 'reset-password', newestLink(world))
    await page.send(passwords)
    const code = world.codeFor(owner.recoveryMobile)
    await ask(world, 'stranger')
    const other = await openPageElsewhere(world, 'reset-password', newestLink(world))
    await other.send({ newPassword: 'Thief-Kettle-93', confirmPassword: 'Thief-Kettle-93' })
    await page.send({ code })
    const { row } = (await world.store.get('accounts', owner.id)) ?? {}
    const hasher = createPasswordHasher({ cost: 4 })
    expect(await hasher.matches('Thief-Kettle-93', row?.passwordHash ?? '')).to.equal(false)
  })

  it('T4 F8 resets and the owner’s own chat are paused → limits clear opens both, and the place stays known', async () => {
    const world = await worldWithPassword()
    await signInFor(world, 'sign in', chatOf('owner'))
    await world.say('sign out', chatOf('owner'))
    world.clock.pass(2 * hourMs)
    for (let round = 0; round < 2; round += 1) {
      for (const text of ['menu', 'find my account', 'mobile number', '13800138000']) {
        await world.say(text, chatOf('owner'))
      }
      for (let tries = 0; tries < 5; tries += 1) await world.say('000001', chatOf('owner'))
      world.clock.pass(30 * minuteMs)
    }
    await useUp(world)
    const before = mailsIn(world).length
    await clear(world)
    const counters = []
    for await (const { row } of world.kept.scan('limits')) {
      if (row.key.startsWith('known-place:')) counters.push(row.at.length)
    }
    expect(counters).to.deep.equal([0])
    await ask(world, 'somebody')
    expect(mailsIn(world)).to.have.length(before + 1)
    for (const text of ['menu', 'find my account', 'mobile number', '13800138000']) {
      await world.say(text, chatOf('owner'))
    }
    await world.say(world.codeFor(owner.recoveryMobile), chatOf('owner'))
    expect(world.sent.map(({ template }) => template)).to.include('account-information')
  })
})
