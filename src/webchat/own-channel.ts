import { createHash } from 'node:crypto'
import type { LocalChannel } from '../ports/local-channel.ts'
import type { ChatLog } from './chat-log.ts'
import type { Streams } from './streams.ts'

/** No name under `.invalid` ever resolves (RFC 2606), so a reply that took the wrong way would reach nobody. */
export const ownServiceUrl = 'https://webchat.latchkey.invalid/'

/** Makes the channel: it writes to the log and tells the open streams. */
export function createOwnChannel(log: ChatLog, streams: Streams): LocalChannel {
  async function append(
    conversationId: string,
    activity: object,
    id?: string,
  ): Promise<{ id: string }> {
    const { serviceUrl: _, recipient: __, replyToId, ...told } = { ...asRecord(activity) }
    const isKnown = await isInLog(log, conversationId, replyToId)
    const from = { id: 'bot', role: 'bot', ...asRecord(told['from']) }
    const body = {
      ...told,
      id: id ?? answerId(replyToId, told['text']),
      from,
      ...(isKnown ? { replyToId } : {}),
    }
    const entry = await log.append(conversationId, body)
    streams.announce(conversationId, entry)
    return { id: entry.activity.id }
  }
  return {
    serviceUrl: ownServiceUrl,
    send: (conversationId, activity) => append(conversationId, activity),
    update: (conversationId, activityId, activity) => append(conversationId, activity, activityId),
    // Web Chat cannot show a deletion; a message of the same id takes the old one's place.
    remove: async (conversationId, activityId) => {
      await append(conversationId, { type: 'message', text: '—' }, activityId)
    },
  }
}

/** Two instances that answer the same message with the same words are shown once: their answers have one id. */
function answerId(replyToId: unknown, text: unknown): string | undefined {
  if (typeof replyToId !== 'string' || typeof text !== 'string') return undefined
  return `${replyToId}|${createHash('sha256').update(text).digest('base64url').slice(0, 16)}`
}

/**
 * Web Chat holds a message back for five seconds when it answers one that it does not know. What people said has the
 * log's own id, which ends in its sequence, so one row tells.
 */
async function isInLog(log: ChatLog, conversation: string, id: unknown): Promise<boolean> {
  if (typeof id !== 'string' || !id.startsWith(`${conversation}|`)) return false
  const sequence = id.slice(conversation.length + 1)
  return /^\d{1,9}$/u.test(sequence) && log.has(conversation, Number(sequence))
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
