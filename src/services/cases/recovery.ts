import { isOpenState } from '../../domain/support-case.ts'
import type { Answer } from '../../flow/answer.ts'
import type { CaseEffect } from '../../flow/effect.ts'
import type { CaseRow } from '../../ports/records/case.ts'
import { makeLink, wordSeed } from '../link.ts'
import { leaveProof } from '../proof.ts'
import type { Asking, ServiceDeps } from '../turn-context.ts'
import type { UnitOfWork } from '../unit-of-work.ts'
import { happening } from './case-entries.ts'
import { changeCase } from './change-case.ts'

type Recover = Extract<CaseEffect, { type: 'case.recover' }>

/** The case whose way back is open for an account at this moment, or null. */
async function grantedCase(
  work: UnitOfWork,
  { number, account }: { readonly number: number; readonly account: string },
): Promise<CaseRow | null> {
  const row = await work.get('cases', String(number))
  const isOpen = row?.recovery?.state === 'granted' && row.account === account
  return isOpen ? row : null
}

/**
 * A link to the page where a new password is set, for the user of a case whose way back two agents opened (S91). It is
 * made when the user asks for it, in the chat the case is talked about in, and a newer one replaces it.
 */
export async function offerRecovery(
  deps: ServiceDeps,
  { work, person, conversation, flow, run, locale }: Asking,
  { number }: Recover,
): Promise<Answer> {
  const known = await work.get('cases', String(number))
  const row =
    known?.account === null || known?.account === undefined
      ? null
      : await grantedCase(work, { number, account: known.account })
  if (row === null || row.person !== person) return { type: 'case.unknown' }
  const { account } = row
  const { url, hash, expiresAt } = await makeLink(deps, work, {
    page: 'reset-password',
    subject: `recovery:${number}`,
    account,
    binding: { conversation, flow, run },
    lifetimeMs: deps.policy.linkLifetimeMs,
    payload: { account, recovery: number },
  })
  await work.note({
    chain: account ?? 'system',
    action: 'case.recovery-offered',
    actor: `chat:${person}`,
    details: { number },
  })
  return { type: 'page.offered', url, words: deps.linkWords(wordSeed(hash), locale), expiresAt }
}

/**
 * Leaves the proof that the page of a granted way back needs, and closes the way: it opens one new password.
 *
 * @returns whether the way was still open
 */
export async function useRecovery(
  deps: ServiceDeps,
  asking: Asking,
  used: { readonly number: number; readonly account: string },
): Promise<boolean> {
  const { work, run } = asking
  const row = await grantedCase(work, used)
  if (row?.recovery === undefined || row.recovery === null) return false
  const { account, number } = used
  await leaveProof(asking, {
    purpose: 'reset-password',
    callerRun: run,
    subject: `recovery:${number}`,
    account,
  })
  await changeCase(deps, work, {
    row,
    happened: null,
    lines: [happening('user', { code: 'recovery-used' })],
    facts: { recovery: { ...row.recovery, state: 'used', readyAt: null } },
  })
  return true
}

/**
 * An owner objects by a link that reached a verified channel: the way back is closed for good, whatever stage it was
 * at.
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
    // Somebody else is at work: nothing about such a case can wait.
    happened: isOpen ? { type: 'agent.graded', severity: 'urgent' } : null,
    lines: [happening('system', { code: 'recovery-vetoed' })],
    facts: { recovery: { ...recovery, state: 'vetoed', readyAt: null } },
  })
  return true
}
