import type { Activity } from 'botbuilder'
import type { Submission, Turn } from '../conversation/turn.ts'
import { isObject, listIn, objectIn, textIn } from './read.ts'

/** The most of a typed text that is read on, in UTF-16 units. */
const maxTextLength = 2_000

/**
 * Puts a delivery into the program's own words.
 *
 * @param activity as {@link readActivity} gives it
 * @param receivedAt epoch ms
 * @returns null for what nobody expects an answer to: typing, reactions, deletions, the end of a conversation,
 *   the bot's own messages, unknown events and invokes
 */
export function turnOf(activity: Activity, receivedAt: number): Turn | null {
  const kind = kindOf(activity)
  if (kind === null) return null
  const submission = kind === 'said' ? submissionOf(submittedValue(activity)) : null
  return {
    address: {
      chatChannel: activity.channelId,
      tenantId: tenantOf(activity),
      conversationId: activity.conversation.id,
      userId: personOf(activity),
    },
    isPrivate: isPrivate(activity),
    kind,
    activityId: activity.id ?? null,
    text: kind === 'said' && submission === null ? spoken(activity) : '',
    submission,
    localeTag: localeOf(activity),
    reference: referenceOf(activity),
    // A real Teams message has a token endorsed for that channel; anonymous mode is for development alone.
    isSignedInChannel: activity.channelId === 'msteams',
    receivedAt,
    group: null,
  }
}

/**
 * Reads what one of our cards sends: `{ latchkey: { question, choice }, …fields }`.
 *
 * @returns null for any other shape, such as an old card's or a stranger's
 */
function submissionOf(value: unknown): Submission | null {
  const body = objectIn(value)
  const mark = objectIn(body['latchkey'])
  const question = mark['question']
  if (typeof question !== 'number' || !Number.isSafeInteger(question) || question < 0) return null
  const fields: Record<string, string> = {}
  for (const name of ['country', 'value'] as const) {
    if (typeof body[name] === 'string') fields[name] = textIn(body[name], maxTextLength).trim()
  }
  const choice = textIn(mark['choice'], 200)
  return { question, choice: choice === '' ? null : choice, fields }
}

const kinds: Readonly<Record<string, (activity: Activity) => Turn['kind'] | null>> = {
  message: messageKind,
  messageUpdate: () => 'noticed',
  conversationUpdate: (activity) => (newcomer(activity) === null ? null : 'joined'),
  installationUpdate: ({ action }) =>
    action === 'add' || action === 'add-upgrade' ? 'joined' : null,
  event: eventKind,
  invoke: ({ name }) => (name === 'adaptiveCard/action' ? 'said' : null),
}

function kindOf(activity: Activity): Turn['kind'] | null {
  return Object.hasOwn(kinds, activity.type) ? (kinds[activity.type]?.(activity) ?? null) : null
}

const languageEvent = 'latchkey/language'

/** A page tells that it was opened, or that its language was switched. */
function eventKind({ name }: Activity): Turn['kind'] | null {
  if (name === languageEvent) return 'said'
  return name === 'webchat/join' ? 'joined' : null
}

/** Switching the page's language says what typing the command says. */
function spoken(activity: Activity): string {
  const isSwitch = activity.type === 'event' && activity.name === languageEvent
  return isSwitch ? `language ${localeOf(activity) ?? ''}`.trim() : wordsOf(activity)
}

function messageKind(activity: Activity): Turn['kind'] | null {
  if (activity.from.id === activity.recipient.id) return null
  const isSaid = submissionOf(activity.value) !== null || wordsOf(activity) !== ''
  return isSaid ? 'said' : 'noticed'
}

function newcomer(activity: Activity): string | null {
  const members = activity.membersAdded ?? []
  return members.find((member) => member.id !== activity.recipient.id)?.id ?? null
}

/** Some channels announce a newcomer in the bot's own name; the conversation is the newcomer's all the same. */
function personOf(activity: Activity): string {
  if (activity.from.id !== activity.recipient.id) return activity.from.id
  return newcomer(activity) ?? activity.from.id
}

/** A press arrives as a message with a value, or as the invoke of an `Action.Execute`. */
function submittedValue(activity: Activity): unknown {
  if (activity.type !== 'invoke') return activity.value
  return objectIn(objectIn(activity.value)['action'])['data']
}

/**
 * False in anything that others may read. A Teams chat whose kind is not told is private only if its id is not
 * that of a thread.
 */
function isPrivate(activity: Activity): boolean {
  const { conversationType, isGroup, id } = activity.conversation
  if (isGroup || conversationType === 'channel' || conversationType === 'groupChat') {
    return false
  }
  return (
    activity.channelId !== 'msteams' || conversationType === 'personal' || !id.startsWith('19:')
  )
}

/** The tenant a delivery says it comes from; empty where a channel has none. */
export function tenantOf(activity: Activity): string {
  const told = objectIn(objectIn(activity.channelData)['tenant'])['id']
  return activity.conversation.tenantId ?? textIn(told, 200)
}

/** What was typed, without the mention that brought it here. */
function wordsOf(activity: Activity): string {
  let text = textIn(activity.text, 4 * maxTextLength)
  for (const entity of listIn(activity.entities)) {
    const { type, mentioned, text: mention } = objectIn(entity)
    const isOurs = type === 'mention' && objectIn(mentioned)['id'] === activity.recipient.id
    if (isOurs && typeof mention === 'string' && mention !== '')
      text = text.replaceAll(mention, ' ')
  }
  if (activity.channelId === 'msteams') {
    text = text.replaceAll(/<at\b[^<>]*>[^<>]*<\/at>/giu, ' ').replaceAll(/&nbsp;|\u00A0/gu, ' ')
  }
  return textIn(text.trim(), maxTextLength).trim()
}

function localeOf(activity: Activity): string | null {
  const { language, locale } = objectIn(activity.type === 'event' ? activity.value : null)
  const client = listIn(activity.entities).find(
    (entity) => isObject(entity) && entity['type'] === 'clientInfo',
  )
  const tags = [locale, language, activity.locale, objectIn(client)['locale']]
  const tag = tags.find((each) => typeof each === 'string' && /^[\w-]{2,35}$/u.test(each))
  return typeof tag === 'string' ? tag : null
}

/** Only what a later message needs to find its way; the SDK makes up the rest. */
function referenceOf(activity: Activity): string {
  const { channelId, serviceUrl, conversation, from, recipient, locale } = activity
  return JSON.stringify({
    channelId,
    serviceUrl,
    conversation,
    user: { id: personOf(activity), name: from.name },
    bot: recipient,
    ...(locale === undefined ? {} : { locale }),
  })
}
