import { isOpenState } from '../../domain/support-case.ts'
import type { CaseRow } from '../../ports/records/case.ts'
import { leaveProof } from '../challenge.ts'
import { offerLink } from '../link.ts'
import { audit, type Asking, type CaseDeps, type ServiceDeps, type UseCase } from '../use-case.ts'
import type { UnitOfWork } from '../unit-of-work.ts'
import { happening, hasRoom } from './case-entries.ts'
import { caseReads } from './case-reads.ts'
import { changeCase, isPending } from './change-case.ts'

// Assisted recovery (S91): two agents open a way back into an account for the user of a case.

const isGranted = ({ recovery }: CaseRow): boolean => recovery?.state === 'granted'

/**
 * Offers the page where a new password is set, to the user of a case whose way back two agents opened (S91). The link
 * is bound to the conversation it is asked for in, and a newer one replaces it.
 */
export const offerRecovery: UseCase<'case.recover'> = {
  reads: caseReads,
  mark: null,
  async perform(deps, asking, { number }) {
    const { work, person } = asking
    const row = await work.get('cases', String(number))
    if (row === null || row.account === null || !isGranted(row) || row.person !== person) {
      return { type: 'case.unknown' }
    }
    const { account } = row
    const payload = { account, recovery: number }
    const order = {
      page: 'reset-password',
      subject: `recovery:${number}`,
      account,
      payload,
    } as const
    const offer = await offerLink(deps, asking, order)
    await audit(asking, { chain: account, action: 'case.recovery-offered', details: { number } })
    return offer
  },
}

/**
 * Leaves the proof that the page of a granted way back needs, and closes the way: it is good for one new password.
 *
 * @returns whether the way was still open
 */
export async function useRecovery(
  deps: ServiceDeps,
  asking: Asking,
  used: { readonly number: number; readonly account: string },
): Promise<boolean> {
  const { work, run } = asking
  const { account, number } = used
  const row = await work.get('cases', String(number))
  if (row === null || row.recovery === null || !isGranted(row) || row.account !== account) {
    return false
  }
  const subject = `recovery:${number}`
  await leaveProof(asking, { purpose: 'reset-password', callerRun: run, subject, account })
  await changeCase(deps, work, {
    row,
    happened: null,
    lines: [happening('user', { code: 'recovery-used' })],
    facts: { recovery: { ...row.recovery, state: 'used', readyAt: null } },
  })
  return true
}

/**
 * Closes a way back for good, at whatever stage it is, because the account's owner objected by a link that reached a
 * verified channel.
 *
 * @returns whether there was one to close
 */
export async function vetoRecovery(
  deps: ServiceDeps,
  work: UnitOfWork,
  vetoed: { readonly number: number; readonly account: string },
): Promise<boolean> {
  const row = await work.get('cases', String(vetoed.number))
  const recovery = row?.recovery ?? null
  if (row === null || recovery === null || row.account !== vetoed.account) return false
  if (recovery.state === 'vetoed') return false
  const isOpen = isOpenState(row.state)
  await changeCase(deps, work, {
    row,
    // Somebody else may be behind the case, so it becomes urgent.
    happened: isOpen ? { type: 'agent.graded', severity: 'urgent' } : null,
    lines: [happening('system', { code: 'recovery-vetoed' })],
    facts: { recovery: { ...recovery, state: 'vetoed', readyAt: null } },
  })
  return true
}

/**
 * Two agents open a way back for the person they spoke with. Somebody who comes by a link afterwards may be another
 * person, so it is closed; unless that person had already come by a link when it was asked for.
 */
function isForAnother({ recovery, cameBackAt }: CaseRow): boolean {
  if (recovery === null || !isPending(recovery)) return false
  return cameBackAt === undefined || cameBackAt > recovery.askedAt
}

/** Tells a case that somebody came back by the link of a message, and returns the case as it then is. */
export async function cameBack(deps: CaseDeps, work: UnitOfWork, row: CaseRow): Promise<CaseRow> {
  const { recovery } = row
  const closed =
    recovery !== null && isForAnother(row)
      ? ({ ...recovery, state: 'refused', readyAt: null } as const)
      : null
  const codes = ['came-back', ...(closed === null ? [] : (['recovery-refused'] as const))] as const
  const changed = await changeCase(deps, work, {
    row,
    happened: null,
    lines: hasRoom(row) ? codes.map((code) => happening('system', { code })) : [],
    facts: { cameBackAt: work.now, recovery: closed ?? recovery },
  })
  return changed.row
}
