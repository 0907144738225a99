import type { Evidence } from './evidence.ts'
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

/** What is about the account's owner and nobody else; a failure of one of the first three decides against somebody. */
const decisive: ReadonlySet<ProofKind> = new Set([
  'signed-in',
  'recovery-mobile-code',
  'recovery-email-code',
])
const telling: ReadonlySet<ProofKind> = new Set([...decisive, 'full-mobile'])

const leastEvidence = 2
const lateMs = 3_600_000

function failedLately({ proof, state, lastAt }: Proof, now: number): boolean {
  return decisive.has(proof) && state === 'failed' && lastAt !== null && now - lastAt < lateMs
}

/**
 * Whether people may recover an account for somebody: only a named account that nobody froze and whose owner can be
 * warned, with nothing that contradicts itself, at least two kinds of evidence tried, and no decisive one failed
 * within the last hour.
 *
 * What is allowed here is only the beginning. Two agents have to agree, neither of whom sees or chooses a password;
 * the owner is warned on every channel; nothing opens before the hold (HOLD_HOURS) is over, and until then the owner's
 * veto ends it. NIST SP 800-63B-4 section 4.2 (account recovery), OWASP ASVS 5.0 6.4.6.
 *
 * @returns everything that is in the way, empty when it is allowed
 */
export function assistedRecoveryPolicy(facts: RecoveryFacts): {
  readonly isAllowed: boolean
  readonly missing: readonly RecoveryObstacle[]
} {
  const { isAccountKnown, isFrozen, evidence, warnedChannels, now } = facts
  const tried = evidence.proofs.filter(
    ({ proof, state }) => telling.has(proof) && state !== 'untried',
  )
  const inTheWay: Readonly<Record<RecoveryObstacle, boolean>> = {
    'account-unknown': !isAccountKnown,
    'account-frozen': isFrozen,
    'nobody-to-warn': warnedChannels < 1,
    contradictions: evidence.contradictions.length > 0,
    'too-little-evidence': tried.length < leastEvidence,
    'failed-lately': evidence.proofs.some((proof) => failedLately(proof, now)),
  }
  const missing = recoveryObstacles.filter((obstacle) => inTheWay[obstacle])
  return { isAllowed: missing.length === 0, missing }
}
