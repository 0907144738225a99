import { expect } from 'chai'
import { openWorkdays, type BusinessHours } from '../../src/domain/business-hours.ts'
import { caseIn, openCase, registered, toldUser } from '../stand-ins/agent.ts'
import { createWorld, type World } from '../stand-ins/world.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** Nine to six in Shanghai, Monday to Friday, but for one Monday. */
const hours: BusinessHours = {
  timeZone: 'Asia/Shanghai',
  week: openWorkdays,
  holidays: ['2026-01-19'],
}

const at = (text: string): number => Date.parse(`${text}+08:00`)

function world(start: string): World {
  const made = createWorld({ supportHours: hours })
  made.clock.set(at(start))
  return made
}

/** Looks at the cases now and then until a moment, as the program does. */
async function until(made: World, moment: string, every = 5 * minute): Promise<void> {
  while (made.clock.now() < at(moment)) {
    made.clock.pass(Math.min(every, at(moment) - made.clock.now()))
    await made.core.attendCases()
  }
  made.core.courier.wake()
  await made.core.courier.idle()
}

const linesOf = (made: World): readonly string[] =>
  made.desk.lines(1001).map((line) => line.split('\n').at(-1) ?? '')

describe('the time that support has, in its hours', () => {
  it('does not pass at night, at the weekend and on holidays', async () => {
    const made = world('2026-01-16T17:00:00') // a Friday
    await registered(made)
    await openCase(made)
    const { reply, resolution } = (await caseIn(made)).memory
    expect(reply?.dueAt).to.equal(at('2026-01-20T12:00:00'))
    expect(reply?.warnAt).to.equal(at('2026-01-20T11:00:00'))
    expect(resolution?.dueAt).to.equal(at('2026-01-22T14:00:00'))
    await until(made, '2026-01-20T10:55:00')
    expect(linesOf(made)).to.deep.equal([])
    await until(made, '2026-01-20T11:00:00')
    expect(linesOf(made)).to.deep.equal(['Soon late: first reply.'])
    await until(made, '2026-01-22T18:00:00')
    expect(linesOf(made)).to.deep.equal([
      'Soon late: first reply.',
      'Late: first reply.',
      'Soon late: solution.',
      'Late: solution.',
    ])
  })

  it('passes day and night for an urgent case, also for its wait', async () => {
    const made = world('2026-01-16T17:00:00')
    const mei = await registered(made)
    await openCase(made)
    await mei.type('severity 1001 urgent')
    expect((await caseIn(made)).memory.reply?.dueAt).to.equal(at('2026-01-16T17:15:00'))
    await mei.type('reply 1001 Which server?')
    made.clock.set(at('2026-01-18T17:00:00')) // a Sunday
    await made.deliver({ text: 'the one of our shop' })
    const { reply, resolution } = (await caseIn(made)).memory
    expect(resolution?.dueAt).to.equal(at('2026-01-18T21:00:00'))
    expect(reply?.dueAt).to.equal(at('2026-01-18T17:30:00'))
  })

  it('stands while the user is awaited and goes on from there', async () => {
    const made = world('2026-01-14T09:00:00') // a Wednesday
    const mei = await registered(made)
    await openCase(made)
    const { dueAt = 0 } = (await caseIn(made)).memory.resolution ?? {}
    expect(dueAt).to.equal(at('2026-01-16T15:00:00'))
    await until(made, '2026-01-14T10:00:00')
    await mei.type('reply 1001 Which server?')
    expect(made.desk.card(1001).text).to.include('stands while the user is awaited')
    await until(made, '2026-01-15T10:00:00')
    await made.deliver({ text: 'the one of our shop' })
    expect((await caseIn(made)).memory.resolution?.dueAt).to.equal(at('2026-01-20T15:00:00'))
    expect(linesOf(made)).to.deep.equal(['“the one of our shop”'])
  })

  it('is told to whoever opens a case when nobody is there, with the hour somebody will be in the person’s own zone', async () => {
    const made = world('2026-01-17T12:00:00') // a Saturday
    await made.say('a person')
    await made.say('I lost my phone and cannot sign in')
    const { text } = await made.say('yes', { timeZone: 'Europe/Berlin' })
    expect(text).to.include('not there at this hour').and.to.include('Jan 20')
    expect(text).to.include('2:00 AM GMT+1')
  })

  it('warns of nothing during a snooze, and catches up after it', async () => {
    const made = world('2026-01-14T09:00:00')
    const mei = await registered(made)
    await openCase(made)
    await mei.type('snooze 1001 8h')
    await until(made, '2026-01-14T16:55:00')
    expect(linesOf(made)).to.deep.equal([])
    await until(made, '2026-01-14T17:00:00')
    expect(linesOf(made)).to.deep.equal(['The snooze is over.', 'Late: first reply.'])
  })
})

describe('the time that a user has', () => {
  it('ends after a reminder and three days, with a rating asked for, and for good after a week', async () => {
    const made = createWorld()
    const mei = await registered(made)
    await openCase(made)
    await mei.type('reply 1001 Which server?')
    const told = toldUser(made).length
    const pass = async (ms: number): Promise<string> => {
      made.clock.pass(ms)
      await made.core.attendCases()
      await made.core.attendCases()
      made.core.courier.wake()
      await made.core.courier.idle()
      return (await caseIn(made)).state
    }
    expect(await pass(2 * day - 1)).to.equal('waiting-on-user')
    expect(toldUser(made)).to.have.lengthOf(told)
    expect(await pass(1)).to.equal('waiting-on-user')
    expect(toldUser(made).slice(told).join()).to.include('is closed tomorrow')
    expect(await pass(day - 1)).to.equal('waiting-on-user')
    expect(toldUser(made)).to.have.lengthOf(told + 1)
    expect(await pass(1)).to.equal('resolved')
    expect(toldUser(made).at(-1)).to.include('from 1 (poor) to 5 (very good)')
    expect((await caseIn(made)).memory.outcome).to.equal('no-answer')
    expect(await pass(7 * day - 1)).to.equal('resolved')
    expect(await pass(1)).to.equal('closed')
    expect(made.desk.lines(1001).map((line) => line.split('\n').at(-1))).to.deep.equal([
      'The user has been silent for two days and was reminded.',
      'The user has been silent for three days: the case was resolved by itself.',
    ])
  })

  it('is enough to come back within a week, and no longer', async () => {
    for (const [ms, state] of [
      [7 * day - 1, 'reopened'],
      [7 * day, 'closed'],
    ] as const) {
      const made = createWorld()
      const mei = await registered(made)
      await openCase(made)
      await mei.type('resolve 1001 solved')
      await made.say('back')
      made.clock.pass(ms)
      await made.core.attendCases()
      await made.say('status 1001')
      await made.say('it still does not work')
      expect((await caseIn(made)).state).to.equal(state)
    }
  })
})

describe('attending to cases', () => {
  it('does everything that was missed while the program was off, once', async () => {
    const made = createWorld()
    await registered(made)
    await openCase(made)
    made.clock.pass(30 * hour)
    for (let round = 0; round < 3; round += 1) await made.core.attendCases()
    made.core.courier.wake()
    await made.core.courier.idle()
    expect(linesOf(made)).to.deep.equal(['Late: first reply.', 'Late: solution.'])
    expect(await made.core.attendCases()).to.equal(0)
  })

  it('goes on with the others when one case cannot be attended to', async () => {
    const made = createWorld()
    await registered(made)
    await openCase(made)
    const address = { chatChannel: 'test', tenantId: '', conversationId: 'c2', userId: 'u2' }
    await openCase(made, 'Somebody else entirely', { address })
    const found = await made.store.get('cases', '1001')
    if (found === null) throw new Error('the case is gone')
    const broken = { ...found.row, state: 'no such state' as 'new' }
    await made.store.commit([
      { collection: 'cases', key: '1001', base: found.version, row: broken },
    ])
    made.clock.pass(5 * hour)
    expect(await made.core.attendCases()).to.equal(1)
    expect((await caseIn(made, 1002)).memory.reply?.told).to.equal('breach')
    expect(made.troubles.map(({ event }) => event)).to.deep.equal(['case.unattended'])
  })
})
