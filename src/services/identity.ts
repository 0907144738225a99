import { maskEmailForOwner, maskMobileForOwner, maskMobileForStranger } from '../domain/masking.ts'
import type { Answer, Way } from '../flow/answer.ts'
import { wayIds } from '../flow/code.ts'
import type { Effect } from '../flow/effect.ts'
import { takeGrant } from './check-code.ts'
import { leaveProof } from './proof.ts'
import { useSession, type OpenSession } from './session.ts'
import { resolveSubject, usableWay, type Destination } from './subject.ts'
import type { Asking, ServiceDeps } from './turn-context.ts'

type ProveIdentity = Extract<Effect, { type: 'identity.prove' }>

function maskFor({ session }: OpenSession, { medium, address }: Destination): string {
  if (session.scope === 'signed-in') {
    return medium === 'sms' ? maskMobileForOwner(address) : maskEmailForOwner(address)
  }
  // Whoever opened a mailbox is not yet its account's owner: of an address they are told nothing.
  return medium === 'sms' ? maskMobileForStranger(address) : '••••••••'
}

/** The ways that are left to this session, the recovery mobile first (S57, S58). */
export async function listWays(deps: ServiceDeps, asking: Asking): Promise<Answer> {
  const open = await useSession(deps, asking.work, asking.conversation)
  if (open === null) return { type: 'session.missing' }
  const ways = wayIds.flatMap((id): readonly Way[] => {
    const way = usableWay(open, id, asking.work.now)
    return way === null ? [] : [{ id, medium: way.medium, mask: maskFor(open, way) }]
  })
  return { type: 'identity.ways', ways }
}

/**
 * Turns an accepted code into a proof for the run that called this flow: bound to the conversation, the account, the
 * purpose and that run, and gone with it (attacks A5, B1).
 *
 * @returns `identity.proven`, or `session.missing` when there is no such code, no caller or no session
 */
export async function proveIdentity(
  deps: ServiceDeps,
  asking: Asking,
  { purpose, way }: ProveIdentity,
): Promise<Answer> {
  const { work, conversation, callerRun } = asking
  const open = await useSession(deps, work, conversation)
  const subject = await resolveSubject(deps, asking, { by: 'own', way })
  const isGranted = await takeGrant(asking, { purpose, subject })
  if (open === null || callerRun === null || !isGranted) return { type: 'session.missing' }
  await leaveProof(asking, {
    purpose,
    callerRun,
    subject: subject.handle,
    account: open.account.id,
  })
  return { type: 'identity.proven' }
}
