import { turnOf as read } from '../../src/bot/activity-in.ts'
import { readActivity } from '../../src/bot/incoming.ts'
import type { Turn } from '../../src/conversation/turn.ts'

/** A message of the load as the bot room hands it on. @throws Error when it is none */
export function turnOf(message: string): Turn {
  const activity = readActivity(JSON.parse(message))
  const turn = activity === null ? null : read(activity, Date.now())
  if (turn === null) throw new Error(`not a message: ${message}`)
  return turn
}
