import type { CodeTarget } from '../flow/code.ts'
import type { AnswerTo, Effect } from '../flow/effect.ts'
import type { ChallengeRow } from '../ports/records/challenge.ts'
import { pausingRows } from './clear-limits.ts'
import { codeKey, isBoundTo, isCodeOf, rememberedMs } from './challenge.ts'
import {
  callerProofRows,
  codeRow,
  likelyAddress,
  subjectReads,
  withRows,
  type Rows,
} from './read-ahead.ts'
import {
  countFailure,
  countSuccess,
  footingOf,
  isPaused,
  nextCheckAt,
  type Footing,
} from './standing.ts'
import { addresseeOf, auditSubject, resolveSubject, type Subject } from './subject.ts'
import { answeredRow, countAnswered, isCounted } from './text-budgets.ts'
import type { Asking, ServiceDeps, UseCase } from './use-case.ts'

/** A code that is checked, and on what footing. */
interface Checked {
  readonly subject: Subject
  readonly footing: Footing
}

async function noteFailure(
  deps: ServiceDeps,
  asking: Asking,
  { subject, footing, reason }: Checked & { readonly reason: string },
): Promise<void> {
  const { flow } = asking
  await countFailure(deps, asking, { subject, footing })
  await auditSubject(asking, subject, { action: 'code.refused', details: { flow, reason } })
}

interface Comparison extends Checked {
  readonly challenge: ChallengeRow
  readonly code: string
  readonly target: CodeTarget
}

async function noteSuccess(
  deps: ServiceDeps,
  asking: Asking,
  { subject, target, footing }: Comparison,
): Promise<void> {
  // Holding a new address proves nothing about the account, so its failures stay counted.
  const provesOwner = target.by !== 'new'
  await countSuccess(deps, asking, { subject, footing, provesOwner })
  if (subject.to?.medium === 'sms' && isCounted(target)) {
    await countAnswered(asking, subject.to.address)
  }
  const details = { flow: asking.flow }
  await auditSubject(asking, subject, { action: 'code.accepted', details })
}

async function compare(
  deps: ServiceDeps,
  asking: Asking,
  compared: Comparison,
): Promise<AnswerTo<'code.check'>> {
  const { subject, footing, challenge, code } = compared
  const { work } = asking
  const attempts = challenge.attempts + 1
  const isRight = isCodeOf(deps, challenge, { code, addressee: addresseeOf(subject) })
  if (isRight && !(await isPaused(deps, asking, { subject, footing }))) {
    const { now } = work
    const forgetAt = now + rememberedMs
    work.put('challenges', { ...challenge, attempts, state: 'used', usedAt: now, forgetAt })
    await noteSuccess(deps, asking, compared)
    return { type: 'code.accepted' }
  }
  const left = challenge.maxAttempts - attempts
  work.put('challenges', { ...challenge, attempts, state: left > 0 ? 'live' : 'dead' })
  await noteFailure(deps, asking, { subject, footing, reason: 'wrong-code' })
  return left > 0 ? { type: 'code.refused', left } : { type: 'code.exhausted' }
}

async function check(
  deps: ServiceDeps,
  asking: Asking,
  { purpose, target, code, hasPassword }: CodeCheck,
): Promise<AnswerTo<'code.check'>> {
  const { work } = asking
  const { now } = work
  const subject = await resolveSubject(deps, asking, { target, purpose })
  const footing = await footingOf(deps, asking, { subject, target, hasPassword })
  const until = await nextCheckAt(deps, asking, { subject, footing })
  if (until > now) {
    const details = { flow: asking.flow, reason: 'too-many' }
    await auditSubject(asking, subject, { action: 'code.delayed', details })
    return { type: 'code.delayed', reason: 'too-many', until }
  }
  const { conversation } = asking
  const key = codeKey({ purpose, handle: subject.handle, conversation })
  const challenge = await work.get('challenges', key)
  if (challenge === null || !isBoundTo(challenge, asking) || challenge.state === 'used') {
    await noteFailure(deps, asking, { subject, footing, reason: 'no-such-code' })
    return { type: 'code.refused', left: deps.policy.codeMaxAttempts }
  }
  if (challenge.attempts >= challenge.maxAttempts || challenge.state === 'dead') {
    return { type: 'code.exhausted' }
  }
  if (now >= challenge.expiresAt || now < challenge.issuedAt) return { type: 'code.expired' }
  return compare(deps, asking, { subject, target, footing, challenge, code })
}

/** A code that is to be checked, and whether the right password of the account came with it. */
export type CodeCheck = Effect<'code.check'> & { readonly hasPassword?: boolean }

/** As {@link checkCode}, for the sign-in page. */
export const checkEntryCode = check

/** What a reset clears when this code is the last thing that it waits for. */
async function clearedRows(
  deps: ServiceDeps,
  { work }: Asking,
  { purpose, account: id }: Pick<CodeCheck, 'purpose'> & { readonly account: string | null },
): Promise<Rows> {
  const account =
    purpose !== 'reset-password' || id === null ? null : await work.get('accounts', id)
  return account === null ? [] : pausingRows(deps, account)
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
    const address = isCounted(target) ? await likelyAddress(asking, target, reads.account) : null
    const answered = address === null ? [] : [answeredRow(asking, address)]
    const cleared = await clearedRows(deps, asking, { purpose, account: reads.account })
    return withRows(reads, [codeRow(asking, purpose, reads), ...proof, ...answered, ...cleared])
  },
  mark: ({ target }) => ({ target }),
  perform: check,
}
