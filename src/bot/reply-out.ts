import type { Activity, Attachment, CardAction } from 'botbuilder'
import { escapeTags } from '../flow/escape-html.ts'
import type { ChatEvent, Choice, Said } from '../flow/reply.ts'
import { formCard, linkCard } from './cards.ts'
import { deskCard } from './desk-card.ts'

const teams = 'msteams'
const webChat = 'webchat'

/**
 * One message of the assistant as the activities of a channel: the message, and its event if it has one and the
 * channel shows events (Teams does not).
 *
 * @param chatChannel Bot Framework's channel id
 */
export function repliesOf(said: Said, chatChannel: string): Partial<Activity>[] {
  const message = replyOf(said, chatChannel)
  if (said.event === undefined || chatChannel === teams) return [message]
  return [message, { ...eventOf(said.event), locale: said.locale }]
}

/**
 * One message of the assistant as a message activity. The text holds the question and, where not every client draws
 * buttons, a link's address; suggested actions and cards are additions (design 4.5).
 *
 * @param chatChannel Bot Framework's channel id. In Teams, choices are buttons on the card, since suggested actions
 *   are not shown beside one, and the step entity is left out
 */
export function replyOf(said: Said, chatChannel: string): Partial<Activity> {
  const isTeams = chatChannel === teams
  const onCard = isTeams ? said.choices : []
  const attachments = attachmentsOf(said, onCard)
  return {
    type: 'message',
    text: shownText(said, chatChannel),
    speak: said.text,
    // Shown in a notification instead of the card.
    ...(said.card === undefined ? {} : { summary: said.card.title }),
    locale: said.locale,
    inputHint: 'expectingInput',
    ...(said.isVerbatim === true || said.card !== undefined ? { textFormat: 'plain' } : {}),
    ...(attachments.length === 0 ? {} : { attachments }),
    ...(isTeams || said.choices.length === 0
      ? {}
      : { suggestedActions: { to: [], actions: said.choices.map(suggested) } }),
    ...(isTeams ? {} : { entities: [stepOf(said)] }),
    ...mentionIn(said, chatChannel),
  }
}

/**
 * The mention entity that makes Teams notify somebody. Its text must stand in the message's text, which cannot be
 * plain then, so Markdown in the rest of it is escaped.
 */
function mentionIn(said: Said, chatChannel: string): Partial<Activity> {
  const { mention } = said
  if (chatChannel !== teams || mention?.chatChannel !== teams) return {}
  const text = `<at>${escapeTags(mention.name)}</at>`
  const entity = { type: 'mention', text, mentioned: { id: mention.id, name: mention.name } }
  const rest = escapeMarks(said.card?.title ?? shownText(said, chatChannel))
  return { text: `${text} ${rest}`, textFormat: 'markdown', entities: [entity] }
}

function escapeMarks(text: string): string {
  return escapeTags(text.replaceAll(/[\\`*_~|#[\]()!]/gu, String.raw`\$&`))
}

function attachmentsOf(said: Said, onCard: readonly Choice[]): Attachment[] {
  const card = said.form === null && onCard.length === 0 ? [] : [formCard(said, onCard)]
  const desk = said.card === undefined ? [] : [deskCard(said.card, said)]
  return [...desk, ...(said.link === null ? [] : [linkCard(said.link)]), ...card]
}

/**
 * The text beside the attachments. A desk's card repeats all of its text, so where cards are shown the text is left
 * out: Teams would make two messages of a text and a card, and refuse to update them (`BadSyntax`).
 */
function shownText(said: Said, chatChannel: string): string {
  // Plain text keeps its empty lines, which would show as gaps.
  if (said.card === undefined) {
    const text = drawsButtons(chatChannel) ? said.text : textOf(said)
    return said.isVerbatim === true ? text.replaceAll(/\n{2,}/gu, '\n') : text
  }
  return drawsButtons(chatChannel) ? '' : textOf(said)
}

/** Whether every client of a channel shows cards and their buttons. */
function drawsButtons(chatChannel: string): boolean {
  return chatChannel === teams || chatChannel === webChat
}

function textOf(said: Said): string {
  if (said.link === null || said.text.includes(said.link.url)) return said.text
  return said.text === '' ? said.link.url : `${said.text}\n\n${said.link.url}`
}

function suggested(choice: Choice): CardAction {
  return { type: 'imBack', title: choice.label, value: choice.label }
}

function stepOf(said: Said): { type: string } & Record<string, unknown> {
  const { step, heard, resendInSeconds, isTooEarly } = said
  const { flow, prompt, stack, done } = step
  const again = said.choices.find(({ id }) => id === 'resend')
  return {
    type: 'latchkey/step',
    flow,
    prompt,
    stack: [...stack],
    ...(done === undefined ? {} : { done }),
    ...(heard === undefined ? {} : { heard }),
    ...(again === undefined || resendInSeconds === undefined
      ? {}
      : { resend: { label: again.label, inSeconds: resendInSeconds, isTooEarly } }),
  }
}

/** An event of the handoff protocol: the context is its value, what was said so far an attachment named `Transcript`. */
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

/** The invoke response to a card's press that was taken; the replies follow as messages. */
export function acceptPress(): Partial<Activity> {
  return invokeResponse({
    statusCode: 200,
    type: 'application/vnd.microsoft.activity.message',
    value: 'OK',
  })
}

/** The invoke response to a card's press whose data is not of our shape. */
export function rejectPress(): Partial<Activity> {
  return invokeResponse({
    statusCode: 400,
    type: 'application/vnd.microsoft.error',
    value: { code: 'BadRequest', message: 'this card is not known here' },
  })
}

function invokeResponse(body: object): Partial<Activity> {
  return { type: 'invokeResponse', value: { status: 200, body } }
}

/**
 * Sends replies in order. An event that cannot be delivered is skipped, since the message before it says the same in
 * words.
 *
 * @param onLost called with the error of a skipped event
 * @throws what `send` throws for a message; nothing after it is sent
 */
export async function sendReplies(
  replies: readonly Partial<Activity>[],
  send: (reply: Partial<Activity>) => Promise<unknown>,
  onLost: (error: unknown) => void = () => {},
): Promise<void> {
  for (const reply of replies) {
    try {
      await send(reply)
    } catch (error) {
      if (reply.type !== 'event') throw error
      onLost(error)
    }
  }
}
