import type { Clock } from '../../src/ports/clock.ts'

/** A clock that stands until it is moved by hand. */
export interface MovableClock extends Clock {
  pass(ms: number): void
  set(epochMs: number): void
}

/** Starts at an arbitrary fixed moment. */
export function movableClock(start = Date.UTC(2026, 0, 15, 10, 0, 0)): MovableClock {
  let now = start
  return {
    now: () => now,
    pass(ms) {
      now += ms
    },
    set(epochMs) {
      now = epochMs
    },
  }
}
