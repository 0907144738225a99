import type { Account } from './account.ts'
import { foldWord, leetReadings, withoutSigns } from './fold-word.ts'

/** What a password must not be made of, since whoever knows the person guesses it first. */
export interface PasswordFacts {
  readonly account: Pick<
    Account,
    | 'id'
    | 'displayName'
    | 'loginEmail'
    | 'recoveryEmail'
    | 'contactEmail'
    | 'recoveryMobile'
    | 'contactMobile'
  >
  /** Whose account it is, such as a cloud's brand. */
  readonly providerName: string
}

const shortestWord = 4

/** So many digits of a number in a row are no accident. */
const longRun = 6
/** The end of a number is what people know by heart. */
const tail = 4

/** The whole without its signs, and each part that stands between signs, with and without the digits behind it. */
function wordsOf(text: string): readonly string[] {
  const folded = foldWord(text)
  const words = [withoutSigns(folded), ...folded.split(/[^\p{L}\p{N}]+/u)]
  return words.flatMap((word) => [word, word.replace(/\p{N}+$/u, '')])
}

function emailWords(email: string): readonly string[] {
  const at = email.lastIndexOf('@')
  const labels = email.slice(at + 1).split('.')
  return [email.slice(0, at), ...labels.slice(0, -1)].flatMap(wordsOf)
}

function numberRuns(number: string): readonly string[] {
  const digits = number.replace(/\D/g, '')
  const runs = Array.from({ length: Math.max(0, digits.length - longRun + 1) }, (_, from) =>
    digits.slice(from, from + longRun),
  )
  return digits.length < tail ? runs : [...runs, digits.slice(-tail)]
}

const isGiven = (text: string | null): text is string => text !== null

function ownWords({ account, providerName }: PasswordFacts): readonly string[] {
  const emails = [account.loginEmail, account.recoveryEmail, account.contactEmail].filter(isGiven)
  const numbers = [account.id, account.recoveryMobile, account.contactMobile].filter(isGiven)
  const words = [
    ...emails.flatMap(emailWords),
    ...numbers.flatMap(numberRuns),
    ...[account.displayName, providerName].filter(isGiven).flatMap(wordsOf),
  ]
  return words.filter((word) => Array.from(word).length >= shortestWord)
}

const reversed = (word: string): string => Array.from(word).toReversed().join('')

/**
 * Whether a password holds a word of at least four characters out of the account's mail addresses (local part and
 * domain, not the last label), its names or the provider's name, or six digits in a row or the last four of the
 * account's numbers; forwards or backwards, whatever the case, with signs between and leet for letters.
 */
export function isMadeOfOwnWords(password: string, facts: PasswordFacts): boolean {
  const folded = foldWord(password)
  const forms = [folded, withoutSigns(folded), ...leetReadings(folded)]
  return ownWords(facts)
    .flatMap((word) => [word, reversed(word)])
    .some((word) => forms.some((form) => form.includes(word)))
}
