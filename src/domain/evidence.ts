import { isFailure, proofsOf, scoreOf, type Proof, type TrailMark } from './trail.ts'

/** What contradicts itself in somebody's trail. */
export const contradictionKinds = [
  'several-accounts',
  'several-mobiles',
  'several-servers',
  'several-emails',
  'refused-after-accepted',
  'failures-at-once',
] as const

export type Contradiction = (typeof contradictionKinds)[number]

/** How many different values may be named: a second number may be a slip of the finger, a third is not. */
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

/** From so many wrong codes after a right one, somebody else is assumed. */
const leastAfterwards = 3

/** Codes to a new address are left out: one that never matches may come from a mistyped address. */
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

/** Everything in a trail that contradicts itself: reasons to ask, not verdicts. */
function contradictionsIn(trail: readonly TrailMark[]): readonly Contradiction[] {
  return [
    ...namedTooMany(trail),
    ...(isRefusedAfterwards(trail) ? (['refused-after-accepted'] as const) : []),
    ...(isFailingAtOnce(trail) ? (['failures-at-once'] as const) : []),
  ]
}

/** One step of the trail, repetitions in a row counted together. */
export interface PathStep {
  /** The first time, epoch ms. */
  readonly at: number
  readonly flow: string
  /** The answer's type, such as `code.refused`. */
  readonly step: string
  readonly times: number
}

/**
 * What an agent may do next: offer to sign in with the code the user can receive; offer the recovery channel that was
 * not tried; ask for more; wait until tries are allowed again; recover the account with a second agent; or nothing.
 */
export const nextSteps = [
  'offer-sign-in',
  'offer-other-channel',
  'ask-for-more',
  'wait-for-lock',
  'assisted-recovery',
  'nothing',
] as const

export type NextStep = (typeof nextSteps)[number]

/** What agents are shown of a user's trail, as codes that the catalogues put into words. */
export interface Evidence {
  /** Every kind of proof by weight, untried ones too. */
  readonly proofs: readonly Proof[]
  /** 0 to 100. */
  readonly score: number
  readonly contradictions: readonly Contradiction[]
  /** In order; of a long one the last steps. */
  readonly path: readonly PathStep[]
  readonly nextStep: NextStep
}

/** Only the last steps are shown. */
const longestPath = 30

function pathOf(trail: readonly TrailMark[]): readonly PathStep[] {
  const path: PathStep[] = []
  for (const { at, flow, answer } of trail) {
    const last = path.at(-1)
    if (last?.flow === flow && last.step === answer) {
      path[path.length - 1] = { ...last, times: last.times + 1 }
    } else path.push({ at, flow, step: answer, times: 1 })
  }
  return path.slice(-longestPath)
}

/** Answers after which nothing can be tried for a while. */
const locking: ReadonlySet<string> = new Set([
  'code.delayed',
  'code.exhausted',
  'account.delayed',
  'lock.explained',
])

/** How many of the two recovery codes were tried. */
function triedCodes(proofs: readonly Proof[]): number {
  return proofs.filter(({ proof, state }) => codeProofs.has(proof) && state !== 'untried').length
}

const codeProofs: ReadonlySet<string> = new Set(['recovery-mobile-code', 'recovery-email-code'])

function nextStepOf(
  trail: readonly TrailMark[],
  proofs: readonly Proof[],
  contradictions: readonly Contradiction[],
): NextStep {
  const passed = (proof: string): boolean =>
    proofs.some((each) => each.proof === proof && each.state === 'passed')
  if (contradictions.length > 0) return 'ask-for-more'
  if (passed('signed-in')) return 'nothing'
  if (locking.has(trail.at(-1)?.answer ?? '')) return 'wait-for-lock'
  if (passed('recovery-mobile-code') || passed('recovery-email-code')) return 'offer-sign-in'
  const tried = triedCodes(proofs)
  if (tried === 1) return 'offer-other-channel'
  return tried === 2 ? 'assisted-recovery' : 'ask-for-more'
}

/**
 * What a user's trail says about who they are.
 *
 * The next step is the first that applies: with contradictions, ask for more; signed in, nothing; locked by the last
 * answer, wait; a code received, sign in with it; one recovery channel tried, the other; both tried in vain, assisted
 * recovery; otherwise ask for more.
 *
 * @param trail in order
 * @param since epoch ms; marks before it may be somebody else's, so they prove nothing but still can contradict
 */
export function evidenceOf(trail: readonly TrailMark[], since = 0): Evidence {
  const shown = trail.filter(({ at }) => at >= since)
  const proofs = proofsOf(shown)
  const contradictions = contradictionsIn(trail)
  return {
    proofs,
    score: scoreOf(proofs, shown),
    contradictions,
    path: pathOf(trail),
    nextStep: nextStepOf(shown, proofs, contradictions),
  }
}
