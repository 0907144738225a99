import { dayMs } from '../domain/durations.ts'

/** How long an activity id is remembered (security defaults, section 5). */
const seenMs = dayMs
const mostSeen = 40

/** An activity id that was answered, as its keyed hash, and when, epoch ms. */
export interface SeenId {
  readonly id: string
  readonly at: number
}

/** Ends an id in the text of those that were seen; base64url does not have it. */
const idEnd = '.'

const seenAs = ({ id, at }: SeenId): string => `${id}${idEnd}${at.toString(36)}`

/** Activity ids as a row keeps them, newest last. */
export const seenText = (seen: readonly SeenId[]): string => seen.map(seenAs).join(' ')

/** Whether an id is among those that were seen. */
export const wasSeen = (seen: string, id: string): boolean => seen.includes(`${id}${idEnd}`)

/** When an entry of that text was seen, epoch ms; none for an empty one. */
const momentOf = (entry: string): number =>
  Number.parseInt(entry.slice(entry.indexOf(idEnd) + 1), 36)

/** The ids that were seen with one more; those of over a day ago go, and the oldest of more than forty. */
export function withSeen(seen: string, newest: SeenId): string {
  const recent = seen.split(' ').filter((entry) => momentOf(entry) > newest.at - seenMs)
  return [...recent.slice(1 - mostSeen), seenAs(newest)].join(' ')
}
