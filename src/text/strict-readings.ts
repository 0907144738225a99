import type { CommandId, SmalltalkTopic } from '../flow/command.ts'
import type { FlowId } from '../flow/flow-call.ts'
import type { Choice } from '../flow/reply.ts'
import { withoutSubtags, type CommandArgument } from './command-argument.ts'
import { folded } from './fold.ts'
import {
  oneOf,
  plainCommand,
  words,
  type Hearing,
  type Meant,
  type Reading,
  type Understood,
} from './meaning.ts'
import {
  coveringMeanings,
  exactMeaning,
  meaningOf,
  wholeMeaning,
  type PhraseBook,
} from './phrase-book.ts'
import { indexOfPhrase, weightOf } from './tokens.ts'

/** `#1042`: a case's number as mails write it. */
const numberAlone = /^\s{0,9}(?:[#＃№]|no\.) ?(\p{Nd}{3,9})\s{0,9}$/iu

/** A command that names something, as command-argument.ts reads it. */
export function argumentReading(
  read: (tokens: readonly string[]) => CommandArgument | null,
): Reading {
  return ({ tokens, text, expects, lexicon }) => {
    const hash = expects === 'choice' ? numberAlone.exec(text)?.[1] : undefined
    if (hash !== undefined) return { kind: 'command', command: 'status', argument: folded(hash) }
    const plain = withoutSubtags(text)
    const found = read(plain === text ? tokens : lexicon.tokensOf(plain))
    return found === null ? null : { kind: 'command', ...found }
  }
}

/** The text is a label or a phrase, politely wrapped or not; what the question offers comes before everything else. */
export function exactReading(books: {
  readonly commands: PhraseBook<CommandId>
  readonly smalltalk: PhraseBook<SmalltalkTopic>
  readonly flows: PhraseBook<FlowId>
}): Reading {
  const isPhrase = (text: string): boolean =>
    wholeMeaning(books.commands, text) !== null || wholeMeaning(books.flows, text) !== null
  return ({ forms, choiceBook, expects }) => {
    const id = choiceMeant(choiceBook, forms, isPhrase)
    if (id !== null) return { kind: 'choice', id }
    for (const form of forms) {
      const command = exactMeaning(books.commands, form)
      if (command !== null) return plainCommand(command)
      const topic = exactMeaning(books.smalltalk, form)
      if (topic !== null) return expects === 'words' ? words : { kind: 'smalltalk', topic }
      const flow = exactMeaning(books.flows, form)
      if (flow !== null) return expects === 'words' ? words : { kind: 'flow', flow }
    }
    return null
  }
}

/** A choice by its label; a whole phrase of another kind comes before a label with words taken off. */
function choiceMeant(
  choiceBook: PhraseBook<string>,
  forms: readonly string[],
  isPhrase: (text: string) => boolean,
): string | null {
  const [whole = ''] = forms
  return wholeMeaning(choiceBook, whole) ?? (isPhrase(whole) ? null : meaningOf(choiceBook, forms))
}

/** Ends the search where the text is the answer itself: free words, or what looks like a value. */
export function shapeReading({ expects, text, tokens }: Hearing): Understood | null {
  if (expects === 'words') return words
  if (expects !== 'value') return null
  const isOneWord = tokens.length > 0 && !/\s/u.test(text.trim())
  return /\p{N}/u.test(text) || (isOneWord && /[@:/\\._]\p{L}/u.test(text)) ? words : null
}

/** Longer texts tell more than which one. */
const longestPick = 40

/** Digits that a value is known by. */
const fewDigits = /^\d{1,6}$/

/** Whether a value is known by some of its digits: by its end, or by three and more of them anywhere. */
const holdsTail = (digits: string, tail: string): boolean =>
  digits.endsWith(tail) || (tail.length > 2 && digits.includes(tail))

const isValueChoice = ({ id }: Choice): boolean => id.startsWith('value:')

/** Which of some values a text describes: "the one ending in 01", "01那个", "the gmail one"; more or none as well. */
function described({ tokens, lexicon }: Hearing, values: readonly Choice[]): readonly Choice[] {
  const tails = tokens.filter((token) => fewDigits.test(token))
  const rest = tokens.filter((token) => !fewDigits.test(token) && !lexicon.isOfPick(token))
  if (tails.length > 0) {
    const isIn = (id: string) => tails.every((tail) => holdsTail(id.replaceAll(/\D/gu, ''), tail))
    return rest.length > 0 ? [] : values.filter(({ id }) => isIn(id))
  }
  if (!rest.some((name) => name.length > 2)) return []
  return values.filter(({ id }) => {
    const parts = id.toLowerCase().split(/[^a-z0-9]+/u)
    return rest.every((name) => parts.slice(1).includes(name))
  })
}

/** One of several values that a message held, by its place among them or by what tells it apart. */
export function valueReading(hearing: Hearing): Understood | null {
  const { expects, text, tokens, choices, lexicon } = hearing
  const values = choices.filter(isValueChoice)
  if (expects !== 'choice' || values.length === 0 || text.length > longestPick) return null
  if (/[?？]/u.test(text)) return null
  const index = lexicon.pickedBy(tokens, values.length)
  if (index !== null) return { kind: 'choice', id: values[index]?.id ?? '' }
  const [only, ...others] = described(hearing, values)
  return only === undefined || others.length > 0 ? null : { kind: 'choice', id: only.id }
}

/** A choice named by its number among the others; where values are to be told apart, a number means one of them. */
export function ordinalReading(hearing: Hearing): Understood | null {
  const { expects, tokens, choices, lexicon, isShown = true } = hearing
  if (expects !== 'choice' || tokens.length > 8 || !isShown) return null
  if (choices.some(isValueChoice)) return null
  const index = lexicon.pickedBy(tokens, choices.length)
  const picked = index === null ? undefined : choices[index]
  return picked === undefined ? null : { kind: 'choice', id: picked.id }
}

/** "No, I don't have it": a choice before the first comma, with no value behind it that might correct something. */
export function clauseReading({ expects, text, choiceBook, lexicon }: Hearing): Understood | null {
  const [first = [], ...others] = lexicon.clausesOf(text)
  if (expects !== 'choice' || others.length === 0 || /\p{N}/u.test(text)) return null
  const id = meaningOf(choiceBook, lexicon.formsOf(first))
  return id === null || id.startsWith('start:') ? null : { kind: 'choice', id }
}

/** A label or a command among words that ask for nothing: "I would like to cancel this now". */
export function orderReading(commands: PhraseBook<CommandId>): Reading {
  return ({ tokens, choiceBook, lexicon }) => {
    const ids = coveringMeanings(choiceBook, tokens, lexicon)
    const found = tokens.every(lexicon.isWeak)
      ? weakOrders(commands, tokens)
      : coveringMeanings(commands, tokens, lexicon)
    return oneOf([
      ...ids.map((id): Meant => ({ kind: 'choice', id })),
      ...(ids.length === 0 ? found.map(plainCommand) : []),
    ])
  }
}

const longestWeakOrder = 12

/** Some orders are made of words that say nothing alone: "帮帮我". A single such word is not enough. */
function weakOrders(
  commands: PhraseBook<CommandId>,
  tokens: readonly string[],
): readonly CommandId[] {
  if (tokens.length > longestWeakOrder) return []
  const found = commands.flatMap(({ phrases }) =>
    phrases.filter(
      (phrase) => weightOf(phrase.tokens) >= 1.5 && indexOfPhrase(tokens, phrase.tokens) !== -1,
    ),
  )
  return [...new Set(found.map(({ meaning }) => meaning))]
}
