import { expect } from 'chai'
import { setFlagsFromString } from 'node:v8'
import { runInThisContext } from 'node:vm'
import { personTurn } from '../stand-ins/agent.ts'
import { createWorld } from '../stand-ins/world.ts'

setFlagsFromString('--allow-natives-syntax')
const isSameShape: unknown = runInThisContext('(one, other) => %HaveSameMap(one, other)')

/** How many hidden classes some objects have. */
function shapesOf(objects: readonly object[]): number {
  if (typeof isSameShape !== 'function') throw new TypeError('there is no such function')
  const seen: object[] = []
  for (const each of objects) {
    if (!seen.some((other) => isSameShape(each, other) === true)) seen.push(each)
  }
  return seen.length
}

describe('what a turn leaves', () => {
  it('has the same hidden class for everybody who came the same way (scripts/spreads.js)', async () => {
    const world = createWorld()
    for (let person = 0; person < 60; person += 1) {
      const turn = personTurn(`u${person}`)
      for (const text of ['hi', 'find my account', 'mobile']) await world.say(text, turn)
    }
    const rows = []
    for await (const { row } of world.store.scan('conversations')) rows.push(row)
    const later = rows.slice(-30)
    expect(shapesOf(later), 'rows').to.equal(1)
    expect(shapesOf(later.flatMap(({ answered }) => answered ?? [])), 'answers').to.equal(1)
    expect(shapesOf(later.flatMap(({ stack }) => stack)), 'flows').to.equal(1)
  })
})
