import { mailAddress } from '../../src/domain/address-in-text.ts'
import { plainText } from '../../src/domain/plain-text.ts'
import { locales } from '../../src/flow/locale.ts'
import { shared } from './shared.ts'

/** Words with one space between them and at both ends; Chinese stands as it is. */
const plain = (text: string): string =>
  ` ${plainText(text)
    .toLowerCase()
    .replace(/['’]/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `

/** Phrases as {@link plain} words hold them: Latin ones between spaces. */
const standing = (
  name: 'resetOrder' | 'resetNamed' | 'valueNamed' | 'subUser' | 'doubts',
): readonly string[] =>
  locales
    .flatMap((locale) => shared.texts(locale)[name])
    .map((phrase) => (/^[a-z]/.test(phrase) ? ` ${phrase} ` : phrase))

/** The longest first, so that no phrase is cut by a shorter one. */
const longestFirst = (phrases: readonly string[]): readonly string[] =>
  phrases.toSorted((one, other) => other.length - one.length)

const resetting = longestFirst(standing('resetOrder'))
const naming = longestFirst(standing('valueNamed'))

/** Longer texts tell more than an order. */
const longestOrder = 120

/** Questions, quoted words, and what is more than one line. */
const asksOrQuotes = /[?？\n"“”「」『』«»‹›…>|]/u

/**
 * Whether a text with one address is nothing but the order to reset the password of it: made of words for the order, and
 * of nothing that could turn it round.
 */
export function isPlainReset(text: string): boolean {
  const typed = text.trim()
  if (typed.length > longestOrder || asksOrQuotes.test(typed)) return false
  return isMadeOf(plain(typed.replace(mailAddress, ' ')), resetting)
}

/** Whether words are made of some phrases; twice, since what stands side by side shares a space. */
const isMadeOf = (words: string, phrases: readonly string[]): boolean =>
  phrases
    .reduce((rest, phrase) => rest.replaceAll(phrase, '  ').replaceAll(phrase, '  '), words)
    .trim() === ''

/** Whether a text only tells what the values of digits in it are. */
export function isPlainTelling(text: string): boolean {
  const typed = text.trim()
  if (typed.length > longestOrder || asksOrQuotes.test(typed)) return false
  return isMadeOf(plain(typed.replaceAll(/[\d.:+-]+/g, ' ')), naming)
}

/** Whether one of some phrases stands in plain words. */
const holdsOneOf = (said: string, phrases: readonly string[]): boolean =>
  phrases.some((phrase) => said.includes(phrase))

const named = standing('resetNamed')

/** Whether a plain order names a reset or a password, and does not only tell an address. */
export const namesReset = (text: string): boolean =>
  holdsOneOf(plain(text.replace(mailAddress, ' ')), named)

const subUser = standing('subUser')

/** Whether a text speaks of a user below a main account (S35). */
export const namesSubUser = (text: string): boolean => holdsOneOf(plain(text), subUser)

const link = /[a-z][a-z0-9+.-]{1,20}:\/\/\S+/giu

const doubts = standing('doubts')

const letter = /\p{L}/u

/** Where a value begins at the earliest. */
const beginning = /[\p{N}@]/u

/**
 * Whether a value stands among words that ask, doubt, or tell that it is another's or of no use. What is asked before it
 * is asked about something else, as “在吗？” is.
 */
export function isDoubted(text: string): boolean {
  const typed = text.includes('://') ? text.replace(link, ' ') : text
  const after = typed.slice(Math.max(0, typed.search(beginning))).trim()
  if (after.includes('?') || after.includes('？') || after.endsWith('吗')) return true
  return letter.test(typed) && holdsOneOf(plain(typed), doubts)
}
