import { CloudAdapter, TurnContext, type Activity, type InvokeResponse } from 'botbuilder'
import type { AuthenticateRequestResult, ConnectorClient } from 'botframework-connector'
import type { ChannelService } from './connector.ts'
import { objectIn } from '../json.ts'
import { RoutingAuthentication, type RoutingDeps } from './routing-authentication.ts'
import { createTransport } from './transport.ts'

/** An authenticated activity, and the way to answer it. */
export interface Delivery {
  readonly activity: Activity
  /** Sends a reply, or keeps it for the HTTP answer where that carries it. @throws ServiceError of the channel's service */
  readonly reply: (activity: Partial<Activity>) => Promise<void>
}

/** The turn handler that is called for an authenticated activity. */
export type Logic = (delivery: Delivery) => Promise<void>

/**
 * The SDK's adapter with our own authentication. Its HTTP handling, which leaks error messages, is not used. Neither is
 * its pipeline for what comes in: no middleware is installed here, so a TurnContext behind a revocable proxy, its state
 * and a chain of generators would do nothing. What goes out is addressed by the SDK's own rules.
 */
export class RoutingAdapter extends CloudAdapter {
  readonly #authentication: RoutingAuthentication

  constructor(authentication: RoutingAuthentication) {
    super(authentication)
    this.#authentication = authentication
  }

  /** @throws Refusal (401, 403, 503) before `logic` runs */
  async receive(
    header: string,
    activity: Activity,
    logic: Logic,
  ): Promise<InvokeResponse | undefined> {
    return process(
      await this.#authentication.authenticateRequest(activity, header),
      activity,
      logic,
    )
  }

  /** Takes an activity of the chat of this process, which needs no token. */
  receiveLocal(activity: Activity, logic: Logic): Promise<InvokeResponse | undefined> {
    return process(this.#authentication.localResult(), activity, logic)
  }

  /** @throws Refusal 403 for a service URL that is not allowed */
  serviceAt(serviceUrl: string): ChannelService {
    return this.#authentication.connectorFor(serviceUrl).conversations
  }
}

/** What the replies to one activity come to in the HTTP answer. */
interface Inline {
  readonly isExpected: boolean
  readonly activities: Partial<Activity>[]
  invokeResponse: InvokeResponse | null
}

/** Sends an addressed reply; one that belongs into the HTTP answer is kept for it. */
async function send(
  { conversations }: ConnectorClient,
  reply: Partial<Activity>,
  inline: Inline,
): Promise<void> {
  if (reply.type === 'invokeResponse') inline.invokeResponse = invokeResponseIn(reply)
  else if (!inline.isExpected) await post(conversations, reply)
  if (inline.isExpected) inline.activities.push(reply)
}

async function post(
  conversations: Pick<ChannelService, 'replyToActivity' | 'sendToConversation'>,
  reply: Partial<Activity>,
): Promise<void> {
  const { id = '' } = reply.conversation ?? {}
  const { replyToId = '' } = reply
  await (replyToId === ''
    ? conversations.sendToConversation(id, reply)
    : conversations.replyToActivity(id, replyToId, reply))
}

function invokeResponseIn({ value }: Partial<Activity>): InvokeResponse | null {
  const { status, body } = objectIn(value)
  return typeof status === 'number' ? { status, body } : null
}

/** Runs the turn handler, as CloudAdapter.processActivity() of the SDK does, and answers what the HTTP response has to hold. */
async function process(
  { connectorFactory, audience }: AuthenticateRequestResult,
  activity: Activity,
  logic: Logic,
): Promise<InvokeResponse | undefined> {
  const client = await connectorFactory?.create(activity.serviceUrl, audience)
  if (client === undefined) throw new Error('there is no client for this service')
  const reference = TurnContext.getConversationReference(activity)
  const isExpected = activity.deliveryMode === 'expectReplies'
  const inline: Inline = { isExpected, activities: [], invokeResponse: null }
  await logic({
    activity,
    reply: (reply) => {
      const addressed = TurnContext.applyConversationReference({ ...reply }, reference)
      return send(client, addressed, inline)
    },
  })
  if (isExpected) return { status: 200, body: { activities: inline.activities } }
  if (activity.type !== 'invoke') return undefined
  return inline.invokeResponse ?? { status: 501 }
}

/** The adapter and the connections it holds. */
export interface HeldAdapter {
  readonly adapter: RoutingAdapter
  /** Closes idle connections to channels. */
  close(): void
}

/**
 * Makes the one adapter for every channel.
 *
 * @param limitMs the time a call of a channel's service may take, milliseconds (10,000)
 */
export function createAdapter(
  deps: Omit<RoutingDeps, 'transport'> & { readonly limitMs?: number },
): HeldAdapter {
  const transport = createTransport({ limitMs: deps.limitMs ?? 10_000 })
  const adapter = new RoutingAdapter(new RoutingAuthentication({ ...deps, transport }))
  return { adapter, close: () => transport.close() }
}
