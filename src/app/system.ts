import { randomFillSync, randomInt } from 'node:crypto'
import type { Clock } from '../ports/clock.ts'
import type { Random } from '../ports/random.ts'

/** The machine's clock. */
export const systemClock: Clock = { now: () => Date.now() }

const poolBytes = 4_096

/** Asking the generator costs the same for one byte as for a page of them; each byte is given out once. */
function createPool(): (size: number) => Uint8Array {
  const pool = new Uint8Array(poolBytes)
  let next = poolBytes
  return (size) => {
    if (size > poolBytes) return randomFillSync(new Uint8Array(size))
    if (next + size > poolBytes) {
      randomFillSync(pool)
      next = 0
    }
    const taken = pool.slice(next, next + size)
    pool.fill(0, next, next + size)
    next += size
    return taken
  }
}

/** The machine's cryptographic generator (ASVS 11.5.1). */
export const systemRandom: Random = {
  bytes: createPool(),
  below: (limit) => randomInt(limit),
}
