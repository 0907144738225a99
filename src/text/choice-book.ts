import type { Choice } from '../flow/reply.ts'
import { phraseBook, type PhraseBook } from './phrase-book.ts'

interface KnownBook {
  readonly choices: readonly Choice[]
  readonly book: PhraseBook<string>
}

const known = new WeakMap<Choice, KnownBook[]>()

/** A question shows its choices in a few combinations; more are not worth remembering. */
const mostRemembered = 8

const isSame = (one: readonly Choice[], other: readonly Choice[]): boolean =>
  one.length === other.length && one.every((choice, index) => choice === other[index])

function made(choices: readonly Choice[]): PhraseBook<string> {
  return phraseBook(
    choices.map(({ id, label, also }) => ({ meaning: id, phrases: [label, ...also] })),
  )
}

/** What the choices of a question are called; made once for the same choices, which most turns show again. */
export function choiceBook(choices: readonly Choice[]): PhraseBook<string> {
  const [first] = choices
  if (first === undefined) return made(choices)
  const books = known.get(first) ?? []
  const found = books.find((each) => isSame(each.choices, choices))
  if (found !== undefined) return found.book
  const book = made(choices)
  known.set(first, [...books, { choices, book }].slice(-mostRemembered))
  return book
}
