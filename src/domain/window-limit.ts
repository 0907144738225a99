/** A sliding window that ends now. Both in milliseconds, `now` since the epoch. */
export interface LimitWindow {
  readonly now: number
  readonly windowMs: number
}

/** By how much the clocks of several machines may differ. */
const skewMs = 10_000

/**
 * Whether what happened at a moment is young enough to open something still. What happened in the future is not: a clock
 * that was set back extends nothing. A refusal counts such moments instead, see {@link countWithin}.
 */
export function isYoung(at: number, { now, windowMs }: LimitWindow): boolean {
  return at - skewMs <= now && now < at + windowMs
}

/**
 * How many of the moments `at` (epoch ms, any order) count now. One leaves the window exactly `windowMs` after it
 * happened. Moments in the future count: a clock that was set back refunds nothing.
 */
export function countWithin(at: readonly number[], window: LimitWindow): number {
  return pruned(at, window).length
}

/** The moments that still count, in the order they had; what a limit's row needs to keep. */
export function pruned(at: readonly number[], { now, windowMs }: LimitWindow): readonly number[] {
  return at.filter((moment) => moment > now - windowMs)
}

/**
 * From when on one more is allowed, epoch ms: `now` when it is allowed already.
 *
 * @param limit max how many the window may hold; with 0 nothing is ever allowed, told as a whole window from now
 */
export function nextAllowedAt(
  at: readonly number[],
  limit: LimitWindow & { readonly max: number },
): number {
  const counting = pruned(at, limit).toSorted((one, other) => one - other)
  if (counting.length < limit.max) return limit.now
  const leaving = counting[counting.length - limit.max]
  return (leaving ?? limit.now) + limit.windowMs
}

/** Beyond it a double no longer tells neighbours apart, and the cap was reached long ago. */
const mostDoublings = 52

/**
 * The wait after `streak` failures or sends in a row: none after 0, `baseMs` after the first, then twice as long
 * each time up to `capMs` (NIST SP 800-63B section 3.2.2 names growing waits).
 */
export function doublingWait(baseMs: number, streak: number, capMs: number): number {
  if (streak < 1) return 0
  return Math.min(baseMs * 2 ** Math.min(streak - 1, mostDoublings), capMs)
}
