import { randomBytes, randomInt } from 'node:crypto'
import type { Clock } from '../ports/clock.ts'
import type { Random } from '../ports/random.ts'

/** The machine's clock. */
export const systemClock: Clock = { now: () => Date.now() }

/** The machine's cryptographic generator (ASVS 11.5.1). */
export const systemRandom: Random = {
  bytes: (size) => randomBytes(size),
  below: (limit) => randomInt(limit),
}
