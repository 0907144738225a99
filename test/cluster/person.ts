import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { activitiesIn, deliver, emulatorEnvelope, messagesIn, stepOf } from '../stand-ins/chat.ts'
import type { Reachable } from '../stand-ins/program.ts'

/** One person in one chat behind the proxy, whose channel delivers a message again until it is answered. */
export interface Person {
  /** The prompt that waits once the message is answered. */
  say(text: string): Promise<string>
  /** Messages that were delivered more than once. */
  readonly redelivered: () => number
  /** The longest that an answer took, milliseconds. */
  readonly slowestMs: () => number
}

const redeliverMs = 100

/** An outage is told of with a reference; nothing has happened then, and the channel tries again. */
const isOutage = (text: unknown): boolean => /RCV-\d{6}/.test(String(text))

/** Opens a chat of its own. */
export function createPerson(door: Reachable): Person {
  const envelope = emulatorEnvelope(randomUUID(), randomUUID())
  let redelivered = 0
  let slowest = 0

  async function once(activity: object): Promise<string | null> {
    try {
      const { status, body } = await deliver(door, activity)
      const reply = messagesIn(activitiesIn(body)).at(-1)
      return status === 200 && !isOutage(reply?.['text']) ? (stepOf(reply)?.prompt ?? null) : null
    } catch {
      return null
    }
  }

  return {
    redelivered: () => redelivered,
    slowestMs: () => slowest,
    async say(text) {
      const activity = { ...envelope, id: randomUUID(), text, deliveryMode: 'expectReplies' }
      const began = performance.now()
      for (;;) {
        const prompt = await once(activity)
        if (prompt !== null) {
          slowest = Math.max(slowest, performance.now() - began)
          return prompt
        }
        redelivered += 1
        await wait(redeliverMs)
      }
    },
  }
}
