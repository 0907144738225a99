import type { AnswerTo } from '../flow/effect.ts'
import type { ChallengeRow } from '../ports/records/challenge.ts'
import { codeKey, isBoundTo, isCodeOf, rememberedMs } from './challenge.ts'
import { count, forget, standing } from './limits.ts'
import { callerProofRows, codeRow, subjectReads, withRows } from './read-ahead.ts'
import { accountHandles, auditSubject, resolveSubject, type Subject } from './subject.ts'
import type { Asking, ServiceDeps, UseCase } from './use-case.ts'

/** When codes for this identifier, and by this person, may be tried again; epoch ms. */
async function nextCheckAt(
  { rules }: ServiceDeps,
  { work, person }: Asking,
  { handle }: Subject,
): Promise<number> {
  const byIdentifier = await standing(work, rules.failures, handle)
  const byPerson = await standing(work, rules.personFailures, person)
  return Math.max(byIdentifier.allowedAt, byPerson.allowedAt)
}

/** Whether some account of the subject failed too often; its codes then count as wrong and nobody is told. */
async function hasFailingAccount(
  { rules }: ServiceDeps,
  { work }: Asking,
  subject: Subject,
): Promise<boolean> {
  for (const handle of accountHandles(subject)) {
    const { allowedAt } = await standing(work, rules.accountFailures, handle)
    if (allowedAt > work.now) return true
  }
  return false
}

async function noteFailure(
  { rules }: ServiceDeps,
  asking: Asking,
  { subject, reason }: { readonly subject: Subject; readonly reason: string },
): Promise<void> {
  const { work, person, flow } = asking
  await count(work, rules.failures, subject.handle)
  await count(work, rules.personFailures, person)
  for (const handle of accountHandles(subject)) {
    await count(work, rules.accountFailures, handle)
  }
  await auditSubject(asking, subject, { action: 'code.refused', details: { flow, reason } })
}

interface Comparison {
  readonly subject: Subject
  readonly challenge: ChallengeRow
  readonly code: string
  /** Whether a right code proves the account's owner, which clears the failures counted for the account. */
  readonly provesOwner: boolean
}

async function noteSuccess(
  { rules }: ServiceDeps,
  asking: Asking,
  { subject, provesOwner }: Comparison,
): Promise<void> {
  const { work, flow } = asking
  await forget(work, rules.failures, subject.handle)
  for (const handle of provesOwner ? accountHandles(subject) : []) {
    await forget(work, rules.accountFailures, handle)
  }
  await auditSubject(asking, subject, { action: 'code.accepted', details: { flow } })
}

async function compare(
  deps: ServiceDeps,
  asking: Asking,
  compared: Comparison,
): Promise<AnswerTo<'code.check'>> {
  const { subject, challenge, code } = compared
  const { work } = asking
  const attempts = challenge.attempts + 1
  const isRight = isCodeOf(deps, challenge, code)
  if (isRight && !(await hasFailingAccount(deps, asking, subject))) {
    const { now } = work
    const forgetAt = now + rememberedMs
    work.put('challenges', { ...challenge, attempts, state: 'used', usedAt: now, forgetAt })
    await noteSuccess(deps, asking, compared)
    return { type: 'code.accepted' }
  }
  const left = challenge.maxAttempts - attempts
  work.put('challenges', { ...challenge, attempts, state: left > 0 ? 'live' : 'dead' })
  await noteFailure(deps, asking, { subject, reason: 'wrong-code' })
  return left > 0 ? { type: 'code.refused', left } : { type: 'code.exhausted' }
}

/**
 * Checks a code and spends an attempt in the turn's one commit, so that the attempt is stored before anybody hears the
 * result. A code of another conversation, flow, run or purpose counts as a wrong one. `code.delayed` when this
 * identifier or this person failed too often in a day.
 */
export const checkCode: UseCase<'code.check'> = {
  async reads(deps, asking, { purpose, target }) {
    const reads = await subjectReads(deps, asking, target)
    // An accepted code becomes a proof for the caller in the same turn.
    const proof = target.by === 'own' ? callerProofRows(asking, purpose) : []
    return withRows(reads, [codeRow(purpose, reads), ...proof])
  },
  mark: ({ target }) => ({ target }),
  async perform(deps, asking, { purpose, target, code }) {
    const { now } = asking.work
    const subject = await resolveSubject(deps, asking, { target, purpose })
    const until = await nextCheckAt(deps, asking, subject)
    if (until > now) return { type: 'code.delayed', reason: 'too-many', until }
    const challenge = await asking.work.get('challenges', codeKey(purpose, subject.handle))
    if (challenge === null || !isBoundTo(challenge, asking) || challenge.state === 'used') {
      await noteFailure(deps, asking, { subject, reason: 'no-such-code' })
      return { type: 'code.refused', left: deps.policy.codeMaxAttempts }
    }
    if (challenge.attempts >= challenge.maxAttempts || challenge.state === 'dead') {
      return { type: 'code.exhausted' }
    }
    if (now >= challenge.expiresAt || now < challenge.issuedAt) return { type: 'code.expired' }
    // Holding a new address proves nothing about the account, so its failures stay counted.
    const provesOwner = target.by !== 'new'
    return compare(deps, asking, { subject, challenge, code, provesOwner })
  },
}
