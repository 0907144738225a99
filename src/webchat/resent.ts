import type { ChatLog } from './chat-log.ts'
import type { ChatPass } from './chat-tokens.ts'
import type { ClientActivity } from './client-activity.ts'

/** A message that the log holds already. */
export interface Sent {
  readonly id: string
  readonly isAnswered: boolean
}

/**
 * What became of a message that a page sends again because the server ended before it answered: it may be in the log
 * or not, and answered or not.
 *
 * @returns null for a message that is sent for the first time, or that never came to the log
 * @throws ServiceError of the log
 */
export async function sentBefore(
  log: ChatLog,
  { conversation, user }: ChatPass,
  { channelData }: ClientActivity,
): Promise<Sent | null> {
  const name = channelData?.clientActivityID
  if (channelData?.resent !== true || name === undefined) return null
  const activities = (await log.read(conversation)).map(({ activity }) => activity)
  const known = activities.find(
    (activity) => inside(activity, 'from', 'id') === user && clientId(activity) === name,
  )
  if (known === undefined) return null
  return { id: known.id, isAnswered: activities.some(({ replyToId }) => replyToId === known.id) }
}

const clientId = (activity: object): unknown => inside(activity, 'channelData', 'clientActivityID')

function inside(value: object, ...[outer, inner]: [string, string]): unknown {
  const found = new Map<string, unknown>(Object.entries(value)).get(outer)
  if (typeof found !== 'object' || found === null) return undefined
  return new Map<string, unknown>(Object.entries(found)).get(inner)
}
