import { expect } from 'chai'
import { floodKey, sourceOf } from '../../src/http/source.ts'

describe('where a request comes from', () => {
  it('is the peer, whatever the client claims, when no proxy is ours', () => {
    expect(sourceOf('198.51.100.7', '203.0.113.1', 0)).to.equal('198.51.100.7')
    expect(sourceOf('::ffff:198.51.100.7', undefined, 0)).to.equal('198.51.100.7')
  })

  it('is what the outermost proxy of ours wrote down, never what stands left of it', () => {
    expect(sourceOf('10.0.0.1', '6.6.6.6, 203.0.113.1', 1)).to.equal('203.0.113.1')
    expect(sourceOf('10.0.0.1', '6.6.6.6, 203.0.113.1, 10.0.0.2', 2)).to.equal('203.0.113.1')
    expect(sourceOf('10.0.0.1', '203.0.113.1', 3)).to.equal('10.0.0.1')
    expect(sourceOf('10.0.0.1', 'unknown', 1)).to.equal('10.0.0.1')
    expect(sourceOf('10.0.0.1', undefined, 1)).to.equal('10.0.0.1')
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
