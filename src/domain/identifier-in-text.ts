import { isIPv4, isIPv6 } from 'node:net'
import {
  findPhoneNumbersInText,
  isSupportedCountry,
  parsePhoneNumberFromString,
  type CountryCode,
} from 'libphonenumber-js/max'
import {
  maskAccountId,
  maskEmailForOwner,
  maskIpForAgent,
  maskMobileForOwner,
  withMasks,
  type MaskedSpan,
} from './masking.ts'
import { parseAccountId } from './account-id.ts'
import { parseMobile } from './mobile.ts'
import { readCode } from './one-time-code.ts'
import { parseServerIp } from './server-ip.ts'
import { mayHoldValue } from './typed-text.ts'

/** The signs of a local part: RFC 5322's, and letters of scripts with spaces between words. */
const localSign = "[\\p{L}\\p{M}\\p{N}.!#$%&'*+/=?^_`{|}~-]"
const spacedLetters = `(?:(?!\\p{Script=Han})${localSign})+`
const label = '(?:(?!\\p{Script=Han})[\\p{L}\\p{M}\\p{N}-])+'
const domain = `[.[(<'"]*(?:${label}(?:\\.${label})*|\\p{Script=Han}+)`

/** `@`, or `(at)` and its like. */
const at = '(?:@| {0,2}[([{] ?at ?[)\\]}] {0,2})'

/** The lookbehind lets a match start only where a run of signs starts, which keeps the search linear. */
const email = new RegExp(
  `(?:(?<!(?!\\p{Script=Han})${localSign})${spacedLetters}|(?<!\\p{Script=Han})\\p{Script=Han}+|"[^"\\n]{1,64}")` +
    `${at}(?:${spacedLetters}${at}){0,9}${domain}`,
  'giu',
)

/** With spaces around its `@` it is an address only before a domain with a full stop. */
const spacedEmail = new RegExp(
  `(?<!(?!\\p{Script=Han})${localSign})${spacedLetters} {0,2}@ {0,2}[a-z0-9-]+(?:\\.[a-z0-9-]+)+`,
  'giu',
)

const atSign = new RegExp(at, 'giu')

/** Masks for the mail addresses of a narrow text, whatever their domain. */
export function maskedEmails(text: string): readonly MaskedSpan[] {
  return [email, spacedEmail].flatMap((shape) =>
    Array.from(text.matchAll(shape), ({ 0: found, index }) => ({
      start: index,
      end: index + found.length,
      mask: maskEmailForOwner(found.replace(atSign, '@').replace(/ {0,2}@ {0,2}/g, '@')),
    })),
  )
}

const hexRun = /[0-9a-f:.]{2,}/gi

/** Without the full stops of a sentence and the colon of a label around it. */
function bare(run: string): string {
  return run.replace(/^\.+|(?<!\.)\.+$/g, '').replace(/^:(?!:)|(?<!:):$/g, '')
}

const clock = /^\d{1,2}(?::\d{2}){1,3}$/

/**
 * Whether a run of hexadecimal digits and colons may be an IPv6 address: not a time of day, not `::1`, and with fewer
 * than three colons not `std::add`.
 */
function isIpv6Like(run: string, beside: string): boolean {
  const groups = run.split(':')
  if (groups.filter((group) => group !== '').length < 2 || clock.test(run)) return false
  return groups.length > 3 || (isIPv6(run) && !/\w/.test(beside))
}

function maskedIpv6(text: string): readonly MaskedSpan[] {
  return Array.from(text.matchAll(hexRun)).flatMap(({ 0: run, index }) => {
    const address = bare(run)
    const beside = text.slice(Math.max(0, index - 1), index) + text.charAt(index + run.length)
    if (!isIpv6Like(address, beside)) return []
    const start = index + run.indexOf(address)
    return [{ start, end: start + address.length, mask: maskIpForAgent(address) }]
  })
}

/** Four numbers or more, also as `1[.]2[.]3[.]4`. */
const dotted = /(?<!\d)\d{1,3}(?:[[(]?\.[\])]?\d{1,3}){3,}(?!\d)/g

function maskedIpv4(text: string): readonly MaskedSpan[] {
  return Array.from(text.matchAll(dotted)).flatMap(({ 0: found, index }) => {
    const octets = found.replace(/[[\]()]/g, '')
    if (!isIPv4(octets.split('.').slice(0, 4).join('.'))) return []
    return [{ start: index, end: index + found.length, mask: maskIpForAgent(octets) }]
  })
}

/** Masks for the servers' addresses of a narrow text. */
export function maskedIps(text: string): readonly MaskedSpan[] {
  return [...maskedIpv6(text), ...maskedIpv4(text)]
}

/** Digits of an account ID (account-id.ts). */
const idDigits = 12

/** From so many digits on, any number is masked but for its last four. */
const leastLong = 9

/** Without a plus sign, only numbers of so many digits are read as international ones. */
const leastInternational = 11

/** At least seven digits, with the signs people set between them; a line may break once. */
const longNumber = /(?:\+ ?)?\(?\d(?:[ \t\n./()_-]{0,3}\d){6,}/g

/** Groups of digits with other signs between them. */
const oddlyParted = /(?<!\d)\d{3,}(?:[,:;|*~'’`"\\]\d{3,}){1,5}/g

const date = /^(?:19|20)\d\d([-/.])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])$/

/** Whether it is a date, alone, with an hour behind it, or with a second date. */
function isTime(text: string): boolean {
  const parts = text.split(/\n| -? ?/)
  const [first = ''] = parts
  return date.test(first) && parts.every((part) => date.test(part) || /^\d{0,2}$/.test(part))
}

const digitsOf = (text: string): string => text.replace(/\D/g, '')

function countryOf(region: string): { defaultCountry?: CountryCode } {
  return isSupportedCountry(region) ? { defaultCountry: region } : {}
}

function phoneMask(text: string, region: string): string | null {
  const digits = digitsOf(text)
  const isInternational = text.trim().startsWith('+') || digits.startsWith('00')
  const international = `+${digits.replace(/^0+/, '')}`
  const isLong = digits.length >= leastInternational
  const spellings = isInternational
    ? [international, digits]
    : [digits, ...(isLong ? [international] : [])]
  for (const spelling of spellings) {
    const number = parsePhoneNumberFromString(spelling, { ...countryOf(region), extract: false })
    if (number?.isValid() === true) return maskMobileForOwner(number.number)
  }
  return null
}

/** The mask of a phone number or an account ID; null for what is neither. */
function numberMask(text: string, region: string): string | null {
  const digits = digitsOf(text)
  return phoneMask(text, region) ?? (digits.length === idDigits ? maskAccountId(digits) : null)
}

/** Masks several phone numbers in a row; null when a digit belongs to none of them. */
function phonesMask(text: string, region: string): string | null {
  const spans = findPhoneNumbersInText(text, countryOf(region)).map((found) => ({
    start: found.startsAt,
    end: found.endsAt,
    mask: maskMobileForOwner(found.number.number),
  }))
  const left = withMasks(
    text,
    spans.map((span) => ({ ...span, mask: '' })),
  )
  return /\d/.test(left) ? null : withMasks(text, spans)
}

/** Masks numbers with spaces between them; null unless each is a phone number or account ID. */
function partsMask(text: string, region: string): string | null {
  const masks = text
    .split(/(\s+)/)
    .map((part, index) => (index % 2 === 1 ? part : numberMask(part, region)))
  return masks.every((mask) => mask !== null) ? masks.join('') : null
}

function maskOf(text: string, region: string): string | null {
  if (isTime(text)) return null
  const known = numberMask(text, region) ?? partsMask(text, region) ?? phonesMask(text, region)
  const digits = digitsOf(text)
  return known ?? (digits.length < leastLong ? null : maskAccountId(digits))
}

/**
 * Masks for the long numbers of a narrow text: of a phone number the first two and last two digits are left, of an
 * account ID and every other number of nine digits or more the last four. Dates and times are not masked.
 */
export function maskedNumbers(text: string, region: string): readonly MaskedSpan[] {
  return [longNumber, oddlyParted].flatMap((shape) =>
    Array.from(text.matchAll(shape)).flatMap(({ 0: found, index }) => {
      const mask = maskOf(found, region)
      return mask === null ? [] : [{ start: index, end: index + found.length, mask }]
    }),
  )
}

/** What a pasted value can be. */
export type IdentifierKind = 'mobile' | 'account-id' | 'server-ip' | 'code'

/**
 * Recognises a value that somebody typed without having been asked for it (S12). The whole text must be the value, and
 * a text that two kinds fit is none: twelve digits may be an account ID or a mobile. Only a server's address comes
 * before the other kinds (138.101.100.12), also when its range will be refused, so that the person hears why.
 *
 * @param defaultRegion ISO 3166 region a national number is read in
 * @returns the only kind that fits, or null; the value itself is for that kind's own parser to read
 */
export function recogniseIdentifier(text: string, defaultRegion: string): IdentifierKind | null {
  if (!mayHoldValue(text)) return null
  if (isServerIp(text)) return 'server-ip'
  const kinds: readonly (readonly [IdentifierKind, boolean])[] = [
    ['mobile', parseMobile(text, defaultRegion).outcome === 'parsed'],
    ['account-id', parseAccountId(text).outcome === 'parsed'],
    ['code', readCode(text) !== null],
  ]
  const fitting = kinds.filter(([, fits]) => fits)
  const [only] = fitting
  return only !== undefined && fitting.length === 1 ? only[0] : null
}

const malformed: ReadonlySet<string> = new Set(['octet', 'not-an-address', 'port', 'cidr', 'zone'])

function isServerIp(text: string): boolean {
  const parsed = parseServerIp(text, { allowDocumentation: true })
  return parsed.outcome === 'parsed' || !malformed.has(parsed.reason)
}
