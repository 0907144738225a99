import type { FlowId } from '../flow/flow-call.ts'
import { weightedKeyword, wholePhrases } from '../flow/phrases.ts'
import { editDistance, slipsAllowed } from './edit-distance.ts'
import type { Lexicon } from './lexicon.ts'
import { indexOfPhrase, weightOf } from './tokens.ts'

/** How a flow is found from words: `also` holds phrases, and weighted keywords as `word^weight`. */
export interface FlowEntry {
  readonly flow: FlowId
  readonly label: string
  readonly also: readonly string[]
}

/** An entry made ready. */
export interface ScoredEntry {
  readonly flow: FlowId
  readonly phrases: readonly { readonly tokens: readonly string[]; readonly weight: number }[]
  readonly keywords: readonly { readonly tokens: readonly string[]; readonly weight: number }[]
}

/** The whole phrases of an entry, without its weighted keywords. */
export function phrasesOf({ label, also }: FlowEntry): readonly string[] {
  return [label, ...wholePhrases(also)]
}

/** Cuts an entry's phrases and keywords once, for every turn to come. */
export function scoredEntry(entry: FlowEntry, lexicon: Lexicon): ScoredEntry {
  const keywords = entry.also.flatMap((text) => {
    const [, word = '', weight = ''] = weightedKeyword.exec(text) ?? []
    return word === '' ? [] : [{ tokens: lexicon.tokensOf(word), weight: Number(weight) }]
  })
  const phrases = phrasesOf(entry)
    .map((text) => strongPhrase(text, lexicon))
    .filter(({ tokens }) => tokens.length > 0)
  return { flow: entry.flow, phrases, keywords }
}

/** A phrase's strong words; in Chinese the weak characters add to what it says, since most are parts of words. */
function strongPhrase(text: string, { tokensOf, isWeak }: Lexicon) {
  const all = tokensOf(text)
  const tokens = all.filter((token) => !isWeak(token))
  const han = all.filter((token) => isWeak(token) && /\p{Script=Han}/u.test(token))
  return { tokens, weight: weightOf([...tokens, ...han]) }
}

/** A description longer than this is searched only at its beginning. */
const longestSearch = 200

/**
 * The score of each flow for a text, highest first; flows that score nothing are left out. A phrase of two
 * words counts 3 and each further word half more, a single word 1.5; keywords add their weights.
 */
export function flowScores(
  entries: readonly ScoredEntry[],
  tokens: readonly string[],
  { isWeak }: Lexicon,
): readonly { readonly flow: FlowId; readonly score: number }[] {
  const searched = tokens.slice(0, longestSearch)
  const strong = searched.filter((token) => !isWeak(token))
  const best = new Map<FlowId, number>()
  for (const entry of entries) {
    const score = phraseScore(entry, strong) + keywordScore(entry, searched)
    best.set(entry.flow, Math.max(score, best.get(entry.flow) ?? 0))
  }
  return [...best]
    .map(([flow, score]) => ({ flow, score }))
    .filter(({ score }) => score > 0)
    .toSorted((one, other) => other.score - one.score)
}

function phraseScore({ phrases }: ScoredEntry, strong: readonly string[]): number {
  const scores = phrases
    .filter((phrase) => standsIn(strong, phrase.tokens))
    .map(({ weight }) => (weight >= 2 ? 2 + weight / 2 : weight * 1.5))
  return Math.max(0, ...scores)
}

function keywordScore({ keywords }: ScoredEntry, tokens: readonly string[]): number {
  return keywords
    .filter((keyword) => holds(tokens, keyword.tokens))
    .reduce((sum, keyword) => sum + keyword.weight, 0)
}

function holds(tokens: readonly string[], keyword: readonly string[]): boolean {
  const [word = ''] = keyword
  if (keyword.length > 1 || !/^[a-z]+$/.test(word)) return indexOfPhrase(tokens, keyword) !== -1
  return tokens.some((token) => isSame(token, word))
}

/** The words of a phrase may have a few others between them: "reset the old password". */
const gapAllowed = 2

function standsIn(tokens: readonly string[], phrase: readonly string[]): boolean {
  return tokens.some((_, start) => {
    let at = start
    return phrase.every((word, index) => {
      const reach = index === 0 ? 1 : 1 + gapAllowed
      const offset = tokens.slice(at, at + reach).findIndex((token) => isSame(token, word))
      at += offset + 1
      return offset !== -1
    })
  })
}

function isSame(token: string, word: string): boolean {
  if (token === word) return true
  // Short words are too near to each other ("mail", "main"): there only the same word counts.
  const most = word.length < 5 || token.length < 5 ? 0 : Math.min(1, slipsAllowed(word.length))
  return most > 0 && editDistance(token, word, most) <= most
}
