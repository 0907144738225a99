/** Signs of which exactly so many stand in a row. */
interface Part {
  readonly signs: string
  readonly least: number
  readonly most: number
}

const digits = '0123456789'
const lower = 'abcdefghijklmnopqrstuvwxyz'
const order = [digits, lower, lower.toUpperCase()]

/** Longer patterns, IDs and classes are refused. */
const longestPattern = 200
const longestId = 40
const shortestId = 2
/** Of more parts whose length varies, a search could take the cube of an ID's length or worse. */
const mostVarying = 3

/** One sign or class, and how often it stands there. */
const partShape =
  /(?<sign>[A-Za-z0-9_-]|\\[d.-]|\[(?<inside>[A-Za-z0-9_.\\-]{1,40})\])(?:\{(?<least>\d{1,2})(?:,(?<most>\d{1,2}))?\}|(?<maybe>\?))?/y

/** A range, an escaped sign, or a sign of a class. */
const memberShape =
  /(?<from>[A-Za-z0-9])-(?<to>[A-Za-z0-9])|\\(?<escaped>[d.-])|(?<sign>[A-Za-z0-9_.-])/y

function rangeOf(from: string, to: string): string | null {
  const row = order.find((signs) => signs.includes(from) && signs.includes(to))
  const isRising = row !== undefined && row.indexOf(from) <= row.indexOf(to)
  return isRising ? row.slice(row.indexOf(from), row.indexOf(to) + 1) : null
}

const escapedSigns = (sign: string): string => (sign === 'd' ? digits : sign)

/** All matches of a sticky pattern, one behind the other; null when something is left over. */
function cut(text: string, shape: RegExp): readonly RegExpExecArray[] | null {
  const found: RegExpExecArray[] = []
  shape.lastIndex = 0
  for (let at = 0; at < text.length; at = shape.lastIndex) {
    const match = shape.exec(text)
    if (match === null) return null
    found.push(match)
  }
  return found
}

function classSigns(inside: string): string | null {
  const members = cut(inside, memberShape)?.map(({ groups = {} }) => {
    const { from, to, escaped, sign } = groups
    if (from !== undefined && to !== undefined) return rangeOf(from, to)
    return escaped === undefined ? (sign ?? null) : escapedSigns(escaped)
  })
  if (members === undefined || members.includes(null)) return null
  return [...new Set(members.join(''))].join('')
}

type Groups = NonNullable<RegExpExecArray['groups']>

function countOf({ least = '1', most = least, maybe }: Groups): Omit<Part, 'signs'> | null {
  if (maybe !== undefined) return { least: 0, most: 1 }
  const count = { least: Number(least), most: Number(most) }
  return count.most >= count.least && count.most > 0 ? count : null
}

function signsOf({ sign = '', inside }: Groups): string | null {
  if (inside !== undefined) return classSigns(inside)
  return sign.startsWith('\\') ? escapedSigns(sign.slice(1)) : sign
}

function partOf({ groups = {} }: RegExpExecArray): Part | null {
  const [signs, count] = [signsOf(groups), countOf(groups)]
  return signs === null || signs === '' || count === null ? null : { signs, ...count }
}

const sum = (parts: readonly Part[], of: 'least' | 'most'): number =>
  parts.reduce((total, part) => total + part[of], 0)

function wayOf(text: string): readonly Part[] | null {
  const parts = text === '' ? null : cut(text, partShape)?.map(partOf)
  if (parts == null) return null
  const known = parts.filter((part) => part !== null)
  if (known.length < parts.length) return null
  const varying = known.filter(({ least, most }) => least !== most).length
  const isBounded = sum(known, 'least') >= shortestId && sum(known, 'most') <= longestId
  return isBounded && varying <= mostVarying ? known : null
}

/** What a pattern of account IDs comes to. */
export interface IdPattern {
  /** Matches a whole ID. */
  readonly whole: RegExp
  readonly least: number
  readonly most: number
  /** Whether IDs are digits and nothing else, which may be typed with spaces and dashes between them. */
  readonly isDigits: boolean
  /**
   * Whether ordinary words, years or numbers of cases look like such an ID: it is then read only where it is asked
   * for or named.
   */
  readonly isWide: boolean
  /** Letters of IDs are of one case, and whoever types the other one means them. */
  readonly letters: 'lower' | 'upper' | 'none'
}

/** So many digits that cannot be left out are no ordinary number; fewer do beside a letter. */
const tellingDigits = 7
const tellingDigitsOfMixed = 4

function isWideWay(parts: readonly Part[]): boolean {
  const sure = parts.filter(({ least }) => least > 0)
  const numbers = sure.filter(({ signs }) => !/[^0-9]/.test(signs))
  const hasOther = sure.some(({ signs }) => !/[0-9]/.test(signs))
  return sum(numbers, 'least') < (hasOther ? tellingDigitsOfMixed : tellingDigits)
}

const source = ({ signs, least, most }: Part): string =>
  `[${signs.replace(/[.-]/g, String.raw`\$&`)}]{${least},${most}}`

/**
 * Reads ACCOUNT_ID_PATTERN: letters of one case, digits and `_ - \.`, `\d`, classes such as `[a-z0-9._-]`, each with
 * `?`, `{n}` or `{n,m}` behind it; whole ways may be separated by `|`. No groups and no unlimited repeats, so that
 * matching is linear. Each way has 2 to 40 signs and at most three parts whose length varies.
 *
 * @returns null for anything else
 */
export function readIdPattern(text: string): IdPattern | null {
  if (text.length > longestPattern) return null
  const bare = text.replace(/^\^/, '').replace(/\$$/, '')
  const ways = bare.split('|').map(wayOf)
  const known = ways.filter((way) => way !== null)
  if (known.length < ways.length) return null
  const signs = known.flatMap((way) => way.map((part) => part.signs)).join('')
  const [hasLower, hasUpper] = [/[a-z]/.test(signs), /[A-Z]/.test(signs)]
  if (hasLower && hasUpper) return null
  return {
    whole: new RegExp(`^(?:${known.map((way) => way.map(source).join('')).join('|')})$`),
    least: Math.min(...known.map((way) => sum(way, 'least'))),
    most: Math.max(...known.map((way) => sum(way, 'most'))),
    isDigits: !/[^0-9]/.test(signs),
    isWide: known.some(isWideWay),
    letters: hasLower ? 'lower' : hasUpper ? 'upper' : 'none',
  }
}
