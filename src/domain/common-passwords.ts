import { dictionary } from '@zxcvbn-ts/language-common'
import { foldWord, leetReadings, withoutSigns } from './fold-word.ts'

/** Nearly fifty thousand passwords of people, all in lower case, the most frequent first (OWASP ASVS 6.2.4 asks for 3000). */
const ranks: ReadonlyMap<string, number> = new Map(
  dictionary['passwords-common'].map((password, rank) => [password, rank]),
)

/** How many of them everybody has heard of. */
const notorious = 2000

/** Shorter words stand in many passwords by chance. */
const shortestWord = 4
const shortestRepetition = 6

/** A word between the digits and signs it is dressed up with, for every number of them left on either side. */
function dressedWords(folded: string): readonly string[] {
  const first = folded.search(/\p{L}/u)
  if (first === -1) return []
  const last = folded.length - (/[^\p{L}]*$/u.exec(folded)?.[0].length ?? 0)
  const words: string[] = []
  for (let from = 0; from <= first; from += 1) {
    for (let to = last; to <= folded.length; to += 1) words.push(folded.slice(from, to))
  }
  return words
}

/** `aaaaaa`, `abcabc`, and a common word said twice. */
function isRepeated(word: string): boolean {
  const unit = /^(.+?)\1+$/u.exec(word)?.[1]
  if (unit === undefined) return false
  return unit.length < shortestWord ? word.length >= shortestRepetition : ranks.has(unit)
}

function isKnown(word: string): boolean {
  return word.length >= shortestWord && (ranks.has(word) || isRepeated(word))
}

/** Whether enough of it is letters: digits between digits are no word, however often they were taken. */
function isWord(text: string): boolean {
  return (text.match(/\p{L}/gu)?.length ?? 0) >= shortestWord
}

/**
 * Whether a password is one that many people take: on the list, or a listed word with digits and signs around it
 * (`Dragon2024!`), with digits and signs for letters (`P@ssw0rd`), with signs between (`abc_123`), or said twice.
 * Case, accents and width do not matter.
 *
 * @param password at most some hundred characters: the work grows with the square of the digits around its word
 */
export function isCommonPassword(password: string): boolean {
  const folded = foldWord(password)
  const bare = withoutSigns(folded)
  if ([folded, bare, folded.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')].some(isKnown)) {
    return true
  }
  return [...dressedWords(folded), ...dressedWords(bare)].some((word) =>
    [word, ...leetReadings(word)].some((reading) => isWord(reading) && isKnown(reading)),
  )
}

/** Whether a word is one of the two thousand that are taken most, as it stands but for case. */
export function isNotoriousPassword(word: string): boolean {
  return (ranks.get(word.toLowerCase()) ?? notorious) < notorious
}
