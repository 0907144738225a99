import { plainText, withoutUnseen } from './plain-text.ts'

/** So many code units are read for each that may be shown; 100 KB cost no more than a long message. */
const readPerShown = 4

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** At most so many code units, an ellipsis among them; nothing that is seen as one character is cut apart. */
function truncated(text: string, most: number): string {
  if (text.length <= most) return text
  const whole = graphemes.segment(text).containing(Math.max(0, most - 1))?.index ?? 0
  return most < 1 ? '' : `${text.slice(0, whole).trimEnd()}…`
}

/** Line breaks as one kind and never three in a row, other spaces one, nothing unseen, no towers of marks. */
function tidied(text: string): string {
  return withoutUnseen(text.replace(/\r\n?|[\v\f\u0085\u2028\u2029]/gu, '\n'))
    .normalize('NFC')
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/ ?\n ?/gu, '\n')
    .replace(/\n{3,}/gu, '\n\n')
    .replace(/(\p{M}{4})\p{M}+/gu, '$1')
    .replace(/(.)\1{15,}/gu, (run, sign: string) => run.slice(0, 15 * sign.length))
    .trim()
}

/** What opens something without slashes behind it. */
const bareScheme =
  /\b(javascript|vbscript|data|mailto|tel|sms|callto|sip|file|blob|about|msteams|skype|slack|intent|ms-[a-z-]{2,20})[:：](?=\S)/giu

/** The last full stop of a host's name, which chats make a link of even without a scheme. */
const nameEnd =
  /(?<=[a-z0-9-])\.(?=(?:[a-z]{2,24}|xn--[a-z0-9-]{2,59})(?![a-z0-9-]|\[?\.\]?[a-z0-9]))/giu

/** No link, no mention, no tag and no card comes of it, and still a person can read what it was. */
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
 * Somebody else's text for other people's eyes (attacks I9): words and line breaks alone. Control, format and
 * bidirectional characters are gone, tags are quotation marks, links, pictures and mentions lead nowhere, long runs of
 * one sign are short. It says nothing about secrets: see redact.ts.
 *
 * @param most code units of the result, an ellipsis among them where something was cut
 */
export function inertText(text: string, most: number): string {
  const longest = most * readPerShown
  const read = text.length <= longest ? text : `${text.slice(0, longest).toWellFormed()}…`
  return truncated(disarmed(tidied(read)), most)
}

const longestName = 40

/**
 * An agent's name as users see it: one line of at most 40 code units, letters, digits and the signs of names alone;
 * empty when nothing of the kind is left.
 */
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
