import type { CommandId, SmalltalkTopic } from '../flow/command.ts'
import type { FlowId } from '../flow/flow-call.ts'
import { flowScores, type ScoredEntry } from './flow-score.ts'
import {
  oneOf,
  plainCommand,
  type Hearing,
  type Meant,
  type Reading,
  type Understood,
} from './meaning.ts'
import {
  containedPhrases,
  coveringMeanings,
  nearestMeanings,
  type PhraseBook,
} from './phrase-book.ts'
import {
  clausesOf,
  indexOfPhrase,
  isNegated,
  isWeak,
  joined,
  tokensOf,
  trimmed,
  weightOf,
} from './tokens.ts'

/** A sound score for acting without asking back. */
const enough = 3

/** How far the best must be ahead of the second. */
const clearGap = 1

/** From here on it is worth asking "did you mean". */
const worthAsking = 2

/** A greeting, thanks, or "are you a bot?", and nothing else. */
export function smalltalkReading(book: PhraseBook<SmalltalkTopic>): Reading {
  return ({ tokens }) => {
    const [whole] = coveringMeanings(book, tokens)
    if (whole !== undefined) return { kind: 'smalltalk', topic: whole }
    if (tokens.length > longestGreeting || !tokens.every(isWeak)) return null
    const found = book.phrases.find((phrase) => indexOfPhrase(tokens, phrase.tokens) !== -1)
    return found === undefined ? null : { kind: 'smalltalk', topic: found.meaning }
  }
}

/** Longer texts of polite words alone are no greeting any more. */
const longestGreeting = 24

/** A label, a command or a flow with a slip of the finger in it. */
export function slipReading(books: {
  readonly commands: PhraseBook<CommandId>
  readonly flows: PhraseBook<FlowId>
  readonly noSlips: ReadonlySet<string>
}): Reading {
  return ({ tokens, choiceBook }) => {
    if (books.noSlips.has(joined(trimmed(tokens)))) return null
    const ids = nearestMeanings(choiceBook, tokens)
    if (ids.length > 0) return oneOf(ids.map((id): Meant => ({ kind: 'choice', id })))
    const near = nearestMeanings(books.commands, tokens)
    if (near.length > 0) return oneOf(near.map(plainCommand))
    return oneOf(
      nearestMeanings(books.flows, tokens).map((flow): Meant => ({ kind: 'flow', flow })),
    )
  }
}

const unwanted = [
  ['dont', 'want'],
  ['not', 'want'],
  ['dont', 'need'],
  ['不', '想'],
  ['不', '要'],
  ['不', '用'],
  ['不', '需', '要'],
  ['别'],
]

const isUnwanted = (tokens: readonly string[]): boolean =>
  unwanted.some((refusal) => indexOfPhrase(tokens, refusal) !== -1)

/**
 * A wish for a person is heard in the middle of a story, too: who asks for one should not have to ask twice. So is
 * "why do you need my number", which names a thing that may be a choice as well.
 */
export function sentenceReading(commands: PhraseBook<CommandId>): Reading {
  const wishes = {
    ...commands,
    phrases: commands.phrases.filter(
      ({ meaning, tokens }) => meaning === 'person' && weightOf(tokens) >= 1.5,
    ),
  }
  const isWish = (clause: readonly string[]): boolean =>
    containedPhrases(wishes, clause).some(({ tokens }) => {
      const start = indexOfPhrase(clause, tokens)
      return !isNegated(clause.slice(Math.max(0, start - negationReach), start))
    })
  return ({ text, tokens }) => {
    if (clausesOf(text).some(isWish)) return plainCommand('person')
    const asks = reasons.some((start) => start.every((token, index) => tokens[index] === token))
    return asks && tokens.length <= longestQuestion ? plainCommand('why') : null
  }
}

/** "I don't really want to talk to a person": so far before a wish can its negation stand. */
const negationReach = 4

/** How a question about the assistant's own question begins. */
const reasons = [
  'why do you',
  'why are you',
  'why should i',
  '为什么要',
  '为什么需要',
  '为啥要',
  '干嘛要',
].map(tokensOf)

const longestQuestion = 20

/** Words that say a thing is lost or changed, or that ask about it: its name alone is then no choice of it. */
const doubts: ReadonlySet<string> = new Set(
  'lost lose broke broken changed gone stolen dead expired what how which 换 丢 坏 停 什 么 怎 哪 注 销'.split(
    ' ',
  ),
)

const isDoubtful = (tokens: readonly string[]): boolean =>
  isNegated(tokens) || tokens.some((token) => doubts.has(token))

/** Choices named inside a longer answer; under a question for a value only phrases of two words and more. */
export function choiceReading({ text, tokens, choiceBook, expects }: Hearing): Understood | null {
  // A longer number is a value, which may correct an earlier answer.
  if (/\p{N}{5}/u.test(text)) return null
  const found = containedPhrases(choiceBook, tokens).filter(
    ({ tokens: phrase }) => weightOf(phrase) >= (expects === 'choice' ? 1 : 2),
  )
  const isPlain = !isDoubtful(tokens) || found.some(({ tokens: phrase }) => isDoubtful(phrase))
  if (!isPlain || tokens.length > 16) return null
  const ids = [...new Set(found.map(({ meaning }) => meaning))]
  return oneOf(ids.map((id): Meant => ({ kind: 'choice', id })))
}

/** A flow that the words speak for; two that are close lead to a question back. */
export function flowReading(entries: readonly ScoredEntry[]): Reading {
  return ({ tokens }) => {
    if (isUnwanted(tokens)) return null
    const scores = flowScores(entries, tokens)
    const [best, second] = scores
    if (best === undefined || best.score < worthAsking) return null
    const isClear = best.score - (second?.score ?? 0) >= clearGap
    if (best.score >= enough && isClear) return { kind: 'flow', flow: best.flow }
    const near = scores.filter(({ score }) => best.score - score < clearGap).slice(0, 3)
    return { kind: 'unclear', candidates: near.map(({ flow }): Meant => ({ kind: 'flow', flow })) }
  }
}
