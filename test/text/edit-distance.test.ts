import { expect } from 'chai'
import * as fc from 'fast-check'
import { editDistance, slipsAllowed } from '../../src/text/edit-distance.ts'

describe('slips of the finger', () => {
  const table: readonly (readonly [string, string, number])[] = [
    ['cancel', 'cancel', 0],
    ['cancel', 'canel', 1],
    ['cancel', 'cancell', 1],
    ['cancel', 'camcel', 1],
    ['cancel', 'cacnel', 1],
    ['cancel', 'acnecl', 2],
    ['', 'ab', 2],
    ['kitten', 'sitting', 3],
  ]
  for (const [one, other, distance] of table) {
    it(`are ${distance} between "${one}" and "${other}"`, () => {
      expect(editDistance(one, other, 9)).to.equal(distance)
      expect(editDistance(other, one, 9)).to.equal(distance)
    })
  }

  it('are not counted beyond the most that matters', () => {
    expect(editDistance('kitten', 'sitting', 1)).to.equal(2)
    expect(editDistance('a'.repeat(100_000), 'b', 2)).to.equal(3)
  })

  it('are none only between equal words', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), (one, other) => {
        expect(editDistance(one, other, 20) === 0).to.equal(one === other)
      }),
    )
  })

  it('are forgiven more in longer words, never in the shortest', () => {
    expect([3, 4, 6, 7, 30].map(slipsAllowed)).to.deep.equal([0, 1, 1, 2, 2])
  })
})
