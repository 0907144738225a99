import { expect } from 'chai'
import { openAlways, parseBusinessHours } from '../../src/domain/business-hours.ts'

describe('business hours as text', () => {
  const weekday = [{ from: 540, to: 1080 }]

  it('are days and times', () => {
    expect(parseBusinessHours('Mon-Fri 09:00-18:00')).to.deep.equal([
      ...Array.from({ length: 5 }, () => weekday),
      [],
      [],
    ])
  })

  it('have parts behind commas and semicolons, in any case and with any blanks', () => {
    const week = parseBusinessHours(' MON-Fri  09:00-18:00;sat 10:00-14:00 , Sun 00:00-24:00 ')
    expect(week?.[4]).to.deep.equal(weekday)
    expect(week?.[5]).to.deep.equal([{ from: 600, to: 840 }])
    expect(week?.[6]).to.deep.equal([{ from: 0, to: 1440 }])
  })

  it('may go over the end of the week', () => {
    const open = parseBusinessHours('Sat-Mon 09:00-18:00')?.map((ranges) => ranges.length)
    expect(open).to.deep.equal([1, 0, 0, 0, 0, 1, 1])
  })

  it('may leave lunch out, and count what is told twice once', () => {
    expect(parseBusinessHours('Mon 13:00-18:00, Mon 09:00-12:00')?.[0]).to.deep.equal([
      { from: 540, to: 720 },
      { from: 780, to: 1080 },
    ])
    expect(
      parseBusinessHours('Mon 09:00-12:00, Mon 10:00-11:00, Mon 12:00-13:00')?.[0],
    ).to.deep.equal([{ from: 540, to: 780 }])
  })

  it('may be all the time', () => {
    expect(parseBusinessHours('Always')).to.equal(openAlways)
    expect(parseBusinessHours('Mon-Sun 00:00-24:00')).to.deep.equal(openAlways)
  })

  const nonsense = [
    '',
    'never',
    '09:00-18:00',
    'Mon-Fri',
    'Mon-Fri 9-18',
    'Mon-Fri 9:00-18:00',
    'Mon-Fri 18:00-09:00',
    'Mon-Fri 09:00-09:00',
    'Mon-Fri 09:60-18:00',
    'Mon-Fri 09:00-24:01',
    'Mon-Fri 09:00-25:00',
    'Mon-Foo 09:00-18:00',
    'Mon-Fri 09:00-18:00,',
    'Mon-Fri 09:00-18:00 Sat 10:00-14:00',
    'always, Mon 09:00-18:00',
    'Mon 09:00-18:00, '.repeat(100),
  ]
  for (const text of nonsense) {
    it(`are refused: ${JSON.stringify(text.slice(0, 40))}`, () => {
      expect(parseBusinessHours(text)).to.equal(null)
    })
  }
})
