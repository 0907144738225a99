import { expect } from 'chai'
import * as fc from 'fast-check'
import { createKeyIndex } from '../../src/stores/indexes.ts'

describe('a key index', () => {
  const step = fc.record({
    adds: fc.boolean(),
    value: fc.constantFrom('x', 'y'),
    key: fc.integer({ min: 0, max: 8 }).map(String),
  })

  it('gives the keys of a value in order, whatever was added and removed', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 60 }),
        fc.integer({ min: 0, max: 9 }),
        (steps, limit) => {
          const index = createKeyIndex()
          const model = { x: new Set<string>(), y: new Set<string>() }
          for (const { adds, value, key } of steps) {
            if (adds) index.add(value, key)
            else index.remove(value, key)
            if (adds) model[value].add(key)
            else model[value].delete(key)
          }
          for (const value of ['x', 'y'] as const) {
            const expected = [...model[value]].toSorted().slice(0, limit)
            expect(index.keys(value, limit)).to.deep.equal(expected)
          }
        },
      ),
    )
  })
})
