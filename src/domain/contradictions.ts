import { isFailure } from './proof-of-trail.ts'
import type { TrailMark } from './trail.ts'

/** What does not fit together in the way somebody came. */
export const contradictionKinds = [
  'several-accounts',
  'several-mobiles',
  'several-servers',
  'several-emails',
  'refused-after-accepted',
  'failures-at-once',
] as const

export type Contradiction = (typeof contradictionKinds)[number]

/** One slip of a finger makes two of a number; an account's owner does not try a third. */
const mostNamed: readonly (readonly [string, Contradiction, number])[] = [
  ['account-id', 'several-accounts', 1],
  ['mobile', 'several-mobiles', 2],
  ['server-ip', 'several-servers', 2],
  ['login-email', 'several-emails', 2],
]

function namedTooMany(trail: readonly TrailMark[]): readonly Contradiction[] {
  return mostNamed.flatMap(([by, contradiction, most]) => {
    const masks = trail.filter((mark) => mark.by === by && mark.mask !== null)
    return new Set(masks.map(({ mask }) => mask)).size > most ? [contradiction] : []
  })
}

/** So many wrong codes after a right one are somebody else's. */
const leastAfterwards = 3

/** Codes to a new address are left out: whoever mistypes one has mistyped the address. */
function isRefusedAfterwards(trail: readonly TrailMark[]): boolean {
  const own = trail.filter(({ by }) => by !== 'new')
  const accepted = own.findIndex(({ answer }) => answer === 'code.accepted')
  return accepted >= 0 && own.slice(accepted).filter(isFailure).length >= leastAfterwards
}

/** Two codes' worth of wrong tries within a quarter of an hour. */
const leastAtOnce = 5
const atOnceMs = 15 * 60_000

function isFailingAtOnce(trail: readonly TrailMark[]): boolean {
  const failures = trail.filter(isFailure).map(({ at }) => at)
  return failures.some((at, index) => {
    const last = failures[index + leastAtOnce - 1]
    return last !== undefined && last - at < atOnceMs
  })
}

/** Everything about a trail that does not fit together; none says that somebody lies, each is to be asked about. */
export function contradictionsIn(trail: readonly TrailMark[]): readonly Contradiction[] {
  return [
    ...namedTooMany(trail),
    ...(isRefusedAfterwards(trail) ? (['refused-after-accepted'] as const) : []),
    ...(isFailingAtOnce(trail) ? (['failures-at-once'] as const) : []),
  ]
}
