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
  return {
    choices: (suggestedActions?.actions ?? []).map(({ value }) => value),
    kind: kindOf(activity, kinds),
    field: body.find(({ type }) => type === 'Input.Text') ?? null,
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
  const digits = text.replaceAll(/\D/g, '')
  if (kind === 'mobile') {
    return /^[\d\s().-]{4,}$/.test(text) ? `••••••••${digits.slice(-2)}` : null
  }
  if (kind === 'account-id') {
    return /^[\d\s-]{8,40}$/.test(text) ? `••••••••${digits.slice(-4)}` : null
  }
  if (kind === 'email' && text.length < 255 && /^[^\s@]+@[^\s@]+$/.test(text)) {
    const [name, domain] = text.split('@')
    return `${[...name].slice(0, 2).join('')}•••••@${domain}`
  }
  return null
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

function numberOf(action) {
  return action?.data?.latchkey?.question ?? null
}
