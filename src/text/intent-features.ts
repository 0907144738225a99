import { editDistance } from './edit-distance.ts'
import { elses } from '../flow/language.ts'
import type { Lexicon } from './lexicon.ts'

/** What the classifier looks at, besides the letters: things a word stands for, by name, as phrases of all languages. */
export type Concepts = Readonly<Record<string, readonly string[]>>

/** How many features there are; each n-gram is hashed to one of them. */
export const featureCount = 70_656

/** Words in longer texts are left out: a story says what it wants in its first hundred words. */
const mostTokens = 160

const longestPhrase = 6

/** In front of a concept that a part names which says what is not the matter. */
const settled = 'settled '

/** Shorter words are too near to each other for a slip of the finger. */
const shortestSlip = 6

/** A text as the classifier takes it. */
export interface TextFeatures {
  readonly features: Uint32Array
  /** Its words and pairs of characters, hashed below {@link wordCount}: for knowing which of them are never used in scope. */
  readonly words: Uint32Array
}

/** To how many numbers words are hashed. */
export const wordCount = 262_144

/** Names the features of a text; the same ones in training and in use. */
export type FeatureReader = (text: string) => TextFeatures

/** The last features say how many words of a text no sentence in scope uses. */
const reserved = 16

/** Features of how strange a text is: how many of its words are unknown, and which share of them. */
export function strangeness(words: Uint32Array, isKnown: (word: number) => boolean): Uint32Array {
  const unknown = words.reduce((sum, word) => sum + (isKnown(word) ? 0 : 1), 0)
  const share = words.length === 0 ? 0 : Math.ceil((6 * unknown) / words.length)
  const first = featureCount - reserved
  return Uint32Array.of(first + Math.min(unknown, 7), first + 8 + share)
}

/**
 * Makes the reader of features: words, pairs of neighbours, letters within words (three and four) and across them,
 * Chinese characters one to four at a time, and concepts alone and in pairs. A clause that says what is *not* wanted
 * or already done ("I did not forget my password", "I already reset it") gives only marked concepts.
 */
export function createFeatureReader(lexicon: Lexicon, concepts: Concepts): FeatureReader {
  const conceptOf = conceptTable(lexicon, concepts)
  return (text) => {
    const found = new Set<number>([hash('bias')])
    const words = new Set<number>()
    const named = new Set<string>()
    let left = mostTokens
    for (const clause of lexicon.clausesOf(text)) {
      for (const tokens of lexicon.partsOf(clause.slice(0, left))) {
        const isSettled = lexicon.isSettled(tokens)
        const mark = isSettled ? settled : ''
        for (const concept of conceptOf(tokens)) named.add(mark + concept)
        if (isSettled) continue
        addNgrams(tokens, found)
        addWords(tokens, words)
      }
      left -= clause.length
      if (left <= 0) break
    }
    addConcepts([...named].toSorted(), found)
    return { features: Uint32Array.from(found), words: Uint32Array.from(words) }
  }
}

/** Names the concepts of a text; those of a part that says what is not the matter or done already are marked. */
export function createConceptReader(
  lexicon: Lexicon,
  concepts: Concepts,
): (text: string) => ReadonlySet<string> {
  const conceptOf = conceptTable(lexicon, concepts)
  return (text) => {
    const parts = lexicon.clausesOf(text).flatMap((clause) => lexicon.partsOf(clause))
    const named = parts.flatMap((part) => {
      const found = conceptOf(part)
      return lexicon.isSettled(part) ? found.map((concept) => settled + concept) : found
    })
    return new Set(parts.some(lexicon.isElses) ? [...named, elses] : named)
  }
}

function addConcepts(named: readonly string[], found: Set<number>): void {
  for (const [index, one] of named.entries()) {
    found.add(hash(`c:${one}`))
    for (const other of named.slice(index + 1)) found.add(hash(`c:${one}+${other}`))
  }
}

function conceptTable(
  { tokensOf }: Lexicon,
  concepts: Concepts,
): (tokens: readonly string[]) => readonly string[] {
  const table = new Map<string, string[]>()
  for (const [name, phrases] of Object.entries(concepts)) {
    for (const phrase of phrases) {
      const key = tokensOf(phrase).join(' ')
      table.set(key, [...(table.get(key) ?? []), name])
    }
  }
  const words = [...table.keys()].filter((key) => /^[a-z]+$/.test(key))
  const ofWord = (token: string): readonly string[] => {
    const same = table.get(token)
    if (same !== undefined || token.length < shortestSlip) return same ?? []
    const near = words.find((word) => word[0] === token[0] && isSlipOf(token, word))
    return near === undefined ? [] : (table.get(near) ?? [])
  }
  return (tokens) =>
    tokens.flatMap((token, start) => {
      const found = [...ofWord(token)]
      let phrase = token
      for (const next of tokens.slice(start + 1, start + longestPhrase)) {
        phrase += ` ${next}`
        found.push(...(table.get(phrase) ?? []))
      }
      return found
    })
}

const isSlipOf = (token: string, word: string): boolean =>
  word.length >= shortestSlip && editDistance(token, word, 1) <= 1

const isHan = (token: string): boolean => /^\p{Script=Han}$/u.test(token)

const isWord = (token: string): boolean => /^\p{L}{2}/u.test(token)

function addWords(tokens: readonly string[], words: Set<number>): void {
  for (const [index, token] of tokens.entries()) {
    const next = tokens[index + 1]
    if (isWord(token)) words.add(hashed(token) % wordCount)
    else if (next !== undefined && isHan(token) && isHan(next)) {
      words.add(hashed(token + next) % wordCount)
    }
  }
}

function addNgrams(tokens: readonly string[], found: Set<number>): void {
  for (const [index, token] of tokens.entries()) {
    const before = tokens[index - 1] ?? '^'
    found.add(hash(`w:${token}`))
    found.add(hash(`b:${before} ${token}`))
    if (index > 1) found.add(hash(`t:${tokens[index - 2]} ${before} ${token}`))
    if (isHan(token)) addRuns(tokens, index, found)
    else addLetters(token, found)
  }
  found.add(hash(`b:${tokens.at(-1)} $`))
}

function addRuns(tokens: readonly string[], index: number, found: Set<number>): void {
  let run = tokens[index] ?? ''
  for (let next = index + 1; next < Math.min(tokens.length, index + 4); next += 1) {
    run += tokens[next]
    found.add(hash(`h:${run}`))
  }
  // The characters before and after one that may be a slip.
  found.add(hash(`s:${tokens[index]}_${tokens[index + 2]}`))
}

function addLetters(token: string, found: Set<number>): void {
  const word = `<${token.slice(0, 20)}>`
  for (let length = 3; length <= 4; length += 1) {
    for (let start = 0; start + length <= word.length; start += 1) {
      found.add(hash(`g:${word.slice(start, start + length)}`))
    }
  }
}

const hash = (text: string): number => hashed(text) % (featureCount - reserved)

/** FNV-1a over UTF-16 units. */
function hashed(text: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  }
  value ^= value >>> 15
  return value >>> 0
}
