import { asciiDigits, withoutUnseen, withoutTail } from './plain-text.ts'

/** As many code units as a turn keeps; the rest is not looked at. */
const longestText = 2_000

/** Tags of HTML, but not `<a@b.example>`, `<tel:138…>` and `<138…>`. */
const tag = /<\/?(?!tel:)[a-z!][^<>@]{0,200}>/giu

const entities: readonly (readonly [RegExp, string])[] = [
  [/&nbsp;|&#160;/giu, ' '],
  [/&lt;/giu, '<'],
  [/&gt;/giu, '>'],
  [/&quot;|&#39;/giu, '"'],
  [/&amp;/giu, '&'],
]

/** What people call the digits, from zero to nine. */
const digitNames = [
  'zero oh o 零 〇',
  'one 一 幺',
  'two 二 两',
  'three 三',
  'four 四',
  'five 五',
  'six 六',
  'seven 七',
  'eight 八',
  'nine 九',
]

const digitWords: ReadonlyMap<string, string> = new Map(
  digitNames.flatMap((names, digit) =>
    names.split(' ').map((name) => [name, String(digit)] as const),
  ),
)

/** The cipher that a word stands for, in lower case: "seven", "〇"; undefined for any other word. */
export const digitOf = (word: string): string | undefined => digitWords.get(word)

const times: ReadonlyMap<string, number> = new Map([
  ['double', 2],
  ['triple', 3],
])

const spelt = 'zero|oh|o|one|two|three|four|five|six|seven|eight|nine'

/** Digits as words with ciphers between them; a word that only begins like one (`o` of `of`) is none. */
const spokenRun = new RegExp(
  `(?<![a-z0-9])(?:plus[ ,-]{1,3})?(?:(?:(?:double|triple)[ -]{1,2})?(?:(?:${spelt})(?![a-z])|\\d+)(?:[ ,-]{1,3}|$|(?![a-z0-9])))+`,
  'giu',
)

const chineseRun =
  /(?<!\d)[零〇一幺二两三四五六七八九\d](?:[ ,，、-]?[零〇一幺二两三四五六七八九\d]){4,}[百千]?/gu

/** "三个零". */
const counted = /([两二三四五六])个([零〇一幺二三四五六七八九\d])/gu

/** The ciphers at the end of a number that is told by its thousands or hundreds: "八千". */
const rounded: Readonly<Record<string, string>> = { 百: '00', 千: '000' }

/** Longer digits are no one number: in "13800138000 两千" the thousands count something else. */
const longestNumber = 13

/** "二零三点零点一一三点七". */
const chineseAddress =
  /(?<![零〇一幺二三四五六七八九十\d点])(?:[零〇一幺二三四五六七八九\d]{1,3}点){3}(?:[零〇一幺二三四五六七八九\d]{1,3}|十)(?![零〇一幺二三四五六七八九十\d点])/gu

/** So many Chinese digits make the ciphers beside them one number with them. */
const leastChinese = 3

/** "一三八 0013 八零零一" as ciphers; a run with fewer Chinese digits stays. */
function chineseDigits(run: string): string {
  const signs = Array.from(run)
  const rest = rounded[signs.at(-1) ?? ''] ?? ''
  const spoken = signs.filter((sign) => digitWords.has(sign)).length + rest.length
  const digits = `${asDigits(signs)}${rest}`
  return spoken < leastChinese || (rest !== '' && digits.length > longestNumber) ? run : digits
}

const asDigits = (signs: readonly string[]): string =>
  signs.map((sign) => digitWords.get(sign) ?? sign.replace(/\D/u, '')).join('')

/** Repeated ciphers one by one, and addresses of servers with dots. */
function unfolded(text: string): string {
  const whole = text.includes('个')
    ? text.replace(counted, (_, count: string, sign: string) =>
        sign.repeat(Number(digitWords.get(count))),
      )
    : text
  return whole.includes('点') ? whole.replace(chineseAddress, dottedAddress) : whole
}

const dottedAddress = (run: string): string =>
  run
    .split('点')
    .map((part) => (part === '十' ? '10' : asDigits(Array.from(part))))
    .join('.')

/** Words with the marks of a sentence, of which no value is made unless they name digits or signs. */
const plainWords = /^[a-z\s,.!?'’\u4e00-\u9fff，。！？、-]*$/iu
const spoken = new RegExp(
  `[${digitNames.join('').replace(/[a-z ]/g, '')}]|(?<![a-z])(?:${spelt})(?![a-z])|\\sdot\\s|艾特`,
  'iu',
)

/**
 * Whether a text may hold a value that somebody could be asked for: a digit, an at sign, a colon, or digits and signs
 * in words. Most texts hold none, and to look for each kind of value in *find my account* took 300 passes of regular
 * expressions.
 */
export const mayHoldValue = (text: string): boolean => !plainWords.test(text) || spoken.test(text)

/** Fewer digits in words are a sentence: "one or two". */
const leastSpoken = 5

/** "plus four four, double seven" as "+4477"; null for too few words. */
function spokenDigits(run: string): string | null {
  let digits = ''
  let words = 0
  let repeat = 1
  for (const part of run.toLowerCase().match(/[a-z]+|\d+/g) ?? []) {
    if (part === 'plus') continue
    const many = times.get(part)
    if (many !== undefined) {
      repeat = many
      continue
    }
    const digit = digitWords.get(part)
    if (digit !== undefined) words += 1
    digits += (digit ?? part).repeat(repeat)
    repeat = 1
  }
  if (words < 2 || digits.length < leastSpoken) return null
  return /^plus/i.test(run) ? `+${digits}` : digits
}

function withDigitsForWords(text: string): string {
  return unfolded(text)
    .replace(spokenRun, (run) => {
      const digits = spokenDigits(run)
      return digits === null ? run : `${digits}${run.slice(withoutTail(run, ' ,-').length)}`
    })
    .replace(chineseRun, chineseDigits)
}

/**
 * A typed text as values are looked for in it: without invisible characters and tags, in the compatible form (NFKC),
 * with ASCII digits, plain dashes and spaces, and with digits that were spelt in English or Chinese as digits. Case
 * and line breaks stay. Its length differs from the text's.
 */
export function typedText(text: string): string {
  const plain = withoutUnseen(
    asciiDigits(withoutUnseen(text.slice(0, longestText)).normalize('NFKC')),
  )
  const untagged = entities.reduce(
    (current, [entity, sign]) => current.replace(entity, sign),
    plain.replace(tag, ' '),
  )
  return withDigitsForWords(untagged.replace(/\p{Pd}/gu, '-').replace(/[^\S\n]/gu, ' '))
}
