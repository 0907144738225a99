import { isNotoriousPassword } from './common-passwords.ts'
import { isUsualThing, withoutWrapping } from './harmless-token.ts'
import { isMixedToken, isNumberToken } from './secret-token.ts'
import type { Span } from './text-span.ts'

/** Codes are called one-time passwords too; they are the chat's business. */
const notOneTime = '(?<!one[- ]time |otp |动态|一次性|短信|验证|動態|簡訊)'

const english =
  '\\b(?:pass ?words?|passwd|pasw?words?|passwrd|passphrase|pwd|psw|pw|mima|passwort|kennwort|contraseña|mot de passe|senha)'
const chinese = '(?:密码|密碼|口令|パスワード|비밀번호|пароль)'
/** Words that announce a password before a colon or an equals sign alone, and only one that looks like it. */
const shortLabels = '(?:\\b(?:pass|old|new|current|previous)|旧的?|新的?|原来?的?)'

const about = '(?: (?:for|of|on|to) (?:\\S{1,40} ){1,4}?)?'
const filler =
  '(?:(?:not|now|still|just|actually|probably|maybe|definitely|currently|always|simply|set to|supposed to be|going to be|like|either|就|就是|我的?生日|一直|应该|可能) ?){0,3}'
/** "is" and its like, or none of it at all. */
const verbs =
  "(?: ?(?:is|was|are|were|be|will be|should be|would be|as|to|into|equals|ist|war|es|est|é|'s|’s|isn't|isnt|wasn't|wasnt|from|shi|это)\\b)"
const chineseVerbs = '(?:是|为|為|改成|改为|改到|设为|设成|设置为|设置成|换成|变成|叫|用的?是?)'
const colon = '[:：=＝]|[-–—=]+>|→'

/** A value, in quotes with whatever it holds, or up to the next space or Chinese character. */
const value =
  '(?:["“「](?<quoted>[^"”」\\n]{4,64})["”」]|(?<bare>[^\\s\\p{Script=Han}，。；！？、]{4,80}))'

/** How surely each announces; the surest first. */
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

/** What is said of passwords, and of anything else, far more often than it is one. */
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

/** Numbers with a unit behind are told about, not told. */
const unitBehind =
  /^\s{0,2}(?:-|位|个|個|字|天|年|次|月|%|days?|weeks?|months?|years?|times?|hours?|minutes?|char|digit|letter|symbol|hashed|encrypted|protected)/iu

/** Whether a token is a plain word that nobody would say of a password, with nothing behind it. */
function isLoneWord(token: string, behind: string): boolean {
  const word = withoutWrapping(token).toLowerCase()
  const isLast = /^[\s.,;:!?，。；！？]*(?:$|\n)/u.test(behind)
  return isLast && !ordinary.has(word) && /^[\p{L}\p{M}]{4,}$/u.test(word)
}

const looksMade = (token: string): boolean =>
  isMixedToken(token) && /\d/.test(token) && !isUsualThing(token)

/** What counts as a value behind each announcement. */
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

/** What stands in quotes need not look like a password, only not like an error's words; dots are hidden already. */
function isSecretQuote(text: string): boolean {
  const words = text.trim().toLowerCase().split(/\s+/)
  const isSaid = words.every((word) => ordinary.has(word) || /^\p{L}{0,3}$/u.test(word))
  return !isSaid && /[\p{L}\p{N}]/u.test(text) && !text.includes('•')
}

/** The part of a match that is the value, or null when it is none. */
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

/** Old, new, and the new one again; a longer chain is a flood. */
const mostJoined = 3

/** What follows a value in one breath: "… and …", "from … to …". */
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

/**
 * The values of a text that are announced as passwords: "my password is …", "pwd=…", "密码是…", and the old and the
 * new one of "old: … new: …". A word is one behind a colon, or when everybody knows it as a password; anything with
 * digits or signs is one behind "is" too.
 */
export function announcedSecrets(text: string): readonly Span[] {
  return readers.flatMap(({ strength, shape }) =>
    Array.from(text.matchAll(shape)).flatMap((match) => secretsOf(match, strength)),
  )
}
