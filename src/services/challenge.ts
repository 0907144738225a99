import { createHmac, timingSafeEqual } from 'node:crypto'
import { drawCode } from '../domain/one-time-code.ts'
import { minuteMs, dayMs } from '../domain/durations.ts'
import { isYoung } from '../domain/window-limit.ts'
import type { CodePurpose, ProofPurpose } from '../flow/code.ts'
import type { ChallengeRow } from '../ports/records/challenge.ts'
import type { Asking, ServiceDeps } from './use-case.ts'

/** How long a used or expired challenge is remembered, so that it is told from one that never was. */
export const rememberedMs = dayMs

/** How long an accepted code may be used for what it was asked for (security defaults, section 5). */
const grantMs = 10 * minuteMs

/** How long a proof may wait for the change it was asked for (security defaults, section 5). */
const proofMs = 10 * minuteMs

const saltBytes = 16

type Named = 'key' | 'kind' | 'purpose' | 'subject' | 'account' | 'binding' | 'expiresAt'

/**
 * A challenge that nobody has answered yet, good for one try unless told otherwise.
 *
 * @param now epoch ms
 */
export function newChallenge(
  given: Pick<ChallengeRow, Named> & Partial<ChallengeRow>,
  now: number,
): ChallengeRow {
  return {
    salt: '',
    codeHash: null,
    tokenHash: null,
    sealedPayload: null,
    keyId: 'k1',
    attempts: 0,
    maxAttempts: 1,
    issuedAt: now,
    usedAt: null,
    state: 'live',
    forgetAt: given.expiresAt + rememberedMs,
    ...given,
  }
}

/** What a code is for, and where it was asked for. */
interface CodePlace {
  readonly purpose: CodePurpose
  /** Of the subject. */
  readonly handle: string
  /** Key of the conversation. */
  readonly conversation: string
}

/**
 * The key of the one live code of a purpose and a subject in a conversation: what a stranger asks for elsewhere ends no
 * code of the owner. Wrong ones are counted for subject and account all the same.
 */
export const codeKey = ({ purpose, handle, conversation }: CodePlace): string =>
  `${purpose}:${handle}:${conversation}`

/** The key of the proof that a run holds for a purpose. */
export const proofKey = (purpose: CodePurpose, run: string): string => `proof:${purpose}:${run}`

/** Whether a code was made for this conversation, this flow and this run of it. */
export function isBoundTo({ binding }: ChallengeRow, asking: Asking): boolean {
  const { conversation, flow, run } = asking
  return binding.conversation === conversation && binding.flow === flow && binding.run === run
}

/** A code, and whom it goes to: the accounts that are meant and the address, as they are at that moment. */
export interface Addressed {
  readonly code: string
  readonly addressee: string
}

/** Keyed, salted and over everything the code is bound to, so that a dump of the store does not reveal it. */
function hashCode(
  deps: ServiceDeps,
  { salt, key, binding }: ChallengeRow,
  { code, addressee }: Addressed,
): string {
  return createHmac('sha256', deps.sealer.handle('code-key'))
    .update(
      JSON.stringify([salt, key, binding.conversation, binding.flow, binding.run, addressee, code]),
    )
    .digest('hex')
}

/**
 * Whether this is the challenge's code, and still means whom it was sent to: a number or a server may have become somebody
 * else's since (attacks B8). Compared in constant time.
 */
export function isCodeOf(
  deps: ServiceDeps,
  challenge: ChallengeRow,
  typedCode: Addressed,
): boolean {
  const typed = Buffer.from(hashCode(deps, challenge, typedCode))
  const stored = Buffer.from(challenge.codeHash ?? '')
  return typed.length === stored.length && timingSafeEqual(typed, stored)
}

/** Stages a new code in place of the one before; a resend in the same run takes over the attempts already spent. */
export function issueCode(
  deps: ServiceDeps,
  asking: Asking,
  issued: Pick<ChallengeRow, 'key' | 'purpose' | 'subject' | 'account'> & {
    readonly before: ChallengeRow | null
    readonly addressee: string
  },
): { readonly code: string; readonly expiresAt: number } {
  const { work, conversation, flow, run } = asking
  const { key, purpose, subject, account, before, addressee } = issued
  const code = drawCode(deps.random)
  const expiresAt = work.now + deps.policy.codeLifetimeMs
  const isResend = before !== null && isBoundTo(before, asking) && before.state === 'live'
  const given = {
    key,
    kind: 'code',
    purpose,
    subject,
    account,
    binding: { conversation, flow, run },
    salt: Buffer.from(deps.random.bytes(saltBytes)).toString('hex'),
    attempts: isResend ? before.attempts : 0,
    maxAttempts: deps.policy.codeMaxAttempts,
    expiresAt,
  } as const
  const challenge = newChallenge(given, work.now)
  work.put('challenges', { ...challenge, codeHash: hashCode(deps, challenge, { code, addressee }) })
  return { code, expiresAt }
}

/**
 * Spends an accepted code, once: only in the run it was accepted in, and within ten minutes.
 *
 * @param granted what the code was for, the handle of its subject, and the account that is meant by now or null
 * @returns whether there was one
 */
export async function takeGrant(
  asking: Asking,
  granted: {
    readonly purpose: CodePurpose
    readonly handle: string
    readonly account: string | null
  },
): Promise<boolean> {
  const { work, conversation } = asking
  const challenge = await work.get('challenges', codeKey({ ...granted, conversation }))
  if (challenge === null || challenge.state !== 'used' || !isBoundTo(challenge, asking))
    return false
  work.put('challenges', { ...challenge, state: 'dead' })
  return (
    challenge.account === granted.account &&
    challenge.usedAt !== null &&
    isYoung(challenge.usedAt, { now: work.now, windowMs: grantMs })
  )
}

/** Leaves a proof for the run that called this one; a newer one of its purpose replaces it. */
export async function leaveProof(
  { work, conversation }: Asking,
  left: {
    readonly purpose: ProofPurpose
    readonly callerRun: string
    readonly subject: string
    readonly account: string
    /** When the code was accepted, epoch ms; now when left out. */
    readonly provenAt?: number
  },
): Promise<void> {
  const { purpose, callerRun, subject, account, provenAt = work.now } = left
  const key = proofKey(purpose, callerRun)
  const binding = { conversation, flow: 'caller', run: callerRun }
  const expiresAt = provenAt + proofMs
  const proof = { key, kind: 'proof', purpose, subject, account, binding, expiresAt } as const
  await work.get('challenges', key)
  work.put('challenges', newChallenge(proof, provenAt))
}

/** A proof that is asked for. */
export interface WantedProof {
  readonly purpose: ProofPurpose
  readonly account: string
  /** How old it may be; a page has as long as its link. */
  readonly lifetimeMs?: number
  /** Whom or what it has to prove; anything of the account when left out. */
  readonly subject?: string
  /** Whether it stays good for one more use in this run. */
  readonly keeps?: boolean
}

/**
 * Spends the proof of this run, or only looks at it when it `keeps`.
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
  return isYoung(proof.issuedAt, { now: work.now, windowMs: wanted.lifetimeMs ?? proofMs })
}
