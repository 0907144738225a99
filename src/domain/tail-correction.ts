import { parseMobile } from './mobile.ts'
import { digitOf, typedText } from './typed-text.ts'

/** Words that speak of the end of a number. */
const ofEnd =
  /\b(?:ends?|ending|last|final|meant|instead)\b|尾号|尾数|末尾|末位|结尾|最后|后[一两二三四1-5]位|\.{2}|…/u

const chineseDigit = /[零〇一幺二两三四五六七八九](?![位个条次])/gu

/** A digit as a word where it can only be one: "the last one is four" has a single digit. */
const spokenDigit =
  /(?<=\b(?:in|with|is|be|not|was|than|an?) )(?:zero|one|two|three|four|five|six|seven|eight|nine)\b/gu

/** A few digits, with what tells that they are how many there are, or the ones that are wrong. */
const digits =
  /(?<before>\bnot (?:an? )?|\bof |\bthan |不是|而非|别是)?(?<![0-9])(?<tail>[0-9]{1,5})(?![0-9])(?<behind> ?(?:digits?|numbers?|ciphers?|位|个数))?/gu

/** Longer texts tell more than a correction. */
const longestCorrection = 80

/** The digits that a text says an end should be, the likeliest first; nothing for a text that speaks of no end. */
function tailsIn(text: string): readonly string[] {
  const typed = typedText(text)
    .toLowerCase()
    .replace(chineseDigit, (digit) => digitOf(digit) ?? digit)
    .replace(spokenDigit, (digit) => digitOf(digit) ?? digit)
  if (!ofEnd.test(typed) || /[0-9]{6}/.test(typed)) return []
  return [...typed.matchAll(digits)].flatMap(({ groups = {} }) =>
    groups['before'] === undefined && groups['behind'] === undefined ? (groups['tail'] ?? []) : [],
  )
}

const isMobile = (number: string): boolean => {
  const read = parseMobile(number, '')
  return read.outcome === 'parsed' && read.e164 === number
}

/**
 * The number that somebody means who corrects the end of the one they have just given: "ends in 2 not 1", "尾号是02".
 * It is a guess, which they must confirm.
 *
 * @param e164 the number given, E.164
 * @returns E.164; null where the text corrects nothing, or to no mobile
 */
export function correctedTail(text: string, e164: string): string | null {
  if (text.length > longestCorrection) return null
  return (
    tailsIn(text)
      .map((tail) => `${e164.slice(0, -tail.length)}${tail}`)
      .find((number) => number !== e164 && isMobile(number)) ?? null
  )
}
