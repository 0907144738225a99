import type { Choice } from '../flow/reply.ts'
import type { Lexicon } from './lexicon.ts'
import type { Heard, Meant } from './meaning.ts'
import type { PhraseBooks } from './phrase-book.ts'

/** How people say a plain yes or no, in all languages at once. */
export interface ConsentWords {
  /** A choice that lists one of these is one that a yes takes. */
  readonly yesItself: readonly string[]
  readonly noItself: readonly string[]
  readonly yes: readonly string[]
  readonly no: readonly string[]
  /** Signs without letters that say yes or no. */
  readonly yesSigns: readonly string[]
  readonly noSigns: readonly string[]
  /** What may stand beside a yes or a no and changes nothing. */
  readonly courtesies: readonly string[]
}

/** Reads a yes where something is done after it, and keeps other readings from taking one. */
export interface Consent {
  /**
   * The choice that a plain yes or no takes: the whole text is made of the choice's own phrases, of general words for
   * yes (or for no) and of courtesies. A question, quoted words and every further word make it neither.
   */
  readonly read: (heard: Heard) => Meant | null
  /** Whether a yes takes this choice, which no other reading may then find in a sentence. */
  readonly isConsent: (choice: Choice) => boolean
}

/** Longer answers are more than a yes. */
const longestAnswer = 80

const questionOrQuote = /[?？"“”「」『』«»‹›]|(?:^|\s)['‘`]/u

const unshown = /[\p{Emoji_Modifier}\ufe0f]/gu

/** Makes the reading of consent in the words of a lexicon. */
export function createConsent(
  words: ConsentWords,
  { tokensOf }: Lexicon,
  bookOfChoices: PhraseBooks['bookOfChoices'],
): Consent {
  const cut = (phrases: readonly string[]) => phrases.map(tokensOf)
  const [yes, no, courtesies] = [cut(words.yes), cut(words.no), cut(words.courtesies)]
  const lists = (choice: Choice, itself: readonly string[]) =>
    [choice.label, ...choice.also].some((phrase) => itself.includes(phrase.toLowerCase()))
  const isConsent = (choice: Choice) => lists(choice, words.yesItself)
  const spelt = (text: string) => {
    const [yesWord = '', noWord = ''] = [words.yesItself[0], words.noItself[0]]
    const plain = text.replace(unshown, '')
    const withYes = words.yesSigns.reduce(
      (now, sign) => now.replaceAll(sign, ` ${yesWord} `),
      plain,
    )
    return words.noSigns.reduce((now, sign) => now.replaceAll(sign, ` ${noWord} `), withYes)
  }
  const takes = (
    choice: Choice | undefined,
    general: readonly (readonly string[])[],
    text: string,
  ) => {
    if (choice === undefined) return null
    const own = bookOfChoices([choice]).flatMap(({ phrases }) => phrases.map((each) => each.tokens))
    const isSaid = isMadeOf(tokensOf(text), [...own, ...general], courtesies)
    return isSaid ? ({ kind: 'choice', id: choice.id } as const) : null
  }
  return {
    isConsent,
    read: ({ text, choices }) => {
      const agreed = choices.find(isConsent)
      if (agreed === undefined || text.length > longestAnswer || questionOrQuote.test(text)) {
        return null
      }
      const refused = choices.find((choice) => choice !== agreed && lists(choice, words.noItself))
      const said = spelt(text)
      return takes(agreed, yes, said) ?? takes(refused, no, said)
    },
  }
}

/** Whether tokens are nothing but phrases of two lists, at least one of them of the first. */
function isMadeOf(
  tokens: readonly string[],
  phrases: readonly (readonly string[])[],
  courtesies: readonly (readonly string[])[],
): boolean {
  /** Whether the tokens up to a place are covered, without and with one of the phrases among them. */
  const reached = tokens.concat('').map(() => ({ plain: false, said: false }))
  const [origin] = reached
  if (origin === undefined) return false
  origin.plain = true
  const standsAt = (phrase: readonly string[], start: number) =>
    phrase.length > 0 && phrase.every((token, offset) => tokens[start + offset] === token)
  for (const [start, { plain, said }] of reached.entries()) {
    if (!plain && !said) continue
    for (const phrase of phrases) {
      const end = reached[start + phrase.length]
      if (end !== undefined && standsAt(phrase, start)) end.said = true
    }
    for (const courtesy of courtesies) {
      const end = reached[start + courtesy.length]
      if (end === undefined || !standsAt(courtesy, start)) continue
      end.plain ||= plain
      end.said ||= said
    }
  }
  return reached.at(-1)?.said ?? false
}
