import {
  findPhoneNumbersInText,
  isSupportedCountry,
  parsePhoneNumberFromString,
  type CountryCode,
} from 'libphonenumber-js/max'
import { maskAccountId, maskMobileForOwner } from './masking.ts'
import { withMasks, type MaskedSpan } from './text-span.ts'

/** Account IDs have so many digits (account-id.ts). */
const idDigits = 12

/** Whatever has so many digits is told by its last four alone: an order's number as well as a foreign phone's. */
const leastLong = 9

/** A phone number without its plus sign has no fewer; shorter ones are nobody's with a calling code. */
const leastInternational = 11

/** At least seven digits, with the signs people set between them; a line may break once. */
const longNumber = /(?:\+ ?)?\(?\d(?:[ \t\n./()_-]{0,3}\d){6,}/g

/** The same in groups that other signs part. */
const oddlyParted = /\d{3,}(?:[,:;|*~'’`"\\]\d{3,}){1,5}/g

const date = /^(?:19|20)\d\d([-/.])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])$/

/** A day, the hour behind it, two days with a dash between them. */
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

/** What an agent sees of one number: a phone's or an account's mask; null for what is neither. */
function numberMask(text: string, region: string): string | null {
  const digits = digitsOf(text)
  return phoneMask(text, region) ?? (digits.length === idDigits ? maskAccountId(digits) : null)
}

/** Masks for phone numbers in a row, when every digit is one of a phone's. */
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

/** Masks for numbers with spaces between them, when each is one by itself. */
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
 * Masks for the long numbers of a narrow text, whatever stands around them and between their digits: a phone's first
 * two and last two digits, an account's last four, and the last four of every other number of nine digits or more.
 * Days and hours are left.
 */
export function maskedNumbers(text: string, region: string): readonly MaskedSpan[] {
  return [longNumber, oddlyParted].flatMap((shape) =>
    Array.from(text.matchAll(shape)).flatMap(({ 0: found, index }) => {
      const mask = maskOf(found, region)
      return mask === null ? [] : [{ start: index, end: index + found.length, mask }]
    }),
  )
}
