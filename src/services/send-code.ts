import { doublingWait } from '../domain/window-limit.ts'
import type { Answer } from '../flow/answer.ts'
import type { Effect } from '../flow/effect.ts'
import type { ChallengeRow } from '../ports/records/challenge.ts'
import { codeLetter } from './code-letter.ts'
import { challengeKey, isBoundTo, issueCode } from './code-challenge.ts'
import { count, lastHour, standing, type Rule } from './limits.ts'
import { textSubject } from './sending.ts'
import { resolveSubject, type Subject } from './subject.ts'
import type { Asking, ServiceDeps } from './turn-context.ts'

type SendCode = Extract<Effect, { type: 'code.send' }>

const hourMs = 3_600_000

/** When the person may look somebody up or ask for a code again; not after now when they may at once. */
export async function nextLookupAt({ rules }: ServiceDeps, asking: Asking): Promise<number> {
  const checked: readonly Rule[] = [rules.lookups, rules.personFailures]
  const times = checked.map(async (rule) => standing(asking.work, rule, asking.person))
  return Math.max(...(await Promise.all(times)).map(({ allowedAt }) => allowedAt))
}

/** The refusal that is told: it hangs on what was typed and on who types, never on what that led to. */
async function refusal(
  deps: ServiceDeps,
  asking: Asking,
  subject: Subject,
): Promise<Extract<Answer, { type: 'code.delayed' }> | null> {
  const { work } = asking
  const failures = await standing(work, deps.rules.failures, subject.handle)
  const requests = await standing(work, deps.rules.codeRequests, subject.handle)
  const until = Math.max(failures.allowedAt, requests.allowedAt, await nextLookupAt(deps, asking))
  if (until > work.now) return { type: 'code.delayed', reason: 'too-many', until }
  return null
}

/** When the next code may go to this number: each one in an hour doubles the wait. */
async function nextCodeAt(deps: ServiceDeps, asking: Asking, subject: Subject): Promise<number> {
  const requests = await standing(asking.work, deps.rules.codeRequests, subject.handle)
  const last = requests.at.at(-1)
  if (last === undefined) return asking.work.now
  const streak = lastHour(requests, asking.work.now)
  return last + doublingWait(deps.policy.codeResendMs, streak, hourMs)
}

function standsFor(challenge: ChallengeRow | null, asking: Asking): challenge is ChallengeRow {
  return (
    challenge !== null &&
    challenge.state === 'live' &&
    challenge.expiresAt > asking.work.now &&
    isBoundTo(challenge, asking)
  )
}

/**
 * Issues a code and texts it to the bound number. One code lives per identifier and purpose: a new one replaces the
 * old, and takes over its spent tries when it is of the same run (a resend refunds nothing).
 *
 * @returns `code.sent`, also for an identifier that leads nowhere, or `code.delayed`
 */
export async function sendCode(
  deps: ServiceDeps,
  asking: Asking,
  effect: SendCode,
): Promise<Answer> {
  const { work } = asking
  const subject = await resolveSubject(deps, asking, effect.target)
  const key = challengeKey(effect.purpose, subject)
  const before = await work.get('challenges', key)
  const resendAt = await nextCodeAt(deps, asking, subject)
  if (resendAt > work.now) {
    if (!standsFor(before, asking)) return { type: 'code.delayed', reason: 'wait', until: resendAt }
    return { type: 'code.sent', expiresAt: before.expiresAt, resendAt, fresh: false }
  }
  const refused = await refusal(deps, asking, subject)
  if (refused !== null) return refused
  await count(work, deps.rules.codeRequests, subject.handle)
  await count(work, deps.rules.lookups, asking.person)
  const issued = issueCode(deps, asking, { key, subject, purpose: effect.purpose, before })
  await textSubject(deps, asking, {
    subject,
    locale: asking.locale,
    expiresAt: issued.expiresAt,
    isAllowed: true,
    isAskedByHolder: false,
    letter: await codeLetter(deps, asking, { effect, subject, code: issued.code }),
  })
  const nextAt = await nextCodeAt(deps, asking, subject)
  return { type: 'code.sent', expiresAt: issued.expiresAt, resendAt: nextAt, fresh: true }
}
