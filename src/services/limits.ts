import { countWithin, nextAllowedAt, pruned } from '../domain/window-limit.ts'
import { minuteMs, hourMs, dayMs } from '../domain/durations.ts'
import type { LimitRow } from '../ports/records/limit.ts'
import type { UnitOfWork } from './unit-of-work.ts'

/** How often something may happen: at most `max` times in each window; the shortest stands first. */
export interface Rule {
  readonly name: string
  readonly windows: readonly { readonly max: number; readonly windowMs: number }[]
  /** How long a counter is remembered after its last count, when that is longer than its windows. */
  readonly keepMs?: number
  /** So many in a row without a success stop everything until the counter is forgotten or cleared. */
  readonly mostInARow?: number
}

/** A counter of one rule: what was counted, and when the next is allowed. */
export interface Standing {
  /** Epoch ms; not after `now` when it is allowed at once. */
  readonly allowedAt: number
  /** What happened within a window, oldest first, epoch ms. */
  readonly at: readonly number[]
  readonly consecutive: number
}

/** The key of a rule's counter for a subject. */
export const counterKey = (rule: Rule, subject: string): string => `${rule.name}:${subject}`

/** The counter of a rule for a subject, as a row to read ahead. */
export const limitRow = (rule: Rule, subject: string) =>
  ({ collection: 'limits', key: counterKey(rule, subject) }) as const

const longestWindow = ({ windows }: Rule): number =>
  Math.max(...windows.map(({ windowMs }) => windowMs))

/** The most moments that can decide anything. */
const mostMoments = ({ windows }: Rule): number => Math.max(1, ...windows.map(({ max }) => max))

/** Moments that lie further ahead than clocks of several machines differ were written by a clock that was wrong. */
const clockSlackMs = minuteMs

const isMoment = (value: unknown): boolean => Number.isSafeInteger(value)

/** Whether a row that was read back has the shape of a counter. */
const isCounter = ({ at, consecutive }: LimitRow): boolean =>
  Array.isArray(at) && at.every(isMoment) && isMoment(consecutive)

/** A counter without moments in the future; one that is none is full from this moment on. */
function mended(row: LimitRow, rule: Rule, now: number): LimitRow {
  const forgetAt = now + Math.max(longestWindow(rule), rule.keepMs ?? 0)
  if (isCounter(row)) {
    return { ...row, at: row.at.map((moment) => Math.min(moment, now)), forgetAt }
  }
  const at = Array.from({ length: mostMoments(rule) }, () => now)
  return { key: row.key, at, consecutive: 1, forgetAt }
}

/**
 * A counter's row as it counts now. What does not have the shape of a counter counts as full (fail closed), and moments
 * in the future as of this moment, so that a clock that was set back neither refunds nor prolongs; either is staged, so
 * that it lasts one window from now and no longer.
 */
async function counterOf(work: UnitOfWork, rule: Rule, subject: string): Promise<LimitRow | null> {
  const row = await work.get('limits', counterKey(rule, subject))
  if (row === null) return null
  const { now } = work
  const isAhead = (moment: number): boolean => moment > now + clockSlackMs
  if (isCounter(row) && !row.at.some(isAhead) && isMoment(row.forgetAt)) return row
  const counter = mended(row, rule, now)
  work.put('limits', counter)
  return counter
}

/** Reads a counter; for a subject that was never counted the next is allowed at once. */
export async function standing(work: UnitOfWork, rule: Rule, subject: string): Promise<Standing> {
  const row = await counterOf(work, rule, subject)
  const { at = [], consecutive = 0, forgetAt = 0 } = row ?? {}
  const allowed = rule.windows.map((window) => nextAllowedAt(at, { now: work.now, ...window }))
  const isOver = rule.mostInARow !== undefined && consecutive >= rule.mostInARow
  return { allowedAt: Math.max(...allowed, isOver ? forgetAt : 0), at, consecutive }
}

/** Counts one more, whether or not it is allowed: the caller refuses before. */
export async function count(work: UnitOfWork, rule: Rule, subject: string): Promise<void> {
  const row = await counterOf(work, rule, subject)
  const windowMs = longestWindow(rule)
  const kept = pruned(row?.at ?? [], { now: work.now, windowMs }).slice(-mostMoments(rule))
  work.put('limits', {
    key: counterKey(rule, subject),
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

/** Ends a row of failures after a success, and lets the day's count stand: a success refunds no guesses to others. */
export async function endStreak(work: UnitOfWork, rule: Rule, subject: string): Promise<void> {
  const row = await counterOf(work, rule, subject)
  if (row !== null && row.consecutive > 0) work.put('limits', { ...row, consecutive: 0 })
}

/** Who is counted in a limit of persons. */
export interface Counted {
  readonly work: UnitOfWork
  readonly person: string
  /** Keyed handle of the network the person writes from; null where the channel hides it. */
  readonly source: string | null
}

/** What limits of persons hang on: a chat id that is new with every token is one person, its network one more. */
export const placesOf = ({ person, source }: Omit<Counted, 'work'>): readonly string[] =>
  source === null ? [person] : [person, `source:${source}`]

/** Between the handle of a network and that of its site; base64url does not have it. */
const siteMark = '.'

/** The handle of a network, of which the site that it belongs to can be told. */
export const inSite = (network: string, site: string): string => `${network}${siteMark}${site}`

/** A whole site may do as much, in the shortest window, as so many of its networks. */
const networksOfSite = 8

/** The counters of a limit of persons: of the person, of their network, and of the site that is a part of. */
function countersOf(
  { person, source }: Omit<Counted, 'work'>,
  rule: Rule,
): readonly { readonly rule: Rule; readonly place: string }[] {
  const own = placesOf({ person, source }).map((place) => ({ rule, place }))
  const site = source?.split(siteMark)[1]
  if (site === undefined) return own
  const [shortest] = rule.windows
  const windows =
    shortest === undefined ? [] : [{ ...shortest, max: networksOfSite * shortest.max }]
  const ofSite = { name: rule.name, windows }
  return [...own, { rule: ofSite, place: `site:${site}` }]
}

/** When a limit of persons allows the next, epoch ms; not after now when it does at once. */
export async function personAllowedAt(counted: Counted, rule: Rule): Promise<number> {
  let allowedAt = 0
  for (const each of countersOf(counted, rule)) {
    const { allowedAt: at } = await standing(counted.work, each.rule, each.place)
    allowedAt = Math.max(allowedAt, at)
  }
  return allowedAt
}

/** Counts one more for a person, their network and its site. */
export async function countPerson(counted: Counted, rule: Rule): Promise<void> {
  for (const each of countersOf(counted, rule)) await count(counted.work, each.rule, each.place)
}

/** The counters of a limit of persons, as rows to read ahead. */
export const personRows = (counted: Omit<Counted, 'work'>, rule: Rule) =>
  countersOf(counted, rule).map((each) => limitRow(each.rule, each.place))

/** How many were counted in the last hour. */
export function lastHour({ at }: Standing, now: number): number {
  return countWithin(at, { now, windowMs: hourMs })
}

/** The limits that the configuration sets. */
export interface LimitPolicy {
  readonly accountFailuresPerDay: number
  readonly sendsPerNumberPerHour: number
  /** Wrong passwords that strangers may have a directory try in a day; its own lock has to begin above (CWE-645). */
  readonly directoryTries: number
}

/** Wrong entries after which an entry needs a code too, and after which sign-in is locked for a day (S93). */
export const signInCodeAfter = 3
export const signInLockAfter = 10

/** Failures in a row after which an account is not helped without a person any more (NIST SP 800-63B-4 3.2.2). */
const mostConsecutiveFailures = 100

/** How many of an account's guesses one person, or one network, may use up alone. */
const shareOf = (most: number): number => Math.max(1, most - Math.ceil(most * 0.3))

/** How long the chat in which somebody proved to own an account is remembered. */
const knownPlaceMs = 90 * dayMs

const perHour = (max: number) => ({ max, windowMs: hourMs })
const perDay = (max: number) => ({ max, windowMs: dayMs })

/** Limits of resets by one email. */
function resetRules(sendsPerNumberPerHour: number) {
  const perAddress = [perHour(sendsPerNumberPerHour), perDay(2 * sendsPerNumberPerHour)]
  const perAsker = [perHour(shareOf(sendsPerNumberPerHour)), perDay(sendsPerNumberPerHour)]
  return {
    /** Asked for by one person, and from one network; they are told. */
    resetRequests: { name: 'reset-requests', windows: perAsker },
    /** Mails to one email for strangers; over it nothing is sent, and nobody is told. */
    resetMails: { name: 'reset-mails', windows: perAddress },
    /** The same for those who proved to own its account before: strangers cannot use it up. */
    shownResetMails: { name: 'shown-reset-mails', windows: perAddress },
  } as const
}

/** Every limit of the program (security defaults, section 5); their counters are rows of the store. */
export function limitRules(policy: LimitPolicy) {
  const { accountFailuresPerDay, sendsPerNumberPerHour, directoryTries } = policy
  const perNumber = [perHour(sendsPerNumberPerHour), perDay(2 * sendsPerNumberPerHour)]
  const perPerson = [perHour(20), perDay(60)]
  const failures = {
    windows: [perDay(accountFailuresPerDay)],
    keepMs: 30 * dayMs,
    mostInARow: mostConsecutiveFailures,
  }
  return {
    ...resetRules(sendsPerNumberPerHour),
    /** Codes asked for with one typed identifier; the person is told. */
    codeRequests: { name: 'code-requests', windows: perNumber },
    /** Messages to one number for those who show no factor of its account; over it nothing is sent, and nobody is told. */
    sends: { name: 'sends', windows: perNumber },
    /** The same for those who do: strangers cannot use it up. */
    shownSends: { name: 'shown-sends', windows: perNumber },
    /** Messages of one account to addresses that nobody has proven; the person is told. */
    unprovenSends: { name: 'unproven-sends', windows: [perDay(20)] },
    /** Wrong codes under one identifier, or by one way of a signed-in account; the person is told. */
    failures: { name: 'failures', ...failures },
    /**
     * Wrong codes for one account by whatever identifier; over it the codes of those who show no other factor stay
     * wrong and nobody is told.
     */
    accountFailures: { name: 'account-failures', ...failures },
    /** What one person, and one network, may use up of that alone. */
    failureShare: { name: 'failure-share', windows: [perDay(shareOf(accountFailuresPerDay))] },
    /** Wrong codes next to the right password. */
    shownFailures: { name: 'shown-failures', ...failures },
    /** Wrong codes by a person who proved to own the account before, in that chat; the row itself is what is known. */
    knownPlace: {
      name: 'known-place',
      windows: [perDay(shareOf(accountFailuresPerDay))],
      keepMs: knownPlaceMs,
      mostInARow: mostConsecutiveFailures,
    },
    /** Letters about a pause, one an episode. */
    pauseLetters: { name: 'pause-letters', windows: [perDay(1)] },
    /** Full numbers typed for one account. */
    fullMobiles: { name: 'full-mobiles', windows: [perDay(5)] },
    /** Look-ups and code requests by one person of one chat. */
    lookups: { name: 'lookups', windows: perPerson },
    /** Wrong codes by one person of one chat. */
    personFailures: { name: 'person-failures', windows: perPerson },
    /** Wrong entries for one login email; over it sign-in is locked (S93). */
    signInFailures: { name: 'sign-in-failures', windows: [perDay(signInLockAfter)] },
    /** Wrong passwords of one account that a directory is asked about without a code, so that it locks nobody out. */
    directoryTries: { name: 'directory-tries', windows: [perDay(directoryTries)] },
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
  } as const satisfies Record<string, Rule>
}

export type LimitRules = ReturnType<typeof limitRules>
