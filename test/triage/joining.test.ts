import { expect } from 'chai'
import {
  agentIn,
  auditIn,
  openCase,
  personTurn,
  registered,
  triageKey,
} from '../stand-ins/agent.ts'
import { createWorld } from '../stand-ins/world.ts'

const groupOnly = 'I only speak about accounts in private. Please send me a direct message.'
const hour = 3_600_000

describe('joining as a triage channel', () => {
  it('takes the right key, whoever types it leads there, and every open case is posted', async () => {
    const world = createWorld()
    const number = await openCase(world)
    const mei = agentIn(world, 'Mei')
    expect(await mei.type(`register triage here ${triageKey}`)).to.include('1 open cases')
    expect(world.desk.card(number).text).to.include('I lost my phone')
    expect(world.desk.messages).to.have.lengthOf(1)
    expect(await mei.type('role Mei lead')).to.equal('Mei is a lead now.')
  })

  it('reads the order however it is spaced and in whatever width', async () => {
    const world = createWorld()
    const odd = `  Register   Triage\u00a0here  ${triageKey} `
    expect(await agentIn(world, 'Mei').type(odd)).to.include('triage channel')
    const wide = `在此注册 ${triageKey}`
    expect(await agentIn(world, 'Tom', { id: 'r2' }).type(wide)).to.include('triage channel')
  })

  it('refuses a wrong key and no key, and after five wrong ones the right one too, for an hour', async () => {
    const world = createWorld()
    const mei = agentIn(world, 'Mei')
    expect(await mei.type('register triage here')).to.include('The key is missing')
    for (let guess = 0; guess < 5; guess += 1) {
      expect(await mei.type(`register triage here wrong-key-${guess}`)).to.include('not the right')
    }
    expect(await mei.type(`register triage here ${triageKey}`)).to.include('Too many wrong keys')
    expect(await mei.type('cases')).to.equal(groupOnly)
    const elsewhere = agentIn(world, 'Mei', { id: 'another room' })
    expect(await elsewhere.type(`register triage here ${triageKey}`)).to.include('triage channel')
    world.clock.pass(hour)
    expect(await mei.type(`register triage here ${triageKey}`)).to.include('triage channel')
    const refusals = (await auditIn(world)).filter(({ action }) => action === 'desk.refused')
    expect(refusals.map(({ details }) => details['reason'])).to.deep.equal([
      ...Array.from({ length: 5 }, () => 'bad-key'),
      'too-many-keys',
    ])
    expect(JSON.stringify(await auditIn(world))).not.to.include('key-of-16')
  })

  it('never joins where no key is configured', async () => {
    const world = createWorld({ triageKey: null })
    for (const key of ['null', '', triageKey]) {
      await agentIn(world, 'Mei').type(`register triage here ${key}`)
    }
    expect(await agentIn(world, 'Mei').type('cases')).to.equal(groupOnly)
  })

  it('lets only members join', async () => {
    const world = createWorld()
    world.desk.strangers.add('mei')
    const mei = agentIn(world, 'Mei')
    expect(await mei.type(`register triage here ${triageKey}`)).to.include('not a member')
    expect(await mei.type('cases')).to.equal(groupOnly)
  })

  it('posts only cases of the topics and the urgency that were asked for', async () => {
    const world = createWorld()
    await registered(world, 'Mei', 'password urgent')
    await openCase(world)
    expect(world.desk.messages).to.deep.equal([])
    const mei = agentIn(world, 'Mei')
    await mei.type(`register triage here ${triageKey} channels，sign-in，normal`)
    await world.core.courier.idle()
    expect(world.desk.messages).to.have.lengthOf(1)
    await openCase(world, 'Somebody else has my number', personTurn('u2'))
    expect(world.desk.messages).to.have.lengthOf(2)
  })

  it('refuses a topic nobody knows rather than to post everything', async () => {
    const world = createWorld()
    const mei = agentIn(world, 'Mei')
    const answer = await mei.type(`register triage here ${triageKey} urgnet`)
    expect(answer).to.include('“urgnet”')
    expect(await mei.type('cases')).to.equal(groupOnly)
  })

  it('is over when it is taken back: nothing is posted and no button works any more', async () => {
    const world = createWorld()
    const number = await openCase(world)
    const mei = await registered(world)
    const revision = world.desk.card(number).card?.actions[0]?.revision ?? 0
    expect(await mei.type('unregister')).to.include('no triage channel any more')
    expect(await mei.press('take', { number, revision })).to.equal(groupOnly)
    expect(await mei.type('take 1001')).to.equal(groupOnly)
    await openCase(world, 'Somebody else has my number', personTurn('u2'))
    expect(world.desk.messages).to.have.lengthOf(1)
  })

  it('leaves every other room a stranger that hears one sentence and learns nothing', async () => {
    const world = createWorld()
    await registered(world)
    const number = await openCase(world)
    const other = agentIn(world, 'Eve', { id: '19:other@thread.tacv2' })
    for (const order of ['take 1001', 'cases', 'transcript 1001', 'help', '接单 1001', 'hello']) {
      expect(await other.type(order)).to.equal(groupOnly)
    }
    expect(await other.press('show', { number })).to.equal(groupOnly)
    expect(await world.deliver({ ...other.turn({}), kind: 'joined' })).to.deep.equal([])
  })

  it('tries itself out once however often the order is delivered, and for members alone', async () => {
    const world = createWorld()
    const mei = await registered(world)
    const delivery = { ...mei.turn({}), text: 'triage self-test', activityId: 'one' }
    await Promise.all(Array.from({ length: 5 }, async () => world.deliver(delivery)))
    expect(world.desk.messages.map(({ isRemoved }) => isRemoved)).to.deep.equal([true])
    world.desk.strangers.add('eve')
    expect(await agentIn(world, 'Eve').type('self-test')).to.include('not a member')
    expect(world.desk.messages).to.have.lengthOf(1)
  })

  it('says so when the channel takes no card', async () => {
    const world = createWorld()
    const own = agentIn(world, 'Mei', { isOwnDesk: true })
    await own.type(`register triage here ${triageKey}`)
    world.desk.outage = 'away'
    expect(await own.type('self-test')).to.include('Something did not answer')
  })

  it('speaks the language the room chose', async () => {
    const world = createWorld()
    const mei = await registered(world)
    expect(await mei.type('language 中文')).to.equal('此频道将使用中文。')
    const number = await openCase(world)
    expect(world.desk.card(number).text).to.include('用户描述')
    expect(await mei.type('接单')).to.include('缺少工单号')
    expect(await mei.type('语言 english')).to.include('speaks English')
    expect(await mei.type('language klingon')).to.include('do not know that order')
  })

  it('hears no order in side talk, and hints at help where it was spoken to', async () => {
    const world = createWorld()
    const mei = await registered(world)
    expect(await mei.type('lovely weather')).to.include('Say “help”')
    expect(await world.deliver({ ...mei.turn({}), kind: 'noticed' })).to.deep.equal([])
    expect(await mei.type('help')).to.include('take 1001')
  })
})
