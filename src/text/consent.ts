import type { Choice } from '../flow/reply.ts'
import type { Lexicon } from './lexicon.ts'
import type { ConsentWords } from '../flow/language.ts'
import type { Heard, Meant } from './meaning.ts'
import type { PhraseBook, PhraseBooks } from './phrase-book.ts'
import { indexOfPhrase, joined } from './tokens.ts'

/** Reads a yes where something is done after it, and keeps other readings from taking one. */
export interface Consent {
  /**
   * The choice that a plain yes or no takes: the whole text is made of the choice's own phrases, of general words for
   * yes (or for no) and of courtesies. A question, quoted words and every further word make it neither.
   */
  readonly read: (heard: Heard) => Meant | null
  /**
   * The words of a text beside those that only sound like a yes or a no at a question that has a choice for yes, so that
   * "no worries" takes neither.
   *
   * @returns null where nothing sounds alike
   */
  readonly wordsBeside: (heard: Heard) => string | null
  /**
   * The choices that other readings may find in a text: none that a yes takes, and none that a no takes where the text
   * says a yes as well ("no wait yes", "ok but don't mention the amount").
   */
  readonly leftOf: (heard: Heard) => readonly Choice[]
}

/** Longer answers are more than a yes. */
const longestAnswer = 80

/** Questions, quoted words, and the dots of somebody who has not made up his mind. */
const hesitant = /[?？"“”「」『』«»‹›…]|[.。]{2}|(?:^|\s)['‘`]/u

/** "yesss" and "yeaaah". */
const drawnOut = /([a-z])\1{2,}/giu

const unshown = /[\p{Emoji_Modifier}\ufe0f]/gu

/** Whether a choice is called by one of some words. */
const lists = ({ label, also }: Choice, itself: readonly string[]): boolean =>
  [label, ...also].some((phrase) => itself.includes(phrase.toLowerCase()))

const spell = (text: string, signs: readonly string[], [word = '']: readonly string[]) =>
  signs.reduce((each, sign) => each.replaceAll(sign, ` ${word} `), text)

/** A text with the word in the place of each sign without letters that says it. */
function spelt(text: string, { yesItself, noItself, yesSigns, noSigns }: ConsentWords): string {
  const plain = text.replace(unshown, '').replace(drawnOut, '$1')
  return spell(spell(plain, yesSigns, yesItself), noSigns, noItself)
}

type Phrases = readonly (readonly string[])[]

const textsIn = (book: PhraseBook<string>): readonly string[] =>
  book.flatMap(({ phrases }) => phrases.map(({ text }) => text))

/** Makes the reading of consent in the words of a lexicon. */
export function createConsent(
  words: ConsentWords,
  { tokensOf, partsOf }: Lexicon,
  { bookOfChoices, known }: Pick<PhraseBooks, 'bookOfChoices' | 'known'>,
): Consent {
  const cut = (phrases: readonly string[]) => phrases.map(tokensOf)
  const [yes, no, courtesies] = [cut(words.yes), cut(words.no), cut(words.courtesies)]
  const neither = cut(words.neither)
  // Lowering every phrase of every choice that is shown took 2 % of a turn's middle.
  const ready = new Map(known.map((choice) => [choice, lists(choice, words.yesItself)]))
  const isConsent = (choice: Choice) => ready.get(choice) ?? lists(choice, words.yesItself)
  const agreesInPart = partAgreement(words.yesItself, { partsOf, yes, courtesies })
  const takes = (choice: Choice | undefined, general: Phrases, text: string): Meant | null => {
    if (choice === undefined) return null
    const own = bookOfChoices([choice]).flatMap(({ phrases }) => phrases.map((each) => each.tokens))
    const isSaid = isMadeOf(tokensOf(text), [...own, ...general], courtesies)
    return isSaid ? { kind: 'choice', id: choice.id } : null
  }
  const restOf = (text: string, choice: Choice): string | null =>
    besideOthers(tokensOf(text), neither, textsIn(bookOfChoices([choice])))
  const leftOf = ({ text, choices }: Heard): readonly Choice[] => {
    const rest = choices.filter((choice) => !isConsent(choice))
    const isMixed = rest.length < choices.length && agreesInPart(tokensOf(text))
    return isMixed ? rest.filter((choice) => !lists(choice, words.noItself)) : rest
  }
  return {
    leftOf,
    wordsBeside: ({ text, choices }) => {
      const agreed = choices.find(isConsent)
      return agreed === undefined || text.length > longestAnswer ? null : restOf(text, agreed)
    },
    read: ({ text, choices }) => {
      const agreed = choices.find(isConsent)
      if (agreed === undefined || text.length > longestAnswer || hesitant.test(text)) return null
      const refused = choices.find((choice) => choice !== agreed && lists(choice, words.noItself))
      const said = spelt(text, words)
      if (restOf(said, agreed) !== null) return null
      return takes(agreed, yes, said) ?? takes(refused, no, said)
    },
  }
}

/** Makes what finds a yes before a contrast, or at the end of other words; a Chinese 是 there may stand in a no. */
const partAgreement =
  (
    yesItself: readonly string[],
    at: Pick<Lexicon, 'partsOf'> & { readonly yes: Phrases; readonly courtesies: Phrases },
  ) =>
  (tokens: readonly string[]): boolean => {
    const [first = [], ...others] = at.partsOf(tokens)
    const isLast = (word: string) => word.length > 1 && tokens.at(-1) === word
    return yesItself.some(isLast) || (others.length > 0 && isMadeOf(first, at.yes, at.courtesies))
  }

/** The words beside some phrases, but for those that a choice is called by itself; null when none of them stands there. */
function besideOthers(
  tokens: readonly string[],
  phrases: Phrases,
  own: readonly string[],
): string | null {
  const others = phrases.filter((phrase) => !own.includes(joined(phrase)))
  const rest = others.reduce(without, tokens)
  return rest.length === tokens.length ? null : joined(rest)
}

/** Tokens without a phrase, wherever it stands in them. */
function without(tokens: readonly string[], phrase: readonly string[]): readonly string[] {
  const start = indexOfPhrase(tokens, phrase)
  return start === -1 ? tokens : without(tokens.toSpliced(start, phrase.length), phrase)
}

/** Longer answers are not looked at, so that no answer takes long to be read. */
const mostTokens = 12

/** Whether tokens are nothing but phrases of two lists, at least one of them of the first. */
function isMadeOf(tokens: readonly string[], phrases: Phrases, courtesies: Phrases): boolean {
  const standing = (list: Phrases, start: number) =>
    list.filter(
      (phrase) =>
        phrase.length > 0 && phrase.every((token, offset) => tokens[start + offset] === token),
    )
  const isRest = (start: number, isSaid: boolean): boolean =>
    start === tokens.length
      ? isSaid
      : standing(phrases, start).some(({ length }) => isRest(start + length, true)) ||
        standing(courtesies, start).some(({ length }) => isRest(start + length, isSaid))
  return tokens.length <= mostTokens && isRest(0, false)
}
