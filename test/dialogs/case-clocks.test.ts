import { expect } from 'chai'
import {
  autoResolveAfterMs,
  closeAfterResolvedMs,
  silenceNoticeAfterMs,
} from '../../src/domain/service-level.ts'
import type { CaseStanding, CaseTask } from '../../src/flow/case.ts'
import { happens, hour, minute, opened, openedAt, type Deed } from '../stand-ins/case-model.ts'

const mei = { key: 'mei', name: 'Mei' }
const replied: Deed = { type: 'agent.replied', agent: mei }
const resolved: Deed = { type: 'agent.resolved', outcome: 'solved' }
const time: Deed = { type: 'time.came' }

/** Everything that time brings until a moment, hour by hour; what the chart wanted done, and when. */
function lived(standing: CaseStanding, until: number): readonly (readonly [number, CaseTask])[] {
  const told: (readonly [number, CaseTask])[] = []
  let current = standing
  for (let at = openedAt; at <= until; at += minute) {
    for (let stepped = happens(current, time, at); stepped.isTaken;) {
      told.push(...stepped.tasks.map((task) => [at - openedAt, task] as const))
      current = stepped
      stepped = happens(current, time, at)
    }
  }
  return told
}

function after(standing: CaseStanding, ...told: readonly (readonly [Deed, number])[]) {
  let current = standing
  for (const [deed, ms] of told) {
    const stepped = happens(current, deed, openedAt + ms)
    expect(stepped.isTaken, deed.type).to.equal(true)
    current = stepped
  }
  return current
}

describe('the clocks of a case', () => {
  it('warn once when three quarters are over and once when an answer is late', () => {
    const tasks = lived(opened(), openedAt + 30 * hour)
    expect(tasks).to.deep.equal([
      [3 * hour, { type: 'desk.warn', owed: 'first-reply', level: 'warning' }],
      [4 * hour, { type: 'desk.warn', owed: 'first-reply', level: 'breach' }],
      [18 * hour, { type: 'desk.warn', owed: 'resolution', level: 'warning' }],
      [24 * hour, { type: 'desk.warn', owed: 'resolution', level: 'breach' }],
    ])
  })

  it('tell what is late after a snooze, and only once', () => {
    const asleep = after(opened(), [{ type: 'agent.snoozed', until: 0 }, hour])
    expect(lived(asleep, openedAt + 10 * hour)).to.deep.equal([
      [5 * hour, { type: 'desk.wake' }],
      [5 * hour, { type: 'desk.warn', owed: 'first-reply', level: 'breach' }],
    ])
  })

  it('let the solution go on from where it stood when the user answers', () => {
    const { memory } = after(opened(), [replied, hour], [{ type: 'user.wrote' }, 11 * hour])
    expect(memory.resolution?.dueAt).to.equal(openedAt + 34 * hour)
    expect(memory.reply).to.include({ owed: 'next-reply', dueAt: openedAt + 19 * hour })
  })

  it('add no wait to a clock that began after it', () => {
    const { memory } = after(
      opened(),
      [replied, hour],
      [{ type: 'agent.graded', severity: 'high' }, 11 * hour],
      [{ type: 'user.wrote' }, 12 * hour],
    )
    expect(memory.resolution?.dueAt).to.equal(openedAt + 20 * hour)
  })

  it('win no time by the severity the case has already', () => {
    const { memory } = after(opened(), [{ type: 'agent.graded', severity: 'normal' }, 3 * hour])
    expect(memory).to.deep.equal(opened().memory)
  })
})

describe('the silence of a user', () => {
  const waiting = after(opened(), [replied, 0])

  it('is broken by one reminder, and ends the case a day later', () => {
    expect(lived(waiting, openedAt + 100 * hour)).to.deep.equal([
      [silenceNoticeAfterMs, { type: 'user.nudge' }],
      [autoResolveAfterMs, { type: 'talk.end', why: 'silence' }],
    ])
  })

  it('leaves the case open for a week, and then closes it', () => {
    const silent = after(waiting, [time, autoResolveAfterMs])
    expect(silent).to.include({ state: 'resolved' })
    expect(silent.memory.outcome).to.equal('no-answer')
    const end = autoResolveAfterMs + closeAfterResolvedMs
    expect(happens(silent, time, openedAt + end - 1).isTaken).to.equal(false)
    expect(happens(silent, time, openedAt + end).state).to.equal('closed')
  })

  it('ends nothing once the user has written', () => {
    const heard = after(waiting, [{ type: 'user.wrote' }, 47 * hour])
    const tasks = lived(heard, openedAt + 90 * hour).map(([, { type }]) => type)
    expect(new Set(tasks)).to.deep.equal(new Set(['desk.warn']))
  })
})

describe('a case that was resolved', () => {
  const done = after(opened(), [replied, 0], [resolved, hour])
  const end = openedAt + hour + closeAfterResolvedMs

  it('is opened again by its user within a week and no later', () => {
    const again = happens(done, { type: 'user.reopened' }, end - 1)
    expect(again.state).to.equal('reopened')
    expect(again.memory).to.include({ outcome: null, rating: null, pausedAt: null })
    expect(again.memory.reply).to.include({ owed: 'first-reply', told: 'nothing' })
    expect(happens(done, { type: 'user.reopened' }, end).isTaken).to.equal(false)
  })

  it('is opened again by an agent even when it is closed', () => {
    const closed = happens(done, time, end)
    expect(happens(closed, { type: 'user.reopened' }, end + 1).isTaken).to.equal(false)
    expect(happens(closed, { type: 'agent.reopened' }, end + 1).state).to.equal('reopened')
  })

  it('is kept as it is by thanks', () => {
    expect(happens(done, { type: 'user.wrote' }, openedAt + 2 * hour).isTaken).to.equal(false)
  })
})
