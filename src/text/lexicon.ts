import type { SentenceWords } from '../flow/language.ts'
import { folded } from './fold.ts'
import { indexOfPhrase, joined } from './tokens.ts'

/** Longer texts are cut before any work; a door takes no more either. */
const longestText = 2_000

/** The clauses of a text that are read; a longer text is cut there. */
const mostClauses = 60

/** More polite words than this before or after a phrase are not taken off one by one. */
const mostTrimmed = 10

/** Cuts texts into words and knows what single words do in a sentence, in all languages at once. */
export interface Lexicon {
  /**
   * A text as comparable words: plain text, lower case, apostrophes dropped, punctuation folded to gaps. A Latin word
   * is one token and a Chinese character is one, so that phrases of both are found the same way and no dictionary is
   * needed to cut Chinese.
   */
  readonly tokensOf: (text: string) => readonly string[]
  /** The parts of a text between its commas, full stops and other marks, each as tokens; empty ones left out. */
  readonly clausesOf: (text: string) => readonly (readonly string[])[]
  /** The parts of a clause that words such as "but" set against each other. */
  readonly partsOf: (tokens: readonly string[]) => readonly (readonly string[])[]
  /** Whether a part of a sentence says what is not the matter, or what is done already. */
  readonly isSettled: (tokens: readonly string[]) => boolean
  /** Whether a part of a sentence speaks of what is another's. */
  readonly isElses: (tokens: readonly string[]) => boolean
  /** Whether a text asks if a human answers. */
  readonly asksIdentity: (tokens: readonly string[]) => boolean
  /** Whether a word asks for nothing by itself. */
  readonly isWeak: (token: string) => boolean
  /** Whether any word turns the sentence round; "有没有" and the like only ask. */
  readonly isNegated: (tokens: readonly string[]) => boolean
  /** Whether a sentence doubts or denies what it names. */
  readonly isDoubtful: (tokens: readonly string[]) => boolean
  /** Whether a sentence says that a thing is not wanted. */
  readonly isRefusal: (tokens: readonly string[]) => boolean
  /** Whether a sentence begins as a question for a reason does. */
  readonly asksReason: (tokens: readonly string[]) => boolean
  /** The words without the weak ones at both ends; all of them when nothing else is there. */
  readonly trimmed: (tokens: readonly string[]) => readonly string[]
  /**
   * The text whole, then with ever more of the weak words at its ends left out: "what else can you do" must be found
   * before "what else". The last one is the text without any of them.
   */
  readonly formsOf: (tokens: readonly string[]) => readonly string[]
  /** Whether a word may stand beside what tells one of several values apart. */
  readonly isOfPick: (token: string) => boolean
  /**
   * Which of some choices a number or an ordinal picks: "1", "the second one", "第一个", "last".
   *
   * @returns an index from 0, or null when the text is no such thing or names none of them
   */
  readonly pickedBy: (tokens: readonly string[], count: number) => number | null
}

/** Makes the lexicon of some languages. */
export function createLexicon(languages: readonly SentenceWords[]): Lexicon {
  const setOf = (field: 'weak' | 'negations' | 'doubts' | 'contrasts'): ReadonlySet<string> =>
    new Set(languages.flatMap((language) => language[field]))
  const [weak, negations, doubts] = [setOf('weak'), setOf('negations'), setOf('doubts')]
  const contrasts = setOf('contrasts')
  const matches = (field: 'settled' | 'elses' | 'identity') => {
    const patterns = languages.flatMap((language) => language[field])
    return (tokens: readonly string[]): boolean =>
      patterns.some((pattern) => pattern.test(joined(tokens)) || pattern.test(tokens.join('')))
  }
  const tokensOf = tokenizer(languages.flatMap(({ folds }) => folds))
  const refusals = languages.flatMap((language) => language.refusals).map(tokensOf)
  const reasons = languages.flatMap((language) => language.reasons).map(tokensOf)
  const isWeak = (token: string): boolean => weak.has(token)
  const isNegated = (tokens: readonly string[]): boolean => negates(tokens, negations)
  return {
    tokensOf,
    isWeak,
    isNegated,
    clausesOf: (text) =>
      text
        .slice(0, longestText)
        .split(/[,.;:!?，。；：！？、\n]/u)
        .slice(0, mostClauses)
        .map(tokensOf)
        .filter((clause) => clause.length > 0),
    partsOf: (tokens) => partsOf(tokens, contrasts),
    isSettled: matches('settled'),
    isElses: matches('elses'),
    asksIdentity: matches('identity'),
    isDoubtful: (tokens) => isNegated(tokens) || tokens.some((token) => doubts.has(token)),
    isRefusal: (tokens) => refusals.some((refusal) => indexOfPhrase(tokens, refusal) !== -1),
    asksReason: (tokens) =>
      reasons.some((start) => start.every((token, index) => tokens[index] === token)),
    trimmed: (tokens) => trimmedOf(tokens, isWeak),
    formsOf: (tokens) => formsIn(tokens, isWeak),
    ...picking(languages),
  }
}

/** "有没有" and the like only ask. */
function negates(tokens: readonly string[], negations: ReadonlySet<string>): boolean {
  return tokens.some((token, index) => {
    const before = tokens[index - 1]
    const isAsked = before !== undefined && before === tokens[index + 1]
    return negations.has(token) && !isAsked
  })
}

function tokenizer(folds: SentenceWords['folds']): Lexicon['tokensOf'] {
  return (text) => {
    const plain = folded(text.slice(0, longestText))
    const same = folds.reduce((cut, { pattern, by }) => cut.replace(pattern, by), plain)
    return same.match(/\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}])+/gu) ?? []
  }
}

function partsOf(
  tokens: readonly string[],
  contrasts: ReadonlySet<string>,
): readonly (readonly string[])[] {
  const at = tokens.findIndex((token) => contrasts.has(token))
  if (at === -1) return [tokens]
  const rest = partsOf(tokens.slice(at + 1), contrasts)
  return [tokens.slice(0, at), ...rest].filter((part) => part.length > 0)
}

/** Where a text's first strong word stands and where its last one ends. */
function coreOf(tokens: readonly string[], isWeak: Lexicon['isWeak']) {
  const first = tokens.findIndex((token) => !isWeak(token))
  if (first === -1) return { first: 0, end: tokens.length }
  return { first, end: tokens.findLastIndex((token) => !isWeak(token)) + 1 }
}

function trimmedOf(tokens: readonly string[], isWeak: Lexicon['isWeak']): readonly string[] {
  const { first, end } = coreOf(tokens, isWeak)
  return tokens.slice(first, end)
}

function formsIn(tokens: readonly string[], isWeak: Lexicon['isWeak']): readonly string[] {
  const { first, end } = coreOf(tokens, isWeak)
  const forms: string[] = []
  for (let total = 0; total <= mostTrimmed * 2; total += 1) {
    for (
      let start = Math.max(0, total - mostTrimmed);
      start <= Math.min(first, total);
      start += 1
    ) {
      const stop = tokens.length - (total - start)
      if (stop >= end) forms.push(joined(tokens.slice(start, stop)))
    }
  }
  return [...forms, joined(tokens.slice(first, end))]
}

/** How one of several things is picked. */
function picking(languages: readonly SentenceWords[]): Pick<Lexicon, 'isOfPick' | 'pickedBy'> {
  const beside = new Set(languages.flatMap(({ ordinals }) => ordinals.beside))
  return {
    isOfPick: (token) => beside.has(token),
    pickedBy: (tokens, count) => indexPicked(tokens, count, languages),
  }
}

function indexPicked(
  tokens: readonly string[],
  count: number,
  languages: readonly SentenceWords[],
): number | null {
  for (const { ordinals } of languages) {
    const word = ordinals.pattern.exec(tokens.join(ordinals.between))?.[1]
    if (word === undefined) continue
    const number = /^\d+$/.test(word) ? Number(word) : ordinals.numbers[word]
    if (number === undefined) return null
    const index = number === -1 ? count - 1 : number - 1
    return index >= 0 && index < count ? index : null
  }
  return null
}
