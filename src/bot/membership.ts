import { objectIn, textIn } from '../json.ts'
import type { Membership } from '../ports/desk-channel.ts'
import type { ChannelService } from './connector.ts'
import { ChannelRefusal } from './channel-refusal.ts'

/** A person, and the conversation whose members are asked for. */
export interface MemberSought {
  /** The conversation without a thread: only that has members. */
  readonly room: string
  readonly userId: string
}

/** Statuses for an unknown member, and of services without this endpoint. */
const unknownStatuses: readonly number[] = [400, 403, 404, 405, 501]

const pageSize = 500
const maxPages = 100

/**
 * Looks a person up in a conversation: by id, then in the list of members, then in its pages.
 *
 * @returns null when the service lists nobody at all
 * @throws ServiceError `ERR_CHAT_UNAVAILABLE` when it fails or does not answer
 */
export async function membershipAt(
  service: ChannelService,
  { room, userId }: MemberSought,
): Promise<Membership | null> {
  if (userId === '') return stranger
  const one = await known(() => service.getConversationMember(room, userId))
  // An id such as `..` changes the path, and the answer is about something else.
  if (idOf(one) === userId) return memberOf(one)
  const all = membersIn(await known(() => service.getConversationMembers(room)))
  const roster = all.length > 0 ? all : await pagesOf(service, room)
  if (roster.length === 0) return null
  const found = roster.find((each) => idOf(each) === userId)
  return found === undefined ? stranger : memberOf(found)
}

/** Somebody who is not in the conversation. */
export const stranger: Membership = { outcome: 'stranger', emails: [] }

/** Reads a service's member object; without one, a member whose addresses are unknown. */
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
