import type { Activity, Attachment, CardAction } from 'botbuilder'
import type { ChatEvent, Choice, Said } from '../flow/reply.ts'
import { formCard, linkCard } from './cards.ts'
import { deskCard } from './desk-card.ts'

const teams = 'msteams'
const webChat = 'webchat'

/**
 * What a message of the assistant is in a channel: the message, and the event that goes along with it. Teams knows
 * no events.
 *
 * @param chatChannel Bot Framework's channel id
 */
export function repliesOf(said: Said, chatChannel: string): Partial<Activity>[] {
  const message = replyOf(said, chatChannel)
  if (said.event === undefined || chatChannel === teams) return [message]
  return [message, { ...eventOf(said.event), locale: said.locale }]
}

/**
 * One message of the assistant in a channel's own form. What is asked stands in the text, and a link's address
 * too, so that every client shows it; buttons and cards only add comfort (design 4.5).
 *
 * @param chatChannel Bot Framework's channel id; only Teams is treated apart: suggested actions vanish there
 *   beside a card, and strangers to the program need no step
 */
export function replyOf(said: Said, chatChannel: string): Partial<Activity> {
  const isTeams = chatChannel === teams
  const onCard = isTeams ? said.choices : []
  const attachments = attachmentsOf(said, onCard)
  return {
    type: 'message',
    text: shownText(said, chatChannel),
    speak: said.text,
    // What a notification shows of a card.
    ...(said.card === undefined ? {} : { summary: said.card.title }),
    locale: said.locale,
    inputHint: 'expectingInput',
    ...(said.isVerbatim === true || said.card !== undefined ? { textFormat: 'plain' } : {}),
    ...(attachments.length === 0 ? {} : { attachments }),
    ...(isTeams || said.choices.length === 0
      ? {}
      : { suggestedActions: { to: [], actions: said.choices.map(suggested) } }),
    ...(isTeams ? {} : { entities: [stepOf(said)] }),
    ...called(said, chatChannel),
  }
}

/**
 * Teams notifies whoever an entity names, if the text holds the same mention. It reads none in a plain text, so that
 * marks in the rest of it are escaped.
 */
function called(said: Said, chatChannel: string): Partial<Activity> {
  const { mention } = said
  if (chatChannel !== teams || mention?.chatChannel !== teams) return {}
  const text = `<at>${escaped(mention.name)}</at>`
  const entity = { type: 'mention', text, mentioned: { id: mention.id, name: mention.name } }
  const rest = escapedMarks(said.card?.title ?? shownText(said, chatChannel))
  return { text: `${text} ${rest}`, textFormat: 'markdown', entities: [entity] }
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

function escaped(text: string): string {
  return text.replaceAll(/[&<>]/gu, (sign) => entities[sign] ?? sign)
}

function escapedMarks(text: string): string {
  return escaped(text.replaceAll(/[\\`*_~|#[\]()!]/gu, String.raw`\$&`))
}

function attachmentsOf(said: Said, onCard: readonly Choice[]): Attachment[] {
  const card = said.form === null && onCard.length === 0 ? [] : [formCard(said, onCard)]
  const desk = said.card === undefined ? [] : [deskCard(said.card, said)]
  return [...desk, ...(said.link === null ? [] : [linkCard(said.link)]), ...card]
}

/**
 * A desk's card says all of its text; where it is surely shown, the text stands aside for it. Teams makes two messages
 * of a text and a card, and then refuses to rewrite them (`BadSyntax`).
 */
function shownText(said: Said, chatChannel: string): string {
  // A plain text is drawn line by line, so that an empty one would be a gap.
  if (said.card === undefined) {
    return said.isVerbatim === true ? textOf(said).replaceAll(/\n{2,}/gu, '\n') : textOf(said)
  }
  return chatChannel === teams || chatChannel === webChat ? '' : textOf(said)
}

function textOf(said: Said): string {
  if (said.link === null || said.text.includes(said.link.url)) return said.text
  return said.text === '' ? said.link.url : `${said.text}\n\n${said.link.url}`
}

function suggested(choice: Choice): CardAction {
  return { type: 'imBack', title: choice.label, value: choice.label }
}

function stepOf(said: Said): { type: string } & Record<string, unknown> {
  const { flow, prompt, stack } = said.step
  return { type: 'latchkey/step', flow, prompt, stack: [...stack] }
}

/** The handoff protocol: the context as the value, and what was said so far as an attachment of that name. */
function eventOf({ name, value, transcript }: ChatEvent): Partial<Activity> {
  const activities = transcript.map(({ by, text }) => ({
    type: 'message',
    from: { id: by, role: by },
    text,
    textFormat: 'plain',
  }))
  const attachment = {
    contentType: 'application/json',
    content: { activities },
    name: 'Transcript',
  }
  return {
    type: 'event',
    name,
    value,
    ...(activities.length === 0 ? {} : { attachments: [attachment] }),
  }
}
