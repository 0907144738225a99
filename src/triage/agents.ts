import { personName } from '../domain/inert-text.ts'
import { plainText } from '../domain/plain-text.ts'
import type { AgentRef, DeskRole } from '../domain/support-case.ts'
import type { Membership } from '../ports/desk-channel.ts'
import type { CaseRow } from '../ports/records/case.ts'
import type { AgentRow } from '../ports/records/desk.ts'
import type { UnitOfWork } from '../services/unit-of-work.ts'

/** Somebody of the desk, as they are at the moment they act. */
export interface Agent {
  readonly row: AgentRow
  readonly membership: Membership
}

/** How users and other agents call an agent. */
export const refOf = ({ row: { key, name } }: Agent): AgentRef => ({ key, name })

/** What a name is found by. */
export const nameKeyOf = (name: string): string => plainText(name).toLowerCase()

/** Somebody who gives an order, as the chat tells of them. */
export interface Coming extends Pick<AgentRow, 'key' | 'name' | 'chatChannel' | 'userId'> {
  /** What they are called when nothing is left of the name. */
  readonly fallback: string
  /** What a newcomer may do. */
  readonly role: DeskRole
}

/** The agent as they are known, with the name the channel shows now. */
export async function agentWithin(
  work: UnitOfWork,
  { key, name: told, chatChannel, userId, fallback, role }: Coming,
): Promise<AgentRow> {
  const known = await work.get('agents', key)
  const shown = personName(told)
  const name = shown === '' ? (known?.name ?? fallback) : shown
  const row: AgentRow = {
    key,
    name,
    nameKey: nameKeyOf(name),
    role: known?.role ?? role,
    chatChannel,
    userId,
    seenAt: work.now,
  }
  // Looking somebody up is no reason to write; a name or a first sight is.
  if (known?.name !== name) work.put('agents', row)
  return known?.name === name ? known : row
}

const ranks: Readonly<Record<DeskRole, number>> = { viewer: 0, agent: 1, lead: 2 }

/** Whether a role may do what asks for another one. */
export const mayAs = (role: DeskRole, needed: DeskRole): boolean => ranks[role] >= ranks[needed]

/**
 * Whether a case is about the agent's own account: they opened it, they are signed in to the account, or one of its
 * addresses is theirs in the organisation's directory (attacks I10).
 */
export async function isOwnCase(work: UnitOfWork, agent: Agent, row: CaseRow): Promise<boolean> {
  const { key } = agent.row
  if (row.person === key) return true
  if (row.account === null) return false
  const account = await work.get('accounts', row.account)
  const addresses = [account?.loginEmail, account?.recoveryEmail, account?.contactEmail]
  if (addresses.some((each) => agent.membership.emails.includes(each?.toLowerCase() ?? '-')))
    return true
  for (const session of await work.find('sessions', 'account', row.account)) {
    const chat = await work.get('conversations', session.key)
    if (chat?.person === key) return true
  }
  return false
}
