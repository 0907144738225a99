import { maskMobileForStranger } from '../domain/masking.ts'
import type { Way } from '../flow/answer.ts'
import { wayIds } from '../flow/effect.ts'
import { leaveProof, takeGrant } from './challenge.ts'
import { callerProofRows, codeRow, subjectReads, withRows } from './read-ahead.ts'
import { useSession, type OpenSession } from './session.ts'
import { maskForOwner, resolveSubject, usableWay, type Address } from './subject.ts'
import type { UseCase } from './use-case.ts'

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
      return way === null ? [] : [{ id, medium: way.medium, mask: maskFor(open, way) }]
    })
    return { type: 'identity.ways', ways }
  },
}

/**
 * Turns an accepted code into a proof for the run that called this flow: bound to the conversation, the account, the
 * purpose and that run, and gone with it (attacks A5, B1). `session.missing` when there is no such code, no caller or
 * no session.
 */
export const proveIdentity: UseCase<'identity.prove'> = {
  async reads(deps, asking, { purpose, way }) {
    const reads = await subjectReads(deps, asking, { by: 'own', way })
    return withRows(reads, [codeRow(purpose, reads), ...callerProofRows(asking, purpose)])
  },
  mark: ({ way }) => ({ target: { by: 'own', way } }),
  async perform(deps, asking, { purpose, way }) {
    const { work, conversation, callerRun } = asking
    const open = await useSession(deps, work, conversation)
    const { handle } = await resolveSubject(deps, asking, { by: 'own', way })
    const isGranted = await takeGrant(asking, { purpose, handle })
    if (open === null || callerRun === null || !isGranted) return { type: 'session.missing' }
    const account = open.account.id
    await leaveProof(asking, { purpose, callerRun, subject: handle, account })
    return { type: 'identity.proven' }
  },
}
