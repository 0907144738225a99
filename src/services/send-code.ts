import type { ChannelName } from '../domain/account.ts'
import { doublingWait } from '../domain/window-limit.ts'
import type { CodeTarget } from '../flow/code.ts'
import type { Effect } from '../flow/effect.ts'
import type { Letter } from '../flow/letter.ts'
import type { ChallengeRow } from '../ports/records/challenge.ts'
import { codeKey, isBoundTo, issueCode } from './challenge.ts'
import { count, lastHour, standing } from './limits.ts'
import { makeRunLink } from './link.ts'
import { addressRows, codeRow, subjectReads, withRows } from './read-ahead.ts'
import { textSubject } from './sending.ts'
import { isFreeLogin, resolveSubject, type Subject } from './subject.ts'
import type { Asking, ServiceDeps, UseCase } from './use-case.ts'

const hourMs = 3_600_000

type Handled = Pick<Subject, 'handle'>

/** When the person may look somebody up or ask for a code again; not after now when they may at once. */
export async function nextLookupAt(
  { rules }: ServiceDeps,
  { work, person }: Asking,
): Promise<number> {
  const lookups = await standing(work, rules.lookups, person)
  const failures = await standing(work, rules.personFailures, person)
  return Math.max(lookups.allowedAt, failures.allowedAt)
}

/** When the next code or link may go to this identifier: each one in an hour doubles the wait. */
export async function nextSendAt(
  { rules, policy }: ServiceDeps,
  { work }: Asking,
  { handle }: Handled,
): Promise<number> {
  const requests = await standing(work, rules.codeRequests, handle)
  const last = requests.at.at(-1)
  if (last === undefined) return work.now
  return last + doublingWait(policy.codeResendMs, lastHour(requests, work.now), hourMs)
}

/**
 * When a limit that is told lets this person ask for a code again; not after now when it does at once. It depends on
 * what was typed and on who types, never on whether that led to an account.
 */
async function nextRequestAt(
  deps: ServiceDeps,
  asking: Asking,
  { handle }: Handled,
): Promise<number> {
  const failures = await standing(asking.work, deps.rules.failures, handle)
  const requests = await standing(asking.work, deps.rules.codeRequests, handle)
  return Math.max(failures.allowedAt, requests.allowedAt, await nextLookupAt(deps, asking))
}

/** Whether a code that was sent before can still be answered in this run. */
function isStanding(challenge: ChallengeRow | null, asking: Asking): challenge is ChallengeRow {
  return (
    challenge !== null &&
    challenge.state === 'live' &&
    challenge.expiresAt > asking.work.now &&
    isBoundTo(challenge, asking)
  )
}

/**
 * The letter that a code is sent in. A contact email gets a link beside the code (S68), and the owner of a login email
 * that somebody else wants to bind is told so instead of getting a code (attacks G5).
 */
async function letterFor(
  deps: ServiceDeps,
  asking: Asking,
  issued: Effect<'code.send'> & { readonly subject: Subject; readonly code: string },
): Promise<Letter> {
  const { purpose, target, subject, code } = issued
  const { codeLifetimeMs, linkLifetimeMs } = deps.policy
  const plain = { template: 'code', purpose, code, lifetimeMs: codeLifetimeMs } as const
  const [account] = subject.accounts
  if (target.by !== 'new' || account === undefined) return plain
  const address = subject.to?.address ?? null
  const { work } = asking
  if (target.channel === 'loginEmail' && !(await isFreeLogin(work, account.id, address))) {
    return { template: 'email-claimed', at: work.now }
  }
  if (target.channel !== 'contactEmail' || account.contactEmail !== address) return plain
  const { url } = await makeRunLink(deps, asking, {
    page: 'confirm',
    subject: `${account.id}:contactEmail`,
    account: account.id,
    payload: { account: account.id, channel: target.channel, address },
  })
  return { template: 'confirm-channel', url, code, codeLifetimeMs, linkLifetimeMs }
}

/** The channel of an account that a code for a target goes to. */
function channelOf(target: CodeTarget): ChannelName {
  if (target.by === 'own') return target.way
  return target.by === 'new' ? target.channel : 'recoveryMobile'
}

/** Where a code will go, as far as it is known before: to what was typed, or to an account that was read already. */
async function likelyAddress(
  { work }: Asking,
  target: CodeTarget,
  account: string | null,
): Promise<string | null> {
  const id = target.by === 'account-id' ? target.value : account
  const known = id === null ? null : await work.get('accounts', id)
  if (target.by === 'new' && target.value !== null) return target.value
  return known === null ? null : known[channelOf(target)]
}

/**
 * Issues a code and sends it to the bound number, or pretends to for an identifier that leads nowhere (S88). One code
 * is live per identifier and purpose: a new one replaces the old, and takes over its spent attempts when it is of the
 * same run. A code asked for again too soon is answered with the one that stands.
 */
export const sendCode: UseCase<'code.send'> = {
  async reads(deps, asking, { purpose, target }) {
    const reads = await subjectReads(deps, asking, target)
    const code = codeRow(purpose, reads)
    // Those of a number that was typed are among the subject's.
    if (target.by === 'mobile') return withRows(reads, [code])
    const address = await likelyAddress(asking, target, reads.account)
    return withRows(reads, [code, ...addressRows(deps, reads, address)])
  },
  mark: ({ target }) => ({ target }),
  async perform(deps, asking, effect) {
    const { work, person, locale } = asking
    const { purpose } = effect
    const subject = await resolveSubject(deps, asking, effect)
    const key = codeKey(purpose, subject.handle)
    const before = await work.get('challenges', key)
    const resendAt = await nextSendAt(deps, asking, subject)
    if (resendAt > work.now) {
      if (!isStanding(before, asking)) {
        return { type: 'code.delayed', reason: 'wait', until: resendAt }
      }
      return { type: 'code.sent', expiresAt: before.expiresAt, resendAt, fresh: false }
    }
    const until = await nextRequestAt(deps, asking, subject)
    if (until > work.now) return { type: 'code.delayed', reason: 'too-many', until }
    await count(work, deps.rules.codeRequests, subject.handle)
    await count(work, deps.rules.lookups, person)
    const account = subject.accounts[0]?.id ?? null
    const issued = { key, purpose, subject: subject.handle, account, before }
    const { code, expiresAt } = issueCode(deps, asking, issued)
    const letter = await letterFor(deps, asking, { ...effect, subject, code })
    const sending = { subject, locale, expiresAt, letter }
    await textSubject(deps, asking, { ...sending, isAllowed: true, isAskedByHolder: false })
    const nextAt = await nextSendAt(deps, asking, subject)
    return { type: 'code.sent', expiresAt, resendAt: nextAt, fresh: true }
  },
}
