import type { Membership } from '../ports/desk-channel.ts'
import type { ChannelService } from './connector.ts'
import { ChannelRefusal } from './outage.ts'
import { objectIn, textIn } from './read.ts'

/** Who is looked for, and where. */
export interface MemberSought {
  /** The conversation without a thread: only that has members. */
  readonly room: string
  readonly userId: string
}

/** Statuses that say that there is no such person, or that a service knows no such question. */
const unknownStatuses: readonly number[] = [400, 403, 404, 405, 501]

const pageSize = 500
const maxPages = 100

/**
 * Asks a chat's service for a person, and for everybody when it does not know the question.
 *
 * @returns null when the service names nobody at all
 * @throws ServiceError `ERR_CHAT_UNAVAILABLE` when it does not answer, or fails: then nobody knows
 */
export async function membershipAt(
  service: ChannelService,
  { room, userId }: MemberSought,
): Promise<Membership | null> {
  if (userId === '') return stranger
  const one = await known(() => service.getConversationMember(room, userId))
  // An id with dots in it can make the path mean something else, which has an id of its own.
  if (idOf(one) === userId) return memberOf(one)
  const all = membersIn(await known(() => service.getConversationMembers(room)))
  const roster = all.length > 0 ? all : await pagesOf(service, room)
  if (roster.length === 0) return null
  const found = roster.find((each) => idOf(each) === userId)
  return found === undefined ? stranger : memberOf(found)
}

/** Nobody whom the conversation's service knows. */
export const stranger: Membership = { outcome: 'stranger', emails: [] }

/** A member as a service describes one; of nothing, a member nobody tells an address of. */
export function memberOf(described: unknown = null): Membership {
  const { email, userPrincipalName } = objectIn(described)
  const told = [email, userPrincipalName].map((each) => textIn(each, 320).trim().toLowerCase())
  return { outcome: 'member', emails: [...new Set(told.filter((each) => each.includes('@')))] }
}

async function pagesOf(service: ChannelService, room: string): Promise<readonly unknown[]> {
  const members: unknown[] = []
  let continuationToken: string | undefined
  for (let page = 0; page < maxPages; page += 1) {
    const options = { pageSize, continuationToken }
    const answer = await known(() => service.getConversationPagedMembers(room, options))
    members.push(...membersIn(answer))
    const next = textIn(objectIn(answer)['continuationToken'], 10_000)
    if (next === '') return members
    continuationToken = next
  }
  return members
}

async function known(ask: () => Promise<unknown>): Promise<unknown> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof ChannelRefusal && unknownStatuses.includes(error.status)) return null
    throw error
  }
}

/** Services answer with a list, or with an object that holds one. */
function membersIn(answer: unknown): readonly unknown[] {
  const members: unknown = Array.isArray(answer) ? answer : objectIn(answer)['members']
  return Array.isArray(members) ? members.filter((each) => idOf(each) !== '') : []
}

function idOf(member: unknown): string {
  return textIn(objectIn(member)['id'], 2_000)
}
