import type { Activity } from 'botbuilder'
import { listIn, objectIn, textIn } from '../json.ts'

/** How much of a message's source is looked at, in UTF-16 units. */
const longestSource = 8_000

/** A text without what stands between two marks, everything behind an opened one included. */
function without(text: string, opening: string, closing: string): string {
  const lower = text.toLowerCase()
  const parts: string[] = []
  let from = 0
  for (;;) {
    const start = lower.indexOf(opening, from)
    if (start < 0) return parts.join(' ') + text.slice(from)
    parts.push(text.slice(from, start))
    const end = lower.indexOf(closing, start)
    if (end < 0) return parts.join(' ')
    from = end + closing.length
  }
}

const entities: Readonly<Record<string, string>> = {
  nbsp: ' ',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  amp: '&',
}

/** The words of a message's HTML, without what it quotes. */
function htmlWords(html: string): string {
  return without(html, '<blockquote', '</blockquote>')
    .replaceAll(/<br\b[^<>]*>|<\/(?:p|div|li)>/giu, '\n')
    .replaceAll(/<\/?(?!at\b)[a-z][^<>]*>/giu, '')
    .replaceAll(
      /&(nbsp|lt|gt|quot|#39|amp);/giu,
      (_, name: string) => entities[name.toLowerCase()] ?? '',
    )
}

/** The HTML that goes along with a message: Teams sends what was formatted and what was quoted so. */
function htmlOf(activity: Activity): string | null {
  for (const attachment of listIn(activity.attachments)) {
    const { contentType, content } = objectIn(attachment)
    if (contentType === 'text/html') return textIn(content, longestSource)
  }
  return null
}

/** The text, or the HTML's where there is no text or where the text repeats what was quoted. */
function sourceOf(activity: Activity): string {
  const text = textIn(activity.text, longestSource)
  const html = htmlOf(activity)
  const isQuoting = html?.toLowerCase().includes('<blockquote') === true
  return html !== null && (text.trim() === '' || isQuoting) ? htmlWords(html) : text
}

function withoutOurMentions(source: string, { entities: told, recipient }: Activity): string {
  return listIn(told).reduce<string>((text, entity) => {
    const { type, mentioned, text: mention } = objectIn(entity)
    const isOurs = type === 'mention' && objectIn(mentioned)['id'] === recipient.id
    const isTold = isOurs && typeof mention === 'string' && mention !== ''
    return isTold ? text.replaceAll(mention, ' ') : text
  }, source)
}

/** Teams marks whom a message mentions; our own name is dropped. */
function withNames(text: string, { channelId, recipient: { name } }: Activity): string {
  if (channelId !== 'msteams') return text
  return text
    .replaceAll(/<at\b[^<>]*>([^<>]*)<\/at>/giu, (_, named: string) =>
      name === '' || named === name ? ' ' : named,
    )
    .replaceAll(/&nbsp;|\u00A0/gu, ' ')
}

/**
 * What a person said: without mentions of the bot and the punctuation behind them, with the names of others who are
 * mentioned, and without the message that an answer quotes.
 *
 * @param most UTF-16 units that are kept
 */
export function wordsIn(activity: Activity, most: number): string {
  const { name } = activity.recipient
  const plain = withNames(withoutOurMentions(sourceOf(activity), activity), activity).trim()
  const called = name !== '' && plain.startsWith(name) ? plain.slice(name.length) : plain
  const isCalled = called !== plain && /^[\s,:;，：、]/u.test(called)
  // Behind a mention stands what belongs to it: "@Latchkey, take 1001".
  const words = (isCalled ? called : plain).replace(/^[\s,:;，：、]+(?=\S)/u, '')
  return textIn(words, most).trim()
}
