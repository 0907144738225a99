import type { CommandId, SmalltalkTopic } from '../flow/command.ts'
import type { FlowId } from '../flow/flow-call.ts'
import type { Evidence, Narrower, SentenceWords, ConsentWords } from '../flow/language.ts'
import type { Locale } from '../flow/locale.ts'
import type { Choice } from '../flow/reply.ts'
import { argumentReader } from './command-argument.ts'
import { foreignReading, type KnownStranger } from './foreign.ts'
import { createConceptReader, createFeatureReader, type Concepts } from './intent-features.ts'
import type { IntentModel } from './intent-model.ts'
import { intentReading } from './intent-reading.ts'
import { createConsent } from './consent.ts'
import { createLexicon, type Lexicon } from './lexicon.ts'
import {
  choiceReading,
  identityReading,
  sentenceReading,
  slipReading,
  smalltalkReading,
} from './loose-readings.ts'
import { words, type Heard, type Hearing, type Reading, type Understood } from './meaning.ts'
import { createPhraseBooks, type PhraseBooks } from './phrase-book.ts'
import {
  argumentReading,
  clauseReading,
  exactReading,
  orderReading,
  ordinalReading,
  shapeReading,
  valueReading,
} from './strict-readings.ts'

export type { Heard, Understood } from './meaning.ts'

/** What a flow is called, and what else people say for it. */
export interface FlowEntry {
  readonly flow: FlowId
  readonly label: string
  readonly also: readonly string[]
}

/** The words the assistant knows, in every language at once: people switch in mid-sentence. */
export interface Vocabulary {
  readonly commands: readonly { readonly id: CommandId; readonly phrases: readonly string[] }[]
  readonly smalltalk: readonly {
    readonly topic: SmalltalkTopic
    readonly phrases: readonly string[]
  }[]
  readonly flows: readonly FlowEntry[]
  /** What each language is called. */
  readonly languages: readonly { readonly locale: Locale; readonly names: readonly string[] }[]
  /** What languages are called that are not spoken here. */
  readonly otherLanguages: readonly string[]
  /** What stands before or after an argument besides the command itself: "switch to", "case". */
  readonly argumentWords: Readonly<Record<'language' | 'status', readonly string[]>>
  /** Real words that lie one slip from a command and must not be taken for it: "edit" is not "exit". */
  readonly noSlips: readonly string[]
  /** What single words do in a sentence, language by language. */
  readonly sentences: readonly SentenceWords[]
  /** Languages that are not spoken here, by their ISO 639 codes. */
  readonly strangers: Readonly<Record<string, KnownStranger>>
  /** What a text must name before an intent is acted on, by flow and situation. */
  readonly evidence: Readonly<Record<string, Evidence>>
  /** Situations that are told from a wider one by what a text names. */
  readonly narrower: readonly Narrower[]
  /** What words stand for, for the classifier of intents. */
  readonly concepts: Concepts
  /** What words stand for as evidence alone. */
  readonly signs: Concepts
  /** How people say a plain yes or no. */
  readonly consent: ConsentWords
  /** The choices that are shown again and again, whose phrases are cut before the first turn. */
  readonly choices: readonly Choice[]
}

/** Everything that a text may be taken for, what is surest first. */
function readingsOf(
  vocabulary: Vocabulary,
  model: IntentModel,
  { lexicon, bookOf }: { readonly lexicon: Lexicon } & Pick<PhraseBooks, 'bookOf'>,
): readonly Reading[] {
  const commands = bookOf(vocabulary.commands.map(({ id, phrases }) => ({ meaning: id, phrases })))
  const smalltalk = bookOf(
    vocabulary.smalltalk.map(({ topic, phrases }) => ({ meaning: topic, phrases })),
  )
  const flows = bookOf(
    vocabulary.flows.map((entry) => ({
      meaning: entry.flow,
      phrases: [entry.label, ...entry.also],
    })),
  )
  return [
    identityReading,
    valueReading,
    exactReading({ commands, smalltalk, flows }),
    argumentReading(argumentReader(vocabulary, commands, lexicon)),
    shapeReading,
    ordinalReading,
    clauseReading,
    orderReading(commands),
    smalltalkReading(smalltalk),
    slipReading({ commands, flows, noSlips: new Set(vocabulary.noSlips) }),
    sentenceReading(commands),
    choiceReading,
    foreignReading(vocabulary.strangers),
    classifierReading(vocabulary, model, lexicon),
  ]
}

/**
 * Understands typed words (features 15). Exact labels and phrases come first, then commands with an argument,
 * ordinals, sentences that only wrap a phrase politely, slips of the finger, and last the classifier of intents.
 * Under a question that expects a value, anything that looks like one is the answer; under one that expects words,
 * only whole phrases and labels count. The work is bounded for any input: 2,000 characters are looked at.
 */
export function createUnderstanding(
  vocabulary: Vocabulary,
  model: IntentModel,
): (heard: Heard) => Understood {
  const lexicon = createLexicon(vocabulary.sentences)
  const books = createPhraseBooks(lexicon, vocabulary.choices)
  const { bookOf, bookOfChoices } = books
  const readings = readingsOf(vocabulary, model, { lexicon, bookOf })
  const consent = createConsent(vocabulary.consent, lexicon, books)
  return (heard) => {
    const plain = consent.read(heard)
    if (plain !== null) return plain
    // Only a plain yes consents, so nothing else may find such a choice in a sentence.
    const loose = consent.leftOf(heard)
    const text = consent.wordsBeside(heard) ?? heard.text
    const hearing = hear({ ...heard, text }, lexicon, bookOfChoices(loose))
    if (hearing.tokens.length === 0) return words
    for (const read of readings) {
      const understood = read(hearing)
      if (understood !== null) return understood
    }
    return words
  }
}

function classifierReading(
  { concepts, signs, evidence, narrower, flows }: Vocabulary,
  model: IntentModel,
  lexicon: Lexicon,
): Reading {
  return intentReading({
    model,
    featuresOf: createFeatureReader(lexicon, concepts),
    conceptsOf: createConceptReader(lexicon, { ...concepts, ...signs }),
    evidence,
    narrower,
    flows: flows.map(({ flow }) => flow),
  })
}

function hear(heard: Heard, lexicon: Lexicon, choiceBook: Hearing['choiceBook']): Hearing {
  const tokens = lexicon.tokensOf(heard.text)
  const forms = lexicon.formsOf(tokens)
  const core = forms.at(-1) ?? ''
  return { ...heard, tokens, forms, core, choiceBook, lexicon }
}
