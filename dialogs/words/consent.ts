import type { FlowEvent } from '../../src/flow/event.ts'
import type { ConsentWords } from '../../src/flow/language.ts'
import { locales, type Locale } from '../../src/flow/locale.ts'
import { shared } from './shared.ts'

type Words =
  | keyof ConsentWords
  | 'any'
  | 'begins'
  | 'delays'
  | 'none'
  | 'questions'
  | 'times'
  | 'waits'

const every = (name: Words): readonly string[] =>
  locales.flatMap((locale) => shared.texts(locale).consent[name])

/** How people say yes and no, in every language. */
export const consentWords: ConsentWords = {
  yesItself: every('yesItself'),
  noItself: every('noItself'),
  yes: every('yes'),
  no: every('no'),
  yesSigns: every('yesSigns'),
  noSigns: every('noSigns'),
  courtesies: every('courtesies'),
  neither: every('neither'),
}

/** How people say that any of several things will do, a plain yes among them. */
export const anyOfThese: readonly string[] = [...consentWords.yesItself, ...every('any')]

/** How people say that none of several things is meant, a plain no among them. */
export const noneOfThese: readonly string[] = [...consentWords.noItself, ...every('none')]

const delays = every('delays')
const questions = every('questions')

/** What was said where only a plain yes or no is an answer. */
export const unsureKinds = ['unsure-question', 'unsure-delay', 'unsure-unclear'] as const

export type Unsure = (typeof unsureKinds)[number]

/** How the words of an event hesitate; {@link unsureText} answers them. */
export function unsureIn(event: FlowEvent): Unsure {
  const text = event.type === 'user.answered' ? ` ${event.text.toLowerCase()} ` : ''
  const has = (words: readonly string[]) =>
    words.some((word) => text.includes(/[a-z]/.test(word) ? ` ${word} ` : word))
  if (has(delays)) return 'unsure-delay'
  return /[?？]/u.test(text) || has(questions) ? 'unsure-question' : 'unsure-unclear'
}

/** Whether somebody asks something: by a question mark, a word that asks, or the word it begins with. */
export function asksSomething(text: string): boolean {
  const words = ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `
  const isBegun = every('begins').some((word) => words.startsWith(` ${word} `))
  const has = (word: string) => words.includes(/[a-z]/.test(word) ? ` ${word} ` : word)
  return /[?？]/u.test(text) || isBegun || questions.some(has)
}

/** Whether somebody asks how long something takes, or when it comes. */
export function asksHowLong(text: string): boolean {
  const lower = text.toLowerCase()
  return every('times').some((word) => lower.includes(word))
}

/** Whether somebody tells that they still wait for what was sent. */
export function tellsOfWaiting(text: string): boolean {
  const lower = text.toLowerCase().replaceAll(/['’]/gu, '')
  return every('waits').some((word) => lower.includes(word))
}

/** That nothing was done, to somebody who asked, waits or was not clear. */
export const unsureText = (kind: Unsure, locale: Locale): string =>
  shared.texts(locale).consent.answers[kind]
