import { joined } from './tokens.ts'

const words: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  last: -1,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  最后: -1,
}

const lead = '(?:(?:i |ill |i would |let us )?(?:like|choose|pick|take|want|use|select) )?'
const english = new RegExp(
  `^${lead}(?:the )?(?:option |number |choice |no )?(\\d{1,2}(?=st|nd|rd|th|\\b)|[a-z]+)(?:st|nd|rd|th)?(?: one| option| choice)?(?: please)?$`,
)
const chinese =
  /^(?:请|我|要|想|选|选择|就)*第?(\d{1,2}|[一二两三四五六]|最后)(?:个|项|种|号|条|一个|个选项|个吧|个方式)?(?:吧|的)?$/

/**
 * Which of some choices a number or an ordinal picks: "1", "the second one", "第一个", "last".
 *
 * @returns an index from 0, or null when the text is no such thing or names none of them
 */
export function pickedBy(tokens: readonly string[], count: number): number | null {
  const [, word] = english.exec(joined(tokens)) ?? chinese.exec(tokens.join('')) ?? []
  if (word === undefined) return null
  const number = /^\d+$/.test(word) ? Number(word) : words[word]
  if (number === undefined) return null
  const index = number === -1 ? count - 1 : number - 1
  return index >= 0 && index < count ? index : null
}
