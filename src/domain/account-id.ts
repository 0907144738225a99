import { readIdPattern, type IdPattern } from './account-id-pattern.ts'
import { asciiDigits, plainText } from './plain-text.ts'

/** How account IDs look, as settings and flows keep it. */
export interface AccountIds {
  /** As ACCOUNT_ID_PATTERN has it; see account-id-pattern.ts. */
  readonly pattern: string
  /** One that the pattern takes, to be shown. */
  readonly example: string
}

/** How account IDs look where nothing else is set (S24). */
export const twelveDigits: AccountIds = { pattern: '[0-9]{12}', example: '100000000012' }

export type ParsedAccountId =
  | { readonly outcome: 'parsed'; readonly id: string }
  | {
      readonly outcome: 'refused'
      readonly reason: 'too-short' | 'too-long' | 'other-signs'
      /** How many digits were typed. */
      readonly digits: number
    }

/** Longer texts are refused before any work. */
const longestSpelling = 200

/** A text has many numbers, of which each is held against the pattern; a program has one pattern. */
const patterns = new Map<string, IdPattern>()

/**
 * The pattern of account IDs.
 *
 * @throws RangeError for a pattern that the settings would have refused
 */
export function idPatternOf({ pattern }: AccountIds): IdPattern {
  const known = patterns.get(pattern)
  if (known !== undefined) return known
  const read = readIdPattern(pattern)
  if (read === null) throw new RangeError('not a pattern of account IDs')
  patterns.set(pattern, read)
  return read
}

/** Without the signs that people set between the digits of an ID, and in the case that IDs have. */
function spelledAlike(typed: string, { isDigits, letters }: IdPattern): string {
  if (isDigits) return typed.replace(/[\s\p{Pd}]|(?<=\d{4})\.(?=\d{4})/gu, '')
  const dashed = typed.replace(/\p{Pd}/gu, '-')
  if (letters === 'none') return dashed
  return letters === 'lower' ? dashed.toLowerCase() : dashed.toUpperCase()
}

/**
 * Reads an account ID that is the whole of a text: full-width signs and the digits of other scripts are folded, as is
 * the case of letters; in an ID of digits alone spaces and dashes may stand (S24), and full stops between fours, which no address has, leading zeros are kept. Eleven digits
 * are too short for twelve and may well be a Chinese mobile number; the caller asks, this function does not guess.
 */
export function parseAccountId(text: string, ids: AccountIds): ParsedAccountId {
  const pattern = idPatternOf(ids)
  const id = spelledAlike(asciiDigits(plainText(text.slice(0, longestSpelling))), pattern)
  const digits = id.replace(/\D/g, '').length
  if (pattern.isDigits && digits !== id.length) {
    return { outcome: 'refused', reason: 'other-signs', digits }
  }
  if (pattern.whole.test(id) && text.length <= longestSpelling) return { outcome: 'parsed', id }
  const isLong = id.length > pattern.most || text.length > longestSpelling
  const isOf = id.length >= pattern.least && !isLong
  return {
    outcome: 'refused',
    reason: isOf ? 'other-signs' : isLong ? 'too-long' : 'too-short',
    digits,
  }
}

/** Whether an ID is one as it is kept. */
export function isAccountId(id: string, ids: AccountIds): boolean {
  return idPatternOf(ids).whole.test(id)
}
