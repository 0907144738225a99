import { expect } from 'chai'
import * as fc from 'fast-check'
import { createDueHeap } from '../../src/stores/due-heap.ts'

describe('the due heap', () => {
  const step = fc.record({
    key: fc.integer({ min: 0, max: 30 }).map(String),
    at: fc.option(fc.integer({ min: 0, max: 50 }), { nil: null }),
  })

  it('gives the same order as a sorted list, whatever was set, moved and taken out', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 200 }),
        fc.integer({ min: 0, max: 50 }),
        (steps, before) => {
          const heap = createDueHeap()
          const model = new Map<string, number>()
          for (const { key, at } of steps) {
            heap.set(key, at)
            if (at === null) model.delete(key)
            else model.set(key, at)
          }
          const expected = [...model]
            .filter(([, at]) => at <= before)
            .toSorted(([a, x], [b, y]) => x - y || (a < b ? -1 : 1))
            .map(([key]) => key)
          expect([...heap.ascending(before)]).to.deep.equal(expected)
          expect(heap.size).to.equal(model.size)
        },
      ),
    )
  })

  it('looks at no more than it gives, however many keys there are', () => {
    const heap = createDueHeap()
    for (let n = 0; n < 100_000; n += 1) heap.set(String(n), (n * 7919) % 100_003)
    const first = heap.ascending(Infinity)[Symbol.iterator]()
    expect(first.next().value).to.equal('0')
    expect([...heap.ascending(-1)]).to.deep.equal([])
    for (let n = 0; n < 100_000; n += 1) heap.set(String(n), n + 200_000)
    expect(heap.size).to.equal(100_000)
  })
})
