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

/** The first groups of an IPv6 address as a prefix; null for any other text. */
function prefixOf(source: string, many: number): string | null {
  if (isIP(source) !== 6) return null
  const [head = '', tail] = source.split('%')[0]?.split('::') ?? []
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0')
  const groups = [...left, ...zeros, ...right].slice(0, many)
  const plain = groups.map((group) => Number.parseInt(group, 16).toString(16))
  return `${plain.join(':')}::/${16 * many}`
}

/**
 * What a flood limit counts by: an IPv4 address, or the /64 of an IPv6 one, since one customer owns a whole /64. IPv4 addresses written as IPv6 count as the IPv4 they are.
 */
export function floodKey(source: string): string {
  return prefixOf(source, 4) ?? source
}

/** The /48 of an IPv6 address, which is the most that one site is given (RFC 6177); null for IPv4, where one address is a site. */
export function siteKey(source: string): string | null {
  return prefixOf(source, 3)
}

/** A whole site may make as many requests as so many of its networks. */
const networksOfSite = 8

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
  const { requests, seconds } = limit
  const limiter = new RateLimiterMemory({ points: requests, duration: seconds })
  const ofSites = new RateLimiterMemory({ points: networksOfSite * requests, duration: seconds })
  return async (source) => {
    try {
      await limiter.consume(floodKey(source))
      const site = siteKey(source)
      if (site !== null) await ofSites.consume(site)
      return null
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) return Math.ceil(refusal.msBeforeNext / 1_000)
      throw refusal
    }
  }
}
