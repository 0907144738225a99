import type { Activity, ConversationAccount } from 'botbuilder'
import { AuthenticationError } from 'botframework-connector'
import { ServiceError } from '../errors.ts'
import type { Said } from '../flow/reply.ts'
import { objectIn, textIn } from '../json.ts'
import type { DeskChannel, Membership, Posted } from '../ports/desk-channel.ts'
import type { RoutingAdapter } from './adapter.ts'
import type { ChannelService } from './connector.ts'
import { memberOf, membershipAt, stranger } from './membership.ts'
import { parseReference, roomOf, type Reference } from './reference.ts'
import { repliesOf, replyOf, sendReplies } from './reply-out.ts'
import { asServiceError, ChannelRefusal } from './transport.ts'

/** What the desks are reached with. */
export interface DeskChannelDeps {
  readonly adapter: RoutingAdapter
  /** As registered; empty in anonymous mode. */
  readonly appId: string
  /** The service URL of the chat of this process, whose own tokens prove membership. */
  readonly localServiceUrl: string
}

/** Makes the port to the group conversations of support staff, in this process and in channels. */
export function createDeskChannel(deps: DeskChannelDeps): DeskChannel {
  const serviceOf = ({ serviceUrl }: Reference): ChannelService =>
    deps.adapter.serviceAt(serviceUrl)
  return {
    post: ({ reference, thread, said }) =>
      asServiceError(async () => {
        const target = parseReference(reference)
        const service = serviceOf(target)
        if (thread === null && isTeamsChannel(target)) return beginThread(service, target, said)
        const conversation = thread ?? roomOf(target.conversation.id)
        return postMentioning(service, { target, conversation, said })
      }),
    update: ({ reference, posted, said }) =>
      asServiceError(async () => {
        const target = parseReference(reference)
        return rewrite(serviceOf(target), { target, posted, said })
      }),
    remove: ({ reference, posted }) =>
      asServiceError(async () => {
        const service = serviceOf(parseReference(reference))
        await service.deleteActivity(posted.thread, posted.activity)
      }),
    membership: ({ reference, userId }) =>
      asServiceError(() => membershipIn(deps, parseReference(reference), userId)),
  }
}

/** Only a Teams channel has threads. */
function isTeamsChannel({ channelId, conversation }: Reference): boolean {
  return channelId === 'msteams' && conversation['conversationType'] === 'channel'
}

interface Rewriting {
  readonly target: Reference
  readonly posted: Posted
  readonly said: Said
}

/** The status for a message that was deleted. */
const goneStatus = 404

async function rewrite(
  service: ChannelService,
  { target, posted, said }: Rewriting,
): Promise<'updated' | 'gone'> {
  const activity = addressed(replyOf(said, target.channelId), target, posted.thread)
  try {
    const rewritten = { ...activity, id: posted.activity }
    await service.updateActivity(posted.thread, posted.activity, rewritten)
    return 'updated'
  } catch (error) {
    if (error instanceof ChannelRefusal && error.status === goneStatus) return 'gone'
    throw error
  }
}

interface Posting {
  readonly target: Reference
  readonly conversation: string
  readonly said: Said
}

async function postIn(
  service: ChannelService,
  { target, conversation, said }: Posting,
): Promise<Posted> {
  const ids: string[] = []
  await sendReplies(repliesOf(said, target.channelId), async (reply) => {
    const activity = addressed(reply, target, conversation)
    ids.push((await service.sendToConversation(conversation, activity)).id)
  })
  return { thread: conversation, activity: ids[0] ?? '' }
}

/** Statuses with which a service refuses a mention of somebody who has left. */
const mentionRefused: readonly number[] = [400, 403]

/** Posts, and once more without its mention when the service refuses that. */
async function postMentioning(service: ChannelService, posting: Posting): Promise<Posted> {
  try {
    return await postIn(service, posting)
  } catch (error) {
    const isRefused = error instanceof ChannelRefusal && mentionRefused.includes(error.status)
    const { mention, ...said } = posting.said
    if (mention === undefined || !isRefused) throw error
    return postIn(service, { ...posting, said })
  }
}

async function beginThread(
  service: ChannelService,
  target: Reference,
  said: Said,
): Promise<Posted> {
  const { channel, tenant } = target.channelData
  const room = roomOf(target.conversation.id)
  const answer = objectIn(
    await service.createConversation({
      isGroup: true,
      bot: target.bot,
      channelData: {
        channel: channel ?? { id: room },
        ...(tenant === undefined ? {} : { tenant }),
      },
      ...(tenant === undefined ? {} : { tenantId: tenant.id }),
      activity: replyOf(said, target.channelId),
    }),
  )
  return threadIn(answer, room)
}

/** The new thread: some services return its conversation id, others only the id of its first message. */
function threadIn(answer: Readonly<Record<string, unknown>>, room: string): Posted {
  const id = textIn(answer['id'], 2_000)
  const conversation = id === room ? '' : id
  const root = /;messageid=([^;]+)/u.exec(id)?.[1] ?? textIn(answer['activityId'], 2_000)
  const activity = root === '' ? conversation : root
  if (activity === '') {
    throw new ServiceError('ERR_CHAT_UNAVAILABLE', 'the channel named no thread')
  }
  return { thread: conversation === '' ? `${room};messageid=${root}` : conversation, activity }
}

function addressed(
  reply: Partial<Activity>,
  target: Reference,
  conversation: string,
): Partial<Activity> {
  const { channelId, serviceUrl, bot } = target
  return {
    ...reply,
    channelId,
    serviceUrl,
    from: bot,
    conversation: accountOf(target, conversation),
  }
}

function accountOf(target: Reference, id: string): ConversationAccount {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the SDK's type asks for members no service reads
  return { ...target.conversation, id } as unknown as ConversationAccount
}

/**
 * Who is in the conversation. Without a service that lists members nobody counts as one, except in anonymous mode,
 * which proves nobody anyway.
 */
async function membershipIn(
  { adapter, appId, localServiceUrl }: DeskChannelDeps,
  target: Reference,
  userId: string,
): Promise<Membership> {
  if (target.serviceUrl === localServiceUrl) return memberOf()
  const unlisted = appId === '' ? memberOf() : stranger
  try {
    const sought = { room: roomOf(target.conversation.id), userId }
    return (await membershipAt(adapter.serviceAt(target.serviceUrl), sought)) ?? unlisted
  } catch (error) {
    if (appId === '' ? isMute(target, error) : error instanceof AuthenticationError) return unlisted
    throw error
  }
}

/** Whether a chat gets its replies in the HTTP response and has no service to ask. */
function isMute({ deliveryMode }: Reference, error: unknown): boolean {
  if (error instanceof AuthenticationError) return true
  const wasNeverReached =
    error instanceof ServiceError && !(error instanceof ChannelRefusal) && error.retryable
  return deliveryMode === 'expectReplies' && wasNeverReached
}
