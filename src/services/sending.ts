import type { Letter } from '../flow/letter.ts'
import type { Locale } from '../flow/locale.ts'
import { count, limitRow, standing, type Rule } from './limits.ts'
import { post } from './outbox.ts'
import { isPaused, type Footing } from './standing.ts'
import { auditSubject, maskForOwner, standIn, type Address, type Subject } from './subject.ts'
import {
  budgeted,
  budgetedNowhere,
  countText,
  textRefusal,
  textRows,
  type Budgeted,
} from './text-budgets.ts'
import type { Asking, ServiceDeps } from './use-case.ts'

/** A message to a subject's address, or the pretence of one. */
export interface Text {
  readonly subject: Subject
  readonly footing: Footing
  readonly letter: Letter
  readonly locale: Locale
  readonly expiresAt?: number
  /** Whether it is a code whose answers are counted; those to accounts that were only named are not (text-budgets). */
  readonly isAnswerCounted: boolean
  /** Whether the proofs of the caller allow it. */
  readonly isAllowed: boolean
  /**
   * Whether the holder of the number has just answered a code that went there: the code was counted already, and what
   * it was asked for must not be held back by the same limit.
   */
  readonly isAskedByHolder: boolean
}

/** What a message to an address is counted under; those who show a factor of the account have a counter of their own. */
const ruleFor = ({ rules }: Pick<ServiceDeps, 'rules'>, footing: Footing): Rule =>
  footing === 'stranger' || footing === 'entry' ? rules.sends : rules.shownSends

/**
 * The counters of an address, to be read ahead.
 *
 * @param to what a text there is taken from
 */
export function sendingRows(
  deps: ServiceDeps,
  asking: Asking,
  { address, to }: { readonly address: string; readonly to: Budgeted },
) {
  const handle = deps.sealer.handle('number', address)
  return [
    limitRow(deps.rules.sends, handle),
    limitRow(deps.rules.shownSends, handle),
    ...textRows(deps, asking, to),
  ]
}

/** Counts a message to an address under the limit that nobody is told about; answers whether it allows it. */
async function countSending(
  deps: ServiceDeps,
  { work }: Asking,
  { address, footing }: { readonly address: string; readonly footing: Footing },
): Promise<boolean> {
  const rule = ruleFor(deps, footing)
  const subject = deps.sealer.handle('number', address)
  const { allowedAt } = await standing(work, rule, subject)
  if (allowedAt > work.now) return false
  await count(work, rule, subject)
  return true
}

/** Masked where there is no address, so that both take as long (attacks C2). */
const nowhere: Address = { medium: 'sms', address: '+8613800000000' }

/** What is counted for a message; the messages of an owner are not used up by what the proofs do not allow. */
function countedAddress({ subject, isAllowed }: Text): string {
  return (isAllowed ? subject.to?.address : null) ?? standIn(subject.handle)
}

/** The number that a text takes from the budgets of; a mail takes from those of a pretence, so that it costs as much. */
function budgetedNumber({ subject }: Text, address: string): string {
  return subject.to?.medium === 'sms' ? address : standIn(subject.handle)
}

/** Why a message is not sent, as the audit trail is told: the first thing that stands in its way, or null. */
async function obstacle(
  deps: ServiceDeps,
  asking: Asking,
  { text, address, to }: { readonly text: Text; readonly address: string; readonly to: Budgeted },
): Promise<string | null> {
  const { subject, footing, isAllowed, isAskedByHolder } = text
  const isPausedNow = !isAskedByHolder && (await isPaused(deps, asking, { subject, footing }))
  const counted = { address, footing }
  const isWithinLimit = isAskedByHolder || (await countSending(deps, asking, counted))
  const refusal = await textRefusal(deps, asking, to)
  if (!isAllowed) return 'not-proven'
  if (isPausedNow) return 'paused'
  if (!isWithinLimit) return 'limit'
  return refusal === null ? null : `budget-${refusal.reason}`
}

/** Whether a message is really sent, and what the audit trail is told of it. */
async function decide(deps: ServiceDeps, asking: Asking, text: Text) {
  const { subject, isAnswerCounted: isCode } = text
  const address = countedAddress(text)
  // Its country is told once, whether the number is somebody's or a stand-in.
  const to = budgeted(budgetedNumber(text, address))
  await asking.work.expect(() => ({ rows: sendingRows(deps, asking, { address, to }), finds: [] }))
  const withheld = await obstacle(deps, asking, { text, address, to })
  const isSent = subject.to !== null && withheld === null
  const taken = isSent ? to : budgetedNowhere(standIn(subject.handle))
  await countText(deps, asking, { to: taken, isCode })
  const mask = maskForOwner(subject.to ?? nowhere)
  const shown = subject.to === null ? null : mask
  return { to: isSent ? address : null, details: { flow: asking.flow, to: shown, withheld } }
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
