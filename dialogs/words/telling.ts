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
const standing = (name: 'resetOrder' | 'doubts'): readonly string[] =>
  locales
    .flatMap((locale) => shared.texts(locale)[name])
    .map((phrase) => (/^[a-z]/.test(phrase) ? ` ${phrase} ` : phrase))

/** The longest first, so that no phrase is cut by a shorter one. */
const resetting = standing('resetOrder').toSorted((one, other) => other.length - one.length)

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
  let rest = plain(typed.replace(mailAddress, ' '))
  for (const phrase of resetting) {
    // Twice, since what stands side by side shares a space.
    rest = rest.replaceAll(phrase, '  ').replaceAll(phrase, '  ')
  }
  return rest.trim() === ''
}

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
  if (!letter.test(typed)) return false
  const said = plain(typed)
  return doubts.some((phrase) => said.includes(phrase))
}
