import { expect } from 'chai'
import { twelveDigits } from '../../src/domain/account-id.ts'
import { recogniseIdentifier, type IdentifierKind } from '../../src/domain/identifier-in-text.ts'

const rules = { region: 'CN', accountIds: twelveDigits }

describe('a pasted value (S12)', () => {
  const table: readonly (readonly [string, IdentifierKind | null])[] = [
    ['13800138000', 'mobile'],
    ['+44 7400 123456', 'mobile'],
    ['008613800138000', 'mobile'],
    ['100000000012', 'account-id'],
    ['1000 0000 0012', 'account-id'],
    ['203.0.113.10', 'server-ip'],
    ['8.8.8.8', 'server-ip'],
    ['2001:db8::10', 'server-ip'],
    ['192.168.1.1', 'server-ip'],
    ['198.51.100.101', 'server-ip'],
    ['138.101.100.12', 'server-ip'],
    ['123456', 'code'],
    ['验证码123456', 'code'],
    ['123.45.678.910', null],
    ['8.8.8.8:80', null],
    ['12345', null],
    ['1234567890123', null],
    ['hello', null],
    ['', null],
    ['my number is 13800138000', null],
    ['2026-11-20', null],
  ]
  for (const [typed, kind] of table) {
    it(`takes ${JSON.stringify(typed)} for ${kind ?? 'nothing'}`, () => {
      expect(recogniseIdentifier(typed, rules)).to.equal(kind)
    })
  }

  it('guesses nothing when twelve digits are also a mobile with its trunk zero', () => {
    expect(recogniseIdentifier('013800138000', rules)).to.equal(null)
    expect(recogniseIdentifier('013800138000', { ...rules, region: 'US' })).to.equal('account-id')
  })
})
