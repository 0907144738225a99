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

/** The longest first, so that no phrase is cut by a shorter one. */
const resetting = locales
  .flatMap((locale) => shared.texts(locale).resetOrder)
  .toSorted((one, other) => other.length - one.length)

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
    rest = /^[a-z]/.test(phrase)
      ? rest.replaceAll(` ${phrase} `, '  ').replaceAll(` ${phrase} `, '  ')
      : rest.replaceAll(phrase, ' ')
  }
  return rest.trim() === ''
}
