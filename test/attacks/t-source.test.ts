import { expect } from 'chai'
import { createFloodGuard, floodKey, siteKey, sourceOf } from '../../src/http/source.ts'

describe('where a request comes from', () => {
  it('T10 a client claims a source where no proxy is ours → the peer counts', () => {
    expect(sourceOf('198.51.100.7', { 'x-forwarded-for': '203.0.113.1' }, 0)).to.equal(
      '198.51.100.7',
    )
    expect(sourceOf('::ffff:198.51.100.7', { 'x-forwarded-for': undefined }, 0)).to.equal(
      '198.51.100.7',
    )
  })

  it('T10 a client writes a source in front of the proxy’s → the proxy’s counts', () => {
    expect(sourceOf('10.0.0.1', { 'x-forwarded-for': '6.6.6.6, 203.0.113.1' }, 1)).to.equal(
      '203.0.113.1',
    )
    expect(
      sourceOf('10.0.0.1', { 'x-forwarded-for': '6.6.6.6, 203.0.113.1, 10.0.0.2' }, 2),
    ).to.equal('203.0.113.1')
    expect(sourceOf('10.0.0.1', { 'x-forwarded-for': '203.0.113.1' }, 3)).to.equal('10.0.0.1')
    expect(sourceOf('10.0.0.1', { 'x-forwarded-for': 'unknown' }, 1)).to.equal('10.0.0.1')
    expect(sourceOf('10.0.0.1', { 'x-forwarded-for': undefined }, 1)).to.equal('10.0.0.1')
  })

  const written: readonly (readonly [string, string])[] = [
    ['203.0.113.99:44321', '203.0.113.99'],
    [' 203.0.113.99 ', '203.0.113.99'],
    ['"203.0.113.99:80"', '203.0.113.99'],
    ['203.0.113.99:_port', '203.0.113.99'],
    ['2001:db8:cafe::17', '2001:db8:cafe::17'],
    ['[2001:db8:cafe::17]', '2001:db8:cafe::17'],
    ['[2001:db8:cafe::17]:4711', '2001:db8:cafe::17'],
    ['"[2001:db8:cafe::17]:4711"', '2001:db8:cafe::17'],
    ['::ffff:203.0.113.99', '203.0.113.99'],
    ['::FFFF:cb00:7163', '203.0.113.99'],
    ['0:0:0:0:0:ffff:203.0.113.99', '203.0.113.99'],
    ['[::ffff:203.0.113.99]:443', '203.0.113.99'],
  ]
  for (const [node, source] of written) {
    it(`T10 a proxy writes ${node} → read, in both headers`, () => {
      expect(sourceOf('10.0.0.1', { 'x-forwarded-for': `6.6.6.6, ${node}` }, 1)).to.equal(source)
      expect(sourceOf('10.0.0.1', { 'x-forwarded-for': `${node},10.0.0.2` }, 2)).to.equal(source)
      for (const name of ['for', 'For', 'FOR']) {
        const forwarded = `for=6.6.6.6, proto=https;${name}=${node};by="a,b;for=1.1.1.1"`
        expect(sourceOf('10.0.0.1', { forwarded }, 1)).to.equal(source)
      }
    })
  }

  for (const node of [
    'unknown',
    '_hidden',
    '"_gazonk"',
    '',
    '1.2.3',
    '01.2.3.4',
    'a.example:80',
    '[1.2.3',
    '"',
  ]) {
    it(`T10 a proxy writes ${JSON.stringify(node)} → the proxy itself counts`, () => {
      expect(sourceOf('10.0.0.1', { 'x-forwarded-for': node }, 1)).to.equal('10.0.0.1')
      expect(sourceOf('10.0.0.1', { forwarded: `for=${node}` }, 1)).to.equal('10.0.0.1')
    })
  }

  it('T10 a client claims a source in the header that the proxies do not write → ignored', () => {
    const forwarded = 'for=203.0.113.1'
    expect(sourceOf('10.0.0.1', { 'x-forwarded-for': '6.6.6.6', forwarded }, 1)).to.equal(
      '10.0.0.1',
    )
    expect(sourceOf('10.0.0.1', { 'x-forwarded-for': '203.0.113.1:1', forwarded }, 1)).to.equal(
      '203.0.113.1',
    )
  })

  it('T10 several forwarding headers with empty elements → counted over all of them', () => {
    expect(sourceOf('10.0.0.1', { 'x-forwarded-for': '203.0.113.1, , 10.0.0.2,' }, 2)).to.equal(
      '203.0.113.1',
    )
    expect(
      sourceOf('10.0.0.1', { forwarded: 'by=_a, for=203.0.113.1, , proto=https' }, 1),
    ).to.equal('10.0.0.1')
  })

  it('F7 T10 addresses of one /64 in many spellings, IPv4 in IPv6 → one bucket each', () => {
    const one = floodKey('2001:db8:1:2::1')
    expect(floodKey('2001:0db8:0001:0002:ffff:ffff:ffff:ffff')).to.equal(one)
    expect(floodKey('2001:DB8:1:2:3:4:5:6')).to.equal(one)
    expect(floodKey('2001:db8:1:3::1')).to.not.equal(one)
    expect(floodKey('::1')).to.equal('0:0:0:0::/64')
    expect(floodKey('fe80::1%eth0')).to.equal('fe80:0:0:0::/64')
    expect(floodKey('203.0.113.1')).to.equal('203.0.113.1')
  })

  it('F7 T10 requests from twenty /64 of one /48, whose owner has 65,536 → as many as of eight', async () => {
    const guard = createFloodGuard({ requests: 2, seconds: 60 })
    let taken = 0
    for (let network = 0; network < 20; network += 1) {
      for (const host of [1, 2]) {
        if ((await guard(`2001:db8:7:${network.toString(16)}::${host}`)) === null) taken += 1
      }
    }
    expect(taken).to.equal(16)
    expect(await guard('2001:db8:8::1')).to.equal(null)
    expect(siteKey('2001:db8:7:ffff::1')).to.equal('2001:db8:7::/48')
    expect(siteKey('203.0.113.1')).to.equal(null)
  })
})
