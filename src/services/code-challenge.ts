import { createHmac, timingSafeEqual } from 'node:crypto'
import { drawCode } from '../domain/one-time-code.ts'
import type { CodePurpose } from '../flow/code.ts'
import type { ChallengeRow } from '../ports/records/challenge.ts'
import { newChallenge } from './challenge.ts'
import type { Subject } from './subject.ts'
import type { Asking, ServiceDeps } from './turn-context.ts'

const saltBytes = 16

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
function hashCode(deps: ServiceDeps, challenge: ChallengeRow, code: string): string {
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
  const { conversation, flow, run } = asking
  const given = {
    key,
    kind: 'code',
    purpose,
    subject: subject.handle,
    account: subject.accounts[0]?.id ?? null,
    binding: { conversation, flow, run },
    salt: Buffer.from(deps.random.bytes(saltBytes)).toString('hex'),
    attempts: isResend ? before.attempts : 0,
    maxAttempts: deps.policy.codeMaxAttempts,
    expiresAt,
  } as const
  const challenge = newChallenge(given, now)
  asking.work.put('challenges', { ...challenge, codeHash: hashCode(deps, challenge, code) })
  return { code, expiresAt }
}
