import { expect } from 'chai'
import { parseAccountId, twelveDigits } from '../../src/domain/account-id.ts'

describe('a typed account ID (S24)', () => {
  for (const typed of [
    '100000000012',
    '1000 0000 0012',
    '1000-0000-0012',
    '１０００００００００１２',
    ' 100000000012\n',
    '100–000–000–012',
    '١٠٠٠٠٠٠٠٠٠١٢',
  ]) {
    it(`reads ${JSON.stringify(typed)}`, () => {
      expect(parseAccountId(typed, twelveDigits)).to.deep.equal({
        outcome: 'parsed',
        id: '100000000012',
      })
    })
  }

  it('keeps leading zeros', () => {
    expect(parseAccountId('000000000001', twelveDigits)).to.deep.include({ id: '000000000001' })
  })

  it('refuses eleven digits, which may be a Chinese mobile', () => {
    expect(parseAccountId('13800138000', twelveDigits)).to.deep.equal({
      outcome: 'refused',
      reason: 'too-short',
      digits: 11,
    })
  })

  it('refuses thirteen digits and any more', () => {
    expect(parseAccountId('1000000000123', twelveDigits)).to.deep.include({
      reason: 'too-long',
      digits: 13,
    })
    expect(parseAccountId('1'.repeat(100_000), twelveDigits)).to.deep.include({
      reason: 'too-long',
    })
    expect(parseAccountId(`100000000012${' '.repeat(500)}3`, twelveDigits)).to.deep.include({
      reason: 'too-long',
    })
  })

  it('refuses nothing at all as too short', () => {
    expect(parseAccountId(' ', twelveDigits)).to.deep.equal({
      outcome: 'refused',
      reason: 'too-short',
      digits: 0,
    })
  })

  for (const typed of ['10000000001O', 'ID 100000000012', '100.000.000.012', '+100000000012']) {
    it(`refuses ${JSON.stringify(typed)} as not digits`, () => {
      expect(parseAccountId(typed, twelveDigits)).to.deep.include({
        outcome: 'refused',
        reason: 'other-signs',
      })
    })
  }
})
