import { setTimeout as wait } from 'node:timers/promises'
import { createKeyedLock } from '../services/keyed-lock.ts'
import type { ChatLog } from './chat-log.ts'
import type { ChatBot, ChatLogger } from './chat-bot.ts'

/** The way of a page's messages to the bot: in order for each chat. */
export interface Delivery {
  /** Whether one more message of this chat would be taken. */
  hasRoom(conversation: string): boolean
  /** Tells the bot that somebody opened this chat, unless the chat has begun; resolves as `hand` does. */
  greet(conversation: string, activity: Readonly<Record<string, unknown>>): Promise<void>
  /** Hands a message over and resolves when its turn is over, or after a while; the turn then goes on by itself. */
  hand(conversation: string, activity: Readonly<Record<string, unknown>>): Promise<void>
  /** Resolves when everything that was handed over is done. */
  idle(): Promise<void>
}

const maxWaiting = 20
const busyWaitsMs = [50, 200, 500, 1_000]

interface DeliveryDeps {
  readonly bot: ChatBot
  readonly chatLog: ChatLog
  readonly log: ChatLogger
  /** Milliseconds a page waits at most. */
  readonly acknowledgeAfterMs: number
}

/** Makes the way; nothing is kept for a chat once its messages are through. */
export function createDelivery({ bot, chatLog, log, acknowledgeAfterMs }: DeliveryDeps): Delivery {
  const lock = createKeyedLock()

  async function deliver(activity: Readonly<Record<string, unknown>>): Promise<void> {
    try {
      for (const pauseMs of [...busyWaitsMs, 0]) {
        if ((await bot.deliver(activity)) === 'done') return
        await wait(pauseMs)
      }
      log.warn({ id: activity['id'] }, 'a message was turned away: too much at once')
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'unknown'
      log.warn({ id: activity['id'], reason }, 'a message of the web chat failed')
    }
  }

  async function open(
    conversation: string,
    activity: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    if ((await chatLog.read(conversation)).length === 0) await deliver(activity)
  }

  return {
    hasRoom: (conversation) => bot.isAccepting() && lock.pending(conversation) < maxWaiting,
    greet: (conversation, activity) =>
      soon(
        lock.run(conversation, () => open(conversation, activity)),
        acknowledgeAfterMs,
      ),
    hand: (conversation, activity) =>
      soon(
        lock.run(conversation, () => deliver(activity)),
        acknowledgeAfterMs,
      ),
    idle: () => lock.idle(),
  }
}

async function soon(turn: Promise<void>, limitMs: number): Promise<void> {
  const late = new AbortController()
  const limit = wait(limitMs, undefined, { signal: late.signal }).catch(() => null)
  try {
    await Promise.race([turn, limit])
  } finally {
    late.abort()
  }
}
