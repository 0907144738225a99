import { expect } from 'chai'
import * as fc from 'fast-check'
import { countWithin, doublingWait, nextAllowedAt, pruned } from '../../src/domain/window-limit.ts'

const hour = { now: 10_000_000, windowMs: 3_600_000 }

describe('a sliding window', () => {
  it('counts what happened inside it', () => {
    expect(countWithin([hour.now - 1, hour.now], hour)).to.equal(2)
  })

  it('lets a moment go exactly one window after it happened', () => {
    expect(countWithin([hour.now - hour.windowMs], hour)).to.equal(0)
    expect(countWithin([hour.now - hour.windowMs + 1], hour)).to.equal(1)
  })

  it('refunds nothing when the clock was set back', () => {
    expect(countWithin([hour.now + 5, hour.now + 99_999_999], hour)).to.equal(2)
  })

  it('keeps what still counts, in its order', () => {
    const old = hour.now - hour.windowMs - 1
    expect(pruned([hour.now, old, hour.now - 7], hour)).to.deep.equal([hour.now, hour.now - 7])
  })

  it('allows the next at once while there is room', () => {
    expect(nextAllowedAt([hour.now], { ...hour, max: 2 })).to.equal(hour.now)
  })

  it('allows the next when the oldest that counts has left', () => {
    const at = [hour.now - 10, hour.now - 30, hour.now - 20]
    expect(nextAllowedAt(at, { ...hour, max: 3 })).to.equal(hour.now - 30 + hour.windowMs)
    expect(nextAllowedAt(at, { ...hour, max: 2 })).to.equal(hour.now - 20 + hour.windowMs)
  })

  it('never allows anything with room for nothing', () => {
    expect(nextAllowedAt([], { ...hour, max: 0 })).to.equal(hour.now + hour.windowMs)
  })

  it('allows one at the told moment and none a millisecond before', () => {
    const moments = fc.array(fc.integer({ min: 0, max: 20_000_000 }), { maxLength: 20 })
    fc.assert(
      fc.property(moments, fc.integer({ min: 1, max: 8 }), (at, max) => {
        const next = nextAllowedAt(at, { ...hour, max })
        const countAt = (now: number): number => countWithin(at, { ...hour, now })
        expect(countAt(next)).to.be.below(max)
        if (next > hour.now) expect(countAt(next - 1)).to.be.at.least(max)
      }),
    )
  })
})

describe('a growing wait', () => {
  it('doubles from its base to its cap', () => {
    const waits = [0, 1, 2, 3, 4, 5].map((streak) => doublingWait(30_000, streak, 200_000))
    expect(waits).to.deep.equal([0, 30_000, 60_000, 120_000, 200_000, 200_000])
  })

  it('stays a number after any streak', () => {
    expect(doublingWait(30_000, 1_000_000, 3_600_000)).to.equal(3_600_000)
    expect(doublingWait(0, 1_000_000, 3_600_000)).to.equal(0)
  })
})
