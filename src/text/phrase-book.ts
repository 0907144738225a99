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
  /** Whether the core is more than a question word: of "what do i get here" only "what" is left. */
  readonly hasCore: boolean
  /** Nothing but words that ask for nothing; such a phrase counts only as a whole text. */
  readonly isWeak: boolean
  /** Latin letters only, so that slips of the finger can be counted. */
  readonly isLatin: boolean
}

/** One phrase that means one thing. */
export interface Phrase<Meaning> extends CutPhrase {
  readonly meaning: Meaning
}

/** The phrases of some rows, made ready once and looked up by every turn. */
interface PhraseTable<Meaning> {
  readonly phrases: readonly Phrase<Meaning>[]
  /** What a whole text means; the first row stands. */
  readonly wholes: ReadonlyMap<string, Meaning>
  /** What a text means without the weak words at its ends. */
  readonly cores: ReadonlyMap<string, Meaning>
}

/** One or more tables that are looked up together; each choice has a table of its own, so that a question joins them. */
export type PhraseBook<Meaning> = readonly PhraseTable<Meaning>[]

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
  /** Choices that are shown again and again, the same objects each time. */
  readonly known: readonly Choice[]
}

/** Far more than there are labels: the bound is for labels with changing numbers, which would fill the memory. */
const mostCuts = 4_000

/**
 * Makes phrase books.
 *
 * @param known choices that are shown again and again: their phrases are cut here, those of others when they are shown
 */
export function createPhraseBooks(lexicon: Lexicon, known: readonly Choice[]): PhraseBooks {
  const cut = cutter(lexicon)
  const tableOfChoice = ({ id, label, also }: Choice) =>
    tableOf(cut, [{ meaning: id, phrases: [label, ...also] }])
  const ready = new Map(known.map((choice) => [choice, tableOfChoice(choice)]))
  return {
    known,
    bookOf: (rows) => [tableOf(cut, rows)],
    bookOfChoices: (choices) => choices.map((choice) => ready.get(choice) ?? tableOfChoice(choice)),
  }
}

/** Cuts a phrase, or finds it as it was cut before: the menu makes its choices anew each time. */
function cutter({ tokensOf, trimmed, isWeak, isDoubtful }: Lexicon): (text: string) => CutPhrase {
  const cuts = new Map<string, CutPhrase>()
  return (text) => {
    const known = cuts.get(text)
    if (known !== undefined) return known
    const tokens = tokensOf(text)
    const whole = joined(tokens)
    const core = trimmed(tokens)
    const made: CutPhrase = {
      tokens,
      text: whole,
      core: joined(core),
      hasCore: core.length === tokens.length || !core.every((token) => isDoubtful([token])),
      isWeak: tokens.every(isWeak),
      isLatin: /^[a-z ]+$/.test(whole),
    }
    if (cuts.size >= mostCuts) cuts.clear()
    cuts.set(text, made)
    return made
  }
}

function tableOf<Meaning>(
  cut: (text: string) => CutPhrase,
  rows: readonly Row<Meaning>[],
): PhraseTable<Meaning> {
  const phrases = rows.flatMap(({ meaning, phrases: texts }) =>
    texts
      .map((text): Phrase<Meaning> => ({ meaning, ...cut(text) }))
      .filter(({ tokens }) => tokens.length > 0),
  )
  const wholes = new Map<string, Meaning>()
  const cores = new Map<string, Meaning>()
  for (const { text, core, hasCore, meaning } of phrases) {
    if (!wholes.has(text)) wholes.set(text, meaning)
    if (hasCore && !cores.has(core)) cores.set(core, meaning)
  }
  return { phrases, wholes, cores }
}

/** What a text means as it is, with nothing left out. */
export function wholeMeaning<Meaning>(book: PhraseBook<Meaning>, text: string): Meaning | null {
  for (const { wholes } of book) {
    const meaning = wholes.get(text)
    if (meaning !== undefined) return meaning
  }
  return null
}

/** What a whole text means; a phrase as it is comes before one without the weak words at its ends. */
export function exactMeaning<Meaning>(book: PhraseBook<Meaning>, text: string): Meaning | null {
  const whole = wholeMeaning(book, text)
  if (whole !== null) return whole
  for (const { cores } of book) {
    const meaning = cores.get(text)
    if (meaning !== undefined) return meaning
  }
  return null
}

/** What a text means, given its forms from the whole to the core; null when none is a phrase. */
export function meaningOf<Meaning>(
  book: PhraseBook<Meaning>,
  forms: readonly string[],
): Meaning | null {
  for (const form of forms) {
    const meaning = exactMeaning(book, form)
    if (meaning !== null) return meaning
  }
  return null
}

/** The phrases that say something and whose words all stand in a text, in whatever order. */
function phrasesWithin<Meaning>(
  book: PhraseBook<Meaning>,
  present: ReadonlySet<string>,
): readonly Phrase<Meaning>[] {
  return book.flatMap(({ phrases }) =>
    phrases.filter(({ isWeak, tokens }) => !isWeak && tokens.every((token) => present.has(token))),
  )
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
  for (const { meaning, tokens: phrase } of phrasesWithin(book, present)) {
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
  const found = phrasesWithin(book, new Set(tokens)).filter(
    (phrase) => indexOfPhrase(tokens, phrase.tokens) !== -1,
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
  for (const { phrases } of book) {
    for (const { meaning, text, isLatin } of phrases) {
      const most = isLatin ? slipsAllowed(Math.min(text.length, core.length)) : 0
      const distance = most === 0 ? 1 : editDistance(core, text, most)
      if (distance > most || distance > nearest) continue
      meanings = distance < nearest ? [meaning] : [...meanings, meaning]
      nearest = distance
    }
  }
  return [...new Set(meanings)]
}
