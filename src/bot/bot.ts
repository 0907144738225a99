import { randomUUID } from 'node:crypto'
import { AuthenticationError } from 'botframework-connector'
import type { Activity, InvokeResponse, TurnContext } from 'botbuilder'
import type { Conversations, Turn } from '../conversation/turn.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { WebHandler, WebResponse } from '../ports/web-handler.ts'
import { turnOf } from './activity-in.ts'
import type { RoutingAdapter } from './adapter.ts'
import { readActivity } from './incoming.ts'
import { executed, isExecute, misread } from './invoke.ts'
import { repliesOf } from './reply-out.ts'
import { sendReplies } from './send-replies.ts'
import { createTurnGate } from './turn-gate.ts'

/** What the bot stands on. */
export interface BotDeps {
  readonly adapter: RoutingAdapter
  readonly conversations: Conversations
  readonly clock: Clock
  readonly log: Log
  /** Milliseconds after which a delivery is acknowledged while its turn goes on; channels give up at 10 to 15 s. */
  readonly acknowledgeAfterMs?: number
  /** Turns that may run at once; further ones are turned away. */
  readonly maxTurns?: number
}

/** The two ways in for a chat's deliveries, and the way to stop. */
export interface Bot {
  /** `POST /api/messages`. Answers 400 for what is no activity, 401 and 403 for what nobody vouches for, 503 when full. */
  readonly messages: WebHandler
  /** A delivery from the chat of this process; resolves when its turn is over. `busy` means that nothing was done. */
  deliver(activity: Readonly<Record<string, unknown>>): Promise<'done' | 'busy'>
  /** Whether a delivery would be taken now. */
  isAccepting(): boolean
  /** Takes no more turns and resolves when those under way are over. */
  drain(): Promise<void>
}

/** Makes the bot: activity to turn, turn to replies, and the answer to the HTTP request. */
export function createBot(deps: BotDeps): Bot {
  const gate = createTurnGate(deps.maxTurns ?? 500)
  const acknowledgeAfterMs = deps.acknowledgeAfterMs ?? 8_000

  const messages: WebHandler = async (request) => {
    const activity = readActivity(request.body)
    if (activity === null)
      return json(400, { error: 'not an activity: type, from.id and conversation.id are needed' })
    const header = request.headers['authorization'] ?? ''
    const turn = gate.run(() => deps.adapter.receive(header, activity, answering(deps, false)))
    if (turn === null) return busy()
    const outcome = turn.then(answerOf, (error: unknown) => failure(deps, error))
    return needsItsAnswer(activity) ? outcome : firstOf(outcome, acknowledgeAfterMs)
  }

  return {
    messages,
    deliver: async (body) => {
      const activity = readActivity(body)
      if (activity === null) return 'done'
      const turn = gate.run(() => deps.adapter.receiveLocal(activity, answering(deps, true)))
      if (turn === null) return 'busy'
      await turn
      return 'done'
    },
    isAccepting: () => gate.isOpen(),
    drain: () => gate.drain(),
  }
}

function answering(deps: BotDeps, isLocal: boolean): (context: TurnContext) => Promise<void> {
  const receivedAt = deps.clock.now()
  return async (context) => {
    const { activity } = context
    const turn = turnOf(activity, receivedAt, isLocal)
    if (turn === null) return
    if (isExecute(activity) && !isRead(turn)) {
      await context.sendActivity(misread())
      return
    }
    const said = await deps.conversations.receive(turn)
    const replies = said.flatMap((each) => repliesOf(each, activity.channelId))
    if (isExecute(activity)) replies.push(executed())
    await send(deps, context, replies)
  }
}

/** Whether a press was one of our cards'. */
function isRead({ submission, group }: Turn): boolean {
  return submission !== null || (group !== null && group.press !== null)
}

/** What was decided is committed by now: a reply that cannot be delivered must not make the channel deliver again. */
async function send(
  deps: BotDeps,
  context: TurnContext,
  replies: Partial<Activity>[],
): Promise<void> {
  const warn = (error: unknown): void => {
    const reason = error instanceof Error ? error.message : 'unknown'
    deps.log.warn('a reply could not be delivered', {
      channel: context.activity.channelId,
      reason,
    })
  }
  try {
    await sendReplies(replies, (reply) => context.sendActivity(reply), warn)
  } catch (error) {
    warn(error)
  }
}

/** Replies in the HTTP answer and answers of invokes cannot come later. */
function needsItsAnswer(activity: Activity): boolean {
  return activity.deliveryMode === 'expectReplies' || activity.type === 'invoke'
}

function answerOf(response: InvokeResponse | undefined): WebResponse {
  if (response === undefined) return json(200, null)
  return json(response.status, response.body ?? null)
}

function failure(deps: BotDeps, error: unknown): WebResponse {
  if (error instanceof AuthenticationError) {
    const isOutage = error.statusCode >= 500
    return isOutage ? busy() : json(error.statusCode, { error: 'not allowed' })
  }
  const reference = randomUUID()
  const reason = error instanceof Error ? (error.stack ?? error.message) : 'unknown'
  deps.log.error('a delivery failed', { reference, reason })
  return json(500, { error: 'failed', reference })
}

/** The turn's answer, or an acknowledgement when it takes too long; its replies then follow by themselves. */
async function firstOf(outcome: Promise<WebResponse>, limitMs: number): Promise<WebResponse> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<WebResponse>((resolve) => {
    timer = setTimeout(() => resolve(json(202, null)), limitMs)
  })
  try {
    return await Promise.race([outcome, late])
  } finally {
    clearTimeout(timer)
  }
}

function busy(): WebResponse {
  const { headers, ...rest } = json(503, { error: 'busy' })
  return { ...rest, headers: { ...headers, 'retry-after': '2', 'cache-control': 'no-store' } }
}

function json(status: number, body: unknown): WebResponse {
  if (body === null) return { status, headers: {}, body: '' }
  const headers = { 'content-type': 'application/json; charset=utf-8' }
  return { status, headers, body: JSON.stringify(body) }
}
