import { createHmac, timingSafeEqual } from 'node:crypto'
import { drawCode } from '../domain/one-time-code.ts'
import type { CodePurpose } from '../flow/effect.ts'
import type { ChallengeRow } from '../ports/records/challenge.ts'
import type { Subject } from './subject.ts'
import type { Asking, ServiceDeps } from './turn-context.ts'

const saltBytes = 16

/** A spent code stays known so long, so that it is told from one that never was. */
export const rememberedMs = 24 * 3_600_000

/** The row that the live code of a purpose and an identifier stands in; there is no room for two. */
export function challengeKey(purpose: CodePurpose, subject: Pick<Subject, 'handle'>): string {
  return `${purpose}:${subject.handle}`
}

/** Whether a code was made for this conversation, this flow and this run of it. */
export function isBoundTo({ binding }: ChallengeRow, asking: Asking): boolean {
  const { conversation, flow, run } = asking
  return binding.conversation === conversation && binding.flow === flow && binding.run === run
}

/** Keyed and salted, over everything the code is bound to: a dump of the store says nothing about it. */
function hashCode(
  deps: ServiceDeps,
  challenge: Omit<ChallengeRow, 'codeHash'>,
  code: string,
): string {
  const { salt, key, binding } = challenge
  const codeKey = deps.sealer.handle('code-key')
  return createHmac('sha256', codeKey)
    .update(JSON.stringify([salt, key, binding.conversation, binding.flow, binding.run, code]))
    .digest('hex')
}

/** Whether this is the challenge's code; digests of equal size are compared in constant time. */
export function isCodeOf(deps: ServiceDeps, challenge: ChallengeRow, code: string): boolean {
  return isEqual(hashCode(deps, challenge, code), challenge.codeHash ?? '')
}

function isEqual(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}

interface Issue {
  readonly key: string
  readonly subject: Subject
  readonly purpose: CodePurpose
  readonly before: ChallengeRow | null
}

/** Stages a new code in the place of the one before; a resend in the same run takes over the tries spent. */
export function issueCode(
  deps: ServiceDeps,
  asking: Asking,
  { key, subject, purpose, before }: Issue,
): { readonly code: string; readonly expiresAt: number } {
  const { now } = asking.work
  const code = drawCode(deps.random)
  const expiresAt = now + deps.policy.codeLifetimeMs
  const isResend = before !== null && isBoundTo(before, asking) && before.state === 'live'
  const challenge: Omit<ChallengeRow, 'codeHash'> = {
    key,
    kind: 'code',
    purpose,
    subject: subject.handle,
    account: subject.accounts[0]?.id ?? null,
    binding: { conversation: asking.conversation, flow: asking.flow, run: asking.run },
    salt: Buffer.from(deps.random.bytes(saltBytes)).toString('hex'),
    tokenHash: null,
    sealedPayload: null,
    keyId: 'k1',
    attempts: isResend ? before.attempts : 0,
    maxAttempts: deps.policy.codeMaxAttempts,
    issuedAt: now,
    usedAt: null,
    expiresAt,
    state: 'live',
    forgetAt: expiresAt + rememberedMs,
  }
  asking.work.put('challenges', { ...challenge, codeHash: hashCode(deps, challenge, code) })
  return { code, expiresAt }
}
