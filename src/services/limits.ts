import { countWithin, nextAllowedAt, pruned } from '../domain/window-limit.ts'
import type { UnitOfWork } from './unit-of-work.ts'

/** How often something may happen: at most `max` times in each window. */
export interface Rule {
  readonly name: string
  readonly windows: readonly { readonly max: number; readonly windowMs: number }[]
  /** How long a counter is remembered after its last count, when that is longer than its windows. */
  readonly keepMs?: number
}

/** A counter of one rule: what was counted, and when the next is allowed. */
export interface Standing {
  /** Epoch ms; not after `now` when it is allowed at once. */
  readonly allowedAt: number
  /** What happened within a window, oldest first, epoch ms. */
  readonly at: readonly number[]
  readonly consecutive: number
}

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** The key of a rule's counter for a subject. */
export const counterKey = (rule: Rule, subject: string): string => `${rule.name}:${subject}`

/** The counter of a rule for a subject, as a row to read ahead. */
export const limitRow = (rule: Rule, subject: string) =>
  ({ collection: 'limits', key: counterKey(rule, subject) }) as const

/** Reads a counter; for a subject that was never counted the next is allowed at once. */
export async function standing(work: UnitOfWork, rule: Rule, subject: string): Promise<Standing> {
  const row = await work.get('limits', counterKey(rule, subject))
  const at = row?.at ?? []
  const allowed = rule.windows.map((window) => nextAllowedAt(at, { now: work.now, ...window }))
  return { allowedAt: Math.max(...allowed), at, consecutive: row?.consecutive ?? 0 }
}

/** Counts one more, whether or not it is allowed: the caller refuses before. */
export async function count(work: UnitOfWork, rule: Rule, subject: string): Promise<void> {
  const key = counterKey(rule, subject)
  const row = await work.get('limits', key)
  const windowMs = Math.max(...rule.windows.map((window) => window.windowMs))
  const most = Math.max(1, ...rule.windows.map(({ max }) => max)) // older ones cannot decide anything
  const kept = pruned(row?.at ?? [], { now: work.now, windowMs }).slice(-most)
  work.put('limits', {
    key,
    at: [...kept, work.now],
    consecutive: (row?.consecutive ?? 0) + 1,
    forgetAt: work.now + Math.max(windowMs, rule.keepMs ?? 0),
  })
}

/** Forgets a counter after a success (NIST SP 800-63B-4 section 3.2.2). */
export async function forget(work: UnitOfWork, rule: Rule, subject: string): Promise<void> {
  const row = await work.get('limits', counterKey(rule, subject))
  if (row !== null) work.put('limits', { ...row, at: [], consecutive: 0 })
}

/** How many were counted in the last hour. */
export function lastHour({ at }: Standing, now: number): number {
  return countWithin(at, { now, windowMs: hourMs })
}

/** The limits that the configuration sets. */
export interface LimitPolicy {
  readonly accountFailuresPerDay: number
  readonly sendsPerNumberPerHour: number
}

/** Wrong entries after which an entry needs a code too, and after which sign-in is locked for a day (S93). */
export const signInCodeAfter = 3
export const signInLockAfter = 10

/** Failures in a row after which an account is not helped without a person any more (NIST SP 800-63B-4 3.2.2). */
export const mostConsecutiveFailures = 100

/** Messages a day to numbers of one calling code before that code is paused (SMS pumping). */
const prefixBudgetPerDay = 20_000

/** Counters that one budget is split over, so that no row is written by every turn. */
export const budgetShards = 16

const perHour = (max: number) => ({ max, windowMs: hourMs })
const perDay = (max: number) => ({ max, windowMs: dayMs })

/** Every limit of the program (security defaults, section 5); their counters are rows of the store. */
export function limitRules({ accountFailuresPerDay, sendsPerNumberPerHour }: LimitPolicy) {
  const perNumber = [perHour(sendsPerNumberPerHour), perDay(2 * sendsPerNumberPerHour)]
  const perPerson = [perHour(20), perDay(60)]
  const failures = [perDay(accountFailuresPerDay)]
  return {
    /** Codes asked for with one typed identifier; the person is told. */
    codeRequests: { name: 'code-requests', windows: perNumber },
    /** Messages to one number from every flow together; over it nothing is sent and nobody is told. */
    sends: { name: 'sends', windows: perNumber },
    /** Wrong codes under one identifier; the person is told. */
    failures: { name: 'failures', windows: failures },
    /** Wrong codes for one account by whatever identifier; over it codes stay wrong and nobody is told. */
    accountFailures: { name: 'account-failures', windows: failures, keepMs: 30 * dayMs },
    /** Full numbers typed for one account. */
    fullMobiles: { name: 'full-mobiles', windows: [perDay(5)] },
    /** Look-ups and code requests by one person of one chat. */
    lookups: { name: 'lookups', windows: perPerson },
    /** Wrong codes by one person of one chat. */
    personFailures: { name: 'person-failures', windows: perPerson },
    /** Wrong entries for one login email; over it sign-in is locked (S93). */
    signInFailures: { name: 'sign-in-failures', windows: [perDay(signInLockAfter)] },
    /** Forms sent to one link of a page. */
    pageTries: { name: 'page-tries', windows: [perDay(30)] },
    /** Wrong old passwords on the page of a change, for one account. */
    oldPasswords: { name: 'old-passwords', windows: [perDay(5)] },
    /** Cases opened by one person of one chat. */
    caseOpenings: { name: 'case-openings', windows: [perHour(3), perDay(6)] },
    /** What one person adds to cases. */
    caseWords: { name: 'case-words', windows: [{ max: 20, windowMs: minuteMs }, perDay(400)] },
    /** Letters that call the user of one case back. */
    caseLetters: { name: 'case-letters', windows: [perHour(1), perDay(4)] },
    /** Keys of the triage channel tried from one conversation. */
    deskKeys: { name: 'desk-keys', windows: [perHour(5)] },
    /** Messages to one calling code, one of several counters of it. */
    prefixBudget: { name: 'prefix-budget', windows: [perDay(prefixBudgetPerDay / budgetShards)] },
  } as const satisfies Record<string, Rule>
}

export type LimitRules = ReturnType<typeof limitRules>
