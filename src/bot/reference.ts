import type { Activity } from 'botbuilder'
import { z } from 'zod'
import { ServiceError } from '../errors.ts'
import { objectIn, textIn } from '../json.ts'

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

/** A conversation reference as a turn stored it; the last two members only in group conversations. */
export type Reference = z.infer<typeof referenceShape>

/** The conversation id without its thread: Teams channels append `;messageid=` to it. */
export function roomOf(conversationId: string): string {
  return conversationId.replace(/(?<=.);messageid=.*$/su, '')
}

/** The tenant that an activity names; empty where a channel has none. */
export function tenantOf(activity: Activity): string {
  return activity.conversation.tenantId ?? idIn(activity.channelData, 'tenant')
}

/** The conversation reference as JSON, with only what a later proactive message needs. */
export function referenceOf(
  activity: Activity,
  { userId, isPrivate }: { readonly userId: string; readonly isPrivate: boolean },
): string {
  const { channelId, serviceUrl, conversation, from, recipient, locale } = activity
  const { name, isGroup, conversationType, ...its } = conversation
  return JSON.stringify({
    channelId,
    serviceUrl,
    // It is written with every turn of a conversation: what says nothing is left out.
    conversation: {
      ...its,
      ...(name === '' ? {} : { name }),
      ...(isGroup ? { isGroup } : {}),
      ...(conversationType === '' ? {} : { conversationType }),
    },
    user: { id: userId, name: from.name },
    bot: recipient,
    locale,
    ...(isPrivate ? {} : groupPart(activity)),
  })
}

/**
 * Reads a reference that {@link referenceOf} made.
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

/** Starting a thread in a Teams channel needs the ids of channel, team and tenant. */
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
    deliveryMode,
  }
}

const maxIdLength = 200

function idIn(channelData: unknown, member: string): string {
  return textIn(objectIn(objectIn(channelData)[member])['id'], maxIdLength)
}
