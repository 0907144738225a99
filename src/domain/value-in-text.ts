import { withoutTail } from './plain-text.ts'
import { isIP } from 'node:net'
import { idTokensIn, type IdPlace } from './account-id-in-text.ts'
import { idPatternOf, parseAccountId, type AccountIds, type ParsedAccountId } from './account-id.ts'
import {
  addressesIn,
  dotted,
  hexRun,
  mailAddress,
  readEmail,
  readServerIp,
} from './address-in-text.ts'
import { findIn, meantIn, valueRead, type Found, type ValueRead } from './found-value.ts'
import { parseMobile, type MobileRefusal } from './mobile.ts'
import { countryNamedIn } from './named-country.ts'
import { readCode } from './one-time-code.ts'
import { mayHoldValue, typedText } from './typed-text.ts'

/** What a value can be. */
export type ValueKind = 'mobile' | 'email' | 'account-id' | 'server-ip' | 'code'

/** How values are read where the assistant runs. */
export interface ValueRules {
  /** ISO 3166 region that a national number is read in. */
  readonly region: string
  readonly allowDocumentation: boolean
  readonly accountIds: AccountIds
}

/** The rules in the settings of flows. */
export const valueRules = (settings: {
  readonly defaultRegion: string
  readonly allowDocumentationIps: boolean
  readonly accountIds: AccountIds
}): ValueRules => ({
  region: settings.defaultRegion,
  allowDocumentation: settings.allowDocumentationIps,
  accountIds: settings.accountIds,
})

// Numbers

const date = /(?<!\d)(?:19|20)\d\d([-/.])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])(?!\d)/gu
const url = /\b[a-z][a-z0-9+.-]{1,20}:\/\/\S+/giu
/** Digits with the signs people set between them; a line ends a number. */
const digitRun = /(?<![\d.])(?:\+ ?)?\(?\d(?:[ ./()_-]{0,3}\d)*/gu

const blank = (found: string): string => ';'.repeat(found.length)

/** A text without what has digits and is no number: addresses, dates and, where wanted, links. */
function numbersOnly(text: string, keepsLinks: boolean): string {
  const rest = (keepsLinks ? text : text.replace(url, blank)).replace(date, blank)
  const cut = rest.replace(mailAddress, blank)
  return addressesIn(cut).length === 0
    ? cut
    : cut
        .replace(dotted, blank)
        .replace(hexRun, (found) =>
          isIP(found.split(/[%/]/, 1)[0] ?? '') === 6 ? blank(found) : found,
        )
}

/** Words that stand right before a number without a space. */
const labelBefore = /(?:code|otp|pin|id|uin|uid|no|nr|tel|phone|mobile|number|ip)$/iu
const latin = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}_]/u
const extensionBehind = /^ ?(?:;?\s*ext(?:ension|n)?\b|x|#|分机|转)[\s.:=]*\d/iu

/** A text without what stands behind its last space. */
function withoutLastWord(text: string): string {
  let end = text.length
  while (end > 0 && text.charAt(end - 1).trim() !== '') end -= 1
  return text.slice(0, end)
}

/** A run without the groups that are a part of a word: "v2 981303", "13800138001 2nd". */
function withoutWordParts(text: string, run: Found): Found {
  const before = text.slice(Math.max(0, run.start - 8), run.start)
  const behind = text.charAt(run.start + run.text.length)
  const isHead = latin.test(before.at(-1) ?? '') && !labelBefore.test(before)
  const head = isHead ? (/^\S*\s*/.exec(run.text)?.[0].length ?? 0) : 0
  const rest = run.text.slice(head)
  return { text: latin.test(behind) ? withoutLastWord(rest) : rest, start: run.start + head }
}

/** Longer runs hold no value that a person typed. */
const mostGroups = 24
const longestValue = 6

/** Cuts groups of digits into values, each as long as can be; null when digits are left over. */
function partition(
  groups: readonly string[],
  read: (text: string) => string | null,
): readonly string[] | null {
  const values: string[] = []
  for (let start = 0; start < groups.length;) {
    let end = Math.min(groups.length, start + longestValue)
    while (end > start && read(groups.slice(start, end).join(' ')) === null) end -= 1
    const value = end > start ? read(groups.slice(start, end).join(' ')) : null
    if (value === null) return null
    values.push(value)
    start = end
  }
  return values
}

/** The values in a run of digits; a number of one or two digits beside them ("10 minutes") belongs to none. */
function valuesOf(run: string, read: (text: string) => string | null): readonly string[] {
  const whole = read(run)
  if (whole !== null) return [whole]
  const groups = run.split(/[ /]+/).filter((group) => /\d/.test(group))
  if (groups.length > mostGroups) return []
  const long = groups.filter((group) => group.replace(/\D/g, '').length > 2)
  // Digits that were typed in groups may be left over, and then a slip is likelier than another number.
  const isWhole = long.every((group) => read(group) !== null)
  return partition(isWhole ? long : groups, read) ?? []
}

function runsIn(text: string): readonly Found[] {
  return meantIn(text, findIn(text, digitRun))
    .map((run) => withoutWordParts(text, run))
    .filter((run) => run.text !== '')
}

const longestOf = (runs: readonly Found[]): string =>
  runs.reduce((longest, { text }) => (text.length > longest.length ? text : longest), '')

const leastRefused = 5

/**
 * Reads the mobile number out of any text, E.164. A country that is named beside it counts as well (S16); what is a
 * number both there and at home is asked about.
 */
export function readMobile(text: string, region: string): ValueRead<MobileRefusal> {
  const read = mobileRead(text, region)
  const country = read.outcome === 'several' ? null : countryNamedIn(text)
  const abroad = country === null || country === region ? read : mobileRead(text, country)
  if (abroad.outcome !== 'one') return read
  return valueRead(read.outcome === 'one' ? [read.value, abroad.value] : [abroad.value], 'foreign')
}

function mobileRead(text: string, region: string): ValueRead<MobileRefusal> {
  const mobileIn = (typed: string): string | null => {
    const mobile = parseMobile(typed, region)
    return mobile.outcome === 'parsed' ? mobile.e164 : null
  }
  const whole = parseMobile(text, region)
  if (whole.outcome === 'parsed') return { outcome: 'one', value: whole.e164 }
  if (whole.reason === 'extension') return { outcome: 'none', refusal: 'extension' }
  const typed = numbersOnly(typedText(text), true)
  const runs = runsIn(typed)
  const numbers = runs.filter(
    ({ text: run, start }) =>
      !extensionBehind.test(typed.slice(start + run.length, start + run.length + 20)),
  )
  if (numbers.length < runs.length && numbers.length === 0) {
    return { outcome: 'none', refusal: 'extension' }
  }
  const values = numbers.flatMap(({ text: run }) => valuesOf(run, mobileIn))
  const longest = longestOf(numbers)
  if (longest.replace(/\D/g, '').length < leastRefused) return valueRead(values, whole.reason)
  const refused = parseMobile(longest, region)
  return valueRead(values, refused.outcome === 'refused' ? refused.reason : whole.reason)
}

type AccountIdRefusal = Extract<ParsedAccountId, { outcome: 'refused' }>['reason']

const idIn =
  (ids: AccountIds) =>
  (typed: string): string | null => {
    const id = parseAccountId(typed, ids)
    return id.outcome === 'parsed' ? id.id : null
  }

/** The user's name of a sub-user, and the ID behind it. */
const subUser = /@(?=\d{7,40}\b)/g

function readDigitId(
  text: string,
  ids: AccountIds,
  refusal: AccountIdRefusal,
): ValueRead<AccountIdRefusal> {
  const runs = runsIn(numbersOnly(typedText(text).replaceAll(subUser, ' '), true))
  const values = runs.flatMap(({ text: run }) => valuesOf(run, idIn(ids)))
  const longest = parseAccountId(longestOf(runs), ids)
  const isNear = longest.outcome === 'refused' && longest.digits >= leastRefused
  return valueRead(values, isNear ? longest.reason : refusal)
}

/**
 * Reads the account ID out of any text. One that looks like an ordinary word or number is read where it was asked for,
 * or where the words before it name it.
 */
export function readAccountId(
  text: string,
  ids: AccountIds,
  place: IdPlace,
): ValueRead<AccountIdRefusal> {
  const { isDigits, isWide } = idPatternOf(ids)
  const isSure = !isWide || place === 'asked'
  const whole = parseAccountId(text, ids)
  if (whole.outcome === 'parsed' && isSure) return { outcome: 'one', value: whole.id }
  const refusal = whole.outcome === 'parsed' ? 'other-signs' : whole.reason
  if (isDigits && !mayHoldValue(text)) return { outcome: 'none', refusal }
  if (isDigits && isSure) return readDigitId(text, ids, refusal)
  const typed = typedText(text).replace(url, blank).replace(mailAddress, blank)
  const values = idTokensIn(typed, ids, place).map((found) => idIn(ids)(found.text) ?? '')
  return valueRead(values, refusal)
}

/** Six digits together, in two or three groups, or one by one. */
const codeShape = /^(?:\d{6}|\d{3}[ -]\d{3}|\d{2}([ -])\d{2}\1\d{2}|\d(?:[ -]\d){5})$/u
/** Six digits behind these words are the number of a case. */
const caseBefore =
  /(?:\b(?:case|ticket|order|room|zip)(?: (?:no|number|nr|id))?|工单号?|单号|订单号?|邮编)[ :：#.]{0,3}$/iu

function codesOf(run: string): readonly string[] {
  const bare = withoutTail(run.replace(/^[+(]+/, ''), ') ')
  if (codeShape.test(bare)) return [bare.replace(/\D/g, '')]
  const groups = bare.split(/[ /]+/)
  // Beside another long number six digits may be a part of it.
  const codes = groups.filter((group) => codeShape.test(group))
  const isPlain = groups.every(
    (group) => codeShape.test(group) || !/\d{3}/.test(group) || /^\d{11,}$/.test(group),
  )
  return isPlain ? codes.map((code) => code.replace(/\D/g, '')) : []
}

/** Reads the one-time code out of any text, such as the whole message it came with. */
export function readCodeIn(text: string): ValueRead<null> {
  const whole = readCode(text)
  if (whole !== null) return { outcome: 'one', value: whole }
  const plain = typedText(text)
  const spoken = readCode(plain)
  if (spoken !== null) return { outcome: 'one', value: spoken }
  const typed = numbersOnly(plain, false)
  // Digits alone that are not six are a slip of the finger, which must not cost a try.
  const isDigits = /^[\d +().-]*$/.test(typed) && typed.replace(/\D/g, '').length !== 6
  if (isDigits) return valueRead([], null)
  const codes = runsIn(typed)
    .filter(({ start }) => !caseBefore.test(typed.slice(Math.max(0, start - 24), start)))
    .flatMap(({ text: run }) => codesOf(run))
  return valueRead(codes, null)
}

/** Every value in a text, each kind by itself; what two kinds fit is told twice. */
export function valuesIn(
  text: string,
  rules: ValueRules,
): readonly { readonly kind: ValueKind; readonly values: readonly string[] }[] {
  if (!mayHoldValue(text) && idPatternOf(rules.accountIds).isDigits) return []
  const reads = [
    ['email', readEmail(text)],
    ['server-ip', readServerIp(text, rules)],
    ['mobile', readMobile(text, rules.region)],
    ['account-id', readAccountId(text, rules.accountIds, 'anywhere')],
    ['code', readCodeIn(text)],
  ] as const
  return reads.flatMap(([kind, read]) => {
    if (read.outcome === 'none') return []
    return [{ kind, values: read.outcome === 'one' ? [read.value] : read.values }]
  })
}
