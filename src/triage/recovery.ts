import { assistedRecoveryPolicy } from '../domain/assisted-recovery.ts'
import { evidenceOf } from '../domain/evidence.ts'
import { isOpenState } from '../domain/support-case.ts'
import type { Account } from '../domain/account.ts'
import { localeFor } from '../flow/locale.ts'
import type { CaseHappening } from '../ports/records/case-entry.ts'
import type { AssistedRecovery, CaseRow } from '../ports/records/case.ts'
import { happening } from '../services/cases/case-entries.ts'
import { changeCase, isPending } from '../services/cases/change-case.ts'
import { makeLink } from '../services/link.ts'
import { provenAddresses } from '../services/notices.ts'
import { post } from '../services/outbox.ts'
import type { UnitOfWork } from '../services/unit-of-work.ts'
import { refOf } from './agents.ts'
import { tellUser } from './carry-out.ts'
import type { DeskDeps } from './desk-deps.ts'
import { done, refused, type Ordering, type Outcome } from './ordering.ts'

/** Whether the policy lets people open a way back at all; it is asked at every step of it. */
async function isAllowed({ work }: Pick<Ordering, 'work'>, row: CaseRow): Promise<boolean> {
  const account = row.account === null ? null : await work.get('accounts', row.account)
  if (account === null || account.loginEmail === null) return false
  const isFrozen = account.frozenUntil !== null && work.now < account.frozenUntil
  const facts = {
    isAccountKnown: true,
    isFrozen,
    evidence: evidenceOf(row.trail, row.cameBackAt),
    warnedChannels: provenAddresses(account).length,
    now: work.now,
  }
  return assistedRecoveryPolicy(facts).isAllowed
}

interface Step {
  readonly recovery: AssistedRecovery
  readonly code: 'recovery-asked' | 'recovery-approved' | 'recovery-refused'
}

async function move(ordering: Ordering, row: CaseRow, { recovery, code }: Step): Promise<CaseRow> {
  const { deps, work, agent } = ordering
  const line = happening('agent', { code, until: recovery.readyAt }, agent.row.name)
  const { row: changed } = await changeCase(deps, work, {
    row,
    happened: null,
    lines: [line],
    facts: { recovery },
  })
  await work.note({
    chain: row.account ?? 'system',
    action: `case.${code}`,
    actor: `agent:${agent.row.key}`,
    details: { number: row.number, readyAt: recovery.readyAt },
  })
  return changed
}

/** Asks for a way back that people open; a second agent has to agree, and the owner may object (S91). */
export async function askRecovery(ordering: Ordering, row: CaseRow): Promise<Outcome> {
  const { work, agent } = ordering
  const { number, recovery, memory } = row
  // Whoever objected is asked by a person, never again by a button.
  const isFree = recovery === null || recovery.state === 'refused' || recovery.state === 'used'
  const isOpen = isOpenState(row.state) && isFree
  const isMine = memory.assignee?.key === agent.row.key
  if (!isOpen || !isMine) {
    return refused('not-now', { number, state: row.state, name: memory.assignee?.name ?? null })
  }
  if (!(await isAllowed(ordering, row))) return refused('no-recovery', { number })
  const asked = { state: 'asked', askedBy: refOf(agent), askedAt: work.now } as const
  const recoveryAsked = { ...asked, approvedBy: null, readyAt: null }
  await move(ordering, row, { recovery: recoveryAsked, code: 'recovery-asked' })
  return done({ kind: 'recovery-asked', number })
}

interface Announced {
  readonly row: CaseRow
  readonly account: Account
  readonly readyAt: number
}

/** Tells every proven address of the account what is about to happen, each with a link of its own to stop it. */
async function announce(
  deps: DeskDeps,
  work: UnitOfWork,
  { row, account, readyAt }: Announced,
): Promise<void> {
  const locale = localeFor(account.locale) ?? row.locale
  for (const { address, medium } of provenAddresses(account)) {
    const { url, expiresAt } = await makeLink(deps, work, {
      page: 'undo',
      subject: `recovery:${row.number}:${deps.sealer.handle('address', address)}`,
      account: account.id,
      binding: { conversation: '', flow: '', run: '' },
      lifetimeMs: readyAt - work.now + deps.policy.undoMs,
      payload: { account: account.id, recovery: row.number, locale },
    })
    const letter = { template: 'recovery-announced', url, readyAt } as const
    const message = { kind: 'letter', medium, to: address, locale, letter } as const
    post(deps, work, { message, expiresAt })
  }
}

/** Agrees as the second person; then a wait begins in which any verified channel can object (NIST SP 800-63B-4 4.2). */
export async function approveRecovery(ordering: Ordering, row: CaseRow): Promise<Outcome> {
  const { deps, work, agent } = ordering
  const { number, recovery, state } = row
  if (recovery?.state !== 'asked') return refused('not-now', { number, state })
  if (recovery.askedBy.key === agent.row.key) return refused('same-agent', { number })
  const account = row.account === null ? null : await work.get('accounts', row.account)
  if (account === null || !(await isAllowed(ordering, row)))
    return refused('no-recovery', { number })
  const readyAt = work.now + deps.policy.holdMs
  const approved = { ...recovery, state: 'approved', approvedBy: refOf(agent), readyAt } as const
  await move(ordering, row, { recovery: approved, code: 'recovery-approved' })
  await announce(deps, work, { row, account, readyAt })
  return done({ kind: 'recovery-approved', number, readyAt })
}

/** Says no to a way back that was asked for, agreed to, or opened and not used yet. */
export async function refuseRecovery(ordering: Ordering, row: CaseRow): Promise<Outcome> {
  const { number, recovery, state } = row
  if (recovery === null || !isPending(recovery)) return refused('not-now', { number, state })
  const stopped = { ...recovery, state: 'refused', readyAt: null } as const
  await move(ordering, row, { recovery: stopped, code: 'recovery-refused' })
  return done({ kind: 'recovery-refused', number })
}

/** What becomes of a way back whose time has come. */
type Turning = { readonly state: 'granted' | 'refused'; readonly code: CaseHappening['code'] }

/** An open way is no standing invitation: unused, it closes after so long. */
const openMs = 72 * 3_600_000

const isDue = ({ readyAt }: AssistedRecovery, now: number): boolean =>
  readyAt !== null && now >= readyAt

async function turned(work: UnitOfWork, row: CaseRow): Promise<Turning> {
  if (row.recovery?.state !== 'approved') return { state: 'refused', code: 'recovery-lapsed' }
  // An account that was frozen meanwhile, or a case that is not what it was, gives no way back.
  if (!(await isAllowed({ work }, row))) return { state: 'refused', code: 'recovery-refused' }
  return { state: 'granted', code: 'recovery-granted' }
}

/**
 * Opens the way back when the wait is over and nobody objected, and closes one that was opened and not used in time;
 * false when neither is due.
 */
export async function attendRecovery(
  deps: DeskDeps,
  work: UnitOfWork,
  row: CaseRow,
): Promise<boolean> {
  const { recovery } = row
  if (recovery === null || !isDue(recovery, work.now)) return false
  const { state, code } = await turned(work, row)
  const isGood = state === 'granted'
  const readyAt = isGood ? work.now + openMs : null
  const { row: changed } = await changeCase(deps, work, {
    row,
    happened: null,
    lines: [happening('system', { code })],
    facts: { recovery: { ...recovery, state, readyAt } },
  })
  await work.note({
    chain: row.account ?? 'system',
    action: `case.${code}`,
    actor: 'system',
    details: { number: row.number },
  })
  if (isGood) {
    const name = recovery.askedBy.name
    await tellUser(deps, work, { row: changed, happened: [{ type: 'support.granted', name }] })
  }
  return true
}
