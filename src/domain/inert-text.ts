import { normalized, plainText, withoutUnseen } from './plain-text.ts'

/** How many code units are read for each that may be shown; bounds the work for long texts. */
const readPerShown = 4

let graphemes: Intl.Segmenter | null = null

/** At most so many code units with the ellipsis; never cuts inside a grapheme. */
function truncated(text: string, most: number): string {
  if (text.length <= most) return text
  // Making one takes 10 ms, and most texts are never cut.
  graphemes ??= new Intl.Segmenter('en', { granularity: 'grapheme' })
  const whole = graphemes.segment(text).containing(Math.max(0, most - 1))?.index ?? 0
  return most < 1 ? '' : `${text.slice(0, whole).trimEnd()}…`
}

/** One kind of line break, no runs of blank lines, spaces or combining marks, no invisible characters. */
function tidied(text: string): string {
  const seen = withoutUnseen(text.replace(/\r\n?|[\v\f\u0085\u2028\u2029]/gu, '\n'))
  return normalized(seen, 'NFC')
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/ ?\n ?/gu, '\n')
    .replace(/\n{3,}/gu, '\n\n')
    .replace(/(\p{M}{4})\p{M}+/gu, '$1')
    .replace(/(.)\1{15,}/gu, (run, sign: string) => run.slice(0, 15 * sign.length))
    .trim()
}

/** Schemes that make a link without slashes. */
const bareScheme =
  /\b(javascript|vbscript|data|mailto|tel|sms|callto|sip|file|blob|about|msteams|skype|slack|intent|ms-[a-z-]{2,20})[:：](?=\S)/giu

/** The last full stop of a host name, which chats turn into a link even without a scheme. */
const nameEnd =
  /(?<=[a-z0-9-])\.(?=(?:[a-z]{2,24}|xn--[a-z0-9-]{2,59})(?![a-z0-9-]|\[?\.\]?[a-z0-9]))/giu

/** Breaks links, mentions, tags and Markdown, and stays readable. */
function disarmed(text: string): string {
  return text
    .replace(/[:：](?=[/\\／＼]{2})/gu, '[:]')
    .replace(bareScheme, '$1[:]')
    .replace(/\bwww[.．。](?=\S)/giu, 'www[.]')
    .replace(nameEnd, '[.]')
    .replace(/[<＜﹤]/gu, '‹')
    .replace(/[>＞﹥]/gu, '›')
    .replace(/[@﹫]/gu, '＠')
    .replace(/[\]］](?=[([:（［：])/gu, '] ')
}

/**
 * Makes a text of one person safe to show to another (attacks I9): control, format and bidirectional characters are
 * removed, tags, links, pictures and mentions are broken, long runs of one sign are shortened. It does not remove
 * secrets: see redact.ts.
 *
 * @param most code units of the result, an ellipsis among them where something was cut
 */
export function inertText(text: string, most: number): string {
  const longest = most * readPerShown
  const read = text.length <= longest ? text : `${text.slice(0, longest).toWellFormed()}…`
  return truncated(disarmed(tidied(read)), most)
}

const longestName = 40

/** An agent's name as users see it: one line of at most 40 code units of letters, digits and signs of names; or empty. */
export function personName(text: string): string {
  const name = plainText(text.slice(0, longestName * readPerShown))
    .replace(/[^\p{L}\p{M}\p{N} .,'’·()\p{Pd}]/gu, '')
    .replace(/\.(?=\S)/gu, ' ')
    .replace(/(\p{M}{4})\p{M}+/gu, '$1')
    .replace(/ +/gu, ' ')
    .normalize('NFC')
    .trim()
  return /[\p{L}\p{N}]/u.test(name) ? truncated(name, longestName) : ''
}

/**
 * A name that an agent may choose, as the source of a regular expression (flags `u` or `v`): 1 to 40 letters and digits
 * of any script with spaces, dots, dashes, middle dots and apostrophes between them, so that nothing in it is markup.
 */
export const agentNamePattern = String.raw`[\p{L}\p{N}][\p{L}\p{M}\p{N} .'’·\-]{0,39}`

const wholeName = new RegExp(`^${agentNamePattern}$`, 'u')

/** The trimmed name, or null when it does not fit {@link agentNamePattern}. */
export function readAgentName(told: unknown): string | null {
  // Putting marks in order takes the square of their number, so a long text is not even normalised.
  const isShort = typeof told === 'string' && told.length <= longestName * readPerShown
  const name = isShort ? told.trim().normalize('NFC') : ''
  return wholeName.test(name) ? name : null
}
