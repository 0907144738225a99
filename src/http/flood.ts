import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { FloodLimit } from './settings.ts'
import { floodKey } from './source.ts'

/**
 * Counts requests for each source, in this process alone: it keeps the doors free, while tries and sends are
 * limited in the store.
 *
 * @returns for a source, null while it may go on, or the seconds until it may come back
 */
export function createFloodGuard(
  limit: FloodLimit | null,
): (source: string) => Promise<number | null> {
  if (limit === null) return () => Promise.resolve(null)
  const limiter = new RateLimiterMemory({ points: limit.requests, duration: limit.seconds })
  return async (source) => {
    try {
      await limiter.consume(floodKey(source))
      return null
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) return Math.ceil(refusal.msBeforeNext / 1_000)
      throw refusal
    }
  }
}
