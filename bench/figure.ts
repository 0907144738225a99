/** A number with what it counts. */
export interface Measured {
  readonly value: number
  readonly unit: string
}

/** What a figure is held against: its ratio to the peer, or its own value. */
export interface Goal {
  readonly of: 'ratio' | 'value'
  readonly bound: 'at least' | 'at most'
  readonly limit: number
}

/** One line of the table. */
export interface Figure {
  /** The suite it comes from, as `--only` names it. */
  readonly suite: string
  readonly work: string
  /** Null when it could not be measured; `note` says why. */
  readonly ours: Measured | null
  readonly peer: (Measured & { readonly name: string }) | null
  /** Ours divided by the peer's: the median of the rounds where there were several. */
  readonly ratio: number | null
  /** The least and the most of those rounds. */
  readonly spread: readonly [number, number] | null
  readonly goal: Goal
  /** Null when there is nothing to compare. */
  readonly reached: boolean | null
  readonly note: string | null
}

type Parts = Pick<Figure, 'suite' | 'work' | 'ours' | 'goal'> &
  Partial<Pick<Figure, 'peer' | 'note'>> & {
    /** Ours divided by the peer's, round by round. */
    readonly ratios?: readonly number[]
  }

function isWithin({ bound, limit }: Goal, value: number | null): boolean | null {
  if (value === null) return null
  return bound === 'at least' ? value >= limit : value <= limit
}

function rounded(ratios: readonly number[]): Pick<Figure, 'ratio' | 'spread'> | null {
  if (ratios.length === 0) return null
  return { ratio: median(ratios), spread: [Math.min(...ratios), Math.max(...ratios)] }
}

/** Completes a figure: its ratio to the peer, and whether the goal is reached. */
export function figure({ peer = null, note = null, ratios = [], ...parts }: Parts): Figure {
  const { ours, goal } = parts
  const whole = ours === null || peer === null ? null : ours.value / peer.value
  const { ratio, spread } = rounded(ratios) ?? { ratio: whole, spread: null }
  const reached = isWithin(goal, goal.of === 'ratio' ? ratio : (ours?.value ?? null))
  return { ...parts, peer, note, ratio, spread, reached }
}

/**
 * The value below which a share of the values lies, by rank.
 *
 * @param share from 0 to 1
 * @returns NaN for no values
 */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** The middle value of several rounds: one round that was disturbed does not count. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}
