import type { CodePurpose, ProofPurpose } from '../flow/code.ts'
import { newChallenge } from './challenge.ts'
import type { Asking } from './turn-context.ts'

/** How long a proof may wait for what it was asked for (security defaults, section 5). */
const proofMs = 10 * 60_000

/** The row that the proof of a run stands in. */
export const proofKey = (purpose: CodePurpose, run: string) => `proof:${purpose}:${run}`

/** Leaves a proof for the run that called this one; a newer one of its purpose replaces it. */
export async function leaveProof(
  { work, conversation }: Asking,
  left: {
    readonly purpose: ProofPurpose
    readonly callerRun: string
    readonly subject: string
    readonly account: string
  },
): Promise<void> {
  const { purpose, callerRun, subject, account } = left
  const key = proofKey(purpose, callerRun)
  const binding = { conversation, flow: 'caller', run: callerRun }
  const expiresAt = work.now + proofMs
  const proof = { key, kind: 'proof', purpose, subject, account, binding, expiresAt } as const
  await work.get('challenges', key)
  work.put('challenges', newChallenge(proof, work.now))
}

/** A proof that is asked for. */
interface WantedProof {
  readonly purpose: ProofPurpose
  readonly account: string
  /** How long it may be old; a page has as long as its link. */
  readonly lifetimeMs?: number
  /** Whom or what it has to prove; anybody of the account without it. */
  readonly subject?: string
  /** Whether it stays good for one more use in this run. */
  readonly keeps?: boolean
}

/**
 * Takes the proof of this run, once, or looks at it when it `keeps`.
 *
 * @returns whether there was one for this account, purpose and subject, young enough
 */
export async function takeProof(
  { work, conversation, run }: Asking,
  wanted: WantedProof,
): Promise<boolean> {
  const proof = await work.get('challenges', proofKey(wanted.purpose, run))
  if (proof === null || proof.kind !== 'proof' || proof.state !== 'live') return false
  if (proof.account !== wanted.account || proof.binding.conversation !== conversation) return false
  if (wanted.subject !== undefined && wanted.subject !== proof.subject) return false
  if (wanted.keeps !== true) {
    work.put('challenges', { ...proof, state: 'used', usedAt: work.now })
  }
  return work.now < proof.issuedAt + (wanted.lifetimeMs ?? proofMs)
}
