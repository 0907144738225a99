import { setTimeout as wait } from 'node:timers/promises'
import type { Log } from '../ports/log.ts'
import { createKeyedLock } from '../services/keyed-lock.ts'
import type { ChatLog } from './chat-log.ts'

/** The part of the bot that the built-in chat uses. */
export interface ChatBot {
  /** Resolves when the turn is over; `busy` means that nothing was done. */
  deliver(activity: Readonly<Record<string, unknown>>): Promise<'done' | 'busy'>
  isAccepting(): boolean
}

/** Delivers pages' messages to the bot, one after another in each chat. */
export interface Delivery {
  /** Whether one more message of this chat would be taken. */
  hasRoom(conversation: string): boolean
  /** Delivers a `conversationUpdate`, unless the chat has entries already; resolves as `hand` does. */
  greet(conversation: string, activity: Readonly<Record<string, unknown>>): Promise<void>
  /** Delivers a message; resolves when its turn is over, or after the time limit, with the turn still running. */
  hand(conversation: string, activity: Readonly<Record<string, unknown>>): Promise<void>
  /** Resolves when every delivery is over. */
  idle(): Promise<void>
}

const maxWaiting = 20
const busyWaitsMs = [50, 200, 500, 1_000]

interface DeliveryDeps {
  readonly bot: ChatBot
  readonly chatLog: ChatLog
  readonly log: Log
  /** How long `greet` and `hand` take at most, milliseconds. */
  readonly acknowledgeAfterMs: number
}

/** Makes the delivery; it keeps nothing of a chat whose messages are delivered. */
export function createDelivery({ bot, chatLog, log, acknowledgeAfterMs }: DeliveryDeps): Delivery {
  const lock = createKeyedLock()

  async function deliver(activity: Readonly<Record<string, unknown>>): Promise<void> {
    try {
      for (const pauseMs of [...busyWaitsMs, 0]) {
        if ((await bot.deliver(activity)) === 'done') return
        await wait(pauseMs)
      }
      log.warn('a message was turned away: too much at once', { id: activity['id'] })
    } catch (error) {
      log.warn('a message of the web chat failed', { id: activity['id'], error })
    }
  }

  async function open(
    conversation: string,
    activity: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    if ((await chatLog.read(conversation)).length === 0) await deliver(activity)
  }

  const inOrder = (conversation: string, work: () => Promise<void>): Promise<void> =>
    soon(lock.run(conversation, work), acknowledgeAfterMs)

  return {
    hasRoom: (conversation) => bot.isAccepting() && lock.pending(conversation) < maxWaiting,
    greet: (conversation, activity) => inOrder(conversation, () => open(conversation, activity)),
    hand: (conversation, activity) => inOrder(conversation, () => deliver(activity)),
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
