import { expect } from 'chai'
import { usualBudgets } from '../../src/services/budgets.ts'
import { account } from '../contracts/rows.ts'
import { owner } from '../stand-ins/owner.ts'
import { proveFor } from '../stand-ins/signed-in.ts'
import { createWorld, defaultPolicy, type World } from '../stand-ins/world.ts'

const chatOf = (person: string) => ({
  address: { chatChannel: 'test', tenantId: '', conversationId: person, userId: person },
})

/** What is said to somebody who types a mobile number. */
async function askBy(world: World, person: string, typed: string): Promise<string> {
  for (const text of ['find my account', 'mobile number']) await world.say(text, chatOf(person))
  return (await world.say(typed, chatOf(person))).text
}

const alarmsOf = (world: World) =>
  world.troubles.filter(({ event }) => event === 'limit.alarm').map(({ fields }) => fields)

const numberAt = (index: number) => `+86138001${String(index).padStart(5, '0')}`

async function addMany(world: World, many: number): Promise<void> {
  await world.store.commit(
    Array.from({ length: many }, (_, index) => {
      const id = String(200_000_000_000 + index)
      const row = { ...account(id, { recoveryMobile: numberAt(index) }), loginEmail: null }
      return { collection: 'accounts', key: id, base: 0, row } as const
    }),
  )
}

describe('texts', () => {
  it('T7 F1 a code to a country that is not served → nothing leaves, the same words for known and unknown', async () => {
    const world = createWorld({ allowedCountries: ['SG'] })
    await world.add(owner)
    const known = await askBy(world, 'u1', '13800138000')
    expect(await askBy(world, 'u2', '13800138099')).to.equal(known)
    expect(known).to.match(/cannot send texts to mobile numbers of that country/)
    expect(await askBy(world, 'u3', '+65 8123 4567')).not.to.include('that country')
    expect(world.sent).to.deep.equal([])
  })

  it('T7 F1 thirty typed numbers of one account → twenty texts a day', async () => {
    const policy = { ...defaultPolicy, sessionIdleMs: 24 * 3_600_000, flowIdleMs: 3_600_000 }
    const world = createWorld({ policy })
    await world.add(owner)
    await proveFor(world, 'change my recovery number')
    await world.say('mobile')
    for (let index = 0; index < 30; index += 1) {
      await world.say(`139001390${10 + index}`)
      await world.say('yes')
      await world.say('back')
      world.clock.pass(4 * 60_000)
    }
    const unproven = world.sent.filter(({ to }) => to.startsWith('+8613900139'))
    expect(unproven).to.have.length(20)
  })

  it('T8 F1 sequential numbers of one prefix → its budget holds, with an alarm; known and unknown read the same', async () => {
    const world = createWorld({
      policy: { ...defaultPolicy, codeResendMs: 0 },
      budgets: { ...usualBudgets, textsPerPrefix: 8 },
    })
    await addMany(world, 60)
    await world.add(owner)
    for (let index = 0; index < 60; index += 1) await askBy(world, `u${index}`, numberAt(index))
    const sent = world.sent.length
    expect(sent).to.be.at.most(8)
    // Whichever row a chat takes from, all of them are used up by now.
    const known = await askBy(world, 'known', numberAt(59))
    expect(await askBy(world, 'unknown', '+8613800199999')).to.equal(known)
    expect(known).to.match(/Nothing was sent just now/)
    expect(alarmsOf(world)).to.deep.equal([{ kind: 'texts-to-prefix', of: '+8613800' }])
  })

  it('F5 sixty codes to one prefix that nobody answers → paused after fifty with an alarm, other prefixes go on', async () => {
    const world = createWorld({ policy: { ...defaultPolicy, codeResendMs: 0 } })
    await addMany(world, 60)
    await world.add({ ...owner, recoveryMobile: '+8615900159000' })
    for (let index = 0; index < 60; index += 1) await askBy(world, `u${index}`, numberAt(index))
    expect(world.sent).to.have.length(50)
    expect(alarmsOf(world)).to.deep.equal([
      { kind: 'unanswered-codes', of: '+8613800', sent: 50, verified: 0 },
    ])
    await askBy(world, 'owner', '15900159000')
    expect(world.sent).to.have.length(51)
  })

  it('F5 seventy codes of which a third is answered → all are sent, no alarm', async () => {
    const world = createWorld({ policy: { ...defaultPolicy, codeResendMs: 0 } })
    await addMany(world, 70)
    for (let index = 0; index < 70; index += 1) {
      await askBy(world, `u${index}`, numberAt(index))
      if (index % 3 !== 0) continue
      await world.say(world.codeFor(numberAt(index)), chatOf(`u${index}`))
    }
    expect(world.sent.filter(({ template }) => template === 'code')).to.have.length(70)
    expect(alarmsOf(world)).to.deep.equal([])
  })
})
