import { createHash } from 'node:crypto'
import { objectIn } from '../json.ts'
import type { LocalChannel } from '../ports/local-channel.ts'
import { ownServiceUrl } from './bot-activity.ts'
import type { ChatLog } from './chat-log.ts'
import type { Streams } from './streams.ts'

/** Makes the channel that the bot posts to: activities are appended to the chat's log and sent to its open streams. */
export function createOwnChannel(log: ChatLog, streams: Streams): LocalChannel {
  async function append(
    conversationId: string,
    activity: object,
    old: Place | null,
  ): Promise<{ id: string }> {
    const { serviceUrl: _, recipient: __, replyToId, ...told } = objectIn(activity)
    const isKnown = await isInLog(log, conversationId, replyToId)
    const body = {
      ...told,
      id: old?.id ?? answerId(replyToId, told),
      from: { id: 'bot', role: 'bot', ...objectIn(told['from']) },
      ...(isKnown ? { replyToId } : {}),
    }
    const entry = await log.append(conversationId, body, old?.since)
    streams.announce(conversationId, entry)
    return { id: entry.activity.id }
  }

  /** Web Chat sorts by time, so the new activity keeps the time of the one it replaces. */
  async function replace(
    conversationId: string,
    id: string,
    activity: object,
  ): Promise<{ id: string }> {
    const entries = await log.read(conversationId)
    const time = entries.findLast((entry) => entry.activity.id === id)?.activity['timestamp']
    const since = typeof time === 'string' ? time : undefined
    return append(conversationId, activity, { id, since })
  }

  return {
    serviceUrl: ownServiceUrl,
    send: (conversationId, activity) => append(conversationId, activity, null),
    update: replace,
    // Web Chat shows no deletions, so a dash replaces the message.
    remove: async (conversationId, activityId) => {
      await replace(conversationId, activityId, { type: 'message', text: '—' })
    },
  }
}

/** Which activity is replaced. */
interface Place {
  readonly id: string
  /** Its time, ISO 8601; undefined, for now, when it is no longer kept. */
  readonly since: string | undefined
}

/** The same id for the same answer to the same message, so that an answer of two instances is shown once. */
function answerId(replyToId: unknown, told: Readonly<Record<string, unknown>>): string | undefined {
  const { type, text, attachments } = told
  if (typeof replyToId !== 'string' || type !== 'message') return undefined
  const content = JSON.stringify([text, attachments])
  return `${replyToId}|${createHash('sha256').update(content).digest('base64url').slice(0, 16)}`
}

/**
 * Whether the message that is answered is in the log: Web Chat delays an answer to an unknown one by five seconds. The
 * id of a user's message ends in its sequence, so one row is read.
 */
async function isInLog(log: ChatLog, conversation: string, id: unknown): Promise<boolean> {
  if (typeof id !== 'string' || !id.startsWith(`${conversation}|`)) return false
  const sequence = id.slice(conversation.length + 1)
  return /^\d{1,9}$/u.test(sequence) && log.has(conversation, Number(sequence))
}
