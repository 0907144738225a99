import { hourMs, dayMs } from '../domain/durations.ts'
import type { Log } from '../ports/log.ts'
import type { LimitRow } from '../ports/records/limit.ts'
import type { Store } from '../ports/store.ts'
import type { UnitOfWork } from './unit-of-work.ts'

// Budgets of the whole program: they hold where a thousand people or networks each keep their own limits.

/** What raises an alarm when there is no more of it. */
export const alarmKinds = [
  'codes',
  'wrong-codes',
  'look-ups',
  'cases',
  'resets',
  'account-texts',
  'texts-to-prefix',
  'texts-to-country',
  'unanswered-codes',
] as const

export type AlarmKind = (typeof alarmKinds)[number]

/** How much of something there is in each hour or day, over all people. */
export interface Budget {
  readonly kind: AlarmKind
  readonly max: number
  readonly windowMs: number
  /** Rows that it is split over, so that none is written by every turn. */
  readonly shards: number
}

/** How much there is of everything that strangers can cause. */
export interface BudgetPolicy {
  readonly codesPerHour: number
  /** Wrong codes for all accounts together; over it nothing is refused, but somebody should look (attacks A4). */
  readonly wrongCodesPerHour: number
  readonly lookupsPerHour: number
  readonly casesPerHour: number
  readonly resetsPerHour: number
  /** Texts a day to the numbers with the same first seven digits, and to those of one country. */
  readonly textsPerPrefix: number
  readonly textsPerCountry: number
  /** Codes sent in an hour to numbers that begin alike before their answers tell anything. */
  readonly leastCodes: number
}

/** Far above what a large provider needs, and far below what makes an attack worth its while. */
export const usualBudgets: BudgetPolicy = {
  codesPerHour: 4_800,
  wrongCodesPerHour: 1_600,
  lookupsPerHour: 16_000,
  casesPerHour: 240,
  resetsPerHour: 4_800,
  textsPerPrefix: 2_000,
  textsPerCountry: 20_000,
  leastCodes: 50,
}

/** What the usual budgets are made for: `SENDS_PER_NUMBER_PER_HOUR` as it ships. */
const usualSends = 5

/** Budgets that grow with what each number may get, and never fall below the usual ones. */
export function budgetsFor(sendsPerNumberPerHour: number): BudgetPolicy {
  const scale = Math.max(1, sendsPerNumberPerHour / usualSends)
  const grown = (usual: number): number => Math.ceil(usual * scale)
  return {
    codesPerHour: grown(usualBudgets.codesPerHour),
    wrongCodesPerHour: grown(usualBudgets.wrongCodesPerHour),
    lookupsPerHour: grown(usualBudgets.lookupsPerHour),
    casesPerHour: grown(usualBudgets.casesPerHour),
    resetsPerHour: grown(usualBudgets.resetsPerHour),
    textsPerPrefix: grown(usualBudgets.textsPerPrefix),
    textsPerCountry: grown(usualBudgets.textsPerCountry),
    leastCodes: grown(usualBudgets.leastCodes),
  }
}

/** What rows of a budget are shared out: so much of it altogether, in so many rows. */
const split = ({ max, ...budget }: Budget): Budget => ({
  ...budget,
  max: Math.ceil(max / budget.shards),
})

/** Every budget of the program. */
export function budgetsOf(policy: BudgetPolicy) {
  return {
    codes: split({ kind: 'codes', max: policy.codesPerHour, windowMs: hourMs, shards: 16 }),
    wrongCodes: split({
      kind: 'wrong-codes',
      max: policy.wrongCodesPerHour,
      windowMs: hourMs,
      shards: 16,
    }),
    lookups: split({ kind: 'look-ups', max: policy.lookupsPerHour, windowMs: hourMs, shards: 16 }),
    cases: split({ kind: 'cases', max: policy.casesPerHour, windowMs: hourMs, shards: 4 }),
    resets: split({ kind: 'resets', max: policy.resetsPerHour, windowMs: hourMs, shards: 16 }),
    prefixTexts: split({
      kind: 'texts-to-prefix',
      max: policy.textsPerPrefix,
      windowMs: dayMs,
      shards: 8,
    }),
    countryTexts: split({
      kind: 'texts-to-country',
      max: policy.textsPerCountry,
      windowMs: dayMs,
      shards: 16,
    }),
    leastCodes: policy.leastCodes,
  } as const
}

export type Budgets = ReturnType<typeof budgetsOf>

/** The number of a window since the epoch, and when it ends. */
export function windowAt(now: number, windowMs: number) {
  const index = Math.floor(now / windowMs)
  return { index, endsAt: (index + 1) * windowMs }
}

/** Which of several rows a key belongs to. */
export function shardOf(by: string, shards: number): number {
  let sum = 0
  for (let index = 0; index < by.length; index += 1) sum = (sum * 31 + by.charCodeAt(index)) >>> 0
  return sum % shards
}

/** What a budget is looked at for: the time, and the row that this work takes from. */
type Taking = Pick<UnitOfWork, 'now' | 'lane'>

/**
 * The key of the row that a work takes from.
 *
 * @param of what it is a budget of, such as a country; empty for a budget of everything
 */
function budgetKey({ now, lane }: Taking, budget: Budget, of: string): string {
  const { index } = windowAt(now, budget.windowMs)
  return `budget:${budget.kind}:${of}:${index}:${lane % budget.shards}`
}

/** The same as a row to read ahead. */
export const budgetRow = (work: Taking, budget: Budget, of = '') =>
  ({ collection: 'limits', key: budgetKey(work, budget, of) }) as const

/** How much of a row is used up; one that is no counter is used up whole (fail closed). */
function usedOf(row: LimitRow | null): number {
  if (row === null) return 0
  return Number.isSafeInteger(row.consecutive) ? row.consecutive : Number.MAX_SAFE_INTEGER
}

/** When a budget has something again, epoch ms; null while it does. */
export async function emptyUntil(
  work: UnitOfWork,
  budget: Budget,
  of = '',
): Promise<number | null> {
  const row = await work.get('limits', budgetKey(work, budget, of))
  return usedOf(row) < budget.max ? null : windowAt(work.now, budget.windowMs).endsAt
}

/** Takes one from a budget, whether or not it has one: the caller refuses before. */
export async function takeFrom(work: UnitOfWork, budget: Budget, of = ''): Promise<void> {
  const key = budgetKey(work, budget, of)
  const used = usedOf(await work.get('limits', key))
  const { endsAt } = windowAt(work.now, budget.windowMs)
  work.put('limits', { key, at: [], consecutive: used + 1, forgetAt: endsAt })
}

/**
 * Whether a budget of everything has something left; raises an alarm when it has not.
 *
 * @returns null, or when it has something again, epoch ms
 */
export async function spentUntil(
  deps: { readonly log: Pick<Log, 'warn'> },
  { work }: { readonly work: UnitOfWork },
  budget: Budget,
): Promise<number | null> {
  const until = await emptyUntil(work, budget)
  if (until !== null) await raiseAlarm(deps, work, { kind: budget.kind, details: {} })
  return until
}

const alarmKey = (kind: AlarmKind): string => `alarm:${kind}`

/** How long doctor and metrics tell of an alarm. */
const alarmMs = dayMs

/**
 * Tells operators that something is used up: one line in the log an hour for each kind, and a row that `doctor` and the
 * metrics read.
 *
 * @param details ids and prefixes, never whole addresses
 */
export async function raiseAlarm(
  { log }: { readonly log: Pick<Log, 'warn'> },
  work: UnitOfWork,
  alarm: { readonly kind: AlarmKind; readonly details: Readonly<Record<string, unknown>> },
): Promise<void> {
  const key = alarmKey(alarm.kind)
  const row = await work.get('limits', key)
  const last = row?.at[0] ?? 0
  if (last <= work.now && work.now - last < hourMs) return
  work.put('limits', { key, at: [work.now], consecutive: 1, forgetAt: work.now + alarmMs })
  log.warn('limit.alarm', { kind: alarm.kind, ...alarm.details })
}

/** The alarms of the last day, with when each was raised last, epoch ms. */
export async function recentAlarms(
  store: Pick<Store, 'get'>,
  now: number,
): Promise<readonly { readonly kind: AlarmKind; readonly at: number }[]> {
  const found = await Promise.all(
    alarmKinds.map(async (kind) => {
      const at = (await store.get('limits', alarmKey(kind)))?.row.at[0]
      return at === undefined || at <= now - alarmMs ? [] : [{ kind, at }]
    }),
  )
  return found.flat()
}
