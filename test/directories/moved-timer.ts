import type { Timer } from '../../src/directories/evenly.ts'

/** A clock that passes when it is waited for, or told to. */
export function movedTimer(): Timer & { pass(ms: number): void } {
  let now = 0
  return {
    now: () => now,
    pass(ms) {
      now += ms
    },
    async until(at) {
      now = Math.max(now, at)
    },
  }
}
