import { expect } from 'chai'
import {
  agentIn,
  caseIn,
  openCase,
  registered,
  workingFields,
  workingVerbs,
} from '../stand-ins/agent.ts'
import { owner } from '../stand-ins/owner.ts'
import { signInFor } from '../stand-ins/signed-in.ts'
import { createWorld } from '../stand-ins/world.ts'

/** Where Tom, an agent, is a customer himself. */
const ownChat = {
  chatChannel: 'msteams',
  tenantId: 'tenant',
  conversationId: 'own',
  userId: 'tom',
}

describe('who may do what at a desk (attacks I10)', () => {
  it('I10 somebody is taken out of the team between two orders → the second is refused', async () => {
    const world = createWorld()
    const mei = await registered(world)
    await openCase(world)
    world.desk.strangers.add('mei')
    const before = await caseIn(world)
    for (const verb of workingVerbs) {
      expect(await mei.press(verb, { fields: workingFields }), verb).to.include('not a member')
    }
    expect(await mei.type('cases')).to.include('not a member')
    expect(await mei.type('export csv')).to.include('not a member')
    expect(await caseIn(world)).to.deep.equal(before)
    world.desk.strangers.clear()
    expect(await mei.type('take 1001')).to.include('is yours')
  })

  it('I10 the channel cannot say who is a member → nothing is done', async () => {
    const world = createWorld()
    const mei = await registered(world)
    await openCase(world)
    world.desk.outage = 'away'
    expect(await mei.type('take 1001')).to.include('nothing was done')
    expect((await caseIn(world)).state).to.equal('new')
  })

  it('I10 a viewer gives every order → looking alone', async () => {
    const world = createWorld()
    const mei = await registered(world)
    await openCase(world)
    await agentIn(world, 'Vic').type('help')
    expect(await mei.type('role Vic viewer')).to.equal('Vic is a viewer now.')
    const vic = agentIn(world, 'Vic')
    const before = await caseIn(world)
    for (const verb of workingVerbs) {
      expect(await vic.press(verb, { fields: workingFields }), verb).to.include(
        'role does not allow',
      )
    }
    for (const order of ['export csv', 'unregister', 'role Vic lead', 'language 中文']) {
      expect(await vic.type(order), order).to.include('role does not allow')
    }
    expect(await vic.type('show 1001')).to.include('Case 1001')
    expect(await vic.type('cases')).to.include('1001')
    expect(await mei.type('assign 1001 Vic')).to.include('Nobody here is called')
    expect(await caseIn(world)).to.deep.equal(before)
  })

  it('I10 an agent hands out roles, exports, removes the desk → leads alone', async () => {
    const world = createWorld()
    await registered(world)
    const tom = agentIn(world, 'Tom')
    for (const order of ['role Tom lead', 'export json', 'unregister']) {
      expect(await tom.type(order), order).to.include('role does not allow')
    }
  })

  it('I10 an agent works on their own case → refused', async () => {
    const world = createWorld()
    await registered(world)
    await openCase(world, 'I lost my phone and cannot sign in', { address: ownChat })
    const tom = agentIn(world, 'Tom')
    const before = await caseIn(world)
    for (const verb of workingVerbs) {
      expect(await tom.press(verb, { fields: workingFields }), verb).to.include('your own account')
    }
    expect(await caseIn(world)).to.deep.equal(before)
    const mei = agentIn(world, 'Mei')
    expect(await mei.type('assign 1001 Tom')).to.include('your own account')
  })

  it('I10 an agent works on a case about their own account → refused', async () => {
    const world = createWorld()
    await world.add(owner)
    const mei = await registered(world)
    const tom = agentIn(world, 'Tom')
    await tom.type('help')
    await signInFor(world, 'my account')
    await world.say('menu')
    await openCase(world)
    expect((await caseIn(world)).account).to.equal(owner.id)
    world.desk.emails.set('tom', [owner.contactEmail])
    expect(await tom.type('take 1001')).to.include('your own account')
    world.desk.emails.clear()
    world.clock.pass(2 * 60_000)
    await signInFor(world, 'my account', { address: ownChat })
    expect(await tom.type('take 1001')).to.include('your own account')
    expect(await mei.type('assign 1001 Tom')).to.include('your own account')
    expect(await mei.type('take 1001')).to.include('is yours')
  })
})
