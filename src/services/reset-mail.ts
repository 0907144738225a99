import { isRecoverable, type Account } from '../domain/account.ts'
import { doublingWait } from '../domain/window-limit.ts'
import type { Answer } from '../flow/answer.ts'
import type { Effect } from '../flow/effect.ts'
import { count, lastHour, standing } from './limits.ts'
import { makeLink } from './link.ts'
import { post } from './outbox.ts'
import { nextLookupAt } from './send-code.ts'
import { auditChains, type Subject } from './subject.ts'
import type { Asking, ServiceDeps } from './turn-context.ts'

type MailReset = Extract<Effect, { type: 'reset.mail' }>

const hourMs = 3_600_000

/** Sub-users sign in by another door; their administrator resets them (S9). */
function isResettable(account: Account, now: number): boolean {
  const isFrozen = account.frozenUntil !== null && now < account.frozenUntil
  return isRecoverable(account) && account.signedUpWith !== 'sub-user' && !isFrozen
}

async function resettable(asking: Asking, deps: ServiceDeps, email: string): Promise<Subject> {
  const found = await asking.work.find('accounts', 'loginEmail', email)
  const accounts = found.filter((account) => isResettable(account, asking.work.now))
  return {
    handle: deps.sealer.handle('subject', 'reset-email', email),
    accounts,
    // The stored address, never the typed one, though both are canonical here (Django CVE-2019-19844).
    to:
      accounts[0]?.loginEmail == null ? null : { medium: 'email', address: accounts[0].loginEmail },
  }
}

/**
 * Mails a reset link to whoever signs in with this address, or pretends to: the same rows, the same words, the same
 * waits for an address that is unknown, disabled, a sub-user's or frozen (S36, S41, S88).
 *
 * @returns `reset.mailed`, or `code.delayed` when this address was asked for too soon or too often
 */
export async function mailReset(
  deps: ServiceDeps,
  asking: Asking,
  { email }: MailReset,
): Promise<Answer> {
  const { work, conversation, flow, run, locale } = asking
  const subject = await resettable(asking, deps, email)
  const requests = await standing(work, deps.rules.codeRequests, subject.handle)
  const wait = doublingWait(deps.policy.codeResendMs, lastHour(requests, work.now), hourMs)
  const soonest = (requests.at.at(-1) ?? 0) + wait
  if (soonest > work.now) return { type: 'code.delayed', reason: 'wait', until: soonest }
  const until = Math.max(requests.allowedAt, await nextLookupAt(deps, asking))
  if (until > work.now) return { type: 'code.delayed', reason: 'too-many', until }
  await count(work, deps.rules.codeRequests, subject.handle)
  await count(work, deps.rules.lookups, asking.person)
  const account = subject.accounts[0]?.id ?? null
  const { url, expiresAt } = await makeLink(deps, work, {
    page: 'reset-password',
    subject: subject.handle,
    account,
    binding: { conversation, flow, run },
    lifetimeMs: deps.policy.linkLifetimeMs,
    payload: { account },
  })
  const letter = {
    template: 'reset-password',
    url,
    lifetimeMs: deps.policy.linkLifetimeMs,
  } as const
  const to = subject.to?.address ?? null
  const message = { kind: 'letter', medium: 'email', to, locale, letter } as const
  post(deps, work, { about: conversation, expiresAt, message })
  const action = subject.to === null ? 'reset-password.withheld' : 'reset-password.queued'
  for (const chain of auditChains(subject)) {
    await work.note({ chain, action, actor: `chat:${asking.person}`, details: { flow } })
  }
  return { type: 'reset.mailed', expiresAt }
}
