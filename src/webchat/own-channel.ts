import { createHash } from 'node:crypto'
import type { LocalChannel } from '../ports/local-channel.ts'
import type { ChatLog } from './chat-log.ts'
import type { LogEntry } from './chat-row.ts'
import type { Streams } from './streams.ts'

/** No name under `.invalid` ever resolves (RFC 2606), so a reply that took the wrong way would reach nobody. */
export const ownServiceUrl = 'https://webchat.latchkey.invalid/'

/** Makes the channel: it writes to the log and tells the open streams. */
export function createOwnChannel(log: ChatLog, streams: Streams): LocalChannel {
  async function append(
    conversationId: string,
    activity: object,
    old: Place | null,
  ): Promise<{ id: string }> {
    const { serviceUrl: _, recipient: __, replyToId, ...told } = { ...asRecord(activity) }
    const isKnown = await isInLog(log, conversationId, replyToId)
    const from = { id: 'bot', role: 'bot', ...asRecord(told['from']) }
    const body = {
      ...told,
      id: old?.id ?? answerId(replyToId, told),
      from,
      ...(isKnown ? { replyToId } : {}),
    }
    const entry = await log.append(conversationId, body, old?.since)
    streams.announce(conversationId, entry)
    return { id: entry.activity.id }
  }
  /** Web Chat puts a message of a known id where its time says, so the old time keeps it in its place. */
  async function replace(
    conversationId: string,
    id: string,
    activity: object,
  ): Promise<{ id: string }> {
    const entries = await log.read(conversationId)
    const old = entries.findLast((entry) => entry.activity.id === id)
    return append(conversationId, activity, { id, since: timeOf(old) })
  }

  return {
    serviceUrl: ownServiceUrl,
    send: (conversationId, activity) => append(conversationId, activity, null),
    update: replace,
    // Web Chat cannot show a deletion; a message of the same id takes the old one's place.
    remove: async (conversationId, activityId) => {
      await replace(conversationId, activityId, { type: 'message', text: '—' })
    },
  }
}

/** The place in the chat that an activity takes over. */
interface Place {
  readonly id: string
  /** ISO 8601; undefined for now, when what stood there is no longer kept. */
  readonly since: string | undefined
}

function timeOf(entry: LogEntry | undefined): string | undefined {
  const time = entry?.activity['timestamp']
  return typeof time === 'string' ? time : undefined
}

/** Two instances that answer the same message with the same words are shown once: their answers have one id. */
function answerId(replyToId: unknown, told: Readonly<Record<string, unknown>>): string | undefined {
  const { type, text, attachments } = told
  if (typeof replyToId !== 'string' || type !== 'message') return undefined
  const content = JSON.stringify([text, attachments])
  return `${replyToId}|${createHash('sha256').update(content).digest('base64url').slice(0, 16)}`
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
