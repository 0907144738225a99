import { isOtherThing, isUsualThing, withoutWrapping } from './harmless-token.ts'

/** Letters of scripts that part their words with spaces: a Chinese sentence is one run of characters, and no token. */
const tokenCharacters = /^[!-~\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]+$/u

const shortest = 8
const shortestAnnounced = 4
const longest = 64

/** `email:` before a value. */
const label = /^\p{L}[\p{L} _-]{0,20}[:=](?!\/\/)/u

function isOfTokenSize(token: string, least: number): boolean {
  return token.length >= least && token.length <= longest && tokenCharacters.test(token)
}

/** Letters, digits and signs; a full stop behind a word is the sentence's. */
function hasEveryKind(token: string): boolean {
  const signed = token.replace(/(?<=[\p{L}\d])[.,;:]$/u, '')
  return /\p{L}/u.test(signed) && /\d/.test(signed) && /[^\p{L}\d]/u.test(signed)
}

/**
 * Whether a run of characters without spaces is such as only a password is: 8 to 64 of them, letters, digits and
 * signs, and none of the things that people type for another reason: addresses, numbers of orders, versions, names of
 * files and users, amounts, dates.
 */
export function isSecretToken(token: string): boolean {
  if (!isOfTokenSize(token, shortest) || !hasEveryKind(token) || isUsualThing(token)) return false
  const value = token.replace(label, '')
  return value === token || isSecretToken(value)
}

/** Whether a token is what no sentence holds by chance: both cases, a digit, and a sign that joins no words. */
export function isGlaringToken(token: string): boolean {
  const bare = withoutWrapping(token)
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[!@#$%^&*?~+=<>|\\`]/]
  return kinds.every((kind) => kind.test(bare)) && isSecretToken(bare)
}

/**
 * Whether a word behind "password is" could be one: 4 to 64 letters with digits, or with signs that join no words, and
 * no address, amount, date or product.
 */
export function isMixedToken(token: string): boolean {
  if (!isOfTokenSize(token, shortestAnnounced) || isOtherThing(token)) return false
  const bare = withoutWrapping(token)
  return /\p{L}/u.test(token) && (/\d/.test(token) || /[@#$%^&*~+=<>|\\`_]|[!?].*\w/.test(bare))
}

/** Whether a word behind "password is" is a number that could be one. */
export function isNumberToken(token: string): boolean {
  return /^\d{4,64}$/.test(withoutWrapping(token))
}
