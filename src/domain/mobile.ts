import { isIPv4 } from 'node:net'
import {
  isSupportedCountry,
  ParseError,
  parsePhoneNumberWithError,
  type CountryCode,
  type PhoneNumber,
} from 'libphonenumber-js/max'
import { asciiDigits, plainText } from './plain-text.ts'

/** Why a typed text is no mobile number that a text message reaches. */
export type MobileRefusal =
  /** Empty, letters, or several things at once. */
  | 'not-a-number'
  | 'too-short'
  | 'too-long'
  /** `+` or `00` is followed by no country's calling code. */
  | 'unknown-country'
  /** The right length, but no number of its country begins like this. */
  | 'invalid'
  | 'landline'
  /** No mobile of the region, but one of another country that was typed without its calling code. */
  | 'foreign'
  /** Premium, shared-cost, free-phone, voice-over-IP, pager, satellite and company numbers. */
  | 'special'
  /** A number behind a switchboard takes no text message. */
  | 'extension'

export type ParsedMobile =
  | {
      readonly outcome: 'parsed'
      /** `+`, calling code and national number: the one form that is stored and compared. */
      readonly e164: string
      /** ISO 3166 region, such as `CN`. */
      readonly country: string
    }
  | { readonly outcome: 'refused'; readonly reason: MobileRefusal }

/** Generous for any spelling of 15 digits; longer texts are refused before any work. */
const longestSpelling = 64

const extension = /\d\s*(?:(?:;\s*)?ext(?:ension|n)?\b|x|#|分机|转)[\s.:=]*\d+$/iu

/** Digits with the signs people set between them; a plus sign only in front. */
const spelling = /^\(?\+?[\d\s()\p{Pd}./]+$/u

/**
 * Reads a mobile number as people type it (S16, S17): `+CC`, `00CC`, or national with or without its trunk zero
 * in `defaultRegion` (ISO 3166; an unknown region reads international spellings only). Full-width and Arabic-Indic
 * digits count as digits, the Italian leading zero stays. The whole text must be the number: nothing is picked out
 * of a sentence. Where the country's plan cannot tell mobiles from landlines (+1), the number passes.
 */
export function parseMobile(text: string, defaultRegion: string): ParsedMobile {
  if (text.length > longestSpelling) return parsedMobile(text, defaultRegion)
  const known = lately.find((each) => each.text === text && each.region === defaultRegion)
  if (known !== undefined) return known.parsed
  const parsed = parsedMobile(text, defaultRegion)
  lately.unshift({ text, region: defaultRegion, parsed })
  lately.length = Math.min(lately.length, mostLately)
  return parsed
}

/** Turns that are under way at once: while one waits for a database, others read their numbers. */
const mostLately = 32

/**
 * The guard of a chart, its actions and the counters of a text ask for the same typed number: of five readings in a turn
 * one is left. Only what was typed is kept: a stored number that is taken apart faster than a stand-in would tell who has
 * an account.
 */
const lately: { readonly text: string; readonly region: string; readonly parsed: ParsedMobile }[] =
  []

function parsedMobile(text: string, defaultRegion: string): ParsedMobile {
  const typed = text.length > longestSpelling * 4 ? text : asciiDigits(plainText(text))
  if (typed.length > longestSpelling) {
    return refused(spelling.test(typed.slice(0, longestSpelling)) ? 'too-long' : 'not-a-number')
  }
  if (extension.test(typed)) return refused('extension')
  // A server's address in the wrong place must not become somebody's number (138.101.100.12).
  if (!spelling.test(typed) || isIPv4(typed)) return refused('not-a-number')
  const bare = typed.replace(/^\((\+?\d{1,5})\)/, '$1 ').replace(/^00/, '+')
  const read = parse(bare, defaultRegion)
  const judged = typeof read === 'string' ? refused(read) : judge(read)
  return isForeign(judged, bare, defaultRegion) ? refused('foreign') : judged
}

/** Countries with many customers whose mobiles are known by their first digits. */
const neighbours = ['CN', 'GB', 'IN', 'DE', 'FR', 'AU'] as const

const doubtful: ReadonlySet<string> = new Set(['landline', 'invalid', 'too-long', 'special'])

/** Whether a refused national number is a mobile of another country. */
function isForeign(judged: ParsedMobile, typed: string, defaultRegion: string): boolean {
  if (judged.outcome === 'parsed' || !doubtful.has(judged.reason) || /^\(?\+/.test(typed))
    return false
  return neighbours.some((country) => {
    const read = country === defaultRegion ? null : parse(typed, country)
    return (
      read !== null && typeof read !== 'string' && read.isValid() && read.getType() === 'MOBILE'
    )
  })
}

/**
 * What a card's two fields say together: the picked calling code (`+86`) in front of the typed number,
 * unless the number is international already.
 */
export function withCallingCode(callingCode: string, typed: string): string {
  return /^\(?(?:\+|00)/.test(asciiDigits(plainText(typed.slice(0, longestSpelling))))
    ? typed
    : `${callingCode} ${typed}`
}

/** The country of a stored number (E.164), as ISO 3166; null where its calling code alone does not tell. */
export function countryOf(e164: string): string | null {
  const read = parse(e164, '')
  return typeof read === 'string' ? null : (read.country ?? null)
}

/**
 * The country of a number (E.164) that was typed just now, as {@link countryOf}. For nothing that was looked up: that
 * would tell who has an account by the time it takes.
 */
export function countryOfTyped(e164: string): string | null {
  for (const { parsed } of lately) {
    if (parsed.outcome === 'parsed' && parsed.e164 === e164) return parsed.country
  }
  return countryOf(e164)
}

/**
 * The usual ways of writing a stored number (E.164): international and, where its country is `defaultRegion`, national,
 * in one piece, with spaces, hyphens, dots, slashes and brackets. For systems that compare as written; the first is the
 * number itself. Digits alone may mean another number too, so what is found by one has to be read again.
 */
export function spellingsOfMobile(e164: string, defaultRegion: string): readonly string[] {
  const read = parse(e164, '')
  if (typeof read === 'string') return [e164]
  const code = read.countryCallingCode
  const bare = read.nationalNumber
  const grouped = read.formatInternational().replace(`+${code}`, '').trim()
  const international = [`+${code}`, `00${code}`, code, `(+${code})`].flatMap((head) => [
    `${head}${bare}`,
    `${head}${grouped}`,
    ...separators.flatMap((sign) => [
      `${head}${sign}${bare}`,
      `${head}${sign}${grouped.replaceAll(' ', sign)}`,
    ]),
  ])
  const local = read.formatNational()
  const national = [bare, grouped, local, local.replace(/\D/g, '')].flatMap((each) =>
    separators.map((sign) => each.replaceAll(' ', sign)),
  )
  const isHome = read.country === defaultRegion
  const all = [e164, ...international, ...bracketed(code, { local, bare, grouped })]
  return [...new Set([...all, ...(isHome ? national : [])])]
}

/** What stands between the groups of a number. */
const separators = [' ', '-', '.', '/'] as const

/** Country code and brackets: `+49 (0)151 ...`, `+1 (212) ...`. */
function bracketed(
  code: string,
  { local, bare, grouped }: Readonly<Record<'local' | 'bare' | 'grouped', string>>,
): readonly string[] {
  const whole = local.startsWith('(') ? [`+${code} ${local}`, `+${code}${local}`] : []
  if (!local.startsWith('0')) return whole
  return [bare, grouped].flatMap((each) =>
    [`(0)${each}`, `(0) ${each}`].flatMap((rest) => [`+${code} ${rest}`, `+${code}${rest}`]),
  )
}

function parse(typed: string, defaultRegion: string): PhoneNumber | MobileRefusal {
  const region: { defaultCountry?: CountryCode } = isSupportedCountry(defaultRegion)
    ? { defaultCountry: defaultRegion }
    : {}
  try {
    return parsePhoneNumberWithError(typed, { ...region, extract: false })
  } catch (error) {
    if (error instanceof ParseError) return parseRefusals.get(error.message) ?? 'not-a-number'
    throw error
  }
}

const parseRefusals: ReadonlyMap<string, MobileRefusal> = new Map([
  ['TOO_SHORT', 'too-short'],
  ['TOO_LONG', 'too-long'],
  ['INVALID_COUNTRY', 'unknown-country'],
])

function judge(number: PhoneNumber): ParsedMobile {
  if (number.ext !== undefined) return refused('extension')
  if (!number.isValid()) return refused(lengthRefusal(number))
  if (number.country === undefined) return refused('special')
  const type = number.getType()
  if (type === 'FIXED_LINE') return refused('landline')
  if (type !== 'MOBILE' && type !== 'FIXED_LINE_OR_MOBILE') return refused('special')
  return { outcome: 'parsed', e164: number.number, country: number.country }
}

function lengthRefusal(number: PhoneNumber): MobileRefusal {
  if (number.isPossible()) return 'invalid'
  // Countries have their own lengths; the middle one tells "a digit is missing" from "one too many".
  return number.nationalNumber.length < 10 ? 'too-short' : 'too-long'
}

function refused(reason: MobileRefusal): ParsedMobile {
  return { outcome: 'refused', reason }
}
