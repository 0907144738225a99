import { expect } from 'chai'
import {
  agentIn,
  auditIn,
  caseIn,
  openCase,
  personTurn,
  registered,
  toldUser,
  triageKey,
  workingFields,
  workingVerbs,
} from '../stand-ins/agent.ts'
import { ServiceError } from '../../src/errors.ts'
import { owner } from '../stand-ins/owner.ts'
import { createMemoryStore } from '../../src/stores/memory/memory-store.ts'
import { createWorld } from '../stand-ins/world.ts'

describe('what a desk is sent', () => {
  it('moves nothing by a card of an older state, and says who has the case', async () => {
    const world = createWorld()
    const mei = await registered(world)
    await openCase(world)
    const { revision } = await caseIn(world)
    await mei.press('take')
    const before = await caseIn(world)
    const tom = agentIn(world, 'Tom')
    const stale = workingVerbs.filter(
      (verb) => !['reply', 'ask', 'note', 'transcript'].includes(verb),
    )
    for (const verb of stale) {
      expect(await tom.press(verb, { revision, fields: workingFields }), verb).to.include(
        'older state',
      )
    }
    expect(await caseIn(world)).to.deep.equal(before)
    expect(await tom.type('take 1001')).to.include('in the hands of Mei')
    expect(await tom.press('reply', { revision, fields: workingFields })).to.include(
      'in the hands of Mei',
    )
  })

  it('reads forged numbers, states and fields as nothing', async () => {
    const world = createWorld()
    const mei = await registered(world)
    await openCase(world)
    const before = await caseIn(world)
    for (const number of [0, 1, 1002, Number.MAX_SAFE_INTEGER, null]) {
      const answer = await mei.press('take', { number, revision: null })
      expect(answer).to.match(/no case|number is missing/)
    }
    for (const revision of [0, before.revision + 1, Number.MAX_SAFE_INTEGER]) {
      expect(await mei.press('take', { revision })).to.include('older state')
    }
    for (const word of ['constructor', '__proto__', 'toString', 'hasOwnProperty', '', 'solvedx']) {
      const forged = { outcome: word, severity: word, until: word, step: word, name: word }
      for (const verb of ['resolve', 'severity', 'snooze', 'offer', 'assign'] as const) {
        await mei.press(verb, { fields: forged })
        await mei.type(`${verb} 1001 ${word}`)
      }
      const polluted = JSON.parse(`{"__proto__":{"text":"x"},"constructor":"x"}`) as typeof forged
      await mei.press('reply', { fields: polluted })
    }
    expect(await caseIn(world)).to.deep.equal(before)
    expect(world.troubles).to.deep.equal([])
  })

  it('lets one of twenty who press at once take a case, and tells the others who has it', async () => {
    const world = createWorld()
    await registered(world)
    await openCase(world)
    const agents = Array.from({ length: 20 }, (_, index) => agentIn(world, `Agent ${index}`))
    const answers = await Promise.all(
      agents.map(async (agent) => agent.press('take', { revision: null })),
    )
    const winners = answers.filter((answer) => answer.includes('is yours'))
    expect(winners).to.have.lengthOf(1)
    const name = (await caseIn(world)).memory.assignee?.name ?? 'nobody'
    const losers = answers.filter((answer) => answer.includes(`in the hands of ${name}`))
    expect(losers).to.have.lengthOf(19)
    expect(toldUser(world)).to.have.lengthOf(1)
  })

  it('does once what is delivered five times at once, and answers alike', async () => {
    const world = createWorld()
    const mei = await registered(world)
    await openCase(world)
    const deliveries = [
      { ...mei.turn({}), text: 'reply 1001 Hello', activityId: 'typed' },
      {
        ...mei.turn({
          press: { verb: 'note', number: 1001, revision: null, fields: { text: 'once' } },
        }),
        activityId: 'pressed',
      },
    ]
    for (const delivery of deliveries) {
      const answers = await Promise.all(
        Array.from({ length: 5 }, async () => world.deliver(delivery)),
      )
      expect(new Set(answers.map((said) => said.map(({ text }) => text).join())).size).to.equal(1)
    }
    expect(toldUser(world).filter((text) => text.includes('Hello'))).to.have.lengthOf(1)
    expect((await mei.type('transcript 1001')).match(/once/g)).to.have.lengthOf(1)
    const actions = (await auditIn(world)).map(({ action }) => action)
    expect(actions.filter((action) => action === 'case.reply')).to.have.lengthOf(1)
    expect(actions.filter((action) => action === 'case.note')).to.have.lengthOf(1)
  })

  it('does twice what two people say alike', async () => {
    const world = createWorld()
    const mei = await registered(world)
    await openCase(world)
    const tom = agentIn(world, 'Tom')
    await Promise.all([mei.type('note 1001 same'), tom.type('note 1001 same')])
    expect((await mei.type('transcript 1001')).match(/same/g)).to.have.lengthOf(2)
  })

  it('is answered kindly while the store is out, and done when it is back', async () => {
    const store = createMemoryStore()
    const outage = { isOn: false }
    const world = createWorld({
      store: {
        ...store,
        async commit(changes) {
          if (outage.isOn) throw new ServiceError('ERR_STORE_UNAVAILABLE', 'out')
          return store.commit(changes)
        },
      },
    })
    const mei = await registered(world)
    await openCase(world)
    outage.isOn = true
    expect(await mei.type('take 1001')).to.include('nothing was done')
    outage.isOn = false
    expect(world.troubles.map(({ event }) => event)).to.include('desk.outage')
    expect((await caseIn(world)).state).to.equal('new')
    expect(await mei.type('take 1001')).to.include('is yours')
  })

  it('is no way to read a code or a password, nor to choose one', async () => {
    const world = createWorld()
    await world.add(owner)
    const mei = await registered(world)
    await world.say('find my account', personTurn('u2'))
    await world.say('mobile', personTurn('u2'))
    await world.say(owner.recoveryMobile, personTurn('u2'))
    const code = world.codeFor(owner.recoveryMobile)
    await openCase(world, 'I got a code but it does not work', personTurn('u2'))
    for (const order of ['show 1001', 'transcript 1001', 'search code', 'export json', 'counts']) {
      const answer = await mei.type(order)
      expect(answer, order).not.to.include(code)
      expect(answer, order).not.to.include(owner.recoveryMobile)
      expect(answer, order).not.to.include(owner.id)
    }
    expect(await mei.type('help')).not.to.match(/password|code/i)
    expect(await mei.type(`register triage here ${triageKey}`)).not.to.include(triageKey)
  })
})
