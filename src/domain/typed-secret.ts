import { isNotoriousPassword } from './guessable-password.ts'
import {
  isGlaringToken,
  isMixedToken,
  isNumberToken,
  isSecretToken,
  isUsualThing,
  withoutWrapping,
} from './secret-token.ts'
import { tokensOf, withMasks, type Span } from './masking.ts'

/** One-time passwords are codes, which may be typed in the chat. */
const notOneTime = '(?<!one[- ]time |otp |动态|一次性|短信|验证|動態|簡訊)'

const english =
  '\\b(?:pass ?words?|passwd|pasw?words?|passwrd|passphrase|pwd|psw|pw|mima|passwort|kennwort|contraseña|mot de passe|senha)'
const chinese = '(?:密码|密碼|口令|パスワード|비밀번호|пароль)'
/** Words that announce a password only with a colon or an equals sign, and only a value that looks like one. */
const shortLabels = '(?:\\b(?:pass|old|new|current|previous)|旧的?|新的?|原来?的?)'

const about = '(?: (?:for|of|on|to) (?:\\S{1,40} ){1,4}?)?'
const filler =
  '(?:(?:not|now|still|just|actually|probably|maybe|definitely|currently|always|simply|set to|supposed to be|going to be|like|either|就|就是|我的?生日|一直|应该|可能) ?){0,3}'
/** "is" in several languages. */
const verbs =
  "(?: ?(?:is|was|are|were|be|will be|should be|would be|as|to|into|equals|ist|war|es|est|é|'s|’s|isn't|isnt|wasn't|wasnt|from|shi|это)\\b)"
const chineseVerbs = '(?:是|为|為|改成|改为|改到|设为|设成|设置为|设置成|换成|变成|叫|用的?是?)'
const colon = '[:：=＝]|[-–—=]+>|→'

/** A value, in quotes with whatever it holds, or up to the next space or Chinese character. */
const value =
  '(?:["“「](?<quoted>[^"”」\\n]{4,64})["”」]|(?<bare>[^\\s\\p{Script=Han}，。；！？、]{4,80}))'

/** The strongest first: the weaker the announcement, the more a value must look like a password. */
const announcements = [
  {
    strength: 'colon',
    shape: `${notOneTime}(?:${english}|${chinese})(?: ?(?:is|was|是))?(?:\\s?\\([^)]{0,20}\\))?\\s{0,3}(?:${colon})\\s{0,3}${value}`,
  },
  { strength: 'verb', shape: `${notOneTime}${english}${about}${verbs}\\s{1,3}${filler}${value}` },
  {
    strength: 'verb',
    shape: `${notOneTime}${chinese}[^\\s，。；！？、:：]{0,4}?\\s?${chineseVerbs}\\s{0,3}${filler}${value}`,
  },
  { strength: 'list', shape: `${shortLabels}\\s?(?:${colon})\\s{0,3}${value}` },
  { strength: 'none', shape: `${notOneTime}(?:${english}\\s{1,3}|${chinese}\\s{0,3})${value}` },
] as const

type Strength = (typeof announcements)[number]['strength']

const readers = announcements.map(({ strength, shape }) => ({
  strength,
  shape: new RegExp(shape, 'giu'),
}))

/** Words that are said about passwords and are not taken for one. */
const ordinary = new Set(
  `wrong right good great fine perfect special simple strong weak long short secret safe secure unsafe insecure old new
  lost gone forgotten forgot unknown missing stolen hacked leaked compromised exposed expired blocked locked disabled
  invalid valid correct incorrect accepted rejected refused required needed empty blank same different changed reset
  working broken important private personal confidential public hidden visible saved stored encrypted hashed protected
  please help thanks thank hello what where when which that this these those here there none null nothing something
  anything never always still true false okay cancel change update forget remember recover retrieve unlock cannot cant
  could would should need want test testing hard easy strange crazy stupid ridiculous security password passwords
  unavailable outdated mine yours ours theirs being been have just only also really very already somewhere recovery`.split(
    /\s+/,
  ),
)

/** A number with a unit behind it describes a password and is none. */
const unitBehind =
  /^\s{0,2}(?:-|位|个|個|字|天|年|次|月|%|days?|weeks?|months?|years?|times?|hours?|minutes?|char|digit|letter|symbol|hashed|encrypted|protected)/iu

/** Whether a token is a plain word at the end of a line that is not one of the ordinary ones. */
function isLoneWord(token: string, behind: string): boolean {
  const word = withoutWrapping(token).toLowerCase()
  const isLast = /^[\s.,;:!?，。；！？]*(?:$|\n)/u.test(behind)
  return isLast && !ordinary.has(word) && /^[\p{L}\p{M}]{4,}$/u.test(word)
}

const looksMade = (token: string): boolean =>
  isMixedToken(token) && /\d/.test(token) && !isUsualThing(token)

/** What is taken as a value behind each kind of announcement. */
const accepts: Readonly<Record<Strength, (token: string, behind: string) => boolean>> = {
  colon: (token, behind) =>
    isMixedToken(token) || isNumberToken(token) || isLoneWord(token, behind),
  verb: (token, behind) =>
    isMixedToken(token) ||
    isNumberToken(token) ||
    (isLoneWord(token, behind) && isNotoriousPassword(withoutWrapping(token))),
  list: looksMade,
  none: looksMade,
}

/** A quoted value counts unless all its words are ordinary ones, as in an error message, or it is masked already. */
function isSecretQuote(text: string): boolean {
  const words = text.trim().toLowerCase().split(/\s+/)
  const isSaid = words.every((word) => ordinary.has(word) || /^\p{L}{0,3}$/u.test(word))
  return !isSaid && /[\p{L}\p{N}]/u.test(text) && !text.includes('•')
}

/** The span of the value in a match; null when it is no password. */
function valueOf(match: RegExpExecArray, strength: Strength): Span | null {
  const { quoted, bare } = match.groups ?? {}
  const end = match.index + match[0].length
  if (quoted !== undefined) {
    const isSecret = strength !== 'none' && isSecretQuote(quoted)
    return isSecret ? { start: end - 1 - quoted.length, end: end - 1 } : null
  }
  const token = bare ?? ''
  const behind = match.input.slice(end, end + 20)
  const isSecret = !unitBehind.test(behind) && accepts[strength](token, behind)
  return isSecret ? { start: end - token.length, end } : null
}

const joint = new RegExp(
  `[,，]?\\s{0,3}(?:and|or|then|to|[,/、和或]|改成|${colon})\\s{0,3}${value}`,
  'iuy',
)

/** The old password, the new one, and the new one repeated. */
const mostJoined = 3

/** The value that is joined to the one before: "… and …", "from … to …". */
function nextSecret(text: string, from: number): Span | null {
  joint.lastIndex = from
  const match = joint.exec(text)
  return match === null ? null : valueOf(match, 'none')
}

function secretsOf(match: RegExpExecArray, strength: Strength): readonly Span[] {
  const spans: Span[] = []
  let span = valueOf(match, strength)
  while (span !== null && spans.length < mostJoined) {
    spans.push(span)
    span = nextSecret(match.input, span.end)
  }
  return spans
}

/** Without one of these no announcement can follow, and one pass over the text does instead of five. */
const announcing = new RegExp(`${english}|${chinese}|${shortLabels}\\s?(?:${colon})`, 'iu')

/** The values that a text announces as passwords: "my password is …", "pwd=…", "密码是…", "old: … new: …". */
function announcedSecrets(text: string): readonly Span[] {
  if (!announcing.test(text)) return []
  return readers.flatMap(({ strength, shape }) =>
    Array.from(text.matchAll(shape)).flatMap((match) => secretsOf(match, strength)),
  )
}

/** Words that may be typed around a password; a text with other words is a sentence. */
const aside = new Set(
  `old new current the my is it its it's here this that's that was use try tried and or then to one please pls hi hello
  ok okay yes no again with now can could you i set make change changed into want be should enter entered put type typed -> => → / , ; : = + & > | - old: new: current: it: here: is:
  旧 新 旧的 新的 是 旧密码 新密码 和 或 改成 试试`.split(/\s+/),
)

/** All tokens of a text that holds nothing but passwords and such words. */
function bareSecrets(text: string): readonly Span[] {
  const parts = tokensOf(text.replace(/[，。；、]/gu, ' ')).filter(
    (part) => !aside.has(part.text.toLowerCase().replace(/,$/, '')),
  )
  const isBare = parts.length <= mostJoined && parts.every((part) => isSecretToken(part.text))
  return isBare ? parts : []
}

function secretsIn(text: string): readonly Span[] {
  // A password that was not announced has a digit in it.
  if (!/\d/.test(text)) return announcedSecrets(text)
  const glaring = tokensOf(text).filter((part) => isGlaringToken(part.text))
  return [...announcedSecrets(text), ...bareSecrets(text), ...glaring]
}

const hidden = '••••••'

const sixDigits = /(?<!\p{Nd})\p{Nd}(?:[ \u00a0\p{Pd}]?\p{Nd}){5}(?!\p{Nd})/gu

/**
 * Whether somebody typed a password into the chat (attacks H1): announced ("my password is …", "pwd=…", "密码是…"),
 * alone, old and new together, or unmistakable inside a sentence. To be asked before the text is stored, logged or
 * passed on. A plain word or number that is not announced is no password, so that mail addresses, IPv6 addresses and
 * order numbers pass.
 */
export function looksLikePassword(text: string): { readonly found: boolean } {
  return { found: secretsIn(text).length > 0 }
}

/** A text with six dots for each password that {@link looksLikePassword} finds. */
export function withoutPasswords(text: string): string {
  const masks = secretsIn(text).map((span) => ({ ...span, mask: hidden }))
  return withMasks(text, masks)
}

/** A text with six dots for each six-digit code, with or without spaces and dashes between its digits. */
export function withoutCodes(text: string): string {
  return text.replace(sixDigits, hidden)
}

/** A text for transcripts and cases, with six dots for each password and each six-digit code; idempotent. */
export function withoutSecrets(text: string): string {
  return withoutCodes(withoutPasswords(text))
}
