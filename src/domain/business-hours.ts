import { momentOf, wallTime } from './time-zone.ts'
import { minuteMs, dayMs } from './durations.ts'

/** From one minute of a day to another, counted from midnight; `to` is past the last one and at most 1440. */
export interface OpenRange {
  readonly from: number
  readonly to: number
}

/** The ranges of the seven days, Monday's first; those of a day in order and apart from each other. */
export type OpeningWeek = readonly (readonly OpenRange[])[]

const minutesOfDay = 1440

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** Open all the time. */
export const openAlways: OpeningWeek = weekdays.map(() => [{ from: 0, to: minutesOfDay }])

/** Monday to Friday from nine to six. */
export const openWorkdays: OpeningWeek = weekdays.map((_, day) =>
  day < 5 ? [{ from: 9 * 60, to: 18 * 60 }] : [],
)

const longestText = 1000

const part = /^([a-z]{3})(?:-([a-z]{3}))? (\d{2}:\d{2})-(\d{2}:\d{2})$/

const weekdayNamed = (name: string): number => weekdays.findIndex((each) => each === name)

/** The days from one to the other, which may go over the end of the week; empty when a name is no day. */
function daysOf(first: string, last: string): readonly number[] {
  const [from, to] = [weekdayNamed(first), weekdayNamed(last)]
  if (from < 0 || to < 0) return []
  const length = ((to - from + weekdays.length) % weekdays.length) + 1
  return Array.from({ length }, (_, index) => (from + index) % weekdays.length)
}

/** A time of day in minutes; null beyond 24:00 or 59 minutes. */
function minuteOf(time: string): number | null {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  const minute = hours * 60 + minutes
  return minutes < 60 && minute <= minutesOfDay ? minute : null
}

function rangeOf(opens: string, closes: string): OpenRange | null {
  const [from, to] = [minuteOf(opens), minuteOf(closes)]
  return from === null || to === null || from >= to ? null : { from, to }
}

/** One part such as `mon-fri 09:00-18:00`; null when it cannot be read. */
function readPart(text: string) {
  const [, first = '', last = first, opens = '', closes = ''] = part.exec(text) ?? []
  const days = daysOf(first, last)
  const range = rangeOf(opens, closes)
  return days.length === 0 || range === null ? null : { days, range }
}

/** Ranges in order; those that touch or overlap become one. */
function joined(ranges: readonly OpenRange[]): readonly OpenRange[] {
  const apart: OpenRange[] = []
  for (const range of ranges.toSorted((one, other) => one.from - other.from)) {
    const last = apart.at(-1)
    if (last === undefined || range.from > last.to) apart.push(range)
    else apart[apart.length - 1] = { from: last.from, to: Math.max(last.to, range.to) }
  }
  return apart
}

/**
 * Reads opening hours such as `Mon-Fri 09:00-18:00, Sat 10:00-14:00` or `always`: days by their first three letters,
 * times of 24 hours up to `24:00`, parts separated by commas or semicolons. Several parts may be about one day, days
 * may go over the end of the week (`Sat-Mon`).
 *
 * @returns null for anything else; for times that do not go forward too: a night is two parts
 */
export function parseBusinessHours(text: string): OpeningWeek | null {
  if (text.length > longestText) return null
  const plain = text.trim().toLowerCase().replace(/\s+/g, ' ')
  if (plain === 'always') return openAlways
  const parts = plain.split(/ ?[,;] ?/).map(readPart)
  const read = parts.filter((each) => each !== null)
  if (read.length < parts.length) return null
  return weekdays.map((_, day) =>
    joined(read.filter(({ days }) => days.includes(day)).map(({ range }) => range)),
  )
}

/** When support is staffed. */
export interface BusinessHours {
  /** IANA, such as `Asia/Shanghai`, and known to Intl. */
  readonly timeZone: string
  readonly week: OpeningWeek
  /** Days of that zone on which support is closed, as `2026-10-01`. */
  readonly holidays: readonly string[]
}

/** Open at any time, for cases that do not wait for office hours. */
export const roundTheClock: BusinessHours = { timeZone: 'UTC', week: openAlways, holidays: [] }

/** A search ends after so many days, since hours may never open. */
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
  const [month = '', date = '', year = ''] = isoDates.format(dayNumber * dayMs).split('/')
  return `${year}-${month}-${date}`
}

/** Epoch ms; open from `opens` until before `closes`. */
interface OpenTime {
  readonly opens: number
  readonly closes: number
}

function openTimesOn(hours: BusinessHours, dayNumber: number): readonly OpenTime[] {
  const { timeZone, week, holidays } = hours
  if (holidays.length > 0 && holidays.includes(isoDate(dayNumber))) return []
  return (week[weekdayOf(dayNumber)] ?? []).map(({ from, to }) => ({
    opens: momentOf(timeZone, dayNumber * dayMs + from * minuteMs),
    closes: momentOf(timeZone, dayNumber * dayMs + to * minuteMs),
  }))
}

/** The opening times that end after a moment, in order; the first begins no earlier than that moment. */
function* openTimesFrom(
  hours: BusinessHours,
  epochMs: number,
  days = mostDays,
): Generator<OpenTime> {
  const today = Math.floor(wallTime(hours.timeZone, epochMs) / dayMs)
  // Where the clocks go back over midnight, a day may begin before the one before it has ended for good.
  for (let dayNumber = today - 1; dayNumber <= today + days; dayNumber += 1) {
    for (const { opens, closes } of openTimesOn(hours, dayNumber)) {
      if (closes > epochMs && closes > opens) yield { opens: Math.max(opens, epochMs), closes }
    }
  }
}

/** Whether business time is ordinary time: always open, or never open, where nothing else could be counted. */
function isPlain({ week, holidays }: BusinessHours): boolean {
  const isNever = week.every((ranges) => ranges.length === 0)
  const isWhole = week.every(([first]) => first?.from === 0 && first.to === dayMs / minuteMs)
  return isNever || (isWhole && holidays.length === 0)
}

/** Whether support is open at a moment, epoch ms; the opening minute is inside, the closing minute is not. */
export function isOpenAt(hours: BusinessHours, epochMs: number): boolean {
  const next = openTimesFrom(hours, epochMs, 1).next()
  return next.done !== true && next.value.opens === epochMs
}

/** When support opens next, epoch ms; null when it is open now, or stays closed for 400 days. */
export function nextOpening(hours: BusinessHours, epochMs: number): number | null {
  const next = openTimesFrom(hours, epochMs).next()
  return next.done === true || next.value.opens === epochMs ? null : next.value.opens
}

/**
 * When so much business time has passed, epoch ms: the closing time where it passes exactly at the end of a day, and
 * `epochMs` itself for no time at all.
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
 * How much business time, in ms, lies between two moments (epoch ms): what {@link addBusinessTime} adds. Zero when the
 * second is not after the first; of more than 400 days the first 400 count.
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
