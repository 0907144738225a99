import { withoutTail } from './plain-text.ts'
import { isIP } from 'node:net'
import { parseEmail } from './email.ts'

/** Brackets and quotation marks around a word, and punctuation behind it. */
const wrapping = /^[("'<[{«“‘「]+|(?<![)"'>\]}»”’」.,;:!?…])[)"'>\]}»”’」.,;:!?…]+$/gu

/** A word without brackets and quotation marks around it and punctuation behind it. */
export function withoutWrapping(token: string): string {
  return token.replace(wrapping, '')
}

const units =
  'am|pm|k|m|g|b|kb|mb|gb|tb|kbps|mbps|gbps|hz|mhz|ghz|ms|s|sec|secs|min|mins|h|hr|hrs|hours?|days?|weeks?|months?|years?|' +
  'yuan|rmb|cny|usd|eur|px|cm|mm|km|kg|x|st|nd|rd|th|pcs|users?|people|persons?|times|chars?|characters?|digits?|letters?|symbols?'

const figures = '\\d[\\d.,:-]*'

/** What stands behind the figures of an amount; it begins with none of their signs, which keeps the search linear. */
const unit = `(?:\\+-?(?:${units})?%?|-?(?:${units})%?|-?%)`

const amount = `${figures}${unit}?`

const ciphers = 'aes|rsa|tls|ssl|sha|md|utf|https?|bcrypt|argon'

const products =
  'windows|ubuntu|debian|centos|redhat|macos|ios|android|iphone|ipad|galaxy|huawei|xiaomi|python|node|nodejs|java|' +
  'pixel|redmi-note|php|mysql|postgres|redis|nginx|ipv|wi-?fi|mp|web|covid'

const nouns =
  'order|case|ticket|invoice|instance|server|host|vm|node|db|account|acct|user|uid|id|no|nr|number|num|ref|reference|' +
  'request|req|incident|issue|bug|error|err|code|status|build|release|version|ver|option|choice|step|method|answer|way|' +
  'question|page|line|port|room|floor|level|phase|part|chapter|section|team|group|zone|region|rack|disk|volume|card|' +
  'phone|mobile|tel|fax|zip'

/** Shapes that are no password even where one is announced; each matches the whole token. */
const otherThings: readonly RegExp[] = [
  // The web, and mail addresses with a slip in the domain.
  /^[a-z][a-z0-9+.-]*:\/\/\S*$/i,
  /^mailto:\S+$/i,
  /^www\.\S+$/i,
  /^[\w.+-]+@[a-z0-9-]+(?:[.,;。]+[a-z0-9-]+)*[.,;。]+[a-z]{2,}$/i,
  /^[\w.+-]+@(?:gmail|qq|163|126|yeah|sina|sohu|foxmail|aliyun|outlook|hotmail|live|msn|yahoo|icloud|proton|example)(?:com|cn)?$/i,
  // Machines: IPv6 and MAC, with slips, a port, a zone or a mask; IPv4 likewise.
  /^(?=(?:[^:]*:){2})\[?[0-9a-g:.]+\]?(?:[%/][\w-]+)?(?::\d+)?$/i,
  /^(?:ip:?)?\d{1,3}(?:\.\d{1,3}){3}(?:[:/][\w/]+)?$/i,
  // Telephones with an extension.
  /^[+(\d][\d().+-]*(?:x|ext\.?|#)\d+$/i,
  // Amounts, sizes, times, dates.
  new RegExp(
    `^[~<>=±]*(?:[$¥€£]|us\\$)?${figures}(?:${unit}?(?:[–~]${amount})?|${unit}-${amount})(?:/[a-z]{1,8})?$`,
    'i',
  ),
  /^\d{1,4}[-/.][a-z]{3,9}[-/.]\d{1,4}$/i,
  /^\d{4}-?\d{2}-?\d{2}t[\d:.]+(?:z|[+-][\d:]+)?$/i,
  /^(?:utc|gmt)[+-][\d:]+(?:\([a-z]+\)?)?$/i,
  /^\d+(?:[-/](?:[a-z]+|\d+[a-z]{1,3}))+$/i,
  // `AES-256`, `IPv4/IPv6`, `c++17`.
  new RegExp(`^(?:${ciphers})[-_.:/#]*\\d[\\d./-]*[a-z]{0,2}$`, 'i'),
  /^[a-z]{2,5}v?\d+(?:\/(?:[a-z]{0,5}|[a-z]{5}v)\d+)+$/i,
  /^(?:c|g|clang)\+\+\d*$/i,
]

/** Shapes that could be a password but usually are something else where none is announced. */
const usualThings: readonly RegExp[] = [
  // Hosts and pages without a scheme; the name a sub-user signs in with.
  /^(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?(?:[/?#]\S*)?$/i,
  /^[\w.+-]+@\d{12}$/,
  // Numbers of orders: capitals and digits, groups of hexadecimals, resource ids such as `ins-8f2k3l`.
  /^#?[A-Z]{1,10}[-_/.#:]?[A-Z]*\d[A-Z0-9]*(?:[-_/.#:][A-Z0-9]+)*$/,
  /^[0-9a-f]{2,}(?:-[0-9a-f]{2,}){2,}$/i,
  /^[a-z]{1,12}(?:-[a-z0-9]+)+$/,
  // Versions, files, folders.
  /^[a-z]{0,12}[-_@]?\^?v?\d+\.\d+(?:\.[a-z0-9.]+|(?:\.\d+)*[-+][a-z0-9.]+)?$/i,
  /^[\w.()-]+\.(?:txt|pdf|docx?|xlsx?|csv|png|jpe?g|gif|zip|gz|tar|log|json|ya?ml|html?|js|ts|py|sh|conf|pem|key|crt|mp4|pptx?)$/i,
  /^(?:[a-z]:|~|[\w.-]+)?(?:[\\/][\w.-]+){2,}[\\/]?$/i,
  // Names of users and settings in one case: `li.wei_88`, `#issue1042`, `@liwei88`, `id=12345`.
  /^[@#]?[a-z]+\d*(?:[._-][a-z0-9]+)+$/,
  /^[@#][a-z]+\d+$/,
  /^[a-z_-]+=\w+$/,
  // A noun and its number: `Order#12345`, `Server_01`, `Windows-2019`.
  new RegExp(`^#?(?:${nouns}|${products})s?[-_.:/#№=]*\\d[\\d.-]*[a-z]{0,2}$`, 'i'),
  /^[a-z]+[-'’/][a-z]+\d?$/i,
  new RegExp(`^#?(?:${nouns})s?[-_.:/#№=]+[a-z]?\\d[\\w-]*$`, 'i'),
  new RegExp(`^(?:${products})\\d+(?:[&+/][a-z]+\\d+)+$`, 'i'),
  /^[a-z]{1,2}[+#]{0,2}\d{1,3}(?:\/[a-z]{1,2}[+#]{0,2}\d{1,3})+$/i,
  // How servers are reached: `ubuntu@203.0.113.10:2222`, `root@web01:/var/log`, `git@github.com:org/repo.git`.
  /^[\w.+-]{1,64}@\d{1,3}(?:\.\d{1,3}){3}(?:[:/]\S*)?$/,
  /^[\w.+-]{1,64}@[a-z][\w.-]{0,60}:(?:[~/]\S*|\d{1,5})$/i,
  /^[\w.-]{1,64}@[\w-]+(?:\.[\w-]+)+:[\w./~-]+$/i,
  // Prompts, classes of a program, ciphers, and machines with their region.
  /^\[[a-z][\w.-]*@[\w.-]+$/i,
  /^(?:[a-z]\w*\.){2,}[\w$]+(?::\d+)?$/,
  /^(?:tls|ssl)v?[\d.]+\/[a-z\d-]+$/i,
  /^[a-z]{2,8}-[0-9a-f]{6,}@[a-z]+(?:-[a-z\d]+)*$/,
  /^[a-z]{2}-[a-z]+-\d[a-z]?\/[a-z\d.-]+$/,
  // Shared folders, and folders given to a variable.
  /^\\\\[\w.-]+(?:\\[\w.$-]+)+$/,
  /^[A-Z_]{2,}=(?:[\w.:$~-]*\/)+[\w.:$~-]*$/,
  // Cells and formulas.
  /^\$?[A-Z]{1,2}\$?\d+:\$?[A-Z]{1,2}\$?\d+$/,
  /^[a-z]\d{0,3}(?:[-+*/=][a-z]?\d{1,3}){2,}$/i,
  // Numbers as spreadsheets write them, weeks, times and places.
  /^[-+]?\d+(?:\.\d+)?e[-+]?\d+$/i,
  /^\d{4}-?w\d{1,2}(?:-\d)?$/i,
  /^\d{1,2}(?::\d{2})?(?:am|pm)?@[\w-]+(?:#\d{1,4})?$/i,
  /^\d{1,2}[a-z]{3,9}@\d{1,2}(?::\d{2})?(?:am|pm)?$/i,
  /^@\w+[#:,]\w+$/,
  /^rfc\d+#\S+$/i,
  /^[a-z]+\d(?:=>[a-z]+\d)+$/i,
  /^[+(]?\d[\d().+-]{6,}\([a-z]+\)?$/i,
  /^[\w.+-]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)+\([a-z]+\)?$/i,
  // Devices, errors, places in a program, formulas.
  /^[a-z]+\d+,\d+$/i,
  /^[a-z]+-?\d+(?:pro|max|plus|ultra|lite|mini)\+?$/i,
  /^[A-Z][A-Z0-9_]{3,}\(-?\d+\)?$/,
  /^[\w.$<>]+\([\w.]+(?::\d+)?\)?$/,
  /^[a-z]{2,8}-[0-9a-f]{6,}(?:\/[a-z]{2,8}-[0-9a-f]{6,})*$/i,
  /^[a-z-]+\d[\d.]*[a-z]?\/\d+[a-z]{1,4}$/i,
  /^[a-z_]+=\w+,[a-z_]+=["'\w]*$/,
  /^version:\d[\d.]*\(\w+#\d+\)?$/i,
  /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z-]*,\d[\d:-]*$/i,
  /^(?:cny|rmb|usd|eur|gbp)[\d.,]+\+vat\d+%$/i,
  // A device and what it has: `RTX4090Ti+24GB`, `4K@120Hz`, `S23Ultra/256GB`; packages, versions, business to business.
  /^[a-z\d.-]{1,20}(?:[@+/&,][a-z\d.-]{1,20}){0,2}[@+/&,]\d{1,5}(?:\.\d{1,2})?(?:[kmgt]b|[kmg]?hz|fps|mah|dpi|nits)!?$/i,
  /^[a-z][a-z-]{0,30}@[~^]?\d+(?:\.\d+){1,3}(?:,[a-z][a-z-]{0,30}@[~^]?\d+(?:\.\d+){1,3})+$/,
  /^v?\d+(?:\.\d+){1,3}-[a-z]+[.\d]*\+[a-z]+[.\d]*$/i,
  /^[a-z][a-z\d]*(?:_[a-z\d]+){2,}$/,
  /^win(?:7|8|10|11)(?:[&+/][a-z]+\d+)+$/i,
  /^(?:c|g|clang)\+\+\d*(?:[&+/][a-z]+[\d.]+)+$/i,
  /^[a-z]2[a-z](?:[&/+][a-z]2[a-z])+!?$/i,
  new RegExp(`^(?:${nouns})\\d{1,4}[@/](?:${nouns})\\d{1,4}!?$`, 'i'),
  /^[\w-]{1,12}=[a-z]+[?!.]?$/i,
  /^\S{0,40}<[^\s<>@]{1,64}@[a-z0-9.-]+>?$/i,
]

/** Tags around a word, and the name of an attribute before its value. */
const markup = /^(?:<[a-z][^<>]{0,60}>)+|(?:<\/[a-z][a-z0-9]{0,10}>)+$/gi
const attribute = /^[a-z-]{2,20}=["']([^"']*)["']?[/>]?/i

/** What a token of a page's source holds; the token itself when it is none. */
function withoutMarkup(token: string): string {
  const bare = token.replace(markup, '')
  return attribute.exec(bare)?.[1] ?? bare
}

function isAddress(token: string): boolean {
  return isIP(token) !== 0 || parseEmail(token).outcome === 'parsed'
}

/** A mail address may begin with what else opens a bracket: `{wei@example.org` with a full stop behind it. */
const withoutEnd = (token: string): string => withoutTail(token, '.,;:!?…')

/** Whether a token (at most 64 characters) is an address, an amount, a date or a product, even behind "password". */
function isOtherThing(token: string): boolean {
  const bare = withoutWrapping(token)
  return (
    isAddress(token) ||
    isAddress(bare) ||
    isAddress(withoutEnd(token)) ||
    otherThings.some((shape) => shape.test(token) || shape.test(bare))
  )
}

/** Signs that put words and numbers in order: labels, lists, brackets, folders, arrows. */
const order = /[:;,?="()[\]{}|<>/\\]|-(?=>)|#(?=\d)/g

/** A word in one of the usual cases, with a number behind it or not, or a number with a unit. */
const plainPart = /^[a-z]*\d{0,6}$|^\d+[a-z]{1,4}$/i
const randomCase = /[a-z][A-Z]{1,2}\d|[A-Z][a-z][A-Z]|\d[A-Z][a-z][A-Z]/

/**
 * Whether a token is words and numbers in an order of two signs or more: `Re:[Case#1042]Login`, `name:Li;age:30`,
 * `=SUM(A1:B20)`. A part that mixes letters and digits as no word does makes it none.
 */
function isOrdered(token: string): boolean {
  const inner = token.replace(/^["'“‘]{1,4}|["'”’:,;.!?]{1,4}$/gu, '')
  const isPlain = !/[!$^~`]/.test(inner) && !randomCase.test(inner)
  if (!isPlain || (inner.match(order)?.length ?? 0) < 2) return false
  return token.split(/[^\p{L}\d]+/u).every((part) => plainPart.test(part))
}

/** Whether a token that was not announced is such a thing, or an order number, a file, a version, a user name. */
export function isUsualThing(token: string): boolean {
  // `User2024!`: with nothing else between letters and digits, the mark is as likely a password's as a sentence's.
  const isPlain = !/[-_./:#]/.test(token)
  const bare = isPlain && token.endsWith('!') ? token : withoutWrapping(token)
  return (
    isOtherThing(token) ||
    isOrdered(token) ||
    usualThings.some((shape) => shape.test(token) || shape.test(bare))
  )
}

/** Characters of scripts with spaces between words; a Chinese sentence is no token. */
const tokenCharacters = /^[!-~\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]+$/u

const shortest = 8
const shortestAnnounced = 4
const longest = 64

/** `email:` before a value. */
const label = /^\p{L}[\p{L} _-]{0,20}[:=](?!\/\/)/u

function isOfTokenSize(token: string, least: number): boolean {
  return token.length >= least && token.length <= longest && tokenCharacters.test(token)
}

/** Has letters, digits and signs; a full stop at the end does not count as a sign. */
function hasEveryKind(token: string): boolean {
  const signed = token.replace(/(?<=[\p{L}\d])[.,;:]$/u, '')
  return /\p{L}/u.test(signed) && /\d/.test(signed) && /[^\p{L}\d]/u.test(signed)
}

/**
 * Whether a token looks like nothing but a password: 8 to 64 characters, with letters, digits and signs, and none of the
 * usual other things (addresses, order numbers, versions, files, user names, amounts, dates).
 */
export function isSecretToken(token: string): boolean {
  if (!isOfTokenSize(token, shortest) || !hasEveryKind(token) || isUsualThing(token)) return false
  const inner = withoutMarkup(token)
  if (inner !== token) return isSecretToken(inner)
  const value = token.replace(label, '')
  return value === token || isSecretToken(value)
}

/** Whether it is a password even inside a sentence: both cases, a digit, and a sign that joins no words. */
export function isGlaringToken(token: string): boolean {
  const bare = withoutWrapping(withoutMarkup(token))
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[!@#$%^&*?~+=<>|\\`]/]
  return kinds.every((kind) => kind.test(bare)) && isSecretToken(bare) && !isUsualThing(token)
}

/** Whether a word behind "password is" could be one: 4 to 64 letters with digits or signs, and no other known thing. */
export function isMixedToken(token: string): boolean {
  if (!isOfTokenSize(token, shortestAnnounced) || isOtherThing(token)) return false
  const bare = withoutWrapping(token)
  return (
    /\p{L}/u.test(token) &&
    (/\d/.test(token) || /[@#$%^&*~+=<>|\\`_]|[!?][^!?\w\r\n\u2028\u2029]*\w/.test(bare))
  )
}

/** Whether a word behind "password is" is a number of 4 to 64 digits. */
export function isNumberToken(token: string): boolean {
  return /^\d{4,64}$/.test(withoutWrapping(token))
}
