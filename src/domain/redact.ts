import type { AccountIds } from './account-id.ts'
import { withoutUnseen } from './plain-text.ts'
import { maskedAccountIds, maskedEmails, maskedIps, maskedNumbers } from './identifier-in-text.ts'
import { maskCode } from './one-time-code.ts'
import { withMasks, type MaskedSpan } from './masking.ts'
import { withoutCodes, withoutPasswords } from './typed-secret.ts'

/** The ASCII digit for a digit of any script, raised and circled ones too; other signs stay as they are. */
function digitOf(sign: string): string {
  const folded = sign.normalize('NFKC')
  if (/^[0-9]$/.test(folded)) return folded
  const code = folded.codePointAt(0)
  if (code === undefined || !/^\p{Nd}$/u.test(folded)) return sign
  // Every script has its ten digits in a row, the zero first.
  let value = 0
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1
  return String(value)
}

/** A text with the digits of every script as 0 to 9, without invisible characters and without marks on digits. */
function withPlainDigits(text: string): string {
  return withoutUnseen(text)
    .replace(/(?![0-9])[\p{Nd}\p{No}]/gu, digitOf)
    .replace(/(?<=[0-9])\p{M}+/gu, '')
}

/**
 * A text of the same length to look for identifiers in: ASCII for full-width signs, for every kind of space, dash and
 * full stop. A position in it is the same position in the text.
 */
function narrowed(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[^\S\n]/gu, ' ')
    .replace(/\p{Pd}/gu, (dash) => '-'.repeat(dash.length))
    .replace(/[。｡․﹒·‧]/gu, '.')
    .replace(/﹫/gu, '@')
}

/** Twice the longest message of a turn; the rest is dropped before any work. */
const longestText = 4_000

/** A date such as 2026-10-01 has six digits in a row once its dashes are passed over, and is no code. */
const days = /((?<!\d)(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d))/

const withoutCodesButDays = (text: string): string =>
  text
    .split(days)
    .map((part, index) => (index % 2 === 1 ? part : withoutCodes(part)))
    .join('')

/** What a text is redacted by. */
export interface RedactRules {
  /** ISO 3166; of an unknown region international numbers alone are recognised as phones. */
  readonly region: string
  readonly accountIds: AccountIds
}

type Finder = (narrow: string, rules: RedactRules) => readonly MaskedSpan[]

/** Run in this order, each on what the one before it has left. */
const finders: readonly Finder[] = [maskedEmails, maskedIps, maskedAccountIds, maskedNumbers]

/** Cuts between two words, since half an address would not be recognised. */
function shortened(text: string): string {
  if (text.length <= longestText) return text
  const kept = text.slice(0, longestText).toWellFormed()
  const space = kept.search(/\s\S*$/u)
  return `${space < 0 ? kept : kept.slice(0, space)}…`
}

/**
 * What is kept of anything that a user or an agent writes in a case. Passwords, codes of six digits, and lines that
 * are nothing but a code of four to eight digits become dots. Phone numbers, mail addresses, account IDs and servers'
 * addresses are masked as agents may see them, and of every other number of nine digits or more the last four are
 * left. Digits become ASCII, invisible characters and everything after 4,000 characters are dropped. The result may
 * still hold links and markup: see inert-text.ts.
 */
export function redacted(text: string, rules: RedactRules): string {
  const plain = withoutPasswords(withPlainDigits(shortened(text)))
  const withoutLoneCodes = plain.split('\n').map(maskCode).join('\n')
  const masked = finders.reduce(
    (current, find) => withMasks(current, find(narrowed(current), rules)),
    withoutLoneCodes,
  )
  return withoutCodesButDays(masked)
}
