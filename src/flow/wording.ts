import { minuteMs, hourMs, dayMs } from '../domain/durations.ts'
import { unitsOf, type Locale } from './locale.ts'

type TimeUnit = 'second' | 'minute' | 'hour' | 'day'

const secondMs = 1_000

/** Up to so many of a unit are said in it: "90 minutes" and "72 hours" read better than "2 hours" and "3 days". */
const steps: readonly { readonly unit: TimeUnit; readonly ms: number; readonly upTo: number }[] = [
  { unit: 'second', ms: secondMs, upTo: 59 },
  { unit: 'minute', ms: minuteMs, upTo: 90 },
  { unit: 'hour', ms: hourMs, upTo: 72 },
  { unit: 'day', ms: dayMs, upTo: Number.POSITIVE_INFINITY },
]

/**
 * A wait in words: "40 seconds", "2 minutes", "40 秒". Rounds up, so nobody is sent back too early; nothing or less
 * reads as one second.
 *
 * @param ms milliseconds
 */
export function duration(ms: number, locale: Locale): string {
  for (const { unit, ms: unitMs, upTo } of steps) {
    const amount = Math.max(1, Math.ceil(ms / unitMs))
    if (amount <= upTo) return amountIn(unit, amount, locale)
  }
  throw new RangeError('a duration is a number of milliseconds')
}

const resendStepMs = 5_000

/**
 * How long until a new message can be asked for, rounded up to steps of five seconds. Words and countdowns are made of
 * this one figure, so that they say the same; and two people who are told the same read the same, whatever the moment.
 *
 * @param ms milliseconds
 */
export const resendWait = (ms: number): number => Math.ceil(ms / resendStepMs) * resendStepMs

/** Amounts that come up again and again: up to 90 of a unit, so that there are never many. */
const mostKept = 90
const keptAmounts = new Map<string, string>()

/** An amount in words; each time anew they took 2 % of a turn that sends a code. */
function amountIn(unit: TimeUnit, amount: number, locale: Locale): string {
  const key = `${amount} ${unit} ${locale}`
  const known = keptAmounts.get(key)
  if (known !== undefined) return known
  const words = writtenAmount(unit, amount, locale)
  if (amount <= mostKept) keptAmounts.set(key, words)
  return words
}

function writtenAmount(unit: TimeUnit, amount: number, locale: Locale): string {
  const parts = unitFormat(unit, locale).formatToParts(amount)
  // ICU writes Chinese units without the space that the catalogues set between a number and a word.
  return [
    parts.filter(({ type }) => type !== 'unit' && type !== 'literal').map(({ value }) => value),
    parts.filter(({ type }) => type === 'unit').map(({ value }) => value.trim()),
  ]
    .map((values) => values.join(''))
    .join(' ')
}

/**
 * A time of day with its zone, such as "3:05 PM UTC": the person may sit in another one than the server.
 *
 * @param epochMs epoch milliseconds
 * @param timeZone IANA name, UTC without one
 * @throws RangeError for an unknown zone
 */
export function clockTime(epochMs: number, locale: Locale, timeZone = 'UTC'): string {
  return zoneLast(timeFormat(locale, timeZone).formatToParts(epochMs))
}

/** Some ICU versions put a narrow no-break space before AM, which half the chat clients draw as a box. */
const plainSpaces = (text: string): string => text.replace(/[\u202f\u00a0]/g, ' ')

const textOf = (parts: readonly Intl.DateTimeFormatPart[]): string =>
  plainSpaces(parts.map(({ value }) => value).join(''))

/** A moment with its zone at the end: Chinese patterns put it between the day and the time, where nobody reads it. */
function zoneLast(parts: readonly Intl.DateTimeFormatPart[]): string {
  const at = parts.findIndex(({ type }) => type === 'timeZoneName')
  if (at === -1 || at === parts.length - 1) return textOf(parts)
  // The space behind the zone goes with it.
  return `${textOf(parts.toSpliced(at, 2))}（${parts[at]?.value ?? ''}）`
}

/** Between a Latin letter or a digit and a Chinese character; a date is closed up, as Intl writes it. */
const seam =
  /(?<=\p{Script=Latin})(?=\p{Script=Han})|(?<=\p{Nd})(?![年月日])(?=\p{Script=Han})|(?<=\p{Script=Han})(?=\p{Script=Latin})|(?<=\p{Script=Han})(?<![年月])(?=\p{Nd})/gu

/** A Chinese text with a space where a Latin name or a number meets a character, whatever its gaps were filled with. */
export function withSeams(text: string): string {
  return text.replaceAll(seam, ' ')
}

/**
 * A day and a time of day with its zone, such as "Nov 20, 2026, 3:05 PM UTC", for what may be read days later.
 *
 * @param epochMs epoch milliseconds
 * @param timeZone IANA name, UTC without one
 * @throws RangeError for an unknown zone
 */
export function dayAndTime(epochMs: number, locale: Locale, timeZone = 'UTC'): string {
  return zoneLast(dayFormat(locale, timeZone).formatToParts(epochMs))
}

/** "a, b, and c" or "a、b和c"; with `or` as the last word on request. */
export function list(
  items: readonly string[],
  locale: Locale,
  last: 'conjunction' | 'disjunction' = 'conjunction',
): string {
  return listFormat(locale, last).format(items)
}

const unitFormat = memoised(
  (unit: TimeUnit, locale: Locale) =>
    new Intl.NumberFormat(locale, {
      style: 'unit',
      unit,
      unitDisplay: unitsOf(locale),
      useGrouping: false,
    }),
)

const timeFormat = memoised(
  (locale: Locale, timeZone: string) =>
    new Intl.DateTimeFormat(locale, {
      hour: 'numeric',
      minute: '2-digit',
      timeZone,
      timeZoneName: 'short',
    }),
)

const dayFormat = memoised(
  (locale: Locale, timeZone: string) =>
    new Intl.DateTimeFormat(locale, {
      year: 'numeric',
      month: 'short',
      day: 'numeric',
      hour: 'numeric',
      minute: '2-digit',
      timeZone,
      timeZoneName: 'short',
    }),
)

const listFormat = memoised(
  (locale: Locale, type: 'conjunction' | 'disjunction') => new Intl.ListFormat(locale, { type }),
)

/** Making an Intl object costs a hundred times more than using it, and there are few of each. */
function memoised<A extends string, B extends string, T>(
  make: (one: A, other: B) => T,
): (one: A, other: B) => T {
  const made = new Map<string, T>()
  return (one, other) => {
    const key = `${one} ${other}`
    const known = made.get(key) ?? make(one, other)
    made.set(key, known)
    return known
  }
}
