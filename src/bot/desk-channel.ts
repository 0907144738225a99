import type { Activity, ConversationAccount } from 'botbuilder'
import { AuthenticationError } from 'botframework-connector'
import { ServiceError } from '../errors.ts'
import type { Said } from '../flow/reply.ts'
import type { DeskChannel, Membership, Posted } from '../ports/desk-channel.ts'
import type { RoutingAdapter } from './adapter.ts'
import type { ChannelService } from './connector.ts'
import { memberOf, membershipAt, stranger } from './membership.ts'
import { ChannelRefusal, reaching } from './outage.ts'
import { objectIn, textIn } from './read.ts'
import { parseReference, roomOf, type Reference } from './reference.ts'
import { repliesOf, replyOf } from './reply-out.ts'
import { sendReplies } from './send-replies.ts'

/** What the way to the desks stands on. */
export interface DeskChannelDeps {
  readonly adapter: RoutingAdapter
  /** As registered; empty in anonymous mode. */
  readonly appId: string
  /** The chat of this process: whoever writes there was let in by its own token. */
  readonly localServiceUrl: string
}

/** Makes the way to the group conversations of support staff, in this process and in channels. */
export function createDeskChannel(deps: DeskChannelDeps): DeskChannel {
  const serviceOf = ({ serviceUrl }: Reference): ChannelService =>
    deps.adapter.serviceAt(serviceUrl)
  return {
    post: ({ reference, thread, said }) =>
      reaching(async () => {
        const target = parseReference(reference)
        const service = serviceOf(target)
        if (thread === null && isTeamsChannel(target)) return beginThread(service, target, said)
        const conversation = thread ?? roomOf(target.conversation.id)
        return postCalling(service, { target, conversation, said })
      }),
    update: ({ reference, posted, said }) =>
      reaching(async () => {
        const target = parseReference(reference)
        return rewrite(serviceOf(target), { target, posted, said })
      }),
    remove: ({ reference, posted }) =>
      reaching(async () => {
        const service = serviceOf(parseReference(reference))
        await service.deleteActivity(posted.thread, posted.activity)
      }),
    membership: ({ reference, userId }) =>
      reaching(() => membershipIn(deps, parseReference(reference), userId)),
  }
}

/** Elsewhere a thread is not begun apart: a message in the group is what replies to it stand beside. */
function isTeamsChannel({ channelId, conversation }: Reference): boolean {
  return channelId === 'msteams' && conversation['conversationType'] === 'channel'
}

interface Rewriting {
  readonly target: Reference
  readonly posted: Posted
  readonly said: Said
}

/** The service knows no such message any more. */
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

/** Statuses with which a service refuses a message that names somebody who has left. */
const refusedCalls: readonly number[] = [400, 403]

/** A desk hears of a case also when the one who is called is not there any more. */
async function postCalling(service: ChannelService, posting: Posting): Promise<Posted> {
  try {
    return await postIn(service, posting)
  } catch (error) {
    const isRefused = error instanceof ChannelRefusal && refusedCalls.includes(error.status)
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

/** A thread is named by its conversation's id, or by that of the message it hangs from. */
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

/** In anonymous mode nobody vouches for anybody, so a chat without a service that lists its people hides nobody. */
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

/** Whether a chat is answered in the HTTP answer and names no service that could be asked. */
function isMute({ deliveryMode }: Reference, error: unknown): boolean {
  if (error instanceof AuthenticationError) return true
  const wasNeverReached =
    error instanceof ServiceError && !(error instanceof ChannelRefusal) && error.retryable
  return deliveryMode === 'expectReplies' && wasNeverReached
}
