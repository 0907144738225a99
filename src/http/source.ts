import { isIP } from 'node:net'
import RateLimiterMemory from 'rate-limiter-flexible/lib/RateLimiterMemory.js'
import RateLimiterRes from 'rate-limiter-flexible/lib/RateLimiterRes.js'
import { forwardedSource, unmapped, type Forwarding } from './forwarding.ts'

/**
 * The address a request comes from: the peer's, or the one that the outermost trusted proxy wrote down (forwarding.ts).
 *
 * @param headers those of the request
 * @param hops how many proxies are ours; 0 leaves the headers unread
 */
export function sourceOf(peer: string, headers: Forwarding, hops: number): string {
  return (hops === 0 ? null : forwardedSource(headers, hops)) ?? unmapped(peer)
}

/**
 * What a flood limit counts by: an IPv4 address, or the /64 of an IPv6 one, since one customer owns a whole /64. IPv4 addresses written as IPv6 count as the IPv4 they are.
 */
export function floodKey(source: string): string {
  if (isIP(source) !== 6) return source
  const [head = '', tail] = source.split('%')[0]?.split('::') ?? []
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0')
  const groups = [...left, ...zeros, ...right].slice(0, 4)
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`
}

/** How many requests one source may make in a window. */
export interface FloodLimit {
  readonly requests: number
  readonly seconds: number
}

/**
 * Limits the requests of each source, counted in this process alone: this protects the server, while tries and sends
 * are limited in the store.
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
