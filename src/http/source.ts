import { isIP } from 'node:net'

/**
 * The address a request comes from: the peer's, or what the last of the trusted proxies wrote down.
 * Anything further left in `X-Forwarded-For` is the client's own word and is not believed.
 *
 * @param hops how many proxies are ours; 0 leaves the header unread
 */
export function sourceOf(peer: string, forwarded: string | undefined, hops: number): string {
  if (hops === 0 || forwarded === undefined) return plain(peer)
  const told = forwarded.split(',').at(-hops)?.trim() ?? ''
  return isIP(told) === 0 ? plain(peer) : plain(told)
}

/**
 * What a flood limit counts by: an IPv4 address, or the /64 of an IPv6 one, since a single customer is given a
 * whole /64. IPv4 addresses written as IPv6 count as the IPv4 they are.
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

function plain(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/iu.exec(address)?.[1]
  return mapped ?? address
}
