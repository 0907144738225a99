/** The error function's complement, Abramowitz and Stegun 7.1.26: exact to 1.5e-7, enough for p above 1e-6. */
function upperTail(z: number): number {
  const x = Math.abs(z) / Math.SQRT2
  const t = 1 / (1 + 0.3275911 * x)
  const series =
    ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t
  return series * Math.exp(-x * x)
}

/**
 * The Mann-Whitney rank test with the normal approximation, for samples of twenty and more without many ties.
 *
 * @returns the chance (two-sided) of ranks this far apart when both samples come from the same source, 0 to 1
 */
export function rankTest(one: readonly number[], other: readonly number[]): number {
  const all = [
    ...one.map((value) => ({ value, isOne: true })),
    ...other.map((value) => ({ value, isOne: false })),
  ].toSorted((a, b) => a.value - b.value)
  let rankSum = 0
  for (let from = 0; from < all.length;) {
    let to = from
    while (to < all.length && all[to]?.value === all[from]?.value) to += 1
    // Equal values share the middle of their ranks, which count from one.
    const rank = (from + 1 + to) / 2
    rankSum += rank * all.slice(from, to).filter(({ isOne }) => isOne).length
    from = to
  }
  const [n, m] = [one.length, other.length]
  const u = rankSum - (n * (n + 1)) / 2
  const spread = Math.sqrt((n * m * (n + m + 1)) / 12)
  return upperTail((u - (n * m) / 2) / spread)
}

/** The middle of a sample; the upper one of two. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

/** How long something took for somebody who is known, or for nobody. */
export interface Taken {
  readonly isKnown: boolean
  readonly ms: number
}

/** In another order, so that whatever else a machine does falls on all alike. */
export function shuffled<T>(values: readonly T[]): readonly T[] {
  return values
    .map((value) => ({ value, at: Math.random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ value }) => value)
}

/** The rank test of known against unknown, with the middle of each. */
export function apart(taken: readonly Taken[]): { p: number; known: number; unknown: number } {
  const of = (wanted: boolean) =>
    taken.flatMap(({ isKnown: is, ms }) => (is === wanted ? [ms] : []))
  const [known, unknown] = [of(true), of(false)]
  return { p: rankTest(known, unknown), known: median(known), unknown: median(unknown) }
}
