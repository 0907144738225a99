import type { CodeTarget } from '../flow/code.ts'
import {
  count,
  counterKey,
  countPerson,
  endStreak,
  forget,
  limitRow,
  personAllowedAt,
  placesOf,
  standing,
  type Rule,
} from './limits.ts'
import { spentUntil, takeFrom } from './budgets.ts'
import { isVisitor } from './link.ts'
import { tellOfPause } from './pause-letters.ts'
import { accountHandles, standIn, type Subject } from './subject.ts'
import type { Asking, ServiceDeps } from './use-case.ts'

// Who somebody is to the accounts they ask for, and which failures count against them. Failures that strangers can
// cause pause one way of proving and only those who show no other (CWE-645; attacks A3 and F8).

/**
 * `owner`: by a session, which another factor opened; `known`: where the account was proven before; `stranger`: anybody
 * else. On the sign-in page `password`: next to the right password, and `entry`: next to a wrong one, which is a
 * stranger's but for what is told: whoever types there is told the same on both, and counted alike (ASVS 6.3.8).
 */
export type Footing = 'owner' | 'password' | 'entry' | 'known' | 'stranger'

const isAtEntry = (footing: Footing): boolean => footing === 'password' || footing === 'entry'

/** What counters of a login email are kept under, whether or not an account has it. */
export function loginHandle({ sealer }: Pick<ServiceDeps, 'sealer'>, email: string): string {
  return sealer.handle('login', email)
}

/** An account's counter that belongs to one person. */
const personal = ({ person }: Pick<Asking, 'person'>, account: string) => `${person}:${account}`

/** The prefixes of counters that are read with each account that is found: their keys end in its ID. */
export function accountCounters({ rules }: Pick<ServiceDeps, 'rules'>, asking: Places) {
  return [
    counterKey(rules.accountFailures, ''),
    counterKey(rules.shownFailures, ''),
    counterKey(rules.fullMobiles, ''),
    counterKey(rules.pauseLetters, ''),
    counterKey(rules.knownPlace, `${asking.person}:`),
    ...placesOf(asking).map((place) => counterKey(rules.failureShare, `${place}:`)),
  ]
}

type Places = Pick<Asking, 'person' | 'source'>

/** Whether some account of a subject was proven by this person before. */
export async function isKnown(
  { rules }: ServiceDeps,
  asking: Asking,
  subject: Subject,
): Promise<boolean> {
  let found = false
  for (const handle of accountHandles(subject)) {
    const key = counterKey(rules.knownPlace, personal(asking, handle))
    if ((await asking.work.get('limits', key)) !== null) found = true
  }
  return found
}

/**
 * On what footing somebody asks for a code or answers one.
 *
 * @param hasPassword whether the password beside it on the sign-in page is right; left out anywhere else
 */
export async function footingOf(
  deps: ServiceDeps,
  asking: Asking,
  asked: {
    readonly subject: Subject
    readonly target: CodeTarget
    readonly hasPassword?: boolean
  },
): Promise<Footing> {
  const { subject, target, hasPassword } = asked
  if (target.by === 'own' || target.by === 'new') return 'owner'
  const isPlaceKnown = await isKnown(deps, asking, subject)
  if (hasPassword !== undefined) return hasPassword ? 'password' : 'entry'
  return isPlaceKnown ? 'known' : 'stranger'
}

/** What requests and failures that the person is told of are kept under: strangers cannot use up a known place's. */
export function toldHandle(asking: Places, { handle }: Pick<Subject, 'handle'>, footing: Footing) {
  return footing === 'known' ? personal(asking, handle) : handle
}

/** Both of them, to read ahead. */
const toldHandles = (asking: Places, handle: string): readonly string[] => [
  handle,
  personal(asking, handle),
]

/** When codes may be tried again, epoch ms: by this identifier and by this person, who are told. */
export async function nextCheckAt(
  { rules }: ServiceDeps,
  asking: Asking,
  { subject, footing }: { readonly subject: Subject; readonly footing: Footing },
): Promise<number> {
  const told = toldHandle(asking, subject, footing)
  const rule = footing === 'known' ? rules.failureShare : rules.failures
  const { allowedAt } = await standing(asking.work, rule, told)
  const own = footing === 'stranger' ? await shareAllowedAt(rules, asking, subject.handle) : 0
  return Math.max(allowedAt, own, await personAllowedAt(asking, rules.personFailures))
}

/** When a person and their network have something left of what one of them may use up alone. */
async function shareAllowedAt(
  rules: ServiceDeps['rules'],
  asking: Asking,
  of: string,
): Promise<number> {
  let allowedAt = 0
  for (const place of placesOf(asking)) {
    const share = await standing(asking.work, rules.failureShare, `${place}:${of}`)
    allowedAt = Math.max(allowedAt, share.allowedAt)
  }
  return allowedAt
}

/** When the codes of an account count again on a footing, epoch ms; over it they stay wrong and nobody is told. */
async function accountAllowedAt(
  { rules }: ServiceDeps,
  asking: Asking,
  { handle, footing }: { readonly handle: string; readonly footing: Footing },
): Promise<number> {
  const { work } = asking
  switch (footing) {
    case 'owner':
      return 0
    case 'password':
      return (await standing(work, rules.shownFailures, handle)).allowedAt
    case 'known':
      return (await standing(work, rules.knownPlace, personal(asking, handle))).allowedAt
    case 'entry':
    case 'stranger': {
      const { allowedAt } = await standing(work, rules.accountFailures, handle)
      return Math.max(allowedAt, await shareAllowedAt(rules, asking, handle))
    }
    default:
      return footing satisfies never
  }
}

/** Whether some account of a subject failed so often on this footing that its codes count as wrong. */
export async function isPaused(
  deps: ServiceDeps,
  asking: Asking,
  { subject, footing }: { readonly subject: Subject; readonly footing: Footing },
): Promise<boolean> {
  let until = 0
  for (const handle of accountHandles(subject)) {
    until = Math.max(until, await accountAllowedAt(deps, asking, { handle, footing }))
  }
  return until > asking.work.now
}

/** A wrong code, or another failed proof, on a footing. */
interface Failed {
  readonly subject: Subject
  readonly footing: Footing
}

/** Counts a wrong code, and tells the owner once when it was the one that pauses codes. */
export async function countFailure(
  deps: ServiceDeps,
  asking: Asking,
  { subject, footing }: Failed,
): Promise<void> {
  const { rules } = deps
  const { work } = asking
  const told = toldHandle(asking, subject, footing)
  await count(work, footing === 'known' ? rules.failureShare : rules.failures, told)
  // An entry of the sign-in page is counted as one, whatever code is in it.
  if (!isAtEntry(footing)) await countPerson(asking, rules.personFailures)
  await takeFrom(work, deps.budgets.wrongCodes)
  await spentUntil(deps, asking, deps.budgets.wrongCodes)
  if (footing === 'stranger') await countShare(rules, asking, subject.handle)
  for (const handle of accountHandles(subject)) {
    await countForAccount(deps, asking, { subject, footing, handle })
  }
}

/** Counts a wrong code where nobody is told of it: for one of the accounts that it was for. */
async function countForAccount(
  deps: ServiceDeps,
  asking: Asking,
  { subject, footing, handle }: Failed & { readonly handle: string },
): Promise<void> {
  const { rules } = deps
  const { work } = asking
  if (footing === 'known') return count(work, rules.knownPlace, personal(asking, handle))
  if (footing !== 'owner') await countShare(rules, asking, handle)
  return footing === 'password'
    ? count(work, rules.shownFailures, handle)
    : countAccountFailure(deps, asking, { subject, handle })
}

async function countShare(rules: ServiceDeps['rules'], asking: Asking, of: string): Promise<void> {
  for (const place of placesOf(asking)) {
    await count(asking.work, rules.failureShare, `${place}:${of}`)
  }
}

async function countAccountFailure(
  deps: ServiceDeps,
  asking: Asking,
  { subject, handle }: { readonly subject: Subject; readonly handle: string },
): Promise<void> {
  const { work } = asking
  const rule = deps.rules.accountFailures
  await count(work, rule, handle)
  const { allowedAt: until } = await standing(work, rule, handle)
  if (until <= work.now) return
  const account = subject.accounts.find(({ id }) => id === handle) ?? null
  const letter = { template: 'codes-paused', until } as const
  await tellOfPause(deps, asking, { account, handle, letter, expiresAt: until })
}

/**
 * Takes note that a code was right: the owner's streaks end, and the place where it was typed is known from now on.
 *
 * @param provesOwner whether the code proves the account's owner, which a code to a new address does not
 */
export async function countSuccess(
  deps: ServiceDeps,
  asking: Asking,
  { subject, footing, provesOwner }: Failed & { readonly provesOwner: boolean },
): Promise<void> {
  const { rules } = deps
  await forget(asking.work, rules.failures, toldHandle(asking, subject, footing))
  if (!provesOwner) return
  for (const handle of accountHandles(subject)) {
    await endStreak(asking.work, rules.accountFailures, handle)
    if (footing === 'password') await forget(asking.work, rules.shownFailures, handle)
    await rememberPlace(deps, asking, handle)
  }
}

/** Remembers that this person has proven to own an account; not where a page was opened away from any chat. */
export async function rememberPlace(
  { rules }: Pick<ServiceDeps, 'rules'>,
  asking: Asking,
  account: string,
): Promise<void> {
  const { work, person } = asking
  if (person === '' || isVisitor(person)) return
  const rule: Rule = rules.knownPlace
  const key = counterKey(rule, personal(asking, account))
  await work.get('limits', key)
  work.put('limits', { key, at: [], consecutive: 0, forgetAt: work.now + (rule.keepMs ?? 0) })
}

/** The rows of a subject's handle that deciding reads, whatever the footing turns out to be. */
export function toldRows({ rules }: Pick<ServiceDeps, 'rules'>, asking: Asking, handle: string) {
  return [
    ...toldHandles(asking, handle).flatMap((each) => [
      limitRow(rules.failures, each),
      limitRow(rules.codeRequests, each),
    ]),
    ...accountCounters({ rules }, asking).map((prefix) => ({
      collection: 'limits' as const,
      key: `${prefix}${standIn(handle)}`,
    })),
    ...placesOf(asking).map((place) => limitRow(rules.failureShare, `${place}:${handle}`)),
  ]
}
