import { asciiDigits, plainText } from '../domain/plain-text.ts'
import { dayMs, hourMs, minuteMs } from '../domain/durations.ts'
import type { DeskFace } from '../flow/desk-face.ts'
import { caseVerbs, deskVerbs, type CaseVerb, type DeskPress, type DeskVerb } from '../flow/desk.ts'

/** What somebody at a desk wants done, by button and by typed command alike. */
export interface Order {
  readonly verb: DeskVerb
  /** The case it is about; null where none was named. */
  readonly number: number | null
  /** Which state of the case the pressed card showed; null for what was typed. */
  readonly revision: number | null
  /** What follows: a text, a name, an outcome. Line breaks are kept. */
  readonly words: string
}

/** Whether an order is about one case. */
export const concernsCase = (verb: DeskVerb): verb is CaseVerb =>
  caseVerbs.some((each) => each === verb)

const isHan = (character: string): boolean => /\p{Script=Han}/u.test(character)

/** Whether a phrase ends where a word ends; Chinese sets no spaces. */
function endsThere(text: string, phrase: string): boolean {
  const next = text.slice(phrase.length, phrase.length + 1)
  return next === '' || /[\s:：,，#]/u.test(next) || isHan(phrase.slice(-1)) || /\d/.test(next)
}

/** How much of a text is searched for the phrase of an order, extra spaces included. */
const longestBegin = 60

/** How many code units of a text a phrase takes, since it may be typed in other widths and with other spaces. */
function lengthOf(phrase: string, text: string): number {
  for (let length = 1; length < Math.min(text.length, longestBegin); length += 1) {
    if (plainText(text.slice(0, length)).toLowerCase() === phrase) return length
  }
  return text.length
}

const numberFirst =
  /^\s*(?:[#:：,，＃]\s*)?[#＃]?(\d{1,9})(?=$|[\s:：,，]|\p{Script=Han})[\s:：,，]*/u

/** Lower numbers are no cases; in a case's thread they begin a sentence, such as "2 hours more". */
const lowestCase = 1_000

/** The case that is named first, or else the one whose thread it was said in, and the words that follow. */
function named(rest: string, threadCase: number | null): Pick<Order, 'number' | 'words'> {
  const found = numberFirst.exec(asciiDigits(rest))
  const number = found === null ? null : Number(found[1])
  const isMeant = number !== null && (threadCase === null || number >= lowestCase)
  if (found === null || !isMeant) return { number: threadCase, words: rest.trim() }
  return { number, words: rest.slice(found[0].length).trim() }
}

/**
 * Reads what somebody typed at a desk. A case's number follows the order; in the thread of a case it may be left out.
 *
 * @returns null for what begins with no order
 */
export function createOrderReader(
  phrases: DeskFace['phrases'],
): (text: string, threadCase: number | null) => Order | null {
  const known = deskVerbs
    .flatMap((verb) => phrases[verb].map((phrase) => ({ verb, phrase })))
    .toSorted((one, other) => other.phrase.length - one.phrase.length)
  return (text, threadCase) => {
    const trimmed = text.trim()
    const lower = plainText(trimmed.slice(0, longestBegin)).toLowerCase()
    const found = known.find(({ phrase }) => lower.startsWith(phrase) && endsThere(lower, phrase))
    if (found === undefined) return null
    const { verb, phrase } = found
    const rest = trimmed.slice(lengthOf(phrase, trimmed))
    if (!concernsCase(verb)) return { verb, number: null, revision: null, words: rest.trim() }
    return { verb, revision: null, ...named(rest, threadCase) }
  }
}

/** Which field of a card holds what follows an order. */
const fieldOf: Readonly<Partial<Record<DeskVerb, string>>> = {
  assign: 'name',
  offer: 'step',
  severity: 'severity',
  snooze: 'until',
  resolve: 'outcome',
}

/** A press as an order. */
export function pressedOrder({ verb, number, revision, fields }: DeskPress): Order {
  const words = fields[fieldOf[verb] ?? 'text'] ?? ''
  return { verb, number, revision, words: words.trim() }
}

/** The key whose word begins a text, the longest word first, and the rest of the text as typed; null for none. */
export function keyByWord<K extends string>(
  table: Readonly<Record<K, readonly string[]>>,
  text: string,
): { readonly key: K; readonly rest: string } | null {
  const lower = plainText(text).toLowerCase()
  const keys = Object.keys(table).filter((key): key is K => Object.hasOwn(table, key))
  const words = keys.flatMap((key) => table[key].map((word) => ({ key, word })))
  const longest = words.toSorted((one, other) => other.word.length - one.word.length)
  const found = longest.find(({ word }) => lower.startsWith(word) && endsThere(lower, word))
  if (found === undefined) return null
  const trimmed = text.trim()
  return { key: found.key, rest: trimmed.slice(lengthOf(found.word, trimmed)).trim() }
}

const unitMs = { minute: minuteMs, hour: hourMs, day: dayMs } as const

const longestSnoozeMs = 14 * unitMs.day

/**
 * A stretch of time such as `2h`, `30 min`, `1d`, in ms; null for anything else and beyond two weeks.
 *
 * @param words the words for each unit
 */
export function stretchOf(text: string, words: DeskFace['words']['unit']): number | null {
  const [, amount, typed = ''] = /^(\d{1,4})\s*(\p{L}+)$/u.exec(plainText(text).toLowerCase()) ?? []
  const unit = (['minute', 'hour', 'day'] as const).find((each) => words[each].includes(typed))
  const ms = unit === undefined ? 0 : Number(amount) * unitMs[unit]
  return ms > 0 && ms <= longestSnoozeMs ? ms : null
}
