import { countryOf, countryOfTyped } from '../domain/mobile.ts'
import { hourMs } from '../domain/durations.ts'
import type { CodeTarget } from '../flow/code.ts'
import type { LimitRow } from '../ports/records/limit.ts'
import { budgetRow, emptyUntil, raiseAlarm, shardOf, takeFrom, windowAt } from './budgets.ts'
import { isStandIn } from './subject.ts'
import type { Asking, ServiceDeps } from './use-case.ts'
import type { UnitOfWork } from './unit-of-work.ts'

// What texts to phones may cost (SMS pumping; attacks F1 and F5): budgets of a country and of the numbers that begin
// alike, the countries that are served, and a breaker for numbers whose codes nobody answers.

type TextDeps = Pick<ServiceDeps, 'budgets' | 'canTextTo' | 'log'>

type Place = Pick<Asking, 'work'>

/** A plus sign and seven digits: an operator's block of numbers, fine enough to pause it and nobody else. */
const prefixLength = 8

/** Stand-ins take from rows of their own, that never run out: they are read and written like real ones. */
const standInRows = 64

const prefixOf = (address: string): string =>
  isStandIn(address) ? `none-${shardOf(address, standInRows)}` : address.slice(0, prefixLength)

/** Looked at in the place of a stand-in, so that both take as long (attacks C2). */
const someNumber = '+8613800000000'

const numberFor = (address: string): string => (isStandIn(address) ? someNumber : address)

/** A number with the country whose budget a text to it is taken from. Telling the country takes longer than all else here. */
export interface Budgeted {
  readonly address: string
  readonly country: string
}

const budgetedAs = (address: string, country: string | null): Budgeted => ({
  address,
  country: isStandIn(address) ? prefixOf(address) : (country ?? 'unknown'),
})

/** A stored number, or a stand-in for one. */
export const budgeted = (address: string): Budgeted =>
  budgetedAs(address, countryOf(numberFor(address)))

/** A number that the person has just typed, whether or not it is anybody's: its country was read with it. */
export const budgetedTyped = (address: string): Budgeted =>
  budgetedAs(address, countryOfTyped(address))

/** What a text that is only pretended is taken from, which needs no country. */
export const budgetedNowhere = (address: string): Budgeted => budgetedAs(address, null)

/** The share of codes that has to be answered. */
const leastAnswered = 0.3

const ratioShards = 8

/** The keys of the rows that count the codes of an hour, sent and answered, to numbers that begin alike. */
function ratioKeys(address: string, now: number): readonly string[] {
  const { index } = windowAt(now, hourMs)
  const name = `answers:${prefixOf(address)}:${index}`
  return Array.from({ length: ratioShards }, (_, shard) => `${name}:${shard}`)
}

const sharesOf = ({ budgets }: TextDeps, { address, country }: Budgeted) =>
  [
    [budgets.prefixTexts, prefixOf(address)],
    [budgets.countryTexts, country],
  ] as const

/** What deciding about a text reads. */
export function textRows(deps: TextDeps, { work }: Place, to: Budgeted) {
  return [
    ...sharesOf(deps, to).map(([budget, of]) => budgetRow(work, budget, of)),
    ...ratioKeys(to.address, work.now).map((key) => ({ collection: 'limits', key }) as const),
  ]
}

async function hourOf(work: UnitOfWork, address: string) {
  let sent = 0
  let verified = 0
  for (const key of ratioKeys(address, work.now)) {
    const row = await work.get('limits', key)
    sent += row?.consecutive ?? 0
    verified += row?.verified ?? 0
  }
  return { sent, verified }
}

/** Why no text goes to a number now. */
export type TextRefusal =
  | { readonly reason: 'country' }
  | { readonly reason: 'paused'; readonly until: number }

/**
 * Why no text goes to a number now, or null. It depends on the number and nothing else, so whoever typed it may be
 * told. What is used up raises an alarm.
 */
export async function textRefusal(
  deps: TextDeps,
  place: Place,
  to: Budgeted,
): Promise<TextRefusal | null> {
  const { address } = to
  const isPretended = isStandIn(address)
  if (!deps.canTextTo(numberFor(address)) && !isPretended) return { reason: 'country' }
  const { work } = place
  for (const [budget, of] of sharesOf(deps, to)) {
    const until = await emptyUntil(work, budget, of)
    if (until === null || isPretended) continue
    await raiseAlarm(deps, work, { kind: budget.kind, details: { of } })
    return { reason: 'paused', until }
  }
  const { sent, verified } = await hourOf(work, address)
  const isAnswered = sent < deps.budgets.leastCodes || verified >= sent * leastAnswered
  if (isAnswered || isPretended) return null
  const details = { of: prefixOf(address), sent, verified }
  await raiseAlarm(deps, work, { kind: 'unanswered-codes', details })
  return { reason: 'paused', until: windowAt(work.now, hourMs).endsAt }
}

const answeredKey = ({ work }: Place, address: string): string =>
  ratioKeys(address, work.now)[work.lane % ratioShards] ?? ''

/** The row that a right answer is counted in, to be read ahead. */
export const answeredRow = (place: Place, address: string) =>
  ({ collection: 'limits', key: answeredKey(place, address) }) as const

async function changeRatio(
  place: Place,
  address: string,
  change: (row: LimitRow) => Pick<LimitRow, 'consecutive' | 'verified'>,
): Promise<void> {
  const { work } = place
  const key = answeredKey(place, address)
  const { endsAt: forgetAt } = windowAt(work.now, hourMs)
  const row = (await work.get('limits', key)) ?? { key, at: [], consecutive: 0, forgetAt }
  work.put('limits', { ...row, ...change(row) })
}

/**
 * Whether it is counted how codes for a target are answered. Where an account was only named, its number is not known
 * when the answer comes, and finding it out would cost a round trip; other budgets hold for it.
 */
export const isCounted = ({ by }: CodeTarget): boolean => by !== 'account-id' && by !== 'server-ip'

/** Counts a text against its budgets, and as a code that waits for its answer when it is one. */
export async function countText(
  deps: TextDeps,
  place: Place,
  { to, isCode }: { readonly to: Budgeted; readonly isCode: boolean },
): Promise<void> {
  for (const [budget, of] of sharesOf(deps, to)) await takeFrom(place.work, budget, of)
  if (!isCode) return
  await changeRatio(place, to.address, ({ consecutive, verified = 0 }) => ({
    consecutive: consecutive + 1,
    verified,
  }))
}

/** Counts that a code which went to a number was answered rightly. */
export async function countAnswered(place: Place, address: string): Promise<void> {
  await changeRatio(place, address, ({ consecutive, verified = 0 }) => ({
    consecutive,
    verified: verified + 1,
  }))
}
