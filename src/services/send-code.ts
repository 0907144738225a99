import { doublingWait } from '../domain/window-limit.ts'
import { hourMs } from '../domain/durations.ts'
import type { CodeTarget } from '../flow/code.ts'
import type { AnswerTo, Effect } from '../flow/effect.ts'
import type { Letter } from '../flow/letter.ts'
import type { ChallengeRow } from '../ports/records/challenge.ts'
import { codeKey, isBoundTo, issueCode } from './challenge.ts'
import { spentUntil, takeFrom } from './budgets.ts'
import {
  count,
  countPerson,
  lastHour,
  limitRow,
  personAllowedAt,
  standing,
  type Standing,
} from './limits.ts'
import { makeRunLink } from './link.ts'
import { addressRows, codeRow, likelyAddress, subjectReads, withRows } from './read-ahead.ts'
import { textSubject } from './sending.ts'
import { footingOf, nextCheckAt, toldHandle, type Footing } from './standing.ts'
import {
  addresseeOf,
  auditSubject,
  isFreeLogin,
  resolveSubject,
  standIn,
  type Subject,
} from './subject.ts'
import { budgeted, budgetedTyped, isCounted, textRefusal, type Budgeted } from './text-budgets.ts'
import type { Asking, ServiceDeps, UseCase } from './use-case.ts'

/** When the person may look somebody up or ask for a code again; not after now when they may at once. */
export async function nextLookupAt({ rules }: ServiceDeps, asking: Asking): Promise<number> {
  const lookups = await personAllowedAt(asking, rules.lookups)
  return Math.max(lookups, await personAllowedAt(asking, rules.personFailures))
}

/** When the next code may go to this identifier. */
async function nextSendAt(
  deps: Pick<ServiceDeps, 'rules' | 'policy'>,
  { work }: Asking,
  handle: string,
): Promise<number> {
  return nextAfter(deps, work, await standing(work, deps.rules.codeRequests, handle))
}

/** When the next code or link may follow those that were asked for: each one in an hour doubles the wait. */
export function nextAfter(
  { policy }: Pick<ServiceDeps, 'policy'>,
  { now }: { readonly now: number },
  requests: Standing,
): number {
  const last = requests.at.at(-1)
  return last === undefined
    ? now
    : last + doublingWait(policy.codeResendMs, lastHour(requests, now), hourMs)
}

/** What is asked for, and on what footing. */
interface Asked {
  readonly subject: Subject
  readonly footing: Footing
  readonly target: CodeTarget
}

type Delayed = Extract<AnswerTo<'code.send'>, { type: 'code.delayed' }>

/**
 * Why no code is sent for now, as far as it is told; null when nothing told stands in the way. It depends on what was
 * typed and on who types, never on whether that led to an account.
 */
async function toldDelay(
  deps: ServiceDeps,
  asking: Asking,
  { subject, footing, target }: Asked,
): Promise<Delayed | null> {
  const { work } = asking
  const handle = toldHandle(asking, subject, footing)
  const requests = await standing(work, deps.rules.codeRequests, handle)
  const until = Math.max(
    await nextCheckAt(deps, asking, { subject, footing }),
    requests.allowedAt,
    await nextLookupAt(deps, asking),
    await unprovenAllowedAt(deps, asking, { subject, target }),
  )
  if (until > work.now) return { type: 'code.delayed', reason: 'too-many', until }
  const isStranger = footing === 'stranger' || footing === 'known'
  const spent = isStranger ? await spentUntil(deps, asking, deps.budgets.codes) : null
  if (spent !== null) return { type: 'code.delayed', reason: 'paused', until: spent }
  const number = toldNumber(subject, target)
  const refusal = number === null ? null : await textRefusal(deps, asking, number)
  return refusal === null ? null : { type: 'code.delayed', until: work.now, ...refusal }
}

/** The number that the person knows a text would go to: the one they typed, or one of their own account. */
function toldNumber({ to }: Subject, target: CodeTarget): Budgeted | null {
  if (target.by === 'mobile') return budgetedTyped(target.value)
  const isOwn = target.by === 'own' || target.by === 'new'
  return isOwn && to?.medium === 'sms' ? budgeted(to.address) : null
}

/** When the account may have another code sent to an address that nobody has proven, epoch ms. */
async function unprovenAllowedAt(
  { rules }: ServiceDeps,
  asking: Asking,
  { subject, target }: Pick<Asked, 'subject' | 'target'>,
): Promise<number> {
  const [account] = subject.accounts
  if (target.by !== 'new' || account === undefined) return 0
  const { allowedAt } = await standing(asking.work, rules.unprovenSends, account.id)
  if (allowedAt > asking.work.now) return allowedAt
  return 0
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

/** A code that is asked for on the sign-in page: what its password was worth. */
export type CodeOrder = Effect<'code.send'> & {
  readonly hasPassword?: boolean
  /** False where the code is only pretended: a locked sign-in sends none to whoever does not know the password. */
  readonly isAllowed?: boolean
}

async function countRequest(deps: ServiceDeps, asking: Asking, asked: Asked): Promise<void> {
  const { work } = asking
  const { subject, footing, target } = asked
  await count(work, deps.rules.codeRequests, toldHandle(asking, subject, footing))
  await countPerson(asking, deps.rules.lookups)
  await takeFrom(work, deps.budgets.codes)
  const [account] = subject.accounts
  if (target.by !== 'new' || account === undefined) return
  await count(work, deps.rules.unprovenSends, account.id)
}

async function send(
  deps: ServiceDeps,
  asking: Asking,
  order: CodeOrder,
): Promise<AnswerTo<'code.send'>> {
  const { work, locale, conversation } = asking
  const { purpose, target, hasPassword, isAllowed = true } = order
  const subject = await resolveSubject(deps, asking, { target, purpose })
  const footing = await footingOf(deps, asking, { subject, target, hasPassword })
  const told = toldHandle(asking, subject, footing)
  const key = codeKey({ purpose, handle: subject.handle, conversation })
  const before = await work.get('challenges', key)
  const resendAt = await nextSendAt(deps, asking, told)
  if (resendAt > work.now) {
    if (!isStanding(before, asking)) {
      return { type: 'code.delayed', reason: 'wait', until: resendAt }
    }
    return { type: 'code.sent', expiresAt: before.expiresAt, resendAt, fresh: false }
  }
  const asked = { subject, footing, target }
  const delay = await toldDelay(deps, asking, asked)
  if (delay !== null) {
    const details = { flow: asking.flow, reason: delay.reason }
    await auditSubject(asking, subject, { action: 'code.delayed', details })
    return delay
  }
  await countRequest(deps, asking, asked)
  const account = subject.accounts[0]?.id ?? null
  const addressee = addresseeOf(subject)
  const issued = { key, purpose, subject: subject.handle, account, before, addressee }
  const { code, expiresAt } = issueCode(deps, asking, issued)
  const letter = await letterFor(deps, asking, { ...order, subject, code })
  const isAnswerCounted = isCounted(target)
  const sending = { subject, footing, locale, expiresAt, letter, isAnswerCounted }
  await textSubject(deps, asking, { ...sending, isAllowed, isAskedByHolder: false })
  const nextAt = await nextSendAt(deps, asking, told)
  return { type: 'code.sent', expiresAt, resendAt: nextAt, fresh: true }
}

/** As {@link sendCode}, for the sign-in page. */
export const sendEntryCode = send

/**
 * Issues a code and sends it to the bound number, or pretends to for an identifier that leads nowhere (S88). One code
 * is live per identifier and purpose: a new one replaces the old, and takes over its spent attempts when it is of the
 * same run. A code asked for again too soon is answered with the one that stands.
 */
export const sendCode: UseCase<'code.send'> = {
  async reads(deps, asking, { purpose, target }) {
    const reads = await subjectReads(deps, asking, target)
    const { handle, account } = reads
    const code = codeRow(asking, purpose, reads)
    // Those of a number that was typed are among the subject's.
    if (target.by === 'mobile') return withRows(reads, [code])
    const address = await likelyAddress(asking, target, account)
    const unproven =
      account === null || target.by !== 'new' ? [] : [limitRow(deps.rules.unprovenSends, account)]
    const to = budgeted(address ?? standIn(handle))
    const rows = addressRows(deps, asking, { handle, to })
    return withRows(reads, [code, ...unproven, ...rows])
  },
  mark: ({ target }) => ({ target }),
  perform: send,
}
