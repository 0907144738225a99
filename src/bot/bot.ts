import { randomUUID } from 'node:crypto'
import type { Activity, InvokeResponse } from 'botbuilder'
import type { Conversations, Turn } from '../conversation/turn.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import {
  jsonResponse,
  retryLater,
  type WebHandler,
  type WebResponse,
} from '../ports/web-handler.ts'
import { createTraffic } from '../traffic.ts'
import { turnOf } from './activity-in.ts'
import type { Delivery } from './adapter.ts'
import type { Adapter } from './deferred-adapter.ts'
import { isExecute, readActivity } from './incoming.ts'
import { Refusal } from './refusal.ts'
import { acceptPress, rejectPress, repliesOf, sendReplies } from './reply-out.ts'

/** What the bot is made of. */
export interface BotDeps {
  readonly adapter: Adapter
  readonly conversations: Conversations
  readonly clock: Clock
  readonly log: Log
  /** Milliseconds after which a delivery is acknowledged while its turn goes on; channels give up at 10 to 15 s. */
  readonly acknowledgeAfterMs?: number
  /** Turns that may run at once; further ones are refused. */
  readonly maxTurns?: number
}

/** The two ways in for activities, and the way to stop. */
export interface Bot {
  /** `POST /api/messages`. Answers 400 to what is no activity, 401 and 403 without a valid token, 503 when full. */
  readonly messages: WebHandler
  /** Takes an activity from the chat of this process; resolves when its turn is over. `busy`: nothing was done. */
  deliver(
    activity: Readonly<Record<string, unknown>>,
    source?: string | null,
  ): Promise<'done' | 'busy'>
  /** Whether an activity would be taken now. */
  isAccepting(): boolean
  /** Takes no more turns and resolves when those under way are over. */
  drain(): Promise<void>
}

/** Makes the bot: from an activity to a turn, from the turn to its replies and the answer to the HTTP request. */
export function createBot(deps: BotDeps): Bot {
  const { adapter, maxTurns = 500, acknowledgeAfterMs = 8_000 } = deps
  const turns = createTraffic(maxTurns)

  const messages: WebHandler = async (request) => {
    const activity = readActivity(request.body)
    if (activity === null) return notAnActivity()
    const header = request.headers['authorization'] ?? ''
    const turn = turns.run(() => adapter.receive(header, activity, answering(deps, null)))
    if (turn === null) return busy()
    const outcome = turn.then(answerOf, (error: unknown) => failed(deps, error))
    return needsItsAnswer(activity) ? outcome : firstOf(outcome, acknowledgeAfterMs)
  }

  return {
    messages,
    deliver: async (body, source = null) => {
      const activity = readActivity(body)
      if (activity === null) return 'done'
      const turn = turns.run(() => adapter.receiveLocal(activity, answering(deps, { source })))
      if (turn === null) return 'busy'
      await turn
      return 'done'
    },
    isAccepting: () => turns.hasRoom(),
    drain: async () => {
      turns.close()
      await turns.quiet()
    },
  }
}

/**
 * The turn handler that the adapter calls once it has authenticated the activity.
 *
 * @param local given for the chat of this process, with the handle of the network that the page is in
 */
function answering(
  deps: BotDeps,
  local: { readonly source: string | null } | null,
): (delivery: Delivery) => Promise<void> {
  const receivedAt = deps.clock.now()
  return async (delivery) => {
    const { activity } = delivery
    const read = turnOf(activity, receivedAt, local !== null)
    if (read === null) return
    const turn = { ...read, source: local?.source ?? null }
    if (isExecute(activity) && !isOfOurCards(turn)) {
      await delivery.reply(rejectPress())
      return
    }
    const said = await deps.conversations.receive(turn)
    const replies = said.flatMap((each) => repliesOf(each, activity.channelId))
    if (isExecute(activity)) replies.push(acceptPress())
    await send(deps, delivery, replies)
  }
}

function isOfOurCards({ submission, group }: Turn): boolean {
  return submission !== null || (group !== null && group.press !== null)
}

/** Sends without throwing: the turn is committed, and an error would make the channel deliver the activity again. */
async function send(
  { log }: BotDeps,
  { activity, reply }: Delivery,
  replies: Partial<Activity>[],
): Promise<void> {
  const warn = (error: unknown): void => {
    log.warn('a reply could not be delivered', { channel: activity.channelId, error })
  }
  try {
    await sendReplies(replies, reply, warn)
  } catch (error) {
    warn(error)
  }
}

/** Replies of `expectReplies` and answers to invokes have to be in the HTTP response. */
function needsItsAnswer(activity: Activity): boolean {
  return activity.deliveryMode === 'expectReplies' || activity.type === 'invoke'
}

function answerOf(response: InvokeResponse | undefined): WebResponse {
  return jsonResponse(response?.status ?? 200, response?.body ?? null)
}

function failed({ log }: BotDeps, error: unknown): WebResponse {
  if (error instanceof Refusal) {
    const isOutage = error.statusCode >= 500
    return isOutage ? busy() : jsonResponse(error.statusCode, { error: 'not allowed' })
  }
  const reference = randomUUID()
  log.error('a delivery failed', { reference, error })
  return jsonResponse(500, { error: 'failed', reference })
}

/** The turn's answer, or 202 when the turn takes longer; its replies are then sent to the channel's service. */
async function firstOf(outcome: Promise<WebResponse>, limitMs: number): Promise<WebResponse> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<WebResponse>((resolve) => {
    timer = setTimeout(() => resolve(jsonResponse(202, null)), limitMs)
  })
  try {
    return await Promise.race([outcome, late])
  } finally {
    clearTimeout(timer)
  }
}

function notAnActivity(): WebResponse {
  const error = 'not an activity: type, from.id and conversation.id are needed'
  return jsonResponse(400, { error })
}

function busy(): WebResponse {
  return retryLater(jsonResponse(503, { error: 'busy' }), 2)
}
