import { expect } from 'chai'
import * as fc from 'fast-check'
import {
  addBusinessTime,
  businessTimeBetween,
  isOpenAt,
  nextOpening,
  parseBusinessHours,
  roundTheClock,
  type BusinessHours,
} from '../../src/domain/business-hours.ts'

const hour = 3_600_000
const day = 24 * hour

function hoursOf(text: string, timeZone: string, holidays: readonly string[] = []): BusinessHours {
  const week = parseBusinessHours(text)
  if (week === null) throw new Error(`no hours: ${text}`)
  return { timeZone, week, holidays }
}

const shanghai = hoursOf('Mon-Fri 09:00-18:00', 'Asia/Shanghai', ['2026-10-01', '2026-10-02'])
const berlin = hoursOf('Mon-Sun 00:00-24:00', 'Europe/Berlin', ['2026-12-25'])
const newYork = hoursOf('Mon-Fri 09:00-17:00, Sat 10:00-14:00', 'America/New_York')

const at = (iso: string): number => {
  const moment = Date.parse(iso)
  if (Number.isNaN(moment)) throw new Error(`no moment: ${iso}`)
  return moment
}

const iso = (moment: number | null): string | null =>
  moment === null ? null : new Date(moment).toISOString()

describe('business hours', () => {
  describe('at a moment', () => {
    it('begin with the opening minute and end before the closing one', () => {
      expect(isOpenAt(shanghai, at('2026-09-21T08:59:59.999+08:00'))).to.equal(false)
      expect(isOpenAt(shanghai, at('2026-09-21T09:00:00+08:00'))).to.equal(true)
      expect(isOpenAt(shanghai, at('2026-09-21T17:59:59.999+08:00'))).to.equal(true)
      expect(isOpenAt(shanghai, at('2026-09-21T18:00:00+08:00'))).to.equal(false)
    })

    it('are not on weekends and holidays of their own zone', () => {
      expect(isOpenAt(shanghai, at('2026-09-26T12:00:00+08:00'))).to.equal(false)
      expect(isOpenAt(shanghai, at('2026-10-01T12:00:00+08:00'))).to.equal(false)
      expect(isOpenAt(berlin, at('2026-12-24T23:30:00Z'))).to.equal(false)
      expect(isOpenAt(berlin, at('2026-12-25T23:30:00Z'))).to.equal(true)
    })

    it('go over midnight without a gap', () => {
      for (const time of ['23:59:59.999', '00:00:00.000']) {
        expect(isOpenAt(berlin, at(`2026-06-10T${time}+02:00`)), time).to.equal(true)
      }
    })

    it('keep to the clock on the wall when summer time begins and ends', () => {
      for (const date of ['2026-03-06', '2026-11-02']) {
        expect(isOpenAt(newYork, at(`${date}T09:00:00-05:00`)), date).to.equal(true)
        expect(isOpenAt(newYork, at(`${date}T08:59:00-05:00`)), date).to.equal(false)
      }
      for (const date of ['2026-03-09', '2026-10-30']) {
        expect(isOpenAt(newYork, at(`${date}T09:00:00-04:00`)), date).to.equal(true)
        expect(isOpenAt(newYork, at(`${date}T08:59:00-04:00`)), date).to.equal(false)
      }
    })
  })

  describe('next', () => {
    it('are told when nobody is there', () => {
      expect(iso(nextOpening(shanghai, at('2026-09-25T18:00:00+08:00')))).to.equal(
        iso(at('2026-09-28T09:00:00+08:00')),
      )
      expect(iso(nextOpening(shanghai, at('2026-09-30T20:00:00+08:00')))).to.equal(
        iso(at('2026-10-05T09:00:00+08:00')),
      )
      expect(iso(nextOpening(newYork, at('2026-03-07T15:00:00-05:00')))).to.equal(
        iso(at('2026-03-09T09:00:00-04:00')),
      )
    })

    it('are not told while somebody is there, or when nobody ever will be', () => {
      expect(nextOpening(shanghai, at('2026-09-21T12:00:00+08:00'))).to.equal(null)
      expect(nextOpening({ ...shanghai, week: [] }, 0)).to.equal(null)
      expect(nextOpening(roundTheClock, 0)).to.equal(null)
    })

    it('begin where the clocks go on when their first minute is left out', () => {
      const early = hoursOf('Sun 02:30-04:00', 'Europe/Berlin')
      expect(iso(nextOpening(early, at('2026-03-29T00:00:00Z')))).to.equal(
        '2026-03-29T01:00:00.000Z',
      )
    })

    it('never come for a time that is left out wholly', () => {
      const lost = hoursOf('Sun 02:15-02:45', 'Europe/Berlin')
      expect(iso(nextOpening(lost, at('2026-03-28T12:00:00Z')))).to.equal(
        '2026-04-05T00:15:00.000Z',
      )
    })

    it('count a time that comes twice the first time', () => {
      const twice = hoursOf('Sun 02:00-02:30', 'Europe/Berlin')
      expect(isOpenAt(twice, at('2026-10-25T00:15:00Z'))).to.equal(true)
      expect(isOpenAt(twice, at('2026-10-25T01:15:00Z'))).to.equal(false)
    })
  })

  describe('as time that passes', () => {
    it('go on with the next day, after the weekend, after the holidays', () => {
      const cases = [
        ['2026-09-21T10:00:00+08:00', 4, '2026-09-21T14:00:00+08:00'],
        ['2026-09-21T17:00:00+08:00', 4, '2026-09-22T12:00:00+08:00'],
        ['2026-09-25T17:00:00+08:00', 4, '2026-09-28T12:00:00+08:00'],
        ['2026-09-30T17:00:00+08:00', 4, '2026-10-05T12:00:00+08:00'],
        ['2026-09-19T03:00:00+08:00', 1, '2026-09-21T10:00:00+08:00'],
      ] as const
      for (const [from, hours, until] of cases) {
        expect(iso(addBusinessTime(shanghai, at(from), hours * hour)), from).to.equal(
          iso(at(until)),
        )
      }
    })

    it('end with the day that is full, not with the next one', () => {
      expect(iso(addBusinessTime(shanghai, at('2026-09-21T09:00:00+08:00'), 9 * hour))).to.equal(
        iso(at('2026-09-21T18:00:00+08:00')),
      )
    })

    it('have 23 and 25 hours on the days when the clocks are changed', () => {
      const spring = [at('2026-03-28T23:00:00Z'), at('2026-03-29T22:00:00Z')] as const
      const autumn = [at('2026-10-24T22:00:00Z'), at('2026-10-25T23:00:00Z')] as const
      expect(businessTimeBetween(berlin, ...spring)).to.equal(23 * hour)
      expect(businessTimeBetween(berlin, ...autumn)).to.equal(25 * hour)
      const shift = hoursOf('Sun 00:00-04:00', 'America/New_York')
      const sunday = (date: string): number =>
        businessTimeBetween(shift, at(`${date}T04:00:00Z`), at(`${date}T12:00:00Z`))
      expect(['2026-03-08', '2026-03-15', '2026-11-01'].map(sunday)).to.deep.equal([
        3 * hour,
        4 * hour,
        5 * hour,
      ])
    })

    it('are all time round the clock', () => {
      expect(addBusinessTime(roundTheClock, 5, 7 * day)).to.equal(5 + 7 * day)
      expect(businessTimeBetween(roundTheClock, 5, 5 + 7 * day)).to.equal(7 * day)
    })

    it('are plain time where nobody is ever there, instead of a search without an end', () => {
      const never = { ...shanghai, week: [] }
      expect(addBusinessTime(never, 5, hour)).to.equal(5 + hour)
      expect(businessTimeBetween(never, 5, 5 + hour)).to.equal(hour)
      expect(addBusinessTime(shanghai, 5, 1e15)).to.equal(5 + 1e15)
    })

    it('do not run backwards', () => {
      expect(addBusinessTime(shanghai, 500, -5)).to.equal(500)
      expect(businessTimeBetween(shanghai, 500, 400)).to.equal(0)
    })
  })

  describe('whatever they are', () => {
    const range = fc
      .uniqueArray(fc.integer({ min: 0, max: 96 }), { minLength: 2, maxLength: 2 })
      .map((quarters) => quarters.toSorted((one, other) => one - other).map((each) => each * 15))
      .map(([from = 0, to = 0]) => ({ from, to }))
    const zones = fc.constantFrom(
      'Asia/Shanghai',
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
    )
    const hours: fc.Arbitrary<BusinessHours> = fc.record({
      timeZone: zones,
      week: fc.array(
        fc.option(range, { nil: null }).map((one) => (one === null ? [] : [one])),
        { minLength: 7, maxLength: 7 },
      ),
      holidays: fc.subarray(['2026-03-30', '2026-10-26', '2026-11-01', '2026-12-25']),
    })
    const moment = fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2027-01-01T00:00:00Z') })
    // A quarter of an hour a week is the least, and 400 days have 14 hours of it.
    const work = fc.integer({ min: 0, max: 5 * hour })

    it('pass in one go as they pass bit by bit', () => {
      fc.assert(
        fc.property(hours, moment, fc.tuple(work, work), (each, from, [one, other]) => {
          const inTwo = addBusinessTime(each, addBusinessTime(each, from, one), other)
          expect(addBusinessTime(each, from, one + other)).to.equal(inTwo)
        }),
        { numRuns: 300 },
      )
    })

    it('lie between two moments as they were added', () => {
      fc.assert(
        fc.property(hours, moment, work, (each, from, ms) => {
          expect(businessTimeBetween(each, from, addBusinessTime(each, from, ms))).to.equal(ms)
        }),
        { numRuns: 300 },
      )
    })

    it('are open at the next opening, and closed the millisecond before', () => {
      fc.assert(
        fc.property(hours, moment, (each, from) => {
          const opens = nextOpening(each, from)
          if (opens === null) return
          expect(opens).to.be.greaterThan(from)
          expect(isOpenAt(each, from)).to.equal(false)
          expect(isOpenAt(each, opens)).to.equal(true)
          expect(isOpenAt(each, opens - 1)).to.equal(false)
        }),
        { numRuns: 300 },
      )
    })
  })
})
