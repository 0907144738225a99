import type { Evidence } from './evidence.ts'
import { hourMs } from './durations.ts'
import type { Proof, ProofKind } from './trail.ts'

/** Why people may not recover an account yet. */
export const recoveryObstacles = [
  'account-unknown',
  'account-frozen',
  'nobody-to-warn',
  'contradictions',
  'too-little-evidence',
  'failed-lately',
] as const

export type RecoveryObstacle = (typeof recoveryObstacles)[number]

/** What is known when agents ask whether they may recover an account. */
export interface RecoveryFacts {
  readonly isAccountKnown: boolean
  readonly isFrozen: boolean
  readonly evidence: Evidence
  /** How many addresses of the account the warning can go to, contact channels too. */
  readonly warnedChannels: number
  /** Epoch ms. */
  readonly now: number
}

/** Proofs that only the owner can pass: they count as evidence, and a recent failure of one rules recovery out. */
const decisive: ReadonlySet<ProofKind> = new Set([
  'signed-in',
  'recovery-mobile-code',
  'recovery-email-code',
])

const leastEvidence = 2
const lateMs = hourMs

function failedLately({ proof, state, lastAt }: Proof, now: number): boolean {
  return decisive.has(proof) && state === 'failed' && lastAt !== null && now - lastAt < lateMs
}

/**
 * Whether a proof was passed by a method of its own: signing in by a code is the code to the recovery mobile once more.
 * A number typed in full never counts, since nobody is told whether it was right (S88).
 */
function isSeparateProof({ proof, state, tries }: Proof): boolean {
  const isByCode = proof === 'signed-in' && tries > 0
  return decisive.has(proof) && state === 'passed' && !isByCode
}

/**
 * Whether agents may recover an account for its owner: the account must be named, not frozen, and have a channel to
 * warn; the trail must hold no contradiction, at least two different proofs that were passed, and no decisive proof that
 * failed within the last hour.
 *
 * That is only the first condition: two agents have to agree, neither of whom sees or chooses a password; the owner is
 * warned on every channel and may veto it until the hold (HOLD_HOURS) is over. NIST SP 800-63B-4 section 4.2 (account
 * recovery), OWASP ASVS 5.0 6.4.6.
 *
 * @returns everything that is in the way, empty when it is allowed
 */
export function assistedRecoveryPolicy(facts: RecoveryFacts): {
  readonly isAllowed: boolean
  readonly missing: readonly RecoveryObstacle[]
} {
  const { isAccountKnown, isFrozen, evidence, warnedChannels, now } = facts
  const passed = evidence.proofs.filter(isSeparateProof)
  const inTheWay: Readonly<Record<RecoveryObstacle, boolean>> = {
    'account-unknown': !isAccountKnown,
    'account-frozen': isFrozen,
    'nobody-to-warn': warnedChannels < 1,
    contradictions: evidence.contradictions.length > 0,
    'too-little-evidence': passed.length < leastEvidence,
    'failed-lately': evidence.proofs.some((proof) => failedLately(proof, now)),
  }
  const missing = recoveryObstacles.filter((obstacle) => inTheWay[obstacle])
  return { isAllowed: missing.length === 0, missing }
}
