import { expect } from 'chai'
import { parseBusinessHours, type BusinessHours } from '../../src/domain/business-hours.ts'
import {
  autoResolveAfterMs,
  closeAfterResolvedMs,
  deadlineFor,
  serviceTargets,
  silenceNoticeAfterMs,
} from '../../src/domain/service-level.ts'
import { severities } from '../../src/domain/support-case.ts'

const minute = 60_000
const hour = 60 * minute
const hours: BusinessHours = {
  timeZone: 'Asia/Shanghai',
  week: parseBusinessHours('Mon-Fri 09:00-18:00') ?? [],
  holidays: [],
}
/** Friday, an hour before closing. */
const from = Date.parse('2026-09-25T17:00:00+08:00')

describe('what support owes', () => {
  it('is owed in business hours', () => {
    const deadline = deadlineFor(hours, { severity: 'normal', owed: 'first-reply', from })
    expect(new Date(deadline.warnAt)).to.deep.equal(new Date('2026-09-28T11:00:00+08:00'))
    expect(new Date(deadline.dueAt)).to.deep.equal(new Date('2026-09-28T12:00:00+08:00'))
  })

  it('is owed day and night when somebody may be in an account', () => {
    expect(deadlineFor(hours, { severity: 'urgent', owed: 'resolution', from })).to.deep.equal({
      warnAt: from + 3 * hour,
      dueAt: from + 4 * hour,
    })
  })

  it('is warned of after three quarters of the time', () => {
    expect(deadlineFor(hours, { severity: 'high', owed: 'first-reply', from })).to.deep.equal({
      warnAt: from + 45 * minute,
      dueAt: from + hour,
    })
  })

  it('is owed the sooner the more urgent a case is, and a first reply the soonest', () => {
    const all = severities.map((severity) => serviceTargets[severity])
    for (const [index, targets] of all.entries()) {
      expect(targets['first-reply']).to.be.lessThan(targets['next-reply'])
      expect(targets['next-reply']).to.be.lessThan(targets.resolution)
      const lesser = all[index - 1]
      if (lesser === undefined) continue
      expect(targets['first-reply']).to.be.lessThan(lesser['first-reply'])
      expect(targets['next-reply']).to.be.lessThan(lesser['next-reply'])
      expect(targets.resolution).to.be.lessThan(lesser.resolution)
    }
  })

  it('gives notice of an end before it comes, and takes a case back as long as it is not closed', () => {
    expect(silenceNoticeAfterMs).to.equal(48 * hour)
    expect(autoResolveAfterMs).to.equal(72 * hour)
    expect(closeAfterResolvedMs).to.equal(7 * 24 * hour)
  })
})
