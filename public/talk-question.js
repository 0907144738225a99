/** What a message of the assistant asks, read from Direct Line's JSON. Knows no page. */
import { stepOf } from './progress.js'

/**
 * The question of a message: its `choices`, the `kind` of value it takes, and from its card, if it has one, the `field`
 * and the `countries` to draw and the `number` that a submission has to name.
 *
 * @param kinds prompt id to kind; every other prompt takes words
 */
export function questionIn(activity, kinds) {
  const contents = contentsOf(activity)
  const card = contents.find(({ type }) => type === 'AdaptiveCard') ?? {}
  const { body = [], actions = [] } = card
  const { suggestedActions } = activity
  const field = body.find(({ type }) => type === 'Input.Text') ?? null
  return {
    choices: (suggestedActions?.actions ?? []).map(({ value }) => value),
    kind: withLetters(kindOf(activity, kinds), field),
    field,
    countries: body.find(({ type }) => type === 'Input.ChoiceSet') ?? null,
    number: numberOf(actions[0]),
  }
}

/** The links of a message that lead into the web, as `{ label, url }`. */
export function linksIn(activity) {
  return contentsOf(activity)
    .flatMap(({ buttons = [] }) => buttons)
    .filter(({ type, value }) => type === 'openUrl' && /^https?:\/\//.test(value))
    .map(({ title, value }) => ({ label: title, url: value }))
}

/** Codes and what is called a password are hidden at once; the server masks by its own, stricter rules. */
export function maskTyped(text) {
  const digits = text.replaceAll(/[\s\p{Pd}]/gu, '')
  if (/^\p{Nd}{4,8}$/u.test(digits)) return '•'.repeat(digits.length)
  return text
    .replace(/((?:password|passcode|pwd|密码|口令) ?(?:is|是|:|：|=) ?)\S+/giu, '$1••••••')
    .split(' ')
    .map((word) => (isLikeSecret(word) ? '••••••' : word))
    .join(' ')
}

/**
 * What is left of a card's value in the chat: enough for the person to know it again.
 *
 * @returns null for what is no value of that kind
 */
export function maskValue(kind, text) {
  const typed = plain(text)
  const digits = typed.replaceAll(/\D/g, '')
  if (kind === 'mobile') {
    const isNumber = digits.length >= 4 && /^\(?\+?[\d\s()\p{Pd}./]+$/u.test(typed)
    return isNumber ? `••••••••${digits.slice(-2)}` : null
  }
  if (kind === 'account-id') {
    return /^[\d\s\p{Pd}]{8,40}$/u.test(typed) ? `••••••••${digits.slice(-4)}` : null
  }
  if (kind === 'email' && text.length < 255 && /^[^\s@]+@[^\s@]+$/.test(text)) {
    const [name, domain] = text.split('@')
    return `${[...name].slice(0, 2).join('')}•••••@${domain}`
  }
  return null
}

/**
 * The country that a number names itself, by `+` or `00`.
 *
 * @param codes the calling codes to pick from, such as `+86`
 * @returns one of them; '' for a country that is not among them, null where the number names none
 */
export function countryIn(text, codes) {
  const [, digits] = /^(?:\+|00)(\d+)/.exec(plain(text).replaceAll(/[^\d+]/g, '')) ?? []
  if (digits === undefined) return null
  const fitting = codes.filter((code) => digits.startsWith(code.slice(1)))
  return fitting.toSorted((one, other) => other.length - one.length)[0] ?? ''
}

/** Whether a text shows nothing at all: spaces, and marks that nobody sees. */
export function isBlank(text) {
  return !/[^\s\p{C}\p{Z}\p{DI}\u2800]/u.test(text)
}

/** What is left of a story without what was masked in it; '' where that is too little to be worth typing again. */
export function restOf(masked) {
  const rest = masked.replaceAll(/•{3,}/g, '').replaceAll(/ {2,}/g, ' ').trim()
  const words = rest.match(/\p{Script=Han}|[\p{L}\p{N}]+/gu) ?? []
  return words.length >= fewestWords ? rest : ''
}

/** Fewer words only announce what was masked ("my password is"). */
const fewestWords = 7

/** As the server reads it: digits of every script as 0 to 9, full-width signs as plain ones, without unseen marks. */
function plain(text) {
  const folded = text.normalize('NFKC').replaceAll(/\p{C}/gu, '')
  return folded.replaceAll(/(?![0-9])\p{Nd}/gu, digitOf).trim()
}

/** Every script has its ten digits in a row, the zero first. */
function digitOf(sign) {
  let value = 0
  const code = sign.codePointAt(0)
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1
  return String(value)
}

function isLikeSecret(word) {
  const kinds = [/\d/, /[a-z]/i, /[!#$%^&*]/]
  return word.length >= 8 && !/[@/]/.test(word) && kinds.every((kind) => kind.test(word))
}

function contentsOf({ attachments = [] }) {
  return attachments.map(({ content }) => content ?? {})
}

function kindOf(activity, kinds) {
  const prompt = String(stepOf(activity)?.prompt)
  return Object.hasOwn(kinds, prompt) ? kinds[prompt] : 'words'
}

/** An account ID whose example is more than digits needs the whole keyboard. */
function withLetters(kind, field) {
  const isWord = kind === 'account-id' && /\D/.test(field?.placeholder ?? '')
  return isWord ? 'account-name' : kind
}

function numberOf(action) {
  return action?.data?.latchkey?.question ?? null
}
