import type { Evidence } from './evidence.ts'
import { evidenceOf } from './evidence.ts'
import { isFailure, type TrailMark } from './trail.ts'
import type { CaseTopic, Severity } from './support-case.ts'

/** By the flow somebody turned from; `undo` is the page that says "this wasn't me". */
const topics: ReadonlyMap<string, CaseTopic> = new Map([
  ['retrieve-account', 'account'],
  ['my-account', 'account'],
  ['verify-identity', 'account'],
  ['confirm-mobile', 'account'],
  ['human-check', 'account'],
  ['sign-in', 'sign-in'],
  ['explain-lock', 'sign-in'],
  ['reset-password', 'password'],
  ['change-password', 'password'],
  ['choose-password', 'password'],
  ['change-contact', 'channels'],
  ['change-recovery', 'channels'],
  ['bind-email', 'channels'],
  ['verify-channel', 'channels'],
  ['my-case', 'other'],
  ['undo', 'security'],
])

/** What a case is about, by the flow it comes from; `other` where that tells nothing. */
export function topicFor(from: string | null): CaseTopic {
  return topics.get(from ?? '') ?? 'other'
}

/** So many wrong proofs are a person at the end of their means, or somebody at the beginning of theirs. */
const manyFailures = 5

/**
 * How urgent a new case is: urgent when its account is frozen or somebody says that it wasn't them; high after many
 * wrong proofs, or when both recovery channels led nowhere; otherwise normal. Nothing is low until a person says so.
 *
 * @param found isSecurity whether the case is about somebody else in the account, whatever flow it comes from
 */
export function severityFor(found: {
  readonly from: string | null
  readonly trail: readonly TrailMark[]
  readonly isFrozen: boolean
  readonly isSecurity: boolean
}): Severity {
  const { from, trail, isFrozen, isSecurity } = found
  if (isFrozen || isSecurity || topicFor(from) === 'security') return 'urgent'
  if (trail.filter(isFailure).length >= manyFailures) return 'high'
  return hasNoWayLeft(evidenceOf(trail)) ? 'high' : 'normal'
}

function hasNoWayLeft({ proofs }: Evidence): boolean {
  const codes = proofs.filter(
    ({ proof }) => proof === 'recovery-mobile-code' || proof === 'recovery-email-code',
  )
  return codes.every(({ state }) => state === 'failed' || state === 'tried')
}
