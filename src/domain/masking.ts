import {
  getCountries,
  getCountryCallingCode,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max'

/** A part of a text, in code units; `end` is behind its last one. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** The runs of a text without white space, in order. */
export function tokensOf(text: string): readonly (Span & { readonly text: string })[] {
  return Array.from(text.matchAll(/\S+/gu), ({ 0: token, index }) => ({
    text: token,
    start: index,
    end: index + token.length,
  }))
}

/** A part of a text with what is shown in its place. */
export interface MaskedSpan extends Span {
  readonly mask: string
}

/** A text with its masks; of spans that overlap the first one's mask stands for all. */
export function withMasks(text: string, spans: readonly MaskedSpan[]): string {
  const parts: string[] = []
  let shownTo = 0
  for (const { start, end, mask } of spans.toSorted((one, other) => one.start - other.start)) {
    if (start >= shownTo) parts.push(text.slice(shownTo, start), mask)
    shownTo = Math.max(shownTo, end)
  }
  return parts.join('') + text.slice(shownTo)
}

/** Stands for each hidden character. Identifiers are shaped for display in this file alone. */
const dot = '•'

const strangerDots = dot.repeat(8)

/** Of shorter national numbers the first two digits are hidden too. */
const shortestTold = 7

/**
 * A mobile as a stranger sees it: eight dots and the last two digits, whatever the country and the length, so that
 * a decoy has the same shape (attacks C5).
 *
 * @param e164 a stored number
 */
export function maskMobileForStranger(e164: string): string {
  return strangerMask(e164.slice(-2))
}

/**
 * The stranger's mask of a number that need not exist.
 *
 * @param lastTwoDigits two digits; the caller derives them from a keyed hash, so that a decoy is stable
 * @throws RangeError for anything but two ASCII digits: more would be told than is allowed
 */
export function strangerMask(lastTwoDigits: string): string {
  if (!/^[0-9]{2}$/.test(lastTwoDigits)) throw new RangeError('a mask shows exactly two digits')
  return `${strangerDots}${lastTwoDigits}`
}

const callingCodes: ReadonlySet<string> = new Set(
  getCountries().map((country) => getCountryCallingCode(country)),
)

/** A plus sign, no zero after it, and 7 to 15 digits: how numbers are stored. */
const stored = /^\+[1-9][0-9]{6,14}$/

/**
 * A stored number, cut where its calling code ends. No calling code begins with another one, so that nothing has to be
 * parsed: that took 70 µs of every turn with a number or a code.
 */
function cut(e164: string) {
  const length = stored.test(e164)
    ? [1, 2, 3].find((digits) => callingCodes.has(e164.slice(1, 1 + digits)))
    : undefined
  if (length === undefined) return parsePhoneNumberFromString(e164)
  return {
    countryCallingCode: e164.slice(1, 1 + length),
    nationalNumber: e164.slice(1 + length),
  }
}

/** A mobile as its signed-in owner and agents see it: calling code, first two and last two digits (S27). */
export function maskMobileForOwner(e164: string): string {
  const number = cut(e164)
  if (number === undefined) return maskMobileForStranger(e164)
  const { countryCallingCode, nationalNumber } = number
  const first = nationalNumber.length < shortestTold ? '' : nationalNumber.slice(0, 2)
  const hidden = dot.repeat(Math.max(3, nationalNumber.length - first.length - 2))
  return `+${countryCallingCode} ${first}${hidden}${nationalNumber.slice(-2)}`
}

/** A mobile as whoever has just typed it sees it again: whole, and in groups that are easy to compare. */
export function spacedMobile(e164: string): string {
  return parsePhoneNumberFromString(e164)?.formatInternational() ?? e164
}

/**
 * An email as its owner sees it: the first two characters and the domain. Of a local part that has no more than
 * two characters only the first is told; strangers are told nothing at all and need no mask.
 */
export function maskEmailForOwner(email: string): string {
  const at = email.lastIndexOf('@')
  if (at < 1) return strangerDots
  const local = Array.from(email.slice(0, at))
  const told = local.slice(0, local.length > 2 ? 2 : 1).join('')
  return `${told}${dot.repeat(4)}${email.slice(at)}`
}

/** An account ID: eight dots and its last four signs; of a short one a third, so that most of it stays hidden. */
export function maskAccountId(id: string): string {
  const told = Math.min(4, Math.floor(id.length / 3))
  return `${strangerDots}${told === 0 ? '' : id.slice(-told)}`
}

/** A server's address as an agent sees it: the first two octets, or the first two groups of IPv6. */
export function maskIpForAgent(ip: string): string {
  const hidden = dot.repeat(3)
  if (!ip.includes(':')) return [...ip.split('.').slice(0, 2), hidden, hidden].join('.')
  const [first = '', second = ''] = ip.split(':')
  return `${first === '' ? '0' : first}:${second === '' ? '0' : second}:${hidden}`
}
