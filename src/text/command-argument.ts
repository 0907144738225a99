import { digitOf } from '../domain/typed-text.ts'
import type { CommandId } from '../flow/command.ts'
import { localeFor, type Locale } from '../flow/locale.ts'
import type { Lexicon } from './lexicon.ts'
import { meaningOf, type PhraseBook } from './phrase-book.ts'
import { indexOfPhrase, joined } from './tokens.ts'

/** A command and what it is about: a language's tag for `language`, a case's number for `status`, otherwise null. */
export interface CommandArgument {
  readonly command: CommandId
  readonly argument: string | null
}

/** The part of the vocabulary that arguments are read with; see understand.ts. */
export interface ArgumentWords {
  readonly languages: readonly { readonly locale: Locale; readonly names: readonly string[] }[]
  /** Whoever names one of these wants another language, and is asked which. */
  readonly otherLanguages: readonly string[]
  readonly argumentWords: Readonly<Record<'language' | 'status', readonly string[]>>
}

/** A language with its script, region and so on, as programs write it (BCP 47); no part of an address or an ID. */
const languageTag =
  /(?<![\w@./-])([a-z]{2})(?:[-_][a-z]{4})?(?:[-_](?:[a-z]{2}|\d{3}))?(?![\w@/-]|\.\w)/giu

/** A text with the bare language for each tag of ours in it: "language zh-Hans_CN" is "language zh". */
export function withoutSubtags(text: string): string {
  return text
    .slice(0, longestText)
    .replaceAll(languageTag, (tag, language: string) => (localeFor(tag) === null ? tag : language))
}

/**
 * Reads commands that name something: "language english", "用中文", "status 1042", "1042号工单", "case one zero four two".
 * What is left beside the argument must be the command itself or words that go with it; otherwise the answer is null.
 */
export function argumentReader(
  words: ArgumentWords,
  commands: PhraseBook<CommandId>,
  lexicon: Lexicon,
): (tokens: readonly string[]) => CommandArgument | null {
  const { tokensOf, formsOf, isWeak } = lexicon
  const strong = (tokens: readonly string[]) => joined(tokens.filter((token) => !isWeak(token)))
  const keysOf = (phrases: readonly string[]): ReadonlySet<string> =>
    new Set(phrases.map((phrase) => strong(tokensOf(phrase))).filter((key) => key !== ''))
  const spoken = words.languages.flatMap(({ locale, names: spellings }) =>
    spellings.map((name): NamedLanguage => ({ locale, name: tokensOf(name) })),
  )
  const others = words.otherLanguages.map((name) => ({ locale: null, name: tokensOf(name) }))
  const names = [...spoken, ...others]
  // A longer name first, so that "simplified chinese" leaves no "simplified" behind.
  const byLength = names.toSorted((one, other) => other.name.length - one.name.length)
  const beginnings = new Set(names.map(({ name: [first] }) => first))
  const along = {
    language: keysOf(words.argumentWords.language),
    status: keysOf(words.argumentWords.status),
  }
  const goesWith = (command: 'language' | 'status', rest: readonly string[]): boolean =>
    meaningOf(commands, formsOf(rest)) === command || along[command].has(strong(rest))
  return (tokens) => {
    if (tokens.length > longestOrder) return null
    const named = tokens.some((token) => beginnings.has(token))
      ? languageIn(tokens, byLength)
      : null
    if (named !== null && (named.rest.every(isWeak) || goesWith('language', named.rest))) {
      return { command: 'language', argument: named.locale }
    }
    const numbered = numberIn(tokens)
    if (numbered === null || !goesWith('status', numbered.rest)) return null
    return { command: 'status', argument: numbered.number }
  }
}

const longestOrder = 16

const longestText = 2_000

/** A language's name in words; no locale for one that is not spoken here. */
interface NamedLanguage {
  readonly locale: Locale | null
  readonly name: readonly string[]
}

function languageIn(
  tokens: readonly string[],
  names: readonly NamedLanguage[],
): { readonly locale: Locale | null; readonly rest: readonly string[] } | null {
  for (const { locale, name } of names) {
    const start = indexOfPhrase(tokens, name)
    if (start !== -1) return { locale, rest: tokens.toSpliced(start, name.length) }
  }
  return null
}

function numberIn(
  tokens: readonly string[],
): { readonly number: string; readonly rest: readonly string[] } | null {
  const numbers = tokens.filter((token) => /^[0-9]{1,9}$/.test(token))
  const [number] = numbers
  if (number === undefined) return speltIn(tokens)
  if (numbers.length > 1) return null
  return { number, rest: tokens.filter((token) => token !== number) }
}

/** Fewer digits in words are a sentence: "one or two". */
const fewestSpelt = 3

const isDigit = (token: string): boolean => digitOf(token) !== undefined

/** A number whose digits are spelt one after another: "case one zero four two", "工单一〇四二". */
function speltIn(tokens: readonly string[]): ReturnType<typeof numberIn> {
  const from = tokens.findIndex(isDigit)
  const end = tokens.findLastIndex(isDigit) + 1
  const spelt = tokens.slice(from, end)
  if (from === -1 || spelt.length < fewestSpelt || !spelt.every(isDigit)) return null
  return { number: spelt.map(digitOf).join(''), rest: tokens.toSpliced(from, spelt.length) }
}
