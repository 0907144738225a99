import { maskMobileForOwner } from '../domain/masking.ts'
import type { Locale } from '../flow/locale.ts'
import { budgetShards, count, mostConsecutiveFailures, standing } from './limits.ts'
import type { Letter } from './message.ts'
import { post } from './outbox.ts'
import { accountHandles, auditChains, type Subject } from './subject.ts'
import type { Asking, ServiceDeps } from './turn-context.ts'

/** A text to a subject's number, or the pretence of one. */
export interface Text {
  readonly subject: Subject
  readonly letter: Letter
  readonly locale: Locale
  readonly expiresAt?: number
  /** Whether the proofs of the caller let it go. */
  readonly isAllowed: boolean
  /**
   * True when the holder of the number has just proven to hold it with a code: that code was counted, and what it
   * was asked for must not be lost to the same limit.
   */
  readonly isAskedByHolder: boolean
}

/** Enough of a number to budget its country by, without its metadata. */
const prefixLength = 4

/** Whether the limits that nobody is told about let a text to this number go, and counts it either way. */
async function isWithinBudget(
  deps: ServiceDeps,
  asking: Asking,
  { number, isAskedByHolder }: { readonly number: string; readonly isAskedByHolder: boolean },
): Promise<boolean> {
  if (isAskedByHolder) return true
  const { work } = asking
  const shard = deps.random.below(budgetShards)
  const checks = [
    { rule: deps.rules.sends, subject: deps.sealer.handle('number', number) },
    { rule: deps.rules.prefixBudget, subject: `${number.slice(0, prefixLength)}:${shard}` },
  ]
  let isWithin = true
  for (const { rule, subject } of checks) {
    const { allowedAt } = await standing(work, rule, subject)
    if (allowedAt > work.now) isWithin = false
    else await count(work, rule, subject)
  }
  return isWithin
}

/** Whether some account of the subject failed so often that it is left alone (F8: its own sign-in is not). */
async function isPaused(deps: ServiceDeps, { work }: Asking, subject: Subject): Promise<boolean> {
  for (const handle of accountHandles(subject)) {
    const { allowedAt, consecutive } = await standing(work, deps.rules.accountFailures, handle)
    if (allowedAt > work.now || consecutive >= mostConsecutiveFailures) return true
  }
  return false
}

/** Whether a text goes out, and what the audit trail is told of it. */
async function decide(deps: ServiceDeps, asking: Asking, text: Text) {
  const { subject, isAllowed, isAskedByHolder } = text
  const [account] = subject.accounts
  const number = account?.recoveryMobile ?? `none:${subject.handle}`
  const isPausedNow = await isPaused(deps, asking, subject)
  const isWithin = await isWithinBudget(deps, asking, { number, isAskedByHolder })
  const goes = account !== undefined && isAllowed && !isPausedNow && isWithin
  const to = account === undefined ? null : maskMobileForOwner(number)
  const details = {
    flow: asking.flow,
    to,
    isAllowed,
    isPaused: isPausedNow,
    isWithinBudget: isWithin,
  }
  return { to: goes ? number : null, details }
}

/**
 * Texts the subject's bound number, or puts a message to nobody into the outbox when there is none or a silent limit
 * forbids it. Both cost and look the same; only the audit trail knows (S88, attacks C1 and C2).
 */
export async function textSubject(deps: ServiceDeps, asking: Asking, text: Text): Promise<void> {
  const { subject, letter, locale, expiresAt } = text
  const { to, details } = await decide(deps, asking, text)
  post(deps, asking.work, {
    message: { kind: 'letter', medium: 'sms', to, locale, letter },
    ...(expiresAt === undefined ? {} : { expiresAt }),
  })
  const action = `${letter.template}.${to === null ? 'withheld' : 'queued'}`
  const actor = `chat:${asking.person}`
  for (const chain of auditChains(subject)) {
    await asking.work.note({ chain, action, actor, details })
  }
}
