import { isFrozen, type Account } from '../domain/account.ts'
import { maskMobileForStranger } from '../domain/masking.ts'
import { countsAgain } from '../domain/proof-rules.ts'
import type { Way } from '../flow/answer.ts'
import { wayIds, type CodeTarget, type IdentityObstacle, type ProofPurpose } from '../flow/code.ts'
import { leaveProof, takeGrant } from './challenge.ts'
import { callerProofRows, codeRow, ownReads, subjectReads, withRows } from './read-ahead.ts'
import { ownAccount, useSession, type OpenSession } from './session.ts'
import {
  maskForOwner,
  provenWay,
  resolveSubject,
  secondWay,
  subjectHandle,
  usableWay,
  type Address,
  type Owned,
} from './subject.ts'
import { audit, type Asking, type ServiceDeps, type UseCase } from './use-case.ts'

/** A session that a mailed link opened proves no owner yet: it shows two digits of a mobile and nothing of an email. */
function maskFor({ session }: OpenSession, to: Address): string {
  if (session.scope === 'signed-in') return maskForOwner(to)
  return to.medium === 'sms' ? maskMobileForStranger(to.address) : '••••••••'
}

/** Whether there is an address that messages reach: texts need a gateway, and a country that they may go to. */
const isReachable = (
  { canText, canTextTo }: Pick<ServiceDeps, 'canText' | 'canTextTo'>,
  way: Address | null,
): way is Address => way !== null && (way.medium !== 'sms' || (canText && canTextTo(way.address)))

/** Why no way is left to prove a session's owner by; it is told to them. */
function obstacleOf(
  deps: Pick<ServiceDeps, 'canText' | 'canTextTo' | 'sealer'>,
  owned: Owned,
  now: number,
): IdentityObstacle {
  if (isFrozen(owned.account, now)) return 'frozen'
  if (wayIds.some((way) => isReachable(deps, secondWay(deps, owned, way)))) return 'held'
  const hasProven = wayIds.some((way) => isReachable(deps, provenWay(owned.account, way)))
  return hasProven ? 'same-way' : 'no-way'
}

/**
 * Leaves the proof that was given last in this session for the step that asks now, once: only while it is fresh, for a
 * step of no greater strength, and by a channel that still may prove it.
 *
 * @returns whether there was one
 */
async function proveAgain(
  deps: ServiceDeps,
  asking: Asking,
  { session, account, step }: OpenSession & Owned,
): Promise<boolean> {
  const { work, callerRun } = asking
  const { proven, ...rest } = session
  if (proven === undefined || callerRun === null) return false
  if (!countsAgain(proven, step, work.now)) return false
  if (usableWay(deps, { account, session, step, now: work.now }, proven.by) === null) return false
  const target = { by: 'own', way: proven.by } as const
  const subject = subjectHandle(deps, asking, { target, account: account.id })
  const left = { purpose: step, callerRun, subject, account: account.id, provenAt: proven.at }
  await leaveProof(asking, left)
  work.put('sessions', { ...rest, lastUsedAt: work.now })
  const details = { step, by: proven.by, givenFor: proven.step }
  await audit(asking, { chain: account.id, action: 'identity.counted-again', details })
  return true
}

/**
 * Lists the ways that this session may prove its owner by, the recovery mobile first (S57, S58): those that did not
 * open it and are not on hold, and none while the account is frozen. A proof that was given a moment ago counts instead.
 *
 * @throws ServiceError while the directory of the account cannot be asked for a change
 */
export const listWays: UseCase<'identity.ways'> = {
  async reads(deps, asking, { purpose }) {
    const session = await asking.work.get('sessions', asking.conversation)
    if (session?.proven === undefined) return { rows: [], finds: [] }
    return withRows(await ownReads(deps, asking), callerProofRows(asking, purpose))
  },
  mark: () => ({ target: null }),
  async perform(deps, asking, { purpose: step }) {
    const { work, conversation } = asking
    const open = await useSession(deps, work, conversation)
    if (open === null) return { type: 'session.missing' }
    // Nobody proves who they are for a change that cannot be made now.
    await deps.directory?.check()
    const owned = { ...open, step }
    const isShut = isFrozen(open.account, work.now)
    if (!isShut && (await proveAgain(deps, asking, owned))) return { type: 'identity.proven' }
    const ways = wayIds.flatMap((id): readonly Way[] => {
      const way = isShut ? null : usableWay(deps, { ...owned, now: work.now }, id)
      if (!isReachable(deps, way)) return []
      return [{ id, medium: way.medium, mask: maskFor(open, way) }]
    })
    const obstacle = ways.length > 0 ? null : obstacleOf(deps, owned, work.now)
    return { type: 'identity.ways', ways, obstacle }
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
  const { handle: subject, accounts } = await resolveSubject(deps, asking, { target, purpose })
  const granted = { purpose, handle: subject, account: accounts[0]?.id ?? null }
  const isGranted = await takeGrant(asking, granted)
  if (account === null || callerRun === null || !isGranted) return false
  await leaveProof(asking, { purpose, callerRun, subject, account: account.id })
  return true
}

/** Turns the code just accepted for a way of the own account into a proof of identity. */
export const proveIdentity: UseCase<'identity.prove'> = {
  async reads(deps, asking, { purpose, way }) {
    const reads = await subjectReads(deps, asking, { by: 'own', way })
    return withRows(reads, [codeRow(asking, purpose, reads), ...callerProofRows(asking, purpose)])
  },
  mark: ({ way }) => ({ target: { by: 'own', way } }),
  async perform(deps, asking, { purpose, way }) {
    const open = await useSession(deps, asking.work, asking.conversation)
    const proven = { purpose, target: { by: 'own', way }, account: open?.account ?? null } as const
    const isProven = await turnIntoProof(deps, asking, proven)
    if (open === null || !isProven) return { type: 'identity.unproven' }
    const { now: at } = asking.work
    const given = { by: way, step: purpose, at } as const
    asking.work.put('sessions', { ...open.session, lastUsedAt: at, proven: given })
    return { type: 'identity.proven' }
  },
}

/** Turns the code just accepted for a new address into a proof of that address. */
export const proveChannel: UseCase<'channel.prove'> = {
  async reads(deps, asking, { target }) {
    const reads = await subjectReads(deps, asking, target)
    return withRows(reads, [codeRow(asking, 'verify-channel', reads)])
  },
  mark: ({ target }) => ({ target }),
  async perform(deps, asking, { target }) {
    const account = await ownAccount(deps, asking)
    const proven = { purpose: 'verify-channel', target, account } as const
    const isProven = await turnIntoProof(deps, asking, proven)
    return { type: isProven ? 'channel.proven' : 'channel.unproven' }
  },
}
