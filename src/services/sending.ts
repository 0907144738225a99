import type { Letter } from '../flow/letter.ts'
import type { Locale } from '../flow/locale.ts'
import {
  budgetShards,
  count,
  limitRow,
  mostConsecutiveFailures,
  standing,
  type Rule,
} from './limits.ts'
import { post } from './outbox.ts'
import {
  accountHandles,
  auditSubject,
  maskForOwner,
  standIn,
  type Address,
  type Subject,
} from './subject.ts'
import type { Asking, ServiceDeps } from './use-case.ts'

/** A message to a subject's address, or the pretence of one. */
export interface Text {
  readonly subject: Subject
  readonly letter: Letter
  readonly locale: Locale
  readonly expiresAt?: number
  /** Whether the proofs of the caller allow it. */
  readonly isAllowed: boolean
  /**
   * Whether the holder of the number has just answered a code that went there: the code was counted already, and what
   * it was asked for must not be held back by the same limit.
   */
  readonly isAskedByHolder: boolean
}

/** Enough of a number to budget its country by, without its metadata. */
const prefixLength = 4

/**
 * The counters of an address, and of its country in one of several rows: always the same row for an address, so that
 * both can be read ahead.
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

/** Counts a message to an address under the limits that nobody is told about; answers whether all allow it. */
async function countSending(
  deps: ServiceDeps,
  { work }: Asking,
  address: string,
): Promise<boolean> {
  const counters = sendingCounters(deps, address)
  await work.expect(() => ({
    rows: counters.map(({ rule, subject }) => limitRow(rule, subject)),
    finds: [],
  }))
  let isWithin = true
  for (const { rule, subject } of counters) {
    const { allowedAt } = await standing(work, rule, subject)
    if (allowedAt > work.now) isWithin = false
    else await count(work, rule, subject)
  }
  return isWithin
}

/** Whether some account of the subject failed so often that no messages go to it (attacks F8). */
async function isPaused({ rules }: ServiceDeps, { work }: Asking, subject: Subject) {
  for (const handle of accountHandles(subject)) {
    const { allowedAt, consecutive } = await standing(work, rules.accountFailures, handle)
    if (allowedAt > work.now || consecutive >= mostConsecutiveFailures) return true
  }
  return false
}

/** Masked where there is no address, so that both take as long (attacks C2). */
const nowhere: Address = { medium: 'sms', address: '+8613800000000' }

/** What is counted for a message; the messages of an owner are not used up by what the proofs do not allow. */
function countedAddress({ subject, isAllowed }: Text): string {
  return (isAllowed ? subject.to?.address : null) ?? standIn(subject.handle)
}

/** Whether a message is really sent, and what the audit trail is told of it. */
async function decide(deps: ServiceDeps, asking: Asking, text: Text) {
  const { subject, isAllowed, isAskedByHolder } = text
  const address = countedAddress(text)
  const isPausedNow = await isPaused(deps, asking, subject)
  const isWithinBudget = isAskedByHolder || (await countSending(deps, asking, address))
  const isSent = subject.to !== null && isAllowed && !isPausedNow && isWithinBudget
  const mask = maskForOwner(subject.to ?? nowhere)
  const to = subject.to === null ? null : mask
  const details = { flow: asking.flow, to, isAllowed, isPaused: isPausedNow, isWithinBudget }
  return { to: isSent ? address : null, details }
}

/**
 * Sends a letter to the subject's address, or puts a message to nobody into the outbox when there is none or a silent
 * limit forbids it. Both cost and look the same; only the audit trail tells them apart (S88, attacks C1 and C2).
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
  await auditSubject(asking, subject, { action, details })
}
