import type { Activity } from 'botbuilder'
import type { Submission, Turn } from '../conversation/turn.ts'
import { isTimeZone } from '../domain/time-zone.ts'
import type { GroupTurn } from '../flow/desk.ts'
import { isObject, listIn, objectIn, textIn } from '../json.ts'
import { groupOf } from './group-in.ts'
import { submittedValue } from './incoming.ts'
import { referenceOf, tenantOf } from './reference.ts'
import { wordsIn } from './words-in.ts'

/** How much of a typed text is kept, in UTF-16 units. */
const maxTextLength = 2_000

/**
 * Turns an activity into a turn of the conversation.
 *
 * @param activity as {@link readActivity} gives it
 * @param receivedAt epoch ms
 * @param isLocal whether it comes from the chat of this process, authenticated by that chat's own token
 * @returns null for what gets no answer: typing, reactions, deletions, the end of a conversation, the bot's own
 *   messages, unknown events and invokes
 */
export function turnOf(activity: Activity, receivedAt: number, isLocal = false): Turn | null {
  const group = isPrivate(activity) ? null : groupOf(activity, isLocal)
  const kind = kindOf(activity, group)
  if (kind === null) return null
  const isWords = (kind === 'said' || kind === 'edited') && !isDeskWork(group)
  const submission = isWords ? submissionOf(submittedValue(activity)) : null
  const userId = personOf(activity)
  return {
    address: {
      chatChannel: activity.channelId,
      tenantId: tenantOf(activity),
      conversationId: activity.conversation.id,
      userId,
    },
    kind,
    activityId: activity.id ?? null,
    text: isWords && submission === null ? wordsIn(activity, maxTextLength) : '',
    submission,
    localeTag: localeOf(activity),
    timeZone: zoneOf(activity),
    reference: referenceOf(activity, { userId, isPrivate: group === null }),
    // Teams activities carry a token endorsed for that channel, except in anonymous mode (development only).
    isSignedInChannel: activity.channelId === 'msteams',
    receivedAt,
    group,
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
  messageUpdate: editKind,
  conversationUpdate: (activity) => (newcomer(activity) === null ? null : 'joined'),
  installationUpdate: ({ action }) =>
    action === 'add' || action === 'add-upgrade' ? 'joined' : null,
  event: eventKind,
  invoke: ({ name }) => (name === 'adaptiveCard/action' ? 'said' : null),
}

function kindOf(activity: Activity, group: GroupTurn | null): Turn['kind'] | null {
  if (group !== null && activity.type === 'messageUpdate') return 'noticed'
  if (isDeskWork(group)) return activity.from.id === activity.recipient.id ? null : 'said'
  return Object.hasOwn(kinds, activity.type) ? (kinds[activity.type]?.(activity) ?? null) : null
}

/** Whether a desk's card was pressed or a handoff status arrived: neither has a text. */
function isDeskWork(group: GroupTurn | null): boolean {
  return group !== null && (group.press !== null || group.handoff !== null)
}

const languageEvent = 'latchkey/language'

/** Events of the web chat page: it was opened, or its language was switched. */
function eventKind({ name }: Activity): Turn['kind'] | null {
  if (name === languageEvent) return 'switched'
  return name === 'webchat/join' ? 'joined' : null
}

function messageKind(activity: Activity): Turn['kind'] | null {
  if (activity.from.id === activity.recipient.id) return null
  const isSaid = submissionOf(activity.value) !== null || wordsIn(activity, maxTextLength) !== ''
  return isSaid ? 'said' : 'noticed'
}

/** An edit by the person; what Teams tells of its own cards' updates says nothing. */
function editKind(activity: Activity): Turn['kind'] | null {
  if (activity.from.id === activity.recipient.id) return null
  return wordsIn(activity, maxTextLength) === '' ? 'noticed' : 'edited'
}

function newcomer(activity: Activity): string | null {
  const members = activity.membersAdded ?? []
  return members.find((member) => member.id !== activity.recipient.id)?.id ?? null
}

/** The user's id. Some channels send `membersAdded` from the bot; then it is the added member's. */
function personOf(activity: Activity): string {
  if (activity.from.id !== activity.recipient.id) return activity.from.id
  return newcomer(activity) ?? activity.from.id
}

/**
 * Whether only one person and the bot are in the conversation. In Teams, without a conversation type, an id of a
 * thread (`19:`) counts as a group.
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

/** Clients and Teams name the person's zone; anything else than a name of one is passed over. */
function zoneOf({ localTimezone: name }: Activity): string | null {
  return typeof name === 'string' && name.length <= 64 && isTimeZone(name) ? name : null
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
