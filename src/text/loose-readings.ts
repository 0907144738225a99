import type { CommandId, SmalltalkTopic } from '../flow/command.ts'
import type { FlowId } from '../flow/flow-call.ts'
import {
  isMenu,
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
  type Phrase,
  type PhraseBook,
} from './phrase-book.ts'
import { indexOfPhrase, weightOf } from './tokens.ts'

/** "Are you a human?", in whatever words: it names a person and asks for none. */
export const identityReading: Reading = ({ tokens, expects, lexicon }) =>
  expects !== 'words' && tokens.length <= longestGreeting && lexicon.asksIdentity(tokens)
    ? { kind: 'smalltalk', topic: 'bot' }
    : null

/** A greeting, thanks, or "are you a bot?", and nothing else. */
export function smalltalkReading(book: PhraseBook<SmalltalkTopic>): Reading {
  return ({ tokens, lexicon }) => {
    const [whole] = coveringMeanings(book, tokens, lexicon)
    if (whole !== undefined) return { kind: 'smalltalk', topic: whole }
    if (tokens.length > longestGreeting || !tokens.every(lexicon.isWeak)) return null
    const [found] = book.flatMap(({ phrases }) =>
      phrases.filter((phrase) => indexOfPhrase(tokens, phrase.tokens) !== -1),
    )
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
  return ({ core, choiceBook }) => {
    if (books.noSlips.has(core)) return null
    const ids = nearestMeanings(choiceBook, core)
    if (ids.length > 0) return oneOf(ids.map((id): Meant => ({ kind: 'choice', id })))
    const near = nearestMeanings(books.commands, core)
    if (near.length > 0) return oneOf(near.map(plainCommand))
    const flows = nearestMeanings(books.flows, core)
    return oneOf(flows.map((flow): Meant => ({ kind: 'flow', flow })))
  }
}

const isOfPerson = ({ meaning, tokens }: Phrase<CommandId>): boolean =>
  meaning === 'person' && weightOf(tokens) >= 1.5

/**
 * A wish for a person is heard in the middle of a story, too: who asks for one should not have to ask twice. So is
 * "why do you need my number", which names a thing that may be a choice as well.
 */
export function sentenceReading(commands: PhraseBook<CommandId>): Reading {
  const wishes = commands.map((table) => ({ ...table, phrases: table.phrases.filter(isOfPerson) }))
  return (hearing) => {
    const { text, tokens, lexicon } = hearing
    const isWish = (clause: readonly string[]): boolean =>
      containedPhrases(wishes, clause).some((phrase) => {
        const start = indexOfPhrase(clause, phrase.tokens)
        return !lexicon.isNegated(clause.slice(Math.max(0, start - negationReach), start))
      })
    if (lexicon.clausesOf(text).some(isWish)) return plainCommand('person')
    // At the menu nothing is asked that a reason could be given for.
    const isShort = tokens.length <= longestQuestion && !isMenu(hearing)
    const asks = isShort && lexicon.asksReason(tokens)
    return asks ? plainCommand('why') : null
  }
}

/** "I don't really want to talk to a person": so far before a wish can its negation stand. */
const negationReach = 4

const longestQuestion = 20

/** The menu's buttons start flows; their labels count as whole texts, not inside a sentence ("delete my account"). */
const startsFlow = ({ meaning }: Phrase<string>): boolean => meaning.startsWith('start:')

/** Choices named inside a longer answer; under a question for a value only phrases of two words and more. */
export function choiceReading(hearing: Hearing): Understood | null {
  const { text, tokens, choiceBook, expects, lexicon } = hearing
  // A longer number is a value, which may correct an earlier answer.
  if (/\p{N}{5}/u.test(text)) return null
  const found = containedPhrases(choiceBook, tokens).filter(
    (phrase) => !startsFlow(phrase) && weightOf(phrase.tokens) >= (expects === 'choice' ? 1 : 2),
  )
  const isPlain =
    !lexicon.isDoubtful(tokens) || found.some(({ tokens: phrase }) => lexicon.isDoubtful(phrase))
  if (!isPlain || tokens.length > 16) return null
  const ids = [...new Set(found.map(({ meaning }) => meaning))]
  return oneOf(ids.map((id): Meant => ({ kind: 'choice', id })))
}
