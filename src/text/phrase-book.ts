import type { Choice } from '../flow/reply.ts'
import { editDistance, slipsAllowed } from './edit-distance.ts'
import type { Lexicon } from './lexicon.ts'
import { indexOfPhrase, joined } from './tokens.ts'

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
  /** What a whole text means that is a phrase, or a phrase without the weak words at its ends; the first one stands. */
  readonly meaningOf: (text: string) => Meaning | undefined
}

/** One row of a table: what it means, and how people say it. */
interface Row<Meaning> {
  readonly meaning: Meaning
  readonly phrases: readonly string[]
}

/** Makes phrase books in the words of a lexicon. */
export interface PhraseBooks {
  readonly bookOf: <Meaning>(rows: readonly Row<Meaning>[]) => PhraseBook<Meaning>
  /** What the choices of a question are called. */
  readonly bookOfChoices: (choices: readonly Choice[]) => PhraseBook<string>
}

/** The labels of all choices fit in many times over; a label with a changing number in it must not fill the memory. */
const mostCuts = 4_000

/**
 * Makes phrase books.
 *
 * @param known choices that are shown again and again: their phrases are cut here, those of others when they are shown
 */
export function createPhraseBooks(lexicon: Lexicon, known: readonly Choice[]): PhraseBooks {
  const cut = cutter(lexicon)
  const partOf = <Meaning>(rows: readonly Row<Meaning>[]): Part<Meaning> => partWith(cut, rows)
  const choicePart = ({ id, label, also }: Choice) =>
    partOf([{ meaning: id, phrases: [label, ...also] }])
  const ready = new Map(known.map((choice) => [choice, choicePart(choice)]))
  return {
    bookOf: (rows) => bookOfParts([partOf(rows)]),
    bookOfChoices: (choices) =>
      bookOfParts(choices.map((choice) => ready.get(choice) ?? choicePart(choice))),
  }
}

/** Cuts a phrase, or finds it as it was cut before: the menu makes its choices anew each time. */
function cutter({ tokensOf, trimmed, isWeak }: Lexicon): (text: string) => CutPhrase {
  const cuts = new Map<string, CutPhrase>()
  return (text) => {
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
}

/** The phrases of one or more rows, to be joined with others without being looked at again. */
interface Part<Meaning> {
  readonly phrases: readonly Phrase<Meaning>[]
  readonly wholes: ReadonlyMap<string, Meaning>
  readonly cores: ReadonlyMap<string, Meaning>
}

function partWith<Meaning>(
  cut: (text: string) => CutPhrase,
  rows: readonly Row<Meaning>[],
): Part<Meaning> {
  const phrases = rows.flatMap(({ meaning, phrases: texts }) =>
    texts
      .map((text): Phrase<Meaning> => ({ meaning, ...cut(text) }))
      .filter(({ tokens }) => tokens.length > 0),
  )
  const wholes = new Map<string, Meaning>()
  const cores = new Map<string, Meaning>()
  for (const { text, core, meaning } of phrases) {
    if (!wholes.has(text)) wholes.set(text, meaning)
    if (!cores.has(core)) cores.set(core, meaning)
  }
  return { phrases, wholes, cores }
}

function bookOfParts<Meaning>(parts: readonly Part<Meaning>[]): PhraseBook<Meaning> {
  return {
    phrases: parts.flatMap(({ phrases }) => phrases),
    meaningOf: (text) =>
      parts.find(({ wholes }) => wholes.has(text))?.wholes.get(text) ??
      parts.find(({ cores }) => cores.has(text))?.cores.get(text),
  }
}

/** What a text means, given its forms from the whole to the core; null when none is a phrase. */
export function meaningOf<Meaning>(
  book: PhraseBook<Meaning>,
  forms: readonly string[],
): Meaning | null {
  for (const form of forms) {
    const meaning = book.meaningOf(form)
    if (meaning !== undefined) return meaning
  }
  return null
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
  { isWeak }: Lexicon,
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
  phrases: readonly Phrase<Meaning>[],
  tokens: readonly string[],
): readonly Phrase<Meaning>[] {
  const present = new Set(tokens)
  const found = phrases.filter(
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

/**
 * The meanings nearest to a short text with a slip in it, all at the same distance; empty when none is near.
 *
 * @param core the text without the polite words at its ends
 */
export function nearestMeanings<Meaning>(
  book: PhraseBook<Meaning>,
  core: string,
): readonly Meaning[] {
  if (core.length > longestSlip || !/^[a-z ]+$/.test(core)) return []
  let nearest = Number.POSITIVE_INFINITY
  let meanings: Meaning[] = []
  for (const { meaning, text, isLatin } of book.phrases) {
    const most = isLatin ? slipsAllowed(Math.min(text.length, core.length)) : 0
    const distance = most === 0 ? 1 : editDistance(core, text, most)
    if (distance > most || distance > nearest) continue
    meanings = distance < nearest ? [meaning] : [...meanings, meaning]
    nearest = distance
  }
  return [...new Set(meanings)]
}
