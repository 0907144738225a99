import { contradictionsIn, type Contradiction } from './contradictions.ts'
import { proofsOf, scoreOf, type Proof } from './proof-of-trail.ts'
import type { TrailMark } from './trail.ts'

/** One thing that happened on the way, as often as it did in a row. */
export interface PathStep {
  /** The first time, epoch ms. */
  readonly at: number
  readonly flow: string
  /** The answer's type, such as `code.refused`. */
  readonly step: string
  readonly times: number
}

/**
 * What would help next: let them sign in with the code they can receive; try the channel nobody has tried; ask for
 * what has not been told; wait until tries are allowed again; recovery by people; or nothing, when nothing is open.
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

/** What agents are shown of how somebody came: codes alone, for the catalogues to put into words. */
export interface Evidence {
  /** Every proof there is, the weightiest first, those that were not tried as well. */
  readonly proofs: readonly Proof[]
  /** 0 to 100. */
  readonly score: number
  readonly contradictions: readonly Contradiction[]
  /** In order; of a very long way the end. */
  readonly path: readonly PathStep[]
  readonly nextStep: NextStep
}

/** Nobody reads further back. */
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

/** After these nothing more can be tried for a while. */
const locking: ReadonlySet<string> = new Set([
  'code.delayed',
  'code.exhausted',
  'account.delayed',
  'lock.explained',
])

/** Both ways of proving somebody without being signed in were tried, or none, or one. */
function triedCodes(proofs: readonly Proof[]): number {
  return proofs.filter(({ proof, state }) => codeProofs.has(proof) && state !== 'untried').length
}

const codeProofs: ReadonlySet<string> = new Set(['recovery-mobile-code', 'recovery-email-code'])

/** The first rule that holds, from what must not be done to what is left. */
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
 * What the way somebody came says about who they are.
 *
 * The next step is the first that holds: what does not fit together is asked about; whoever is signed in needs
 * nothing; where the last thing that happened closed a door for a while they wait; whoever received a code can sign in
 * with one; of two recovery channels the untried one is tried; when both were tried in vain people have to recover the
 * account; and while nothing was tried there is more to ask for.
 *
 * @param trail in order
 * @param since what was shown before may have been shown by somebody else and is only part of the way; epoch ms
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
