import { expect } from 'chai'
import { createMetrics } from '../../src/app/metrics.ts'
import { examineStore } from '../../src/operations/doctor.ts'
import { usualBudgets } from '../../src/services/budgets.ts'
import { inSite } from '../../src/services/limits.ts'
import { owner } from '../stand-ins/owner.ts'
import { createWorld, defaultPolicy, type World } from '../stand-ins/world.ts'

const hourMs = 3_600_000

const from = (person: string, source: string | null) => ({
  address: { chatChannel: 'webchat', tenantId: '', conversationId: person, userId: person },
  source,
})

async function openCase(world: World, turn: ReturnType<typeof from>): Promise<void> {
  for (const text of ['a person', 'I cannot get in', 'yes']) await world.say(text, turn)
}

async function casesIn(world: World): Promise<number> {
  let many = 0
  for await (const _ of world.store.scan('cases')) many += 1
  return many
}

/** Chats whose keys fall on the same row of a budget are not known beforehand, so there are many. */
async function flood(world: World, many: number): Promise<void> {
  for (let index = 0; index < many; index += 1) {
    await openCase(world, from(`u${index}`, `net-${index}`))
  }
}

describe('limits of persons in the built-in chat (attacks F7, I11)', () => {
  it('T5 F7 I11 a new chat for each of twelve cases, from one network → three cases an hour', async () => {
    const world = createWorld()
    for (let index = 0; index < 12; index += 1) await openCase(world, from(`u${index}`, 'net-1'))
    expect(await casesIn(world)).to.equal(3)
    await openCase(world, from('other', 'net-2'))
    expect(await casesIn(world)).to.equal(4)
    world.clock.pass(hourMs)
    await openCase(world, from('later', 'net-1'))
    expect(await casesIn(world)).to.equal(5)
  })

  it('F7 a new /64 of one /48 for each of forty cases → as many an hour as of eight, and other sites go on', async () => {
    const world = createWorld()
    for (let index = 0; index < 40; index += 1) {
      await openCase(world, from(`u${index}`, inSite(`net-${index}`, 'site-1')))
    }
    expect(await casesIn(world)).to.equal(24)
    await openCase(world, from('other', inSite('net-1', 'site-2')))
    expect(await casesIn(world)).to.equal(25)
    world.clock.pass(hourMs)
    await openCase(world, from('later', inSite('net-99', 'site-1')))
    expect(await casesIn(world)).to.equal(26)
  })

  it('F7 five people of a channel that hides their network → each counted alone', async () => {
    const world = createWorld()
    for (let index = 0; index < 5; index += 1) await openCase(world, from(`u${index}`, null))
    expect(await casesIn(world)).to.equal(5)
  })

  it('F7 twenty-five look-ups by new chats from one network → twenty an hour', async () => {
    const world = createWorld()
    let shown = 0
    for (let index = 0; index < 25; index += 1) {
      const turn = from(`u${index}`, 'net-1')
      for (const text of ['find my account', 'account id']) await world.say(text, turn)
      const said = await world.say(`1000000010${String(index).padStart(2, '0')}`, turn)
      if (said.step.flow === 'confirm-mobile') shown += 1
    }
    expect(shown).to.equal(20)
  })

  it('A4 one guess against thirty accounts from one network → twenty are compared, and an alarm is raised', async () => {
    const world = createWorld({
      policy: { ...defaultPolicy, codeResendMs: 0 },
      budgets: { ...usualBudgets, wrongCodesPerHour: 1 },
    })
    let compared = 0
    for (let index = 0; index < 30; index += 1) {
      const turn = from(`u${index}`, 'net-1')
      for (const text of ['find my account', 'mobile number', `138001380${10 + index}`]) {
        await world.say(text, turn)
      }
      const said = await world.say('123456', turn)
      if (said.step.prompt === 'ask-code') compared += 1
    }
    expect(compared).to.equal(20)
    const alarms = world.troubles.filter(({ event }) => event === 'limit.alarm')
    expect(alarms.map(({ fields }) => fields)).to.deep.equal([{ kind: 'wrong-codes' }])
  })
})

describe('a budget of the whole program', () => {
  const tight = { ...usualBudgets, casesPerHour: 1 }

  it('T5 I11 cases from forty networks at once → a budget stops them, with one alarm in log, doctor and metrics', async () => {
    const world = createWorld({ budgets: tight })
    await flood(world, 40)
    expect(await casesIn(world)).to.equal(4)
    const alarms = world.troubles.filter(({ event }) => event === 'limit.alarm')
    expect(alarms).to.have.length(1)
    const findings = await examineStore(world)
    const limits = findings.find(({ check }) => check === 'limits')
    expect(limits?.level).to.equal('warn')
    expect(limits?.message).to.match(/^used up in the last day: cases at /)
    const { registry } = createMetrics(world)
    expect(await registry.metrics()).to.include('latchkey_limit_alarm{kind="cases"} 1')
    world.clock.pass(hourMs)
    await openCase(world, from('later', 'net-later'))
    expect(await casesIn(world)).to.equal(5)
    expect(await registry.metrics()).to.include('latchkey_limit_alarm{kind="cases"} 0')
  })

  it('I11 the budget of cases is used up by others → an owner who is signed in opens theirs', async () => {
    const world = createWorld({ budgets: tight })
    await world.add(owner)
    await flood(world, 40)
    const turn = from('owner', 'net-owner')
    for (const text of ['sign in', 'use my account id and a code', owner.id]) {
      await world.say(text, turn)
    }
    await world.say(world.codeFor(owner.recoveryMobile), turn)
    await openCase(world, turn)
    expect(await casesIn(world)).to.equal(5)
  })

  for (const [kind, budgets, lines] of [
    ['codes', { codesPerHour: 0 }, ['find my account', 'mobile number']],
    ['resets', { resetsPerHour: 0 }, ['reset my password']],
  ] as const) {
    it(`T8 C1 the budget of ${kind} is used up → known and unknown read the same sentence, nothing is sent`, async () => {
      const world = createWorld({ budgets: { ...usualBudgets, ...budgets } })
      await world.add(owner)
      const typed =
        kind === 'codes' ? ['13800138000', '13800138099'] : [owner.loginEmail, 'x@example.com']
      const texts = []
      for (const [index, value] of typed.entries()) {
        const turn = from(`u${index}`, `net-${index}`)
        for (const text of lines) await world.say(text, turn)
        texts.push((await world.say(value, turn)).text)
      }
      expect(texts[0]).to.equal(texts[1])
      expect(texts[0]).to.match(/Nothing was sent just now/)
      expect(world.sent).to.deep.equal([])
    })
  }
})
