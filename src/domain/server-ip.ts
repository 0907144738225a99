import { isIP } from 'node:net'
import { rangeOf, type AddressRange } from './address-ranges.ts'

/** One of the four numbers of an address that is not a plain number from 0 to 255. */
export interface BadOctet {
  /** Counted from 1, as people count. */
  readonly position: number
  /** As typed. */
  readonly value: string
  /** `leading-zero`: some programs would read it as octal and reach another server. */
  readonly fault: 'too-big' | 'leading-zero'
}

export type ServerIpRefusal =
  | {
      readonly reason: 'octet'
      /** All of them, in order; never empty. */
      readonly octets: readonly BadOctet[]
    }
  | { readonly reason: 'not-an-address' | 'port' | 'cidr' | 'zone' | AddressRange }

export type ParsedServerIp =
  | {
      readonly outcome: 'parsed'
      /** Dotted quad or RFC 5952. */
      readonly ip: string
    }
  | ({ readonly outcome: 'refused' } & ServerIpRefusal)

/** The longest IPv6 spelling has 45 characters; brackets, a port, a zone may stand around it. */
const longestSpelling = 80

/**
 * Reads the public address of a server (S30 to S32, RFC 5952). Only what is canonical as typed is taken: ordinary
 * spaces around it are dropped and nothing is repaired, since another program would read `0177.0.0.1`, `127.1` or
 * full-width digits as another server. IPv4-mapped IPv6 becomes IPv4. Addresses that the internet does not route
 * are refused with their range, and IPv6 passes only inside 2000::/3.
 *
 * @param options allowDocumentation lets the documentation ranges through, where demo data lives
 */
export function parseServerIp(
  text: string,
  options: { readonly allowDocumentation: boolean },
): ParsedServerIp {
  if (text.length > longestSpelling * 4) return { outcome: 'refused', reason: 'not-an-address' }
  const typed = text.replace(/^ +/, '').replace(/ +$/, '')
  if (typed.length > longestSpelling) return { outcome: 'refused', reason: 'not-an-address' }
  const ip = canonical(typed)
  if (ip === null) return { outcome: 'refused', ...faultOf(typed) }
  const range = rangeOf(ip, ip.includes(':') ? 'ipv6' : 'ipv4')
  if (range === null || (range === 'documentation' && options.allowDocumentation)) {
    return { outcome: 'parsed', ip }
  }
  return { outcome: 'refused', reason: range }
}

function canonical(typed: string): string | null {
  if (typed.includes('%')) return null
  const family = isIP(typed)
  if (family === 4) return typed
  const url = `http://[${typed}]/`
  if (family !== 6 || !URL.canParse(url)) return null
  const ip = new URL(url).hostname.slice(1, -1)
  return mappedIpv4(ip) ?? ip
}

/** `::ffff:808:808` as `8.8.8.8`: the same host, which must not be known by two names. */
function mappedIpv4(ip: string): string | null {
  const [, high, low] = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(ip) ?? []
  if (high === undefined || low === undefined) return null
  const bytes = [high, low].flatMap((half) => {
    const value = Number.parseInt(half, 16)
    return [value >> 8, value & 0xff]
  })
  return bytes.join('.')
}

function faultOf(typed: string): ServerIpRefusal {
  const octets = /^\d+\.\d+\.\d+\.\d+$/.test(typed) ? badOctets(typed) : []
  if (octets.length > 0) return { reason: 'octet', octets }
  if (typed.includes('%') && isIP(typed.replace(/%.*$/, '')) === 6) return { reason: 'zone' }
  if (isIP(typed.replace(/\/\d{1,3}$/, '')) !== 0) return { reason: 'cidr' }
  // Without brackets the last group of an IPv6 address cannot be told from a port.
  const [, ipv6, ipv4] = /^(?:\[([^\]]+)\]|([^:]+)):\d{1,5}$/.exec(typed) ?? []
  return { reason: isIP(ipv6 ?? ipv4 ?? '') === 0 ? 'not-an-address' : 'port' }
}

function badOctets(typed: string): readonly BadOctet[] {
  return typed.split('.').flatMap((value, index) => {
    const fault = octetFault(value)
    return fault === null ? [] : [{ position: index + 1, value, fault }]
  })
}

function octetFault(value: string): BadOctet['fault'] | null {
  if (value.length > 1 && value.startsWith('0')) return 'leading-zero'
  return value.length > 3 || Number(value) > 255 ? 'too-big' : null
}
