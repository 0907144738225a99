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
  ['claim-account', 'account'],
  ['undo', 'security'],
])

/** What a case is about: by what its user wrote of an intruder, else by the flow it comes from, else by the words. */
export function topicFor(from: string | null, problem: string | null = null): CaseTopic {
  if (tellsOfIntruder(problem)) return 'security'
  return topics.get(from ?? '') ?? topicIn(problem ?? '')
}

/** What words name, where no flow tells; the surest first. */
const named: readonly (readonly [CaseTopic, RegExp])[] = [
  ['password', /password|passcode|密码/iu],
  ['sign-in', /log ?in\b|sign ?in\b|locked|登录|登陆|锁定/iu],
  ['channels', /\b(?:phone|number|sim|e-?mail|mailbox)\b|手机|号码|邮箱/iu],
  ['account', /\baccount\b|账号|帐号|账户/iu],
]

const topicIn = (words: string): CaseTopic =>
  named.find(([, pattern]) => pattern.test(words))?.[0] ?? 'other'

const intruder =
  /\bhack(?:ed|er|ers)?\b|\bhijack|\bcompromised\b|\bphish|\bscam|broke into|broken into|taken over|stole my (?:account|password|login)|account (?:was|is|got|has been) stolen|被盗|盗号|盗用|被黑|黑客|入侵|钓鱼|诈骗|骗子|异地登[录陆]|不是本人/iu

/** Whether words tell of somebody else in the account. */
export function tellsOfIntruder(problem: string | null): boolean {
  return problem !== null && intruder.test(problem)
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
  // Somebody outside the company may be using its account meanwhile (S92).
  if (from === 'claim-account') return 'high'
  if (trail.filter(isFailure).length >= manyFailures) return 'high'
  return hasNoWayLeft(evidenceOf(trail)) ? 'high' : 'normal'
}

function hasNoWayLeft({ proofs }: Evidence): boolean {
  const codes = proofs.filter(
    ({ proof }) => proof === 'recovery-mobile-code' || proof === 'recovery-email-code',
  )
  return codes.every(({ state }) => state === 'failed' || state === 'tried')
}
