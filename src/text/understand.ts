import type { CommandId, SmalltalkTopic } from '../flow/command.ts'
import type { Locale } from '../flow/locale.ts'
import { choiceBook } from './choice-book.ts'
import { argumentReader } from './command-argument.ts'
import { phrasesOf, scoredEntry, type FlowEntry } from './flow-score.ts'
import {
  choiceReading,
  flowReading,
  sentenceReading,
  slipReading,
  smalltalkReading,
} from './loose-readings.ts'
import { words, type Heard, type Hearing, type Reading, type Understood } from './meaning.ts'
import { phraseBook } from './phrase-book.ts'
import {
  argumentReading,
  clauseReading,
  exactReading,
  orderReading,
  ordinalReading,
  shapeReading,
} from './strict-readings.ts'
import { formsOf, tokensOf } from './tokens.ts'

export type { Heard, Understood } from './meaning.ts'

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
  /** What stands before or after an argument besides the command itself: "switch to", "case". */
  readonly argumentWords: Readonly<Record<'language' | 'status', readonly string[]>>
  /** Real words that lie one slip from a command and must not be taken for it: "edit" is not "exit". */
  readonly noSlips: readonly string[]
}

/**
 * Understands typed words without a model (features 15). Exact labels and phrases come first, then commands with an
 * argument, ordinals, sentences that only wrap a phrase politely, slips of the finger, and last the flows by score.
 * Under a question that expects a value, anything that looks like one is the answer; under one that expects words,
 * only whole phrases and labels count. The work is bounded for any input: 2,000 characters are looked at.
 */
export function createUnderstanding(vocabulary: Vocabulary): (heard: Heard) => Understood {
  const commands = phraseBook(
    vocabulary.commands.map(({ id, phrases }) => ({ meaning: id, phrases })),
  )
  const smalltalk = phraseBook(
    vocabulary.smalltalk.map(({ topic, phrases }) => ({ meaning: topic, phrases })),
  )
  const flows = phraseBook(
    vocabulary.flows.map((entry) => ({ meaning: entry.flow, phrases: phrasesOf(entry) })),
  )
  const entries = vocabulary.flows.map(scoredEntry)
  const noSlips = new Set(vocabulary.noSlips)
  const readings: readonly Reading[] = [
    exactReading({ commands, smalltalk, flows }),
    argumentReading(argumentReader(vocabulary, commands)),
    shapeReading,
    ordinalReading,
    clauseReading,
    orderReading(commands),
    smalltalkReading(smalltalk),
    slipReading({ commands, flows, noSlips }),
    sentenceReading(commands),
    choiceReading,
    flowReading(entries),
  ]
  return ({ text, choices, expects }) => {
    const hearing = hear({ text, choices, expects })
    if (hearing.tokens.length === 0) return words
    for (const read of readings) {
      const understood = read(hearing)
      if (understood !== null) return understood
    }
    return words
  }
}

function hear(heard: Heard): Hearing {
  const tokens = tokensOf(heard.text)
  return { ...heard, tokens, forms: formsOf(tokens), choiceBook: choiceBook(heard.choices) }
}
