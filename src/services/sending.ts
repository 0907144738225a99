import { maskEmailForOwner, maskMobileForOwner } from '../domain/masking.ts'
import type { Locale } from '../flow/locale.ts'
import type { Letter } from '../flow/letter.ts'
import {
  budgetShards,
  count,
  expectCounters,
  mostConsecutiveFailures,
  standing,
  type Rule,
} from './limits.ts'
import { post } from './outbox.ts'
import { accountHandles, auditChains, type Destination, type Subject } from './subject.ts'
import type { Asking, ServiceDeps } from './turn-context.ts'

/** A message to a subject's address, or the pretence of one. */
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

/** What counters hang on where no message goes. */
export function noAddress({ handle }: Pick<Subject, 'handle'>): string {
  return `none:${handle}`
}

/**
 * The counters of an address, and of its country in one of several rows: always the same one for an address, so that
 * it can be read together with everything else.
 */
export function sendingCounters(
  { rules, sealer }: Pick<ServiceDeps, 'rules' | 'sealer'>,
  address: string,
): readonly { readonly rule: Rule; readonly subject: string }[] {
  const handle = sealer.handle('number', address)
  const shard = Buffer.from(handle, 'base64url').readUInt32BE(0) % budgetShards
  return [
    { rule: rules.sends, subject: handle },
    { rule: rules.prefixBudget, subject: `${address.slice(0, prefixLength)}:${shard}` },
  ]
}

/** Whether the limits that nobody is told about let a text to this number go, and counts it either way. */
async function isWithinBudget(
  deps: ServiceDeps,
  asking: Asking,
  { address, isAskedByHolder }: { readonly address: string; readonly isAskedByHolder: boolean },
): Promise<boolean> {
  if (isAskedByHolder) return true
  const { work } = asking
  const counters = sendingCounters(deps, address)
  await expectCounters(work, counters)
  let isWithin = true
  for (const { rule, subject } of counters) {
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

const nowhere: Destination = { medium: 'sms', address: '+8613800000000' }

function masked({ medium, address }: Destination): string {
  return medium === 'sms' ? maskMobileForOwner(address) : maskEmailForOwner(address)
}

/** Whether a text goes out, and what the audit trail is told of it. */
async function decide(deps: ServiceDeps, asking: Asking, text: Text) {
  const { subject, isAllowed, isAskedByHolder } = text
  // What the proofs forbid is counted under nobody: wrong tries must not use up the texts of a number's owner.
  const address = (isAllowed ? subject.to?.address : null) ?? noAddress(subject)
  const isPausedNow = await isPaused(deps, asking, subject)
  const isWithin = await isWithinBudget(deps, asking, { address, isAskedByHolder })
  const goes = subject.to !== null && isAllowed && !isPausedNow && isWithin
  // Masked either way: a number's plan is looked up for it, and that takes its time (attacks C2).
  const mask = masked(subject.to ?? nowhere)
  const to = subject.to === null ? null : mask
  const details = {
    flow: asking.flow,
    to,
    isAllowed,
    isPaused: isPausedNow,
    isWithinBudget: isWithin,
  }
  return { to: goes ? address : null, details }
}

/**
 * Texts the subject's bound number, or puts a message to nobody into the outbox when there is none or a silent limit
 * forbids it. Both cost and look the same; only the audit trail knows (S88, attacks C1 and C2).
 */
export async function textSubject(deps: ServiceDeps, asking: Asking, text: Text): Promise<void> {
  const { subject, letter, locale, expiresAt } = text
  const { to, details } = await decide(deps, asking, text)
  post(deps, asking.work, {
    about: asking.conversation,
    message: { kind: 'letter', medium: subject.to?.medium ?? 'sms', to, locale, letter },
    ...(expiresAt === undefined ? {} : { expiresAt }),
  })
  const action = `${letter.template}.${to === null ? 'withheld' : 'queued'}`
  const actor = `chat:${asking.person}`
  for (const chain of auditChains(subject)) {
    await asking.work.note({ chain, action, actor, details })
  }
}
