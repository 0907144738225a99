import { BlockList } from 'node:net'

/** Why a well-formed address cannot be a customer's public server. */
export type AddressRange =
  | 'private'
  | 'loopback'
  | 'link-local'
  | 'documentation'
  | 'multicast'
  /**
   * Everything else the IANA registries set aside, what carries another address inside (6to4, Teredo, NAT64),
   * and every IPv6 address outside 2000::/3.
   */
  | 'reserved'

/** IANA special-purpose registries for IPv4 (RFC 6890 and its successors). */
const ipv4: Readonly<Record<AddressRange, readonly string[]>> = {
  // 100.64/10 is carrier-grade NAT (RFC 6598); a cloud's metadata service lives there, too.
  private: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'],
  loopback: ['127.0.0.0/8'],
  'link-local': ['169.254.0.0/16'],
  documentation: ['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24'],
  multicast: ['224.0.0.0/4'],
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
  ],
}

/** The same for IPv6; what lies outside 2000::/3 needs a row only to be told more exactly. */
const ipv6: Readonly<Record<AddressRange, readonly string[]>> = {
  private: ['fc00::/7'],
  loopback: ['::1/128'],
  'link-local': ['fe80::/10'],
  documentation: ['2001:db8::/32', '3fff::/20'],
  multicast: ['ff00::/8'],
  reserved: [
    '2001::/23', // Teredo, ORCHID, benchmarks and other protocol assignments
    '2002::/16', // 6to4
    '2620:4f:8000::/48', // AS112
  ],
}

const order = [
  'private',
  'loopback',
  'link-local',
  'documentation',
  'multicast',
  'reserved',
] as const satisfies readonly AddressRange[]

const lists = order.map((range) => ({
  range,
  ipv4: blockList(ipv4[range], 'ipv4'),
  ipv6: blockList(ipv6[range], 'ipv6'),
}))

const globalUnicast = blockList(['2000::/3'], 'ipv6')

/**
 * The special range an address lies in, or null for a globally routable one.
 *
 * @param ip a valid address of that family; IPv4-mapped IPv6 must have been turned into IPv4 before
 */
export function rangeOf(ip: string, family: 'ipv4' | 'ipv6'): AddressRange | null {
  const found = lists.find((entry) => entry[family].check(ip, family))
  if (found !== undefined) return found.range
  return family === 'ipv6' && !globalUnicast.check(ip, 'ipv6') ? 'reserved' : null
}

function blockList(subnets: readonly string[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList()
  for (const subnet of subnets) {
    const [net = '', prefix = ''] = subnet.split('/')
    list.addSubnet(net, Number(prefix), family)
  }
  return list
}
