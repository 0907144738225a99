import {
  findPhoneNumbersInText,
  isSupportedCountry,
  parsePhoneNumberFromString,
  type CountryCode,
} from 'libphonenumber-js/max'
import { maskAccountId, maskMobileForOwner } from './masking.ts'
import type { MaskedSpan } from './text-span.ts'

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
  const national = digits.replace(/^00/, '+')
  const spellings = [
    text.trim().startsWith('+') ? `+${digits}` : national,
    ...(digits.length < leastInternational ? [] : [`+${digits}`]),
  ]
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

/** The same for a text that may be several numbers with spaces between them. */
function knownMask(text: string, region: string): string | null {
  const whole = numberMask(text, region)
  if (whole !== null) return whole
  const masks = text
    .split(/(\s+)/)
    .map((part, index) => (index % 2 === 1 ? part : numberMask(part, region)))
  return masks.every((mask) => mask !== null) ? masks.join('') : null
}

function maskedBy(text: string, maskOf: (found: string) => string | null): readonly MaskedSpan[] {
  return [longNumber, oddlyParted].flatMap((shape) =>
    Array.from(text.matchAll(shape)).flatMap(({ 0: found, index }) => {
      const mask = isTime(found) ? null : maskOf(found)
      return mask === null ? [] : [{ start: index, end: index + found.length, mask }]
    }),
  )
}

/**
 * Masks for the numbers of a narrow text that are a phone's or an account's, whatever stands around them and between
 * their digits.
 */
export function maskedNumbers(text: string, region: string): readonly MaskedSpan[] {
  return maskedBy(text, (found) => knownMask(found, region))
}

/** Masks for phone numbers that stand among other digits, as libphonenumber finds them. */
export function maskedPhones(text: string, region: string): readonly MaskedSpan[] {
  return findPhoneNumbersInText(text, countryOf(region)).map(({ number, startsAt, endsAt }) => ({
    start: startsAt,
    end: endsAt,
    mask: maskMobileForOwner(number.number),
  }))
}

/** Masks for every other long number, the last four digits of which are told. */
export function maskedLongNumbers(text: string): readonly MaskedSpan[] {
  return maskedBy(text, (found) => {
    const digits = digitsOf(found)
    return digits.length < leastLong ? null : maskAccountId(digits)
  })
}
