import type { Activity } from 'botbuilder'
import { z } from 'zod'
import { ServiceError } from '../errors.ts'
import { objectIn, textIn } from './read.ts'

const account = z.looseObject({ id: z.string(), name: z.string().default('') })
const named = z.object({ id: z.string() })

const referenceShape = z.object({
  channelId: z.string(),
  serviceUrl: z.string(),
  conversation: z.looseObject({ id: z.string() }),
  user: account,
  bot: account,
  locale: z.string().optional(),
  deliveryMode: z.string().optional(),
  channelData: z
    .object({ channel: named.optional(), team: named.optional(), tenant: named.optional() })
    .default({}),
})

/** The way back into a chat, as a turn left it; the last two members only where several people read. */
export type Reference = z.infer<typeof referenceShape>

/** The conversation without a thread: a Teams channel has one id for each of its threads. */
export function roomOf(conversationId: string): string {
  return conversationId.replace(/(?<=.);messageid=.*$/su, '')
}

/** The tenant a delivery says it comes from; empty where a channel has none. */
export function tenantOf(activity: Activity): string {
  return activity.conversation.tenantId ?? idIn(activity.channelData, 'tenant')
}

/** Only what a later message needs to find its way; the SDK makes up the rest. */
export function referenceOf(
  activity: Activity,
  { userId, isPrivate }: { readonly userId: string; readonly isPrivate: boolean },
): string {
  const { channelId, serviceUrl, conversation, from, recipient, locale } = activity
  return JSON.stringify({
    channelId,
    serviceUrl,
    conversation,
    user: { id: userId, name: from.name },
    bot: recipient,
    ...(locale === undefined ? {} : { locale }),
    ...(isPrivate ? {} : groupPart(activity)),
  })
}

/**
 * Reads what a turn left.
 *
 * @throws ServiceError `ERR_CHAT_UNAVAILABLE` for anything else
 */
export function parseReference(reference: string): Reference {
  try {
    return referenceShape.parse(JSON.parse(reference))
  } catch (cause) {
    throw new ServiceError('ERR_CHAT_UNAVAILABLE', 'the chat has no address', { cause })
  }
}

/** A new thread of a Teams channel is begun by naming the channel, not the conversation. */
function groupPart(activity: Activity): object {
  const { channelData, deliveryMode } = activity
  const { teamsChannelId, teamsTeamId } = objectIn(channelData)
  const ids = {
    channel: idIn(channelData, 'channel') || textIn(teamsChannelId, maxIdLength),
    team: idIn(channelData, 'team') || textIn(teamsTeamId, maxIdLength),
    tenant: tenantOf(activity),
  }
  const known = Object.entries(ids).filter(([, id]) => id !== '')
  return {
    channelData: Object.fromEntries(known.map(([name, id]) => [name, { id }])),
    ...(deliveryMode === undefined ? {} : { deliveryMode }),
  }
}

const maxIdLength = 200

function idIn(channelData: unknown, member: string): string {
  return textIn(objectIn(objectIn(channelData)[member])['id'], maxIdLength)
}
