import { isDeepStrictEqual } from 'node:util'
import { expect } from 'chai'
import { machine } from '../../dialogs/case/machine.ts'
import {
  caseDueAt,
  caseStates,
  isOpenState,
  type CaseState,
} from '../../src/domain/support-case.ts'
import { deeds, exploreCases, happens, type Deed, type Reached } from '../stand-ins/case-model.ts'

const time: Deed = { type: 'time.came' }

const inHand: ReadonlySet<CaseState> = new Set(['assigned', 'waiting-on-user', 'waiting-on-team'])

/** The states from which a state can be reached. */
function leadingTo(reached: ReadonlyMap<string, Reached>, state: CaseState): ReadonlySet<string> {
  const before = new Map<string, string[]>()
  for (const [key, { edges }] of reached) {
    for (const { to } of edges) before.set(to, [...(before.get(to) ?? []), key])
  }
  const queue = [...reached].filter(([, each]) => each.standing.state === state).map(([key]) => key)
  const alive = new Set(queue)
  for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
    for (const from of before.get(key) ?? []) {
      if (!alive.has(from)) {
        alive.add(from)
        queue.push(from)
      }
    }
  }
  return alive
}

describe('a case, in every state it can reach', () => {
  const reached = exploreCases()
  const all = [...reached.values()]
  const edges = all.flatMap((from) => from.edges.map((edge) => ({ ...edge, from: from.standing })))

  it('reaches all of its states, and has those the program knows', () => {
    expect(new Set(all.map(({ standing }) => standing.state))).to.deep.equal(new Set(caseStates))
    expect(Object.keys(machine.root.states).toSorted()).to.deep.equal([...caseStates].toSorted())
  })

  it('is told everything that can happen, and every event leads on somewhere', () => {
    const taken = new Set(
      edges.filter(({ stepped }) => stepped.isTaken).map(({ deed }) => deed.type),
    )
    expect(taken).to.deep.equal(new Set(deeds.map(({ type }) => type)))
  })

  it('changes nothing by what means nothing in its state', () => {
    const untaken = edges.filter(({ stepped }) => !stepped.isTaken)
    const changed = untaken.filter(({ from, stepped: { state, memory, tasks } }) => {
      return !isDeepStrictEqual({ state, memory, tasks }, { ...from, tasks: [] })
    })
    expect(changed).to.deep.equal([])
  })

  it('stays withdrawn whatever happens', () => {
    const further = edges.filter(({ from }) => from.state === 'withdrawn')
    expect(further.filter(({ stepped }) => stepped.isTaken)).to.deep.equal([])
  })

  it('can be resolved and withdrawn for as long as it is open', () => {
    for (const end of ['resolved', 'withdrawn'] as const) {
      const alive = leadingTo(reached, end)
      const stuck = [...reached].filter(
        ([key, { standing }]) => isOpenState(standing.state) && !alive.has(key),
      )
      expect(stuck).to.deep.equal([])
    }
  })

  it('has somebody who works on it while it is in hand, and nobody where it is new', () => {
    for (const { state, memory } of all.map(({ standing }) => standing)) {
      if (inHand.has(state)) expect(memory.assignee).not.to.equal(null)
      if (state === 'new') expect(memory.assignee).to.equal(null)
    }
  })

  it('owes one answer at most, one where the team is waited for, none where the user is', () => {
    for (const { state, memory } of all.map(({ standing }) => standing)) {
      const { reply, resolution } = memory
      expect(reply?.owed).not.to.equal('resolution')
      expect(resolution?.owed ?? 'resolution').to.equal('resolution')
      if (isOpenState(state)) expect(resolution).not.to.equal(null)
      if (state === 'waiting-on-user') expect(reply).to.equal(null)
      if (state === 'waiting-on-team' || state === 'new') expect(reply).not.to.equal(null)
    }
  })

  it('owes nothing any more when it has ended', () => {
    for (const { state, memory } of all.map(({ standing }) => standing)) {
      if (isOpenState(state)) continue
      const { reply, resolution, pausedAt, snoozedUntil, nudgeAt } = memory
      expect([reply, resolution, pausedAt, snoozedUntil, nudgeAt]).to.deep.equal(
        Array.from({ length: 5 }, () => null),
      )
      expect(memory.endsAt === null).to.equal(state !== 'resolved')
    }
  })

  it('lets the time of its solution stand exactly while the user is awaited', () => {
    for (const { state, memory } of all.map(({ standing }) => standing)) {
      expect(memory.pausedAt !== null, state).to.equal(state === 'waiting-on-user')
    }
  })

  it('warns of nothing while it is snoozed', () => {
    const warnings = edges.filter(({ stepped }) =>
      stepped.tasks.some(({ type }) => type === 'desk.warn'),
    )
    expect(warnings).not.to.deep.equal([])
    for (const { from } of warnings) expect(from.memory.snoozedUntil).to.equal(null)
  })

  it('is due no more once everything has been done that time brought', () => {
    for (const { standing, at } of all) {
      let current = standing
      let steps = 0
      for (let next = happens(current, time, at); next.isTaken; steps += 1) {
        current = next
        next = happens(current, time, at)
      }
      expect(steps).to.be.at.most(8)
      expect(caseDueAt(current.memory) ?? Infinity).to.be.above(at)
    }
  })

  it('can be stored as JSON and read again as it was', () => {
    for (const { stepped } of edges) {
      const { memory } = stepped
      expect(isDeepStrictEqual(JSON.parse(JSON.stringify(memory)), memory)).to.equal(true)
    }
  })

  it('begins a talk with somebody only, and ends it whenever nobody has the case any more', () => {
    for (const { from, stepped, deed } of edges.filter((edge) => edge.stepped.isTaken)) {
      const types = stepped.tasks.map(({ type }) => type)
      if (types.includes('talk.begin')) expect(stepped.memory.assignee).not.to.equal(null)
      const isLeft = inHand.has(from.state) && !inHand.has(stepped.state)
      if (isLeft) expect(types, deed.type).to.include('talk.end')
    }
  })

  it('keeps only ratings from one to five', () => {
    for (const { stepped, deed } of edges) {
      if (deed.type === 'user.rated' && deed.stars > 5) expect(stepped.isTaken).to.equal(false)
      expect(stepped.memory.rating ?? 4).to.equal(4)
    }
  })

  it('is never opened again by words alone', () => {
    const thanks = edges.filter(
      ({ from, deed }) => deed.type === 'user.wrote' && !isOpenState(from.state),
    )
    expect(thanks).not.to.deep.equal([])
    expect(thanks.filter(({ stepped }) => stepped.isTaken)).to.deep.equal([])
  })
})
