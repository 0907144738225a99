import { expect } from 'chai'
import * as fc from 'fast-check'
import { drawCode, readCode } from '../../src/domain/one-time-code.ts'

describe('a typed one-time code', () => {
  const read: readonly (readonly [string, string])[] = [
    ['123456', '123456'],
    ['123 456', '123456'],
    ['123-456', '123456'],
    ['1 2 3 4 5 6', '123456'],
    ['１２３４５６', '123456'],
    ['٠١٢٣٤٥', '012345'],
    ['code: 123 456', '123456'],
    ['my code is 123456', '123456'],
    ['the code you sent is 123456', '123456'],
    ['you texted me 123 456', '123456'],
    ['I have received the code: 123456', '123456'],
    ['It’s 012345.', '012345'],
    ["it's 012345!", '012345'],
    ['The verification code is 123456, thanks', '123456'],
    ['验证码123456', '123456'],
    ['您的验证码是：123456。', '123456'],
    ['收到的验证码是 123 456 谢谢', '123456'],
    ['000000', '000000'],
  ]
  for (const [typed, code] of read) {
    it(`reads ${JSON.stringify(typed)}`, () => expect(readCode(typed)).to.equal(code))
  }

  for (const typed of [
    '',
    '12345',
    '1234567',
    '+123456',
    '-123456',
    '123456 or 654321',
    '12345a',
    '12.34.56',
    '1e5555',
    'my code is not 123456',
    'order 123456',
    '13800138000',
    `${' '.repeat(80)}123456`,
    '1'.repeat(100_000),
  ]) {
    it(`spends no attempt on ${JSON.stringify(typed.slice(0, 30))}`, () => {
      expect(readCode(typed)).to.equal(null)
    })
  }
})

describe('a drawn code', () => {
  it('keeps its leading zeros', () => {
    expect(drawCode({ below: () => 42 })).to.equal('000042')
    expect(drawCode({ below: () => 0 })).to.equal('000000')
  })

  it('can be any six-digit string and no other', () => {
    const limits: number[] = []
    const below = (limit: number): number => {
      limits.push(limit)
      return limit - 1
    }
    expect(drawCode({ below })).to.equal('999999')
    expect(limits).to.deep.equal([1_000_000])
  })

  it('is read as itself', () => {
    fc.assert(
      fc.property(fc.nat({ max: 999_999 }), (number) => {
        const code = drawCode({ below: () => number })
        expect(readCode(code)).to.equal(code)
        expect(Number(code)).to.equal(number)
      }),
    )
  })
})
