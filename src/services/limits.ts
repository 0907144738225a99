import { countWithin, nextAllowedAt, pruned } from '../domain/window-limit.ts'
import type { LimitRow } from '../ports/records/limit.ts'
import type { UnitOfWork } from './unit-of-work.ts'

/** How often something may happen: at most `max` times in each window. */
export interface Rule {
  readonly name: string
  readonly windows: readonly { readonly max: number; readonly windowMs: number }[]
  /** How long a counter is remembered after its last count, when that is longer than its windows. */
  readonly keepMs?: number
}

/** A counter of one rule: what it has seen, and when the next is allowed. */
export interface Standing {
  /** Epoch ms; not after `now` when it is allowed at once. */
  readonly allowedAt: number
  /** What happened within a window, oldest first, epoch ms. */
  readonly at: readonly number[]
  readonly consecutive: number
}

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** The key of a rule's counter for a subject. */
export const counterKey = (rule: Rule, subject: string) => `${rule.name}:${subject}`

const longestWindow = (rule: Rule) => Math.max(...rule.windows.map(({ windowMs }) => windowMs))

/** Has several counters brought in one trip. */
export async function expectCounters(
  work: UnitOfWork,
  counters: readonly { readonly rule: Rule; readonly subject: string }[],
): Promise<void> {
  await work.expect(() => ({
    rows: counters.map(({ rule, subject }) => ({
      collection: 'limits',
      key: counterKey(rule, subject),
    })),
    finds: [],
  }))
}

/** Where a counter stands; a subject that was never counted may go on. */
export async function standing(work: UnitOfWork, rule: Rule, subject: string): Promise<Standing> {
  const row = await work.get('limits', counterKey(rule, subject))
  const at = row?.at ?? []
  const allowed = rule.windows.map((window) => nextAllowedAt(at, { now: work.now, ...window }))
  return { allowedAt: Math.max(...allowed), at, consecutive: row?.consecutive ?? 0 }
}

/** Counts one more, whether or not it is allowed: whoever is refused decides before. */
export async function count(work: UnitOfWork, rule: Rule, subject: string): Promise<void> {
  const key = counterKey(rule, subject)
  const row = await work.get('limits', key)
  const windowMs = longestWindow(rule)
  const kept = pruned(row?.at ?? [], { now: work.now, windowMs }).slice(-mostKept(rule))
  const next: LimitRow = {
    key,
    at: [...kept, work.now],
    consecutive: (row?.consecutive ?? 0) + 1,
    forgetAt: work.now + Math.max(windowMs, rule.keepMs ?? 0),
  }
  work.put('limits', next)
}

/** Older moments than these cannot decide anything any more. */
function mostKept(rule: Rule): number {
  return Math.max(1, ...rule.windows.map(({ max }) => max))
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

/** The numbers the limits are made of. */
export interface LimitPolicy {
  readonly accountFailuresPerDay: number
  readonly sendsPerNumberPerHour: number
}

/** What holds cases and desks within bounds; the same whatever the configuration says. */
const caseRules = {
  /** Cases opened by one person of one chat. */
  caseOpenings: {
    name: 'case-openings',
    windows: [
      { max: 3, windowMs: hourMs },
      { max: 6, windowMs: dayMs },
    ],
  },
  /** What one person adds to cases. */
  caseWords: {
    name: 'case-words',
    windows: [
      { max: 20, windowMs: hourMs / 60 },
      { max: 400, windowMs: dayMs },
    ],
  },
  /** Letters that call the user of one case back. */
  caseLetters: {
    name: 'case-letters',
    windows: [
      { max: 1, windowMs: hourMs },
      { max: 4, windowMs: dayMs },
    ],
  },
  /** Keys of the triage channel tried from one conversation. */
  deskKeys: { name: 'desk-keys', windows: [{ max: 5, windowMs: hourMs }] },
} as const satisfies Record<string, Rule>

/** Every limit of the program (security defaults, section 5); counters live in the store and survive everything. */
export function limitRules(policy: LimitPolicy) {
  const perNumber = [
    { max: policy.sendsPerNumberPerHour, windowMs: hourMs },
    { max: 2 * policy.sendsPerNumberPerHour, windowMs: dayMs },
  ]
  const perDay = (max: number) => [{ max, windowMs: dayMs }]
  return {
    /** Codes asked for with one typed number; the person is told. */
    codeRequests: { name: 'code-requests', windows: perNumber },
    /** Texts to one number from every flow together; over it nothing is sent and nobody is told. */
    sends: { name: 'sends', windows: perNumber },
    /** Wrong codes under one identifier; the person is told. */
    failures: { name: 'failures', windows: perDay(policy.accountFailuresPerDay) },
    /** Wrong codes for one account by whatever identifier; over it codes stay wrong and nobody is told. */
    accountFailures: {
      name: 'account-failures',
      windows: perDay(policy.accountFailuresPerDay),
      keepMs: 30 * dayMs,
    },
    /** Full numbers typed for one account. */
    fullMobiles: { name: 'full-mobiles', windows: perDay(5) },
    /** Look-ups and code requests by one person of one chat. */
    lookups: {
      name: 'lookups',
      windows: [
        { max: 20, windowMs: hourMs },
        { max: 60, windowMs: dayMs },
      ],
    },
    /** Wrong codes by one person of one chat. */
    personFailures: {
      name: 'person-failures',
      windows: [
        { max: 20, windowMs: hourMs },
        { max: 60, windowMs: dayMs },
      ],
    },
    /** Wrong entries for one login email; over it sign-in is locked (S93). */
    signInFailures: { name: 'sign-in-failures', windows: perDay(signInLockAfter) },
    /** Forms sent to one link of a page. */
    pageTries: { name: 'page-tries', windows: perDay(30) },
    /** Wrong old passwords on the page of a change, for one account. */
    oldPasswords: { name: 'old-passwords', windows: perDay(5) },
    ...caseRules,
    /** Texts to one calling code, one of several counters of it. */
    prefixBudget: { name: 'prefix-budget', windows: perDay(prefixBudgetPerDay / budgetShards) },
  } as const satisfies Record<string, Rule>
}

/** Wrong entries after which an entry needs a code too, and after which sign-in is locked for a day (S93). */
export const signInCodeAfter = 3
export const signInLockAfter = 10

export type LimitRules = ReturnType<typeof limitRules>

/** Texts a day to numbers of one calling code before that code is paused (SMS pumping). */
const prefixBudgetPerDay = 20_000

/** Counters that one budget is split over, so that no row is written by every turn. */
export const budgetShards = 16

/** Failures in a row after which an account is not helped by itself any more (NIST SP 800-63B-4 section 3.2.2). */
export const mostConsecutiveFailures = 100
