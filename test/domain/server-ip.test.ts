import { expect } from 'chai'
import * as fc from 'fast-check'
import { parseServerIp } from '../../src/domain/server-ip.ts'

const strict = { allowDocumentation: false }
const demo = { allowDocumentation: true }

const accepted: readonly (readonly [string, string])[] = [
  ['8.8.8.8', '8.8.8.8'],
  ['  8.8.8.8 ', '8.8.8.8'],
  ['1.0.0.1', '1.0.0.1'],
  ['100.63.255.255', '100.63.255.255'],
  ['100.128.0.0', '100.128.0.0'],
  ['172.15.255.255', '172.15.255.255'],
  ['172.32.0.0', '172.32.0.0'],
  ['198.17.255.255', '198.17.255.255'],
  ['223.255.255.255', '223.255.255.255'],
  ['::ffff:8.8.8.8', '8.8.8.8'],
  ['::FFFF:0808:0808', '8.8.8.8'],
  ['0:0:0:0:0:ffff:8.8.8.8', '8.8.8.8'],
  ['2400:3200::1', '2400:3200::1'],
  ['2400:3200:0:0:0:0:0:1', '2400:3200::1'],
  ['2606:4700:4700::1111', '2606:4700:4700::1111'],
  ['2A00:1450:4001:082A::200E', '2a00:1450:4001:82a::200e'],
]

const refused: Readonly<Record<string, readonly string[]>> = {
  'not-an-address': [
    '',
    'hello',
    '127.1',
    '8.8.8',
    '8.8.8.8.8',
    '2130706433',
    '0x7f000001',
    '0x7f.0.0.1',
    '８.８.８.８',
    '1。2。3。4',
    '8.8.8.8\n',
    '\t8.8.8.8',
    '8.8.8.8\u200B',
    '8. 8.8.8',
    '[2400:3200::1]',
    'http://8.8.8.8',
    '8.8.8.8.',
    '-1.2.3.4',
    '1.2.3.4; drop table',
    '2400:3200::1::2',
    '2400:3200:::1',
    '١.٢.٣.٤',
    '1'.repeat(100_000),
    ' '.repeat(100_000),
  ],
  port: ['8.8.8.8:80', '[2400:3200::1]:443'],
  cidr: ['8.8.8.8/24', '2400:3200::/32', '10.0.0.0/8'],
  zone: ['fe80::1%eth0', 'fe80::1%25', '2400:3200::1%lo'],
  private: [
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '100.64.0.1',
    '100.100.100.200',
    'fd00::1',
    '::ffff:10.0.0.1',
  ],
  loopback: ['127.0.0.1', '127.255.255.254', '::1', '::ffff:127.0.0.1', '::ffff:7f00:1'],
  'link-local': ['169.254.169.254', 'fe80::1'],
  documentation: ['192.0.2.1', '198.51.100.7', '203.0.113.10', '2001:db8::1', '3fff::1'],
  multicast: ['224.0.0.1', '239.255.255.255', 'ff02::1'],
  reserved: [
    '0.0.0.0',
    '0.1.2.3',
    '168.63.129.16',
    '192.0.0.8',
    '192.31.196.1',
    '192.52.193.1',
    '192.88.99.1',
    '192.175.48.1',
    '198.18.0.1',
    '198.19.255.255',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::8.8.8.8',
    '::ffff:0:8.8.8.8',
    '64:ff9b::7f00:1',
    '64:ff9b:1::1',
    '100::1',
    '2001::1',
    '2001:10::1',
    '2001:20::1',
    '2002:7f00:1::',
    '2620:4f:8000::1',
    '4000::1',
    '5f00::1',
    'fec0::1',
  ],
}

describe('a typed server address (S30 to S32, attacks E6 and E8)', () => {
  for (const [typed, ip] of accepted) {
    it(`takes ${JSON.stringify(typed)} as ${ip}`, () => {
      expect(parseServerIp(typed, strict)).to.deep.equal({ outcome: 'parsed', ip })
    })
  }

  for (const [reason, texts] of Object.entries(refused)) {
    for (const typed of texts) {
      it(`refuses ${JSON.stringify(typed.slice(0, 40))} as ${reason}`, () => {
        expect(parseServerIp(typed, strict)).to.deep.equal({ outcome: 'refused', reason })
      })
    }
  }

  it('lets documentation addresses through where demo data lives, and nothing else', () => {
    for (const ip of ['203.0.113.10', '2001:db8::10', '3fff::1']) {
      expect(parseServerIp(ip, demo)).to.deep.equal({ outcome: 'parsed', ip })
    }
    expect(parseServerIp('::ffff:203.0.113.10', demo)).to.deep.include({ ip: '203.0.113.10' })
    expect(parseServerIp('10.0.0.1', demo)).to.deep.include({ reason: 'private' })
    expect(parseServerIp('233.252.0.1', demo)).to.deep.include({ reason: 'multicast' })
  })

  it('names every number that is too big, the first one first (S31)', () => {
    expect(parseServerIp('123.45.678.910', strict)).to.deep.equal({
      outcome: 'refused',
      reason: 'octet',
      octets: [
        { position: 3, value: '678', fault: 'too-big' },
        { position: 4, value: '910', fault: 'too-big' },
      ],
    })
  })

  it('names a leading zero, which some programs read as octal', () => {
    expect(parseServerIp('0177.0.0.01', strict)).to.deep.equal({
      outcome: 'refused',
      reason: 'octet',
      octets: [
        { position: 1, value: '0177', fault: 'leading-zero' },
        { position: 4, value: '01', fault: 'leading-zero' },
      ],
    })
  })

  it('names a number of any length without reading it as a smaller one', () => {
    const result = parseServerIp('1.2.3.4294967297', strict)
    expect(result).to.deep.include({ reason: 'octet' })
  })

  it('gives a canonical address, which is read as itself', () => {
    const text = fc.oneof(fc.ipV4(), fc.ipV6(), fc.string())
    fc.assert(
      fc.property(text, (typed) => {
        const first = parseServerIp(typed, demo)
        if (first.outcome === 'parsed') {
          expect(parseServerIp(first.ip, demo)).to.deep.equal(first)
        }
      }),
    )
  })
})
