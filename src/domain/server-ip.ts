import { BlockList, isIP } from 'node:net'

/**
 * The IANA registries of special-purpose addresses (RFC 6890 and its successors). IPv6 outside 2000::/3 is refused in
 * any case; it has a row here only where the reason can be told more exactly.
 */
const specialRanges = {
  // 100.64/10 is carrier-grade NAT (RFC 6598); a cloud's metadata service is there, too.
  private: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7'],
  loopback: ['127.0.0.0/8', '::1/128'],
  'link-local': ['169.254.0.0/16', 'fe80::/10'],
  documentation: [
    '192.0.2.0/24',
    '198.51.100.0/24',
    '203.0.113.0/24',
    '2001:db8::/32',
    '3fff::/20',
  ],
  multicast: ['224.0.0.0/4', 'ff00::/8'],
  reserved: [
    '0.0.0.0/8',
    '168.63.129.16/32', // a cloud's internal platform address, the same in every network
    '192.0.0.0/24',
    '192.31.196.0/24', // AS112
    '192.52.193.0/24', // AMT
    '192.88.99.0/24', // 6to4 relays
    '192.175.48.0/24', // AS112
    '198.18.0.0/15', // benchmarks
    '240.0.0.0/4',
    '2001::/23', // Teredo, ORCHID, benchmarks and other protocol assignments
    '2002::/16', // 6to4
    '2620:4f:8000::/48', // AS112
  ],
} as const

/**
 * Why a well-formed address cannot be a customer's public server. `reserved` is everything that the other names do not
 * cover, with what carries another address inside (6to4, Teredo, NAT64) and all IPv6 outside 2000::/3.
 */
export type AddressRange = keyof typeof specialRanges

const familyOf = (ip: string): 'ipv4' | 'ipv6' => (ip.includes(':') ? 'ipv6' : 'ipv4')

function blockList(subnets: readonly string[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList()
  for (const subnet of subnets.filter((each) => familyOf(each) === family)) {
    const [net = '', prefix = ''] = subnet.split('/')
    list.addSubnet(net, Number(prefix), family)
  }
  return list
}

const isRange = (name: string): name is AddressRange => Object.hasOwn(specialRanges, name)

/** In the order of the table: the first that matches is told. */
const blockLists = Object.keys(specialRanges)
  .filter(isRange)
  .map((range) => ({
    range,
    ipv4: blockList(specialRanges[range], 'ipv4'),
    ipv6: blockList(specialRanges[range], 'ipv6'),
  }))

const globalUnicast = blockList(['2000::/3'], 'ipv6')

/** The special range an address lies in, or null for a globally routable one; mapped IPv4 must be IPv4 by now. */
function rangeOf(ip: string): AddressRange | null {
  const family = familyOf(ip)
  const found = blockLists.find((lists) => lists[family].check(ip, family))
  if (found !== undefined) return found.range
  return family === 'ipv6' && !globalUnicast.check(ip, 'ipv6') ? 'reserved' : null
}

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
  const typed = text.replace(/^ +/, '').replace(/(?<! ) +$/, '')
  if (typed.length > longestSpelling) return { outcome: 'refused', reason: 'not-an-address' }
  const ip = canonical(typed)
  if (ip === null) return { outcome: 'refused', ...faultOf(typed) }
  const range = rangeOf(ip)
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
  if (typed.includes('%') && isIP(typed.replace(/%[^]*$/, '')) === 6) return { reason: 'zone' }
  if (isIP(typed.replace(/\/\d{1,3}$/, '')) !== 0) return { reason: 'cidr' }
  // Without brackets the last group of an IPv6 address cannot be told from a port.
  const [, inBrackets, bare] = /^(?:\[([^\]]+)\]|([^:]+)):\d{1,5}$/.exec(typed) ?? []
  return { reason: isIP(inBrackets ?? bare ?? '') === 0 ? 'not-an-address' : 'port' }
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
