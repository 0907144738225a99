import { expect } from 'chai'
import { floodKey, sourceOf } from '../../src/http/source.ts'

describe('where a request comes from', () => {
  it('is the peer, whatever the client claims, when no proxy is ours', () => {
    expect(sourceOf('198.51.100.7', { 'x-forwarded-for': '203.0.113.1' }, 0)).to.equal('198.51.100.7')
    expect(sourceOf('::ffff:198.51.100.7', { 'x-forwarded-for': undefined }, 0)).to.equal('198.51.100.7')
  })

  it('is what the outermost proxy of ours wrote down, never what stands left of it', () => {
    expect(sourceOf('10.0.0.1', { 'x-forwarded-for': '6.6.6.6, 203.0.113.1' }, 1)).to.equal('203.0.113.1')
    expect(sourceOf('10.0.0.1', { 'x-forwarded-for': '6.6.6.6, 203.0.113.1, 10.0.0.2' }, 2)).to.equal('203.0.113.1')
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
    it(`is read out of ${node} in both headers`, () => {
      expect(sourceOf('10.0.0.1', { 'x-forwarded-for': `6.6.6.6, ${node}` }, 1)).to.equal(source)
      expect(sourceOf('10.0.0.1', { 'x-forwarded-for': `${node},10.0.0.2` }, 2)).to.equal(source)
      for (const name of ['for', 'For', 'FOR']) {
        const forwarded = `for=6.6.6.6, proto=https;${name}=${node};by="a,b;for=1.1.1.1"`
        expect(sourceOf('10.0.0.1', { forwarded }, 1)).to.equal(source)
      }
    })
  }

  for (const node of ['unknown', '_hidden', '"_gazonk"', '', '1.2.3', '01.2.3.4', 'a.example:80', '[1.2.3', '"']) {
    it(`is the proxy where it wrote ${JSON.stringify(node)}`, () => {
      expect(sourceOf('10.0.0.1', { 'x-forwarded-for': node }, 1)).to.equal('10.0.0.1')
      expect(sourceOf('10.0.0.1', { forwarded: `for=${node}` }, 1)).to.equal('10.0.0.1')
    })
  }

  it('is never what a client claims in the header that the proxies do not write', () => {
    const forwarded = 'for=203.0.113.1'
    expect(sourceOf('10.0.0.1', { 'x-forwarded-for': '6.6.6.6', forwarded }, 1)).to.equal('10.0.0.1')
    expect(sourceOf('10.0.0.1', { 'x-forwarded-for': '203.0.113.1:1', forwarded }, 1)).to.equal(
      '203.0.113.1',
    )
  })

  it('counts the elements of several headers and no empty ones', () => {
    expect(sourceOf('10.0.0.1', { 'x-forwarded-for': '203.0.113.1, , 10.0.0.2,' }, 2)).to.equal(
      '203.0.113.1',
    )
    expect(sourceOf('10.0.0.1', { forwarded: 'by=_a, for=203.0.113.1, , proto=https' }, 1)).to.equal(
      '10.0.0.1',
    )
  })

  it('counts IPv6 by /64 however it is written, and IPv4 by itself', () => {
    const one = floodKey('2001:db8:1:2::1')
    expect(floodKey('2001:0db8:0001:0002:ffff:ffff:ffff:ffff')).to.equal(one)
    expect(floodKey('2001:DB8:1:2:3:4:5:6')).to.equal(one)
    expect(floodKey('2001:db8:1:3::1')).to.not.equal(one)
    expect(floodKey('::1')).to.equal('0:0:0:0::/64')
    expect(floodKey('fe80::1%eth0')).to.equal('fe80:0:0:0::/64')
    expect(floodKey('203.0.113.1')).to.equal('203.0.113.1')
  })
})
