import { dayMs } from './durations.ts'

/** Making a formatter costs a thousand times what asking one does. */
const formatters = new Map<string, Intl.DateTimeFormat>()

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
  formatters.set(timeZone, made)
  return made
}

/** `GMT`, `GMT+08:00`, or before there were zones `GMT+08:05:43`, at the end of a date. */
const offsetSign = /GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/

function offsetAt(timeZone: string, epochMs: number): number {
  const [, sign, hours = 0, minutes = 0, seconds = 0] =
    offsetSign.exec(formatterOf(timeZone).format(epochMs)) ?? []
  const size = (Number(hours) * 60 + Number(minutes)) * 60_000 + Number(seconds) * 1000
  return sign === '-' ? -size : size
}

/** What the clocks of a time zone show, as milliseconds since they showed 1 January 1970, 00:00. */
export function wallTime(timeZone: string, epochMs: number): number {
  return epochMs + offsetAt(timeZone, epochMs)
}

/** The first moment between two, epoch ms, at which the clocks show this time or a later one. */
function firstShowing(timeZone: string, wall: number, span: readonly [number, number]): number {
  let [before, after] = span
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (wallTime(timeZone, middle) >= wall) after = middle
    else before = middle
  }
  return after
}

/**
 * The moment at which the clocks of a time zone first show a time or a later one, epoch ms: a time that comes twice
 * when summer time ends means its first coming, and one that is left out when it begins the moment of the change.
 *
 * @param wall as {@link wallTime} tells it
 */
export function momentOf(timeZone: string, wall: number): number {
  const before = wall - offsetAt(timeZone, wall - dayMs)
  if (wallTime(timeZone, before) === wall) return before
  const after = wall - offsetAt(timeZone, wall + dayMs)
  if (wallTime(timeZone, after) === wall) return after
  return firstShowing(timeZone, wall, [Math.min(before, after) - 1, Math.max(before, after)])
}

/** Whether Intl knows a time zone by this name, such as `Europe/Berlin`. */
export function isTimeZone(name: string): boolean {
  try {
    formatterOf(name)
    return /^[A-Za-z]/.test(name)
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}
