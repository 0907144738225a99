import { openAlways, type OpeningWeek } from './opening-week.ts'
import { momentOf, wallTime } from './time-zone.ts'

/** When people of support are there. */
export interface BusinessHours {
  /** IANA, such as `Asia/Shanghai`, and known to Intl. */
  readonly timeZone: string
  readonly week: OpeningWeek
  /** Days of that zone on which nobody is there, as `2026-10-01`. */
  readonly holidays: readonly string[]
}

/** Day and night: what cannot wait for a morning. */
export const roundTheClock: BusinessHours = { timeZone: 'UTC', week: openAlways, holidays: [] }

const minute = 60_000
const day = 86_400_000

/** No further ahead is anything looked for: hours that never open must not keep anybody searching. */
const mostDays = 400

/** 1 January 1970 was a Thursday; weeks begin on Monday. */
const weekdayOf = (dayNumber: number): number => (((dayNumber + 3) % 7) + 7) % 7

const isoDates = new Intl.DateTimeFormat('en-US', {
  timeZone: 'UTC',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

function isoDate(dayNumber: number): string {
  const [month = '', date = '', year = ''] = isoDates.format(dayNumber * day).split('/')
  return `${year}-${month}-${date}`
}

/** Moments, epoch ms; open at `opens` and no longer at `closes`. */
interface OpenTime {
  readonly opens: number
  readonly closes: number
}

function openTimesOn(hours: BusinessHours, dayNumber: number): readonly OpenTime[] {
  const { timeZone, week, holidays } = hours
  if (holidays.length > 0 && holidays.includes(isoDate(dayNumber))) return []
  return (week[weekdayOf(dayNumber)] ?? []).map(({ from, to }) => ({
    opens: momentOf(timeZone, dayNumber * day + from * minute),
    closes: momentOf(timeZone, dayNumber * day + to * minute),
  }))
}

/** What is left of each time open from a moment on, in order, over so many days. */
function* openTimesFrom(
  hours: BusinessHours,
  epochMs: number,
  days = mostDays,
): Generator<OpenTime> {
  const today = Math.floor(wallTime(hours.timeZone, epochMs) / day)
  // Where the clocks go back over midnight, a day may begin before the one before it has ended for good.
  for (let dayNumber = today - 1; dayNumber <= today + days; dayNumber += 1) {
    for (const { opens, closes } of openTimesOn(hours, dayNumber)) {
      if (closes > epochMs && closes > opens) yield { opens: Math.max(opens, epochMs), closes }
    }
  }
}

/** Whether every moment counts: always open, or never, when nothing else could be counted. */
function isPlain({ week, holidays }: BusinessHours): boolean {
  const isNever = week.every((ranges) => ranges.length === 0)
  const isWhole = week.every(([first]) => first?.from === 0 && first.to === day / minute)
  return isNever || (isWhole && holidays.length === 0)
}

/** Whether somebody is there at a moment, epoch ms. The opening minute counts, the closing one does not. */
export function isOpenAt(hours: BusinessHours, epochMs: number): boolean {
  const next = openTimesFrom(hours, epochMs, 1).next()
  return next.done !== true && next.value.opens === epochMs
}

/**
 * When somebody is there again, epoch ms.
 *
 * @returns null when somebody is there now, and when nobody will be within 400 days
 */
export function nextOpening(hours: BusinessHours, epochMs: number): number | null {
  const next = openTimesFrom(hours, epochMs).next()
  return next.done === true || next.value.opens === epochMs ? null : next.value.opens
}

/**
 * When so much business time has passed, epoch ms. What ends with the day ends at closing time, not at the next
 * opening. Without any time to pass it is the moment itself, open or not.
 *
 * @param ms business time; where no hours are set, or 400 days have less of it than this, ordinary time is added
 */
export function addBusinessTime(hours: BusinessHours, epochMs: number, ms: number): number {
  if (ms <= 0) return epochMs
  if (isPlain(hours)) return epochMs + ms
  let left = ms
  for (const { opens, closes } of openTimesFrom(hours, epochMs)) {
    if (left <= closes - opens) return opens + left
    left -= closes - opens
  }
  return epochMs + ms
}

/**
 * How much business time lies between two moments, in ms: what {@link addBusinessTime} adds. Nothing when the second
 * is not after the first; of more than 400 days the first 400 count.
 *
 * @param from epoch ms, as is `to`
 */
export function businessTimeBetween(hours: BusinessHours, from: number, to: number): number {
  if (to <= from) return 0
  if (isPlain(hours)) return to - from
  let sum = 0
  for (const { opens, closes } of openTimesFrom(hours, from)) {
    if (opens >= to) break
    sum += Math.min(closes, to) - opens
  }
  return sum
}
