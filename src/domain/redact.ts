import { maskedEmails, maskedIps } from './address-in-text.ts'
import { maskCode } from './code-mask.ts'
import { narrowed, withPlainDigits } from './narrow-text.ts'
import { maskedNumbers } from './number-in-text.ts'
import { withMasks, type MaskedSpan } from './text-span.ts'
import { withoutCodes, withoutPasswords } from './typed-secret.ts'

/** Twice what a turn may have; whatever is behind is dropped before any work. */
const longestText = 4_000

/** Days are no codes, though six of their digits could be one. */
const days = /((?<!\d)(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d))/

const withoutCodesButDays = (text: string): string =>
  text
    .split(days)
    .map((part, index) => (index % 2 === 1 ? part : withoutCodes(part)))
    .join('')

type Finder = (narrow: string, region: string) => readonly MaskedSpan[]

/** In this order: what one has masked no later one reads. */
const finders: readonly Finder[] = [maskedEmails, maskedIps, maskedNumbers]

/** Ends before the word that the end would cut, so that no half of an address is left unrecognised. */
function shortened(text: string): string {
  if (text.length <= longestText) return text
  const kept = text.slice(0, longestText).toWellFormed()
  const space = kept.search(/\s\S*$/u)
  return `${space < 0 ? kept : kept.slice(0, space)}…`
}

/**
 * What is kept of anything that a user or an agent writes in a case. Gone are passwords, codes of six digits, and
 * lines that are nothing but a code of four to eight; masked as agents may see them are phone numbers, mail
 * addresses, account IDs and servers' addresses, however they are written, and every other number of nine digits or
 * more is told by its last four. Digits become ASCII, unseen characters are dropped, of more than 4,000 characters
 * the rest is. What is left is still somebody else's text: see inert-text.ts.
 *
 * @param defaultRegion ISO 3166; of an unknown region international numbers alone are recognised as phones
 */
export function redacted(text: string, defaultRegion: string): string {
  const plain = withoutPasswords(withPlainDigits(shortened(text)))
  const withoutLoneCodes = plain.split('\n').map(maskCode).join('\n')
  const masked = finders.reduce(
    (current, find) => withMasks(current, find(narrowed(current), defaultRegion)),
    withoutLoneCodes,
  )
  return withoutCodesButDays(masked)
}
