import { createRequire } from 'node:module'
import type * as Common from '@zxcvbn-ts/language-common'
import { accountIdOf, type Account } from './account.ts'

/** A word in lower case, without accents, full-width letters made narrow. */
function foldWord(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

const leet: Readonly<Record<string, string>> = {
  '0': 'o',
  '3': 'e',
  '4': 'a',
  '@': 'a',
  '5': 's',
  $: 's',
  '7': 't',
  '+': 't',
  '8': 'b',
  '9': 'g',
  '!': 'i',
  '|': 'l',
}

/** Other readings of a folded word: `p4$$w0rd` as `password`, a one both as `i` and as `l`. */
function leetReadings(folded: string): readonly string[] {
  const plain = folded.replace(/[03457893@$+!|]/g, (sign) => leet[sign] ?? sign)
  const readings = plain.includes('1')
    ? [plain.replaceAll('1', 'i'), plain.replaceAll('1', 'l')]
    : [plain]
  return readings.filter((reading) => reading !== folded)
}

function withoutSigns(folded: string): string {
  return folded.replace(/[^\p{L}\p{N}]/gu, '')
}

const require = createRequire(import.meta.url)

function readRanks(): ReadonlyMap<string, number> {
  const { dictionary }: typeof Common = require('@zxcvbn-ts/language-common')
  return new Map(dictionary['passwords-common'].map((password, rank) => [password, rank]))
}

let held: ReadonlyMap<string, number> | null = null

/**
 * Nearly fifty thousand passwords of people, all in lower case, the most frequent first (OWASP ASVS 6.2.4 asks for
 * 3000). They are unpacked when they are first asked for: 45 ms of a start otherwise.
 */
function ranks(): ReadonlyMap<string, number> {
  held ??= readRanks()
  return held
}

/** So many from the top of the list count as passwords that everybody knows. */
const notorious = 2000

/** Shorter words stand in many passwords by chance. */
const shortestWord = 4
const shortestRepetition = 6

/** The word in the middle of a password with every number of the digits and signs around it kept on either side. */
function dressedWords(folded: string): readonly string[] {
  const first = folded.search(/\p{L}/u)
  if (first === -1) return []
  const last = folded.length - (/(?<=\p{L})[^\p{L}]*$/u.exec(folded)?.[0].length ?? 0)
  const words: string[] = []
  for (let from = 0; from <= first; from += 1) {
    for (let to = last; to <= folded.length; to += 1) words.push(folded.slice(from, to))
  }
  return words
}

/** `aaaaaa`, `abcabc`, and a common word said twice. */
function isRepeated(word: string): boolean {
  const unit = /^(.{1,100}?)\1+$/u.exec(word)?.[1]
  if (unit === undefined) return false
  return unit.length < shortestWord ? word.length >= shortestRepetition : ranks().has(unit)
}

function isKnown(word: string): boolean {
  return word.length >= shortestWord && (ranks().has(word) || isRepeated(word))
}

/** Whether it has enough letters to count as a word; digits alone do not. */
function isWord(text: string): boolean {
  return (text.match(/\p{L}/gu)?.length ?? 0) >= shortestWord
}

/**
 * Whether a password is one that many people take: on the list, or a listed word with digits and signs around it
 * (`Dragon2024!`), with digits and signs for letters (`P@ssw0rd`), with signs between (`abc_123`), or said twice.
 * Case, accents and width do not matter.
 *
 * @param password at most some hundred characters: the work grows with the square of the digits around its word
 */
export function isCommonPassword(password: string): boolean {
  const folded = foldWord(password)
  const bare = withoutSigns(folded)
  if (
    [folded, bare, folded.replace(/^[^\p{L}\p{N}]+|(?<![^\p{L}\p{N}])[^\p{L}\p{N}]+$/gu, '')].some(
      isKnown,
    )
  ) {
    return true
  }
  return [...dressedWords(folded), ...dressedWords(bare)].some((word) =>
    [word, ...leetReadings(word)].some((reading) => isWord(reading) && isKnown(reading)),
  )
}

/** Whether a word is one of the 2,000 most frequent passwords, whatever its case. */
export function isNotoriousPassword(word: string): boolean {
  return (ranks().get(word.toLowerCase()) ?? notorious) < notorious
}

/** What a password must not be made of: data of the account that somebody who knows its owner would guess. */
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

/** So many digits in a row of one of the account's numbers are refused, and the last four of it. */
const longRun = 6
const tail = 4

/** The whole without its signs, and each part that stands between signs, with and without the digits behind it. */
function wordsOf(text: string): readonly string[] {
  const folded = foldWord(text)
  const words = [withoutSigns(folded), ...folded.split(/[^\p{L}\p{N}]+/u)]
  return words.flatMap((word) => [word, word.replace(/(?<!\p{N})\p{N}+$/u, '')])
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
  const id = accountIdOf(account)
  const numbers = [id, account.recoveryMobile, account.contactMobile].filter(isGiven)
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
