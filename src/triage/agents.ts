import { personName } from '../domain/inert-text.ts'
import { plainText } from '../domain/plain-text.ts'
import type { AgentRef, DeskRole } from '../domain/support-case.ts'
import type { Membership } from '../ports/desk-channel.ts'
import type { CaseRow } from '../ports/records/case.ts'
import type { AgentRow } from '../ports/records/desk.ts'
import type { UnitOfWork } from '../services/unit-of-work.ts'

/** Somebody who gives an order, with what their chat says of their membership at that moment. */
export interface Agent {
  readonly row: AgentRow
  readonly membership: Membership
}

/** How users and other agents call an agent. */
export const refOf = ({ row: { key, name } }: Agent): AgentRef => ({ key, name })

/** The most of a name that is looked for and told. */
export const longestName = 40

const nameKeyOf = (name: string): string => plainText(name).toLowerCase()

/** The one agent of a name whose row passes, or why there is none. */
export async function findAgent(
  work: UnitOfWork,
  name: string,
  passes: (row: AgentRow) => boolean,
): Promise<AgentRow | 'unknown-agent' | 'unclear-agent'> {
  const found = await work.find('agents', 'name', nameKeyOf(name))
  const [agent, ...others] = found.filter(passes)
  if (agent === undefined) return 'unknown-agent'
  return others.length > 0 ? 'unclear-agent' : agent
}

/**
 * The row of whoever gives an order, with the name their chat shows now; staged when they are new or were renamed.
 *
 * @param coming fallback is the name of somebody whose own is empty; role what a newcomer may do
 */
export async function agentWithin(
  work: UnitOfWork,
  coming: Pick<AgentRow, 'key' | 'name' | 'chatChannel' | 'userId' | 'role'> & {
    readonly fallback: string
  },
): Promise<AgentRow> {
  const { key, chatChannel, userId } = coming
  const known = await work.get('agents', key)
  const shown = personName(coming.name)
  const name = shown === '' ? (known?.name ?? coming.fallback) : shown
  if (known?.name === name) return known
  const role = known?.role ?? coming.role
  const nameKey = nameKeyOf(name)
  const row = { key, name, nameKey, role, chatChannel, userId, seenAt: work.now }
  work.put('agents', row)
  return row
}

const ranks: Readonly<Record<DeskRole, number>> = { viewer: 0, agent: 1, lead: 2 }

/** Whether a role includes what another one may do. */
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
