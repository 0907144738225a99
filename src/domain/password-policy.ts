import { isCommonPassword, isMadeOfOwnWords, type PasswordFacts } from './guessable-password.ts'

/** Why a password is not taken. */
export type PasswordFault =
  | 'too-short'
  | 'too-long'
  | 'no-letter'
  | 'no-digit'
  | 'no-symbol'
  /** A space, or a character that cannot be seen. */
  | 'space'
  | 'common'
  /** Made of the account's own address, number or name. */
  | 'own-words'
  /** The current one. */
  | 'same'
  /** One of the three before. */
  | 'reused'

/** What a provider asks of a password; everything else holds for all. */
export interface PasswordPolicy {
  /** In code points after NFC. */
  readonly minLength: number
  /** In code points after NFC; nothing over 72 bytes of UTF-8 is taken whatever it says. */
  readonly maxLength: number
  /** Which kinds of characters there must be. */
  readonly needs: readonly ('letter' | 'digit' | 'symbol')[]
  /** Whether U+0020 is a character like any other. No policy takes other spaces or what cannot be seen. */
  readonly takesSpaces: boolean
}

/** The provider's rules (S53, S54) in their strict reading. */
export const strictPolicy: PasswordPolicy = {
  minLength: 8,
  maxLength: 20,
  needs: ['letter', 'digit', 'symbol'],
  takesSpaces: false,
}

/** What NIST SP 800-63B-4 section 3.1.1.2 asks of a password that stands alone: length, and nothing about its kinds. */
export const nistPolicy: PasswordPolicy = {
  minLength: 15,
  maxLength: 64,
  needs: [],
  takesSpaces: true,
}

/** One line of the list beside the field. */
export type PasswordRule =
  | 'length'
  | 'letter'
  | 'digit'
  | 'symbol'
  | 'no-space'
  | 'not-common'
  | 'not-own-words'
  | 'not-used-before'

export interface ListedRule {
  readonly rule: PasswordRule
  /** Which refusals say that this rule was broken. */
  readonly faults: readonly PasswordFault[]
  /**
   * The source of a regular expression with the flag `u` that a password in NFC fits when it keeps the rule, so that
   * a page's script judges as the server does. Null where only the server can tell. Of the length it knows the
   * characters, not the bytes.
   */
  readonly pattern: string | null
}

/** Longer input is refused before any work: no 72 bytes are spelt with so many code units. */
const longestTyped = 200
const maxBytes = 72

/**
 * What cannot be typed again for certain, since nobody sees it: separators, controls, format characters and fillers,
 * variation selectors, blanks that Unicode counts as letters or symbols; unassigned code points, which a later Unicode
 * may normalise into something else; and what stands where a sign could not be read.
 */
const unseen =
  '\\p{Z}\\p{C}\\p{Default_Ignorable_Code_Point}\\u2800\\ufffc\\ufffd\\u{1d159}\\u{13441}\\u{13442}'

function listed(
  rule: PasswordRule,
  faults: readonly PasswordFault[],
  pattern?: string,
): ListedRule {
  return { rule, faults, pattern: pattern ?? null }
}

function spacePattern(takesSpaces: boolean): string {
  return takesSpaces ? `^(?: |[^${unseen}])*$` : `^[^${unseen}]*$`
}

/** The rules of a policy in the order in which a page lists them. */
export function passwordRules(policy: PasswordPolicy = strictPolicy): readonly ListedRule[] {
  const { minLength, maxLength, needs, takesSpaces } = policy
  const kinds = [
    listed('letter', ['no-letter'], '\\p{L}'),
    listed('digit', ['no-digit'], '\\p{Nd}'),
    listed('symbol', ['no-symbol'], '[\\p{P}\\p{S}]'),
  ]
  return [
    listed('length', ['too-short', 'too-long'], `^[^]{${minLength},${maxLength}}$`),
    ...kinds.filter(({ rule }) => needs.some((need) => need === rule)),
    listed('no-space', ['space'], spacePattern(takesSpaces)),
    listed('not-common', ['common']),
    listed('not-own-words', ['own-words']),
    listed('not-used-before', ['same', 'reused']),
  ]
}

export interface CheckedRule {
  readonly rule: PasswordRule
  readonly isKept: boolean
}

/** The rules that need no server, and which of them a password keeps so far. */
export function checklist(
  password: string,
  policy: PasswordPolicy = strictPolicy,
): readonly CheckedRule[] {
  const isEndless = password.length > longestTyped
  const normal = isEndless ? '' : password.normalize('NFC')
  return passwordRules(policy).flatMap(({ rule, pattern }) => {
    if (pattern === null) return []
    return [{ rule, isKept: !isEndless && new RegExp(pattern, 'u').test(normal) }]
  })
}

function isTooLong(password: string, maxLength: number): boolean {
  return (
    Array.from(password).length > maxLength || new TextEncoder().encode(password).length > maxBytes
  )
}

function lengthFaults(password: string, policy: PasswordPolicy): readonly PasswordFault[] {
  if (isTooLong(password, policy.maxLength)) return ['too-long']
  return Array.from(password).length < policy.minLength ? ['too-short'] : []
}

/** The faults of the characters alone; those of the length have a measure of their own. */
function kindFaults(password: string, policy: PasswordPolicy): readonly PasswordFault[] {
  return passwordRules(policy).flatMap(({ rule, faults, pattern }) => {
    const isJudged = pattern !== null && rule !== 'length'
    return isJudged && !new RegExp(pattern, 'u').test(password) ? faults : []
  })
}

/**
 * Judges a new password by everything but the hashes of earlier ones; those are for {@link reuseFault}.
 *
 * The password is taken in NFC, as it is hashed, and its length counts code points. Over 72 bytes of UTF-8 it is too
 * long even when the policy would have it: bcrypt reads no further, and nothing is ever cut. Input of more than 200
 * code units is too long before any other work.
 *
 * @returns all faults at once in the order of {@link PasswordFault}; none when the password may be hashed
 */
export function judgePassword(
  password: string,
  facts: PasswordFacts,
  policy: PasswordPolicy = strictPolicy,
): readonly PasswordFault[] {
  if (password.length > longestTyped) return ['too-long']
  const normal = password.normalize('NFC')
  return [
    ...lengthFaults(normal, policy),
    ...kindFaults(normal, policy),
    ...(isCommonPassword(normal) ? (['common'] as const) : []),
    ...(isMadeOfOwnWords(normal, facts) ? (['own-words'] as const) : []),
  ]
}

/**
 * What it means that a password made one of the hashes (S52).
 *
 * @param index of the hash it made in `[current, ...previous]`, or -1; an account without a current hash gives its
 *   previous ones behind an empty text, which no password made
 */
export function reuseFault(index: number): 'same' | 'reused' | null {
  if (index < 0) return null
  return index === 0 ? 'same' : 'reused'
}
