import { isIPv4, isIPv6 } from 'node:net'
import { maskEmailForOwner, maskIpForAgent } from './masking.ts'
import type { MaskedSpan } from './text-span.ts'

/** What a local part may hold: RFC 5322's signs, and letters of scripts that part their words with spaces. */
const localSign = "[\\p{L}\\p{M}\\p{N}.!#$%&'*+/=?^_`{|}~-]"
const spacedLetters = `(?:(?!\\p{Script=Han})${localSign})+`
const label = '(?:(?!\\p{Script=Han})[\\p{L}\\p{M}\\p{N}-])+'
const domain = `[.[(<'"]*(?:${label}(?:\\.${label})*|\\p{Script=Han}+)`

/** `@`, or what is written in its place to be read by people alone. */
const at = '(?:@| {0,2}[([{] ?at ?[)\\]}] {0,2})'

/** Starting where a run of such signs starts keeps the search from starting at each of them. */
const email = new RegExp(
  `(?:(?<!(?!\\p{Script=Han})${localSign})${spacedLetters}|(?<!\\p{Script=Han})\\p{Script=Han}+|"[^"\\n]{1,64}")` +
    `${at}(?:${spacedLetters}${at})*${domain}`,
  'giu',
)

/** With spaces around its `@` only what has a name behind it that ends like one is an address. */
const spacedEmail = new RegExp(
  `(?<!(?!\\p{Script=Han})${localSign})${spacedLetters} {0,2}@ {0,2}[a-z0-9-]+(?:\\.[a-z0-9-]+)+`,
  'giu',
)

const atSign = new RegExp(at, 'giu')

/** Masks for the mail addresses of a narrow text, with whatever their domain is. */
export function maskedEmails(text: string): readonly MaskedSpan[] {
  return [email, spacedEmail].flatMap((shape) =>
    Array.from(text.matchAll(shape), ({ 0: found, index }) => ({
      start: index,
      end: index + found.length,
      mask: maskEmailForOwner(found.replace(atSign, '@').replace(/ *@ */g, '@')),
    })),
  )
}

const hexRun = /[0-9a-f:.]{2,}/gi

/** Signs of a sentence and the colon of a label are none of the address's. */
function bare(run: string): string {
  return run.replace(/^\.+|\.+$/g, '').replace(/^:(?!:)|(?<!:):$/g, '')
}

const clock = /^\d{1,2}(?::\d{2}){1,3}$/

/**
 * Three colons are more than a time has. With two an address stands by itself: letters beside it make it the name of a
 * part of a program (`std::add`). One group alone, as of `::1`, names no server.
 */
function isIpv6Like(run: string, beside: string): boolean {
  const groups = run.split(':')
  if (groups.filter((group) => group !== '').length < 2 || clock.test(run)) return false
  return groups.length > 3 || (isIPv6(run) && !/\w/.test(beside))
}

function maskedIpv6(text: string): readonly MaskedSpan[] {
  return Array.from(text.matchAll(hexRun)).flatMap(({ 0: run, index }) => {
    const address = bare(run)
    const beside = text.slice(Math.max(0, index - 1), index) + text.charAt(index + run.length)
    if (!isIpv6Like(address, beside)) return []
    const start = index + run.indexOf(address)
    return [{ start, end: start + address.length, mask: maskIpForAgent(address) }]
  })
}

/** Four numbers or more; brackets around the full stop keep programs from reading them, not people. */
const dotted = /(?<!\d)\d{1,3}(?:[[(]?\.[\])]?\d{1,3}){3,}(?!\d)/g

function maskedIpv4(text: string): readonly MaskedSpan[] {
  return Array.from(text.matchAll(dotted)).flatMap(({ 0: found, index }) => {
    const octets = found.replace(/[[\]()]/g, '')
    const isAddress = isIPv4(octets.split('.').slice(0, 4).join('.'))
    return isAddress
      ? [{ start: index, end: index + found.length, mask: maskIpForAgent(octets) }]
      : []
  })
}

/** Masks for the servers' addresses of a narrow text. */
export function maskedIps(text: string): readonly MaskedSpan[] {
  return [...maskedIpv6(text), ...maskedIpv4(text)]
}
