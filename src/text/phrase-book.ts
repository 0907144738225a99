import { editDistance, slipsAllowed } from './edit-distance.ts'
import { indexOfPhrase, isWeak, joined, tokensOf, trimmed } from './tokens.ts'

/** A phrase cut once. */
interface CutPhrase {
  readonly tokens: readonly string[]
  readonly text: string
  /** Without the weak words at its ends. */
  readonly core: string
  /** Nothing but words that ask for nothing; such a phrase counts only as a whole text. */
  readonly isWeak: boolean
  /** Latin letters only, so that slips of the finger can be counted. */
  readonly isLatin: boolean
}

/** One phrase that means one thing. */
export interface Phrase<Meaning> extends CutPhrase {
  readonly meaning: Meaning
}

/** Phrases made ready once and looked up by every turn. */
export interface PhraseBook<Meaning> {
  readonly phrases: readonly Phrase<Meaning>[]
  /** The whole phrase, and the phrase without the weak words at its ends, to what it means; the first one stands. */
  readonly exact: ReadonlyMap<string, Meaning>
}

/** Makes the rows of a table ready to be compared with what people type. */
export function phraseBook<Meaning>(
  rows: readonly { readonly meaning: Meaning; readonly phrases: readonly string[] }[],
): PhraseBook<Meaning> {
  const phrases = rows.flatMap(({ meaning, phrases: texts }) =>
    texts
      .map((text): Phrase<Meaning> => ({ meaning, ...cut(text) }))
      .filter(({ tokens }) => tokens.length > 0),
  )
  const exact = new Map<string, Meaning>()
  for (const { text, meaning } of phrases) if (!exact.has(text)) exact.set(text, meaning)
  for (const { core, meaning } of phrases) if (!exact.has(core)) exact.set(core, meaning)
  return { phrases, exact }
}

const cuts = new Map<string, CutPhrase>()

/** The labels of all choices fit in many times over; a label with a changing number in it must not fill the memory. */
const mostCuts = 4_000

/** Every turn makes a book of its question's choices, and they are nearly always the same ones. */
function cut(text: string): CutPhrase {
  const known = cuts.get(text)
  if (known !== undefined) return known
  const tokens = tokensOf(text)
  const whole = joined(tokens)
  const made: CutPhrase = {
    tokens,
    text: whole,
    core: joined(trimmed(tokens)),
    isWeak: tokens.every(isWeak),
    isLatin: /^[a-z ]+$/.test(whole),
  }
  if (cuts.size >= mostCuts) cuts.clear()
  cuts.set(text, made)
  return made
}

/** What a text means, given its forms from the whole to the core (tokens.ts); null when none is a phrase. */
export function meaningOf<Meaning>(
  book: PhraseBook<Meaning>,
  forms: readonly string[],
): Meaning | null {
  const form = forms.find((text) => book.exact.has(text))
  return form === undefined ? null : (book.exact.get(form) ?? null)
}

/** Longer sentences are not searched for commands word by word: they tell a story. */
const longestOrder = 24

/**
 * What a sentence orders when its other words ask for nothing: "I would like to cancel this now". Every meaning whose
 * phrases and weak words cover the whole sentence.
 */
export function coveringMeanings<Meaning>(
  book: PhraseBook<Meaning>,
  tokens: readonly string[],
): readonly Meaning[] {
  if (tokens.length > longestOrder) return []
  const open = new Map<Meaning, boolean[]>()
  const present = new Set(tokens)
  for (const { meaning, tokens: phrase, isWeak: saysNothing } of book.phrases) {
    if (saysNothing || !phrase.every((token) => present.has(token))) continue
    let start = indexOfPhrase(tokens, phrase)
    while (start !== -1) {
      const covered = open.get(meaning) ?? tokens.map(isWeak)
      open.set(meaning, covered.fill(true, start, start + phrase.length))
      start = indexOfPhrase(tokens, phrase, start + phrase.length)
    }
  }
  return [...open].filter(([, covered]) => covered.every(Boolean)).map(([meaning]) => meaning)
}

/** Phrases that stand in the sentence as they are, without those that are part of a longer one there. */
export function containedPhrases<Meaning>(
  book: PhraseBook<Meaning>,
  tokens: readonly string[],
): readonly Phrase<Meaning>[] {
  const present = new Set(tokens)
  const found = book.phrases.filter(
    (phrase) =>
      !phrase.isWeak &&
      phrase.tokens.every((token) => present.has(token)) &&
      indexOfPhrase(tokens, phrase.tokens) !== -1,
  )
  return found.filter(
    (phrase) =>
      !found.some(
        (other) =>
          other.tokens.length > phrase.tokens.length &&
          indexOfPhrase(other.tokens, phrase.tokens) !== -1,
      ),
  )
}

/** Slips are counted in short phrases only; a longer text that differs is another text. */
const longestSlip = 24

/** The meanings nearest to a short text with a slip in it, all at the same distance; empty when none is near. */
export function nearestMeanings<Meaning>(
  book: PhraseBook<Meaning>,
  tokens: readonly string[],
): readonly Meaning[] {
  const typed = joined(trimmed(tokens))
  if (typed.length > longestSlip || !/^[a-z ]+$/.test(typed)) return []
  let nearest = Number.POSITIVE_INFINITY
  let meanings: Meaning[] = []
  for (const { meaning, text, isLatin } of book.phrases) {
    const most = isLatin ? slipsAllowed(Math.min(text.length, typed.length)) : 0
    const distance = most === 0 ? 1 : editDistance(typed, text, most)
    if (distance > most || distance > nearest) continue
    meanings = distance < nearest ? [meaning] : [...meanings, meaning]
    nearest = distance
  }
  return [...new Set(meanings)]
}
