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

const dayNumber = (name: string): number => weekdays.findIndex((each) => each === name)

/** Both days and those between them, over the end of the week if need be; empty when one is no day. */
function daysOf(first: string, last: string): readonly number[] {
  const [from, to] = [dayNumber(first), dayNumber(last)]
  if (from < 0 || to < 0) return []
  const length = ((to - from + weekdays.length) % weekdays.length) + 1
  return Array.from({ length }, (_, index) => (from + index) % weekdays.length)
}

/** A time of day in minutes, or null for one that no clock shows. */
function minuteOf(time: string): number | null {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  const minute = hours * 60 + minutes
  return minutes < 60 && minute <= minutesOfDay ? minute : null
}

function rangeOf(opens: string, closes: string): OpenRange | null {
  const [from, to] = [minuteOf(opens), minuteOf(closes)]
  return from === null || to === null || from >= to ? null : { from, to }
}

interface DayRanges {
  readonly days: readonly number[]
  readonly range: OpenRange
}

function readPart(text: string): DayRanges | null {
  const [, first = '', last = first, opens = '', closes = ''] = part.exec(text) ?? []
  const days = daysOf(first, last)
  const range = rangeOf(opens, closes)
  return days.length === 0 || range === null ? null : { days, range }
}

/** In order, those that touch or overlap as one. */
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
