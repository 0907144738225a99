import type { Account } from '../domain/account.ts'
import { maskMobileForStranger } from '../domain/masking.ts'
import type { Way } from '../flow/answer.ts'
import { wayIds, type CodeTarget, type ProofPurpose } from '../flow/code.ts'
import { leaveProof, takeGrant } from './challenge.ts'
import { callerProofRows, codeRow, subjectReads, withRows } from './read-ahead.ts'
import { ownAccount, useSession, type OpenSession } from './session.ts'
import { maskForOwner, resolveSubject, usableWay, type Address } from './subject.ts'
import type { Asking, ServiceDeps, UseCase } from './use-case.ts'

/** A session that a mailed link opened proves no owner yet: it shows two digits of a mobile and nothing of an email. */
function maskFor({ session }: OpenSession, to: Address): string {
  if (session.scope === 'signed-in') return maskForOwner(to)
  return to.medium === 'sms' ? maskMobileForStranger(to.address) : '••••••••'
}

/** Lists the ways that this session may prove its owner by, the recovery mobile first (S57, S58). */
export const listWays: UseCase<'identity.ways'> = {
  reads: null,
  mark: () => ({ target: null }),
  async perform(deps, { work, conversation }) {
    const open = await useSession(deps, work, conversation)
    if (open === null) return { type: 'session.missing' }
    const ways = wayIds.flatMap((id): readonly Way[] => {
      const way = usableWay(open, id, work.now)
      return way === null || (way.medium === 'sms' && !deps.canText)
        ? []
        : [{ id, medium: way.medium, mask: maskFor(open, way) }]
    })
    return { type: 'identity.ways', ways }
  },
}

/**
 * Turns the code just accepted for a target into a proof for the run that called this flow: bound to the conversation,
 * the account, the purpose and that run, and gone with it (attacks A5, B1).
 *
 * @param proven `account` of the session, null without one
 * @returns false when there is no such code, no caller or no account
 */
async function turnIntoProof(
  deps: ServiceDeps,
  asking: Asking,
  proven: {
    readonly purpose: ProofPurpose
    readonly target: CodeTarget
    readonly account: Account | null
  },
): Promise<boolean> {
  const { purpose, target, account } = proven
  const { callerRun } = asking
  const { handle: subject } = await resolveSubject(deps, asking, target)
  const isGranted = await takeGrant(asking, { purpose, handle: subject })
  if (account === null || callerRun === null || !isGranted) return false
  await leaveProof(asking, { purpose, callerRun, subject, account: account.id })
  return true
}

/** Turns the code just accepted for a way of the own account into a proof of identity. */
export const proveIdentity: UseCase<'identity.prove'> = {
  async reads(deps, asking, { purpose, way }) {
    const reads = await subjectReads(deps, asking, { by: 'own', way })
    return withRows(reads, [codeRow(purpose, reads), ...callerProofRows(asking, purpose)])
  },
  mark: ({ way }) => ({ target: { by: 'own', way } }),
  async perform(deps, asking, { purpose, way }) {
    const open = await useSession(deps, asking.work, asking.conversation)
    const proven = { purpose, target: { by: 'own', way }, account: open?.account ?? null } as const
    const isProven = await turnIntoProof(deps, asking, proven)
    return { type: isProven ? 'identity.proven' : 'identity.unproven' }
  },
}

/** Turns the code just accepted for a new address into a proof of that address. */
export const proveChannel: UseCase<'channel.prove'> = {
  async reads(deps, asking, { target }) {
    const reads = await subjectReads(deps, asking, target)
    return withRows(reads, [codeRow('verify-channel', reads)])
  },
  mark: ({ target }) => ({ target }),
  async perform(deps, asking, { target }) {
    const account = await ownAccount(deps, asking)
    const proven = { purpose: 'verify-channel', target, account } as const
    const isProven = await turnIntoProof(deps, asking, proven)
    return { type: isProven ? 'channel.proven' : 'channel.unproven' }
  },
}
