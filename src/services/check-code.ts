import type { Answer } from '../flow/answer.ts'
import type { CodePurpose } from '../flow/code.ts'
import type { Effect } from '../flow/effect.ts'
import type { ChallengeRow } from '../ports/records/challenge.ts'
import { rememberedMs } from './challenge.ts'
import { challengeKey, isBoundTo, isCodeOf } from './code-challenge.ts'
import { count, forget, standing } from './limits.ts'
import { accountHandles, auditChains, resolveSubject, type Subject } from './subject.ts'
import type { Asking, ServiceDeps } from './turn-context.ts'

type CheckCode = Extract<Effect, { type: 'code.check' }>

/** How long an accepted code may be used for what it was asked for (security defaults, section 5). */
const grantMs = 10 * 60_000

/**
 * Checks a code and spends a try, in the turn's one commit: nobody hears the result before the try is on the disk.
 * A code of another conversation, flow, run or purpose counts as a wrong one.
 *
 * @returns `code.accepted` once; `code.refused` with the tries left; `code.expired` at its end and after;
 *   `code.exhausted` when the tries are used up; `code.delayed` when this identifier failed too often in a day
 */
export async function checkCode(
  deps: ServiceDeps,
  asking: Asking,
  effect: CheckCode,
): Promise<Answer> {
  const { work } = asking
  const subject = await resolveSubject(deps, asking, effect.target)
  const blocked = await blockedUntil(deps, asking, subject)
  if (blocked > work.now) return { type: 'code.delayed', reason: 'too-many', until: blocked }
  const challenge = await work.get('challenges', challengeKey(effect.purpose, subject))
  if (challenge === null || !isBoundTo(challenge, asking) || challenge.state === 'used') {
    await noteFailure(deps, asking, { subject, reason: 'no-such-code' })
    return { type: 'code.refused', left: deps.policy.codeMaxAttempts }
  }
  if (challenge.attempts >= challenge.maxAttempts || challenge.state === 'dead') {
    return { type: 'code.exhausted' }
  }
  if (work.now >= challenge.expiresAt || work.now < challenge.issuedAt)
    return { type: 'code.expired' }
  // Whoever holds a new address has shown nothing about the account, so its failures stay counted.
  const provesOwner = effect.target.by !== 'new'
  return compare(deps, asking, { subject, challenge, code: effect.code, provesOwner })
}

async function blockedUntil(deps: ServiceDeps, asking: Asking, subject: Subject): Promise<number> {
  const { rules } = deps
  const byIdentifier = await standing(asking.work, rules.failures, subject.handle)
  const byPerson = await standing(asking.work, rules.personFailures, asking.person)
  return Math.max(byIdentifier.allowedAt, byPerson.allowedAt)
}

interface Comparison {
  readonly subject: Subject
  readonly challenge: ChallengeRow
  readonly code: string
  readonly provesOwner: boolean
}

async function compare(deps: ServiceDeps, asking: Asking, compared: Comparison): Promise<Answer> {
  const { subject, challenge, code } = compared
  const attempts = challenge.attempts + 1
  const isRight = isCodeOf(deps, challenge, code)
  if (isRight && !(await hasFailingAccount(deps, asking, subject))) {
    const { now } = asking.work
    const forgetAt = now + rememberedMs
    asking.work.put('challenges', { ...challenge, attempts, state: 'used', usedAt: now, forgetAt })
    await noteSuccess(deps, asking, compared)
    return { type: 'code.accepted' }
  }
  const left = challenge.maxAttempts - attempts
  asking.work.put('challenges', { ...challenge, attempts, state: left > 0 ? 'live' : 'dead' })
  await noteFailure(deps, asking, { subject, reason: 'wrong-code' })
  return left > 0 ? { type: 'code.refused', left } : { type: 'code.exhausted' }
}

async function hasFailingAccount(
  deps: ServiceDeps,
  asking: Asking,
  subject: Subject,
): Promise<boolean> {
  const rule = deps.rules.accountFailures
  for (const handle of accountHandles(subject)) {
    if ((await standing(asking.work, rule, handle)).allowedAt > asking.work.now) return true
  }
  return false
}

async function noteFailure(
  deps: ServiceDeps,
  asking: Asking,
  { subject, reason }: { readonly subject: Subject; readonly reason: string },
): Promise<void> {
  const { work, person, flow } = asking
  await count(work, deps.rules.failures, subject.handle)
  await count(work, deps.rules.personFailures, person)
  for (const handle of accountHandles(subject)) {
    await count(work, deps.rules.accountFailures, handle)
  }
  for (const chain of auditChains(subject)) {
    await work.note({
      chain,
      action: 'code.refused',
      actor: `chat:${person}`,
      details: { flow, reason },
    })
  }
}

async function noteSuccess(
  deps: ServiceDeps,
  asking: Asking,
  { subject, provesOwner }: Comparison,
): Promise<void> {
  const { work, person, flow } = asking
  await forget(work, deps.rules.failures, subject.handle)
  for (const handle of provesOwner ? accountHandles(subject) : []) {
    await forget(work, deps.rules.accountFailures, handle)
  }
  for (const chain of auditChains(subject)) {
    await work.note({ chain, action: 'code.accepted', actor: `chat:${person}`, details: { flow } })
  }
}

/**
 * Takes the grant that an accepted code left behind, once: only in the run it was accepted in, and within ten minutes.
 *
 * @returns whether there was one
 */
export async function takeGrant(
  asking: Asking,
  granted: { readonly purpose: CodePurpose; readonly subject: Subject },
): Promise<boolean> {
  const challenge = await asking.work.get(
    'challenges',
    challengeKey(granted.purpose, granted.subject),
  )
  if (challenge === null || challenge.state !== 'used' || !isBoundTo(challenge, asking))
    return false
  asking.work.put('challenges', { ...challenge, state: 'dead' })
  return challenge.usedAt !== null && asking.work.now - challenge.usedAt < grantMs
}
