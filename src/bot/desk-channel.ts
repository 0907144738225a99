import type { Activity, ConversationAccount } from 'botbuilder'
import { ServiceError } from '../errors.ts'
import type { Said } from '../flow/reply.ts'
import { objectIn, textIn } from '../json.ts'
import type { DeskChannel, Membership, Posted } from '../ports/desk-channel.ts'
import type { ChannelService } from './connector.ts'
import type { Adapter } from './deferred-adapter.ts'
import { memberOf, membershipAt, stranger } from './membership.ts'
import { parseReference, roomOf, type Reference } from './reference.ts'
import { Refusal } from './refusal.ts'
import { repliesOf, replyOf, sendReplies } from './reply-out.ts'
import { asServiceError, ChannelRefusal } from './channel-refusal.ts'

/** What the desks are reached with. */
export interface DeskChannelDeps {
  readonly adapter: Adapter
  /** As registered; empty in anonymous mode. */
  readonly appId: string
  /** The service URL of the chat of this process, whose own tokens prove membership. */
  readonly localServiceUrl: string
}

/** Makes the port to the group conversations of support staff, in this process and in channels. */
export function createDeskChannel(deps: DeskChannelDeps): DeskChannel {
  const open = (reference: string): Desk => {
    const target = parseReference(reference)
    return { target, service: deps.adapter.serviceAt(target.serviceUrl) }
  }
  return {
    post: ({ reference, thread, said }) =>
      asServiceError(async () => {
        const desk = open(reference)
        if (thread === null && isTeamsChannel(desk.target)) return beginThread(desk, said)
        return postMentioning(desk, thread ?? roomOf(desk.target.conversation.id), said)
      }),
    update: ({ reference, posted, said }) =>
      asServiceError(async () => rewrite(open(reference), posted, said)),
    remove: ({ reference, posted }) =>
      asServiceError(async () => {
        await open(reference).service.deleteActivity(posted.thread, posted.activity)
      }),
    membership: ({ reference, userId }) =>
      asServiceError(() => membershipIn(deps, parseReference(reference), userId)),
  }
}

/** A group conversation, and the service that it is reached by. */
interface Desk {
  readonly target: Reference
  readonly service: ChannelService
}

/** Only a Teams channel has threads. */
function isTeamsChannel({ channelId, conversation }: Reference): boolean {
  return channelId === 'msteams' && conversation['conversationType'] === 'channel'
}

/** The status for a message that was deleted. */
const goneStatus = 404

async function rewrite(
  { target, service }: Desk,
  { thread, activity: id }: Posted,
  said: Said,
): Promise<'updated' | 'gone'> {
  const activity = { ...addressed(replyOf(said, target.channelId), target, thread), id }
  try {
    await service.updateActivity(thread, id, activity)
    return 'updated'
  } catch (error) {
    if (error instanceof ChannelRefusal && error.status === goneStatus) return 'gone'
    throw error
  }
}

async function postIn(
  { target, service }: Desk,
  conversation: string,
  said: Said,
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
async function postMentioning(desk: Desk, conversation: string, said: Said): Promise<Posted> {
  try {
    return await postIn(desk, conversation, said)
  } catch (error) {
    const isRefused = error instanceof ChannelRefusal && mentionRefused.includes(error.status)
    const { mention, ...unmentioned } = said
    if (mention === undefined || !isRefused) throw error
    return postIn(desk, conversation, unmentioned)
  }
}

async function beginThread({ target, service }: Desk, said: Said): Promise<Posted> {
  const { channel, tenant } = target.channelData
  const room = roomOf(target.conversation.id)
  const answer = await service.createConversation({
    isGroup: true,
    bot: target.bot,
    channelData: { channel: channel ?? { id: room }, tenant },
    tenantId: tenant?.id,
    activity: replyOf(said, target.channelId),
  })
  return threadIn(objectIn(answer), room)
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
  { channelId, serviceUrl, bot, conversation }: Reference,
  id: string,
): Partial<Activity> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the SDK's type asks for members no service reads
  const account = { ...conversation, id } as unknown as ConversationAccount
  return { ...reply, channelId, serviceUrl, from: bot, conversation: account }
}

/**
 * Whether a person is in the conversation. Where no service lists members the answer is no, except in anonymous mode,
 * which authenticates nobody anyway.
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
    if (appId === '' ? isMute(target, error) : error instanceof Refusal) return unlisted
    throw error
  }
}

/** Whether a chat gets its replies in the HTTP response and has no service to ask. */
function isMute({ deliveryMode }: Reference, error: unknown): boolean {
  if (error instanceof Refusal) return true
  const wasNeverReached =
    error instanceof ServiceError && !(error instanceof ChannelRefusal) && error.retryable
  return deliveryMode === 'expectReplies' && wasNeverReached
}
