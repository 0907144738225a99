import { assistedRecoveryPolicy } from '../domain/assisted-recovery.ts'
import { evidenceOf } from '../domain/evidence.ts'
import { isOpenState } from '../domain/support-case.ts'
import { provenAbout } from '../domain/trail.ts'
import { isFrozen, type Account } from '../domain/account.ts'
import { hourMs } from '../domain/durations.ts'
import { localeFor } from '../flow/locale.ts'
import type { CaseHappening } from '../ports/records/case-entry.ts'
import type { AssistedRecovery, CaseRow } from '../ports/records/case.ts'
import { happening } from '../services/cases/case-entries.ts'
import { changeCase, isPending } from '../services/cases/change-case.ts'
import { makeLink } from '../services/link.ts'
import { ownersAddresses, provenAddresses } from '../services/notices.ts'
import { post } from '../services/outbox.ts'
import { trailAccount } from '../services/subject.ts'
import type { UnitOfWork } from '../services/unit-of-work.ts'
import { refOf } from './agents.ts'
import { tellUser } from './tell-user.ts'
import {
  done,
  noteBy,
  refused,
  refusedNow,
  type DeskDeps,
  type Ordering,
  type Outcome,
} from './ordering.ts'
import { systemChain } from '../services/audit-trail.ts'

/** The account of a case if the policy allows assisted recovery for it now, or null; asked at every step. */
async function recoverable(
  deps: Pick<DeskDeps, 'sealer'>,
  work: UnitOfWork,
  row: CaseRow,
): Promise<Account | null> {
  const account = row.account === null ? null : await work.get('accounts', row.account)
  if (account === null || account.loginEmail === null) return null
  const { isAllowed } = assistedRecoveryPolicy({
    isAccountKnown: true,
    isFrozen: isFrozen(account, work.now),
    evidence: evidenceOf(provenAbout(row.trail, trailAccount(deps, account.id)), row.cameBackAt),
    warnedChannels: provenAddresses(account).length,
    now: work.now,
  })
  return isAllowed ? account : null
}

/** Brings assisted recovery to another state, as a line of the transcript and an entry of the audit trail. */
async function move(
  { deps, work, agent }: Ordering,
  row: CaseRow,
  recovery: AssistedRecovery & { readonly state: 'asked' | 'approved' | 'refused' },
): Promise<void> {
  const { number, account } = row
  const { state, readyAt } = recovery
  const code = `recovery-${state}` as const
  const lines = [happening('agent', { code, until: readyAt }, agent.row.name)]
  await changeCase(deps, work, { row, happened: null, lines, facts: { recovery } })
  await noteBy(work, agent.row.key, {
    account,
    action: `case.${code}`,
    details: { number, readyAt },
  })
}

/** Asks for assisted recovery (S91). A second agent has to approve it, and the owner may object. */
export async function askRecovery(ordering: Ordering, row: CaseRow): Promise<Outcome> {
  const { deps, work, agent } = ordering
  const { number, recovery, memory } = row
  // After the owner's veto it cannot be asked for again.
  const isFree = recovery === null || recovery.state === 'refused' || recovery.state === 'used'
  const isMine = memory.assignee?.key === agent.row.key
  if (!isOpenState(row.state) || !isFree || !isMine) return refusedNow(row)
  if ((await recoverable(deps, work, row)) === null) return refused('no-recovery', { number })
  const asked = { state: 'asked', askedBy: refOf(agent), askedAt: work.now } as const
  await move(ordering, row, { ...asked, approvedBy: null, readyAt: null })
  return done({ kind: 'recovery-asked', number })
}

/** Tells every address of the account's owner what is about to happen, each with its own link to stop it. */
async function announce(
  { deps, work }: Ordering,
  row: CaseRow,
  { account, readyAt }: { readonly account: Account; readonly readyAt: number },
): Promise<void> {
  const locale = localeFor(account.locale) ?? row.locale
  const since = work.now - deps.policy.undoMs
  for (const { address, medium } of ownersAddresses(account, since)) {
    const { url, expiresAt } = await makeLink(deps, work, {
      page: 'undo',
      subject: `recovery:${row.number}:${deps.sealer.handle('address', address)}`,
      account: account.id,
      binding: { conversation: '', flow: '', run: '' },
      lifetimeMs: readyAt - work.now + deps.policy.undoMs,
      payload: { account: account.id, recovery: row.number, locale },
    })
    // A text carries no link; its reader asks for a person, who can refuse (attacks H5).
    const letter = {
      template: 'recovery-announced',
      url: medium === 'sms' ? null : url,
      readyAt,
    } as const
    const message = { kind: 'letter', medium, to: address, locale, letter } as const
    post(deps, work, { message, expiresAt })
  }
}

/** Approves as the second agent; then a wait begins in which any verified channel can object (NIST SP 800-63B-4 4.2). */
export async function approveRecovery(ordering: Ordering, row: CaseRow): Promise<Outcome> {
  const { deps, work, agent } = ordering
  const { number, recovery, state } = row
  if (recovery?.state !== 'asked') return refused('not-now', { number, state })
  if (recovery.askedBy.key === agent.row.key) return refused('same-agent', { number })
  const account = await recoverable(deps, work, row)
  if (account === null) return refused('no-recovery', { number })
  const readyAt = work.now + deps.policy.holdMs
  await move(ordering, row, { ...recovery, state: 'approved', approvedBy: refOf(agent), readyAt })
  await announce(ordering, row, { account, readyAt })
  return done({ kind: 'recovery-approved', number, readyAt })
}

/** Refuses assisted recovery that was asked for, approved, or granted and not used yet. */
export async function refuseRecovery(ordering: Ordering, row: CaseRow): Promise<Outcome> {
  const { number, recovery, state } = row
  if (recovery === null || !isPending(recovery)) return refused('not-now', { number, state })
  await move(ordering, row, { ...recovery, state: 'refused', readyAt: null })
  return done({ kind: 'recovery-refused', number })
}

/** How long a granted recovery may be used. */
const openMs = 72 * hourMs

/** What becomes of assisted recovery whose time has come: refused if the policy does not allow it any more. */
async function dueChange(
  deps: Pick<DeskDeps, 'sealer'>,
  work: UnitOfWork,
  row: CaseRow,
): Promise<{ readonly state: 'granted' | 'refused'; readonly code: CaseHappening['code'] }> {
  if (row.recovery?.state !== 'approved') return { state: 'refused', code: 'recovery-lapsed' }
  if ((await recoverable(deps, work, row)) === null)
    return { state: 'refused', code: 'recovery-refused' }
  return { state: 'granted', code: 'recovery-granted' }
}

/**
 * Grants assisted recovery when the wait is over and nobody objected, and closes one that was granted and not used in
 * time; false when neither is due.
 */
export async function attendRecovery(
  deps: DeskDeps,
  work: UnitOfWork,
  row: CaseRow,
): Promise<boolean> {
  const { recovery, number } = row
  if (recovery === null || recovery.readyAt === null || work.now < recovery.readyAt) return false
  const { state, code } = await dueChange(deps, work, row)
  const readyAt = state === 'granted' ? work.now + openMs : null
  const { row: changed } = await changeCase(deps, work, {
    row,
    happened: null,
    lines: [happening('system', { code })],
    facts: { recovery: { ...recovery, state, readyAt } },
  })
  const chain = row.account ?? systemChain
  await work.note({ chain, action: `case.${code}`, actor: 'system', details: { number } })
  if (state === 'granted') {
    const { name } = recovery.askedBy
    await tellUser(deps, work, { row: changed, happened: [{ type: 'support.granted', name }] })
  }
  return true
}
