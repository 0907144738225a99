import { locales } from '../../src/flow/locale.ts'
import { shared } from './shared.ts'

/** What stands between the wish to add something and what is to be added. */
const between = /^[\s:：,，.。;；-]{0,9}(?:that\s|this[:：]\s?)?/iu

const phrasesOf = (name: 'adding' | 'addingAll' | 'notAdding'): readonly string[] =>
  locales
    .flatMap((locale) => shared.texts(locale).addition[name])
    .toSorted((one, other) => other.length - one.length)

/** Where a phrase ends in a text in lower case, Latin ones as whole words; -1 where it does not stand. */
function endOf(phrase: string, lower: string): number {
  const isLatin = /^[a-z]/.test(phrase)
  for (let at = lower.indexOf(phrase); at >= 0; at = lower.indexOf(phrase, at + 1)) {
    const end = at + phrase.length
    const isWord = !/[a-z]/.test(lower.charAt(at - 1)) && !/[a-z]/.test(lower.charAt(end))
    if (!isLatin || isWord) return end
  }
  return -1
}

/** Less than this adds nothing. */
const shortestAddition = 3

/**
 * What somebody wants added to the text of a case; empty for a wish to add something that does not say what, and null
 * for any other words.
 */
export function additionIn(text: string): string | null {
  const lower = text.toLowerCase().replaceAll('’', "'")
  const stands = (phrase: string) => endOf(phrase, lower) >= 0
  if (phrasesOf('notAdding').some(stands)) return null
  if (phrasesOf('addingAll').some(stands)) return text.trim()
  const phrase = phrasesOf('adding').find(stands)
  if (phrase === undefined) return null
  const rest = text.slice(endOf(phrase, lower)).replace(between, '').trim()
  return Array.from(rest).length < shortestAddition ? '' : rest
}
