import { expect } from 'chai'
import * as fc from 'fast-check'
import { parseEmail } from '../../src/domain/email.ts'

describe('email address', () => {
  const same: readonly (readonly [string, string])[] = [
    ['li.wei@example.com', 'li.wei@example.com'],
    ['  Li.Wei@Example.COM ', 'li.wei@example.com'],
    ['ｌｉ＠ｅｘａｍｐｌｅ．ｃｏｍ', 'li@example.com'],
    ["o'neil+tag@sub.example.co.uk", "o'neil+tag@sub.example.co.uk"],
    ['a@bücher.example', 'a@xn--bcher-kva.example'],
    ['a@例子.测试', 'a@xn--fsqu00a.xn--0zwm56d'],
  ]
  for (const [typed, email] of same) {
    it(`has one spelling: ${typed}`, () => {
      expect(parseEmail(typed)).to.deep.equal({ outcome: 'parsed', email })
    })
  }

  const refused: readonly (readonly [string, string])[] = [
    ['', 'no-at'],
    ['nobody', 'no-at'],
    ['a@b@example.com', 'many-ats'],
    ['@example.com', 'local-part'],
    ['.a@example.com', 'local-part'],
    ['a..b@example.com', 'local-part'],
    ['a b@example.com', 'local-part'],
    ['"a b"@example.com', 'local-part'],
    ['а@example.com', 'local-part'],
    ['a@', 'domain'],
    ['a@localhost', 'domain'],
    ['a@-x.example', 'domain'],
    ['a@example..com', 'domain'],
    ['a@127.0.0.1', 'domain'],
    ['a@1.2', 'domain'],
    ['a@example.com:25', 'domain'],
    ['a@example.com/x', 'domain'],
    ['a@x@', 'many-ats'],
    ['a@example.com\r\nBcc: b', 'domain'],
    [`${'a'.repeat(65)}@example.com`, 'too-long'],
    [
      `a@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(60)}.${'f'.repeat(20)}`,
      'too-long',
    ],
    ['a'.repeat(5000), 'too-long'],
  ]
  for (const [typed, reason] of refused) {
    it(`refuses ${JSON.stringify(typed.slice(0, 40))} (${reason})`, () => {
      expect(parseEmail(typed)).to.deep.equal({ outcome: 'refused', reason })
    })
  }

  it('reads its own spelling as the same address', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (typed) => {
        const once = parseEmail(typed)
        if (once.outcome === 'parsed') expect(parseEmail(once.email)).to.deep.equal(once)
      }),
    )
  })

  it('never throws and never lets a line break or a blank through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const parsed = parseEmail(`${typed}@example.com`)
        if (parsed.outcome === 'parsed') expect(parsed.email).to.match(/^[!-~]+$/)
      }),
    )
  })
})
