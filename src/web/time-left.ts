import { minuteMs } from '../domain/durations.ts'
import type { Locale } from '../flow/locale.ts'
import { dayAndTime } from '../flow/wording.ts'
import { html, type Html } from './html.ts'

/** How long is left in whole minutes, rounded up so that a page never claims less than it has; at least one. */
export function minutesLeft(until: number, now: number): number {
  return Math.max(1, Math.ceil((until - now) / minuteMs))
}

/** How long is left in whole seconds, rounded up; at least one. What `Retry-After` takes. */
export function secondsLeft(until: number, now: number): number {
  return Math.max(1, Math.ceil((until - now) / 1_000))
}

/**
 * A time to wait, in words: seconds under two minutes, minutes under two hours, hours above. Rounded up: who comes
 * back after it is not sent away again.
 */
export function spanLeft(wait: {
  readonly until: number
  readonly now: number
  readonly locale: Locale
}): string {
  const seconds = secondsLeft(wait.until, wait.now)
  const minutes = Math.ceil(seconds / 60)
  if (seconds < 120) return inWords(seconds, 'second', wait.locale)
  if (minutes < 120) return inWords(minutes, 'minute', wait.locale)
  return inWords(Math.ceil(minutes / 60), 'hour', wait.locale)
}

function inWords(count: number, unit: 'second' | 'minute' | 'hour', locale: Locale): string {
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count)
}

/**
 * A moment with its zone named, since a server does not know where its reader is; the page's script shows it in local
 * time.
 *
 * @param timeZone IANA name
 */
export function momentTag(epochMs: number, locale: Locale, timeZone: string): Html {
  return html`<time datetime="${new Date(epochMs).toISOString()}"
    >${dayAndTime(epochMs, locale, timeZone)}</time
  >`
}
