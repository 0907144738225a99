import { expect } from 'chai'
import * as fc from 'fast-check'
import { twelveDigits } from '../../src/domain/account-id.ts'
import { redacted } from '../../src/domain/redact.ts'
import { regExpWork } from './regexp-work.ts'

const shown = (text: string): string => redacted(text, { region: 'CN', accountIds: twelveDigits })

/** What stands around a value: everything but letters and digits, which would make another value of it. */
const punctuation = fc
  .array(
    fc.constantFrom(
      ...Array.from(` \n\t.,;:!?()[]{}<>"'“”‘’«»„/\\|*~^=+-–—…。，、；：！？（）「」·•#&%$`),
    ),
    {
      maxLength: 3,
    },
  )
  .map((signs) => signs.join(''))

const frames = fc.constantFrom<(text: string) => string>(
  (text) => text,
  (text) => `it is ${text}`,
  (text) => `我的是${text}，谢谢`,
  (text) => `see ${text} and help me please`,
)

const around = (value: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(punctuation, value, punctuation, frames)
    .map(([before, text, behind, frame]) => frame(`${before}${text}${behind}`))

const digits = (length: number): fc.Arbitrary<string> =>
  fc.string({
    unit: fc.constantFrom(...Array.from('0123456789')),
    minLength: length,
    maxLength: length,
  })

/** Digits as keyboards of other scripts type them. */
const scripts = fc.constantFrom<(text: string) => string>(
  ...[0x30, 0xff10, 0x660, 0x6f0, 0x966, 0x1d7ce].map(
    (zero) => (text: string) =>
      text.replace(/[0-9]/g, (digit) => String.fromCodePoint(zero + Number(digit))),
  ),
)

const joints = fc.constantFrom('', ' ', '-', '.', '–', '/', '\u00a0', '\u200b', ' - ', '_')

/** A number in groups, its digits in any script. */
const written = (groups: fc.Arbitrary<readonly string[]>): fc.Arbitrary<string> =>
  fc.tuple(groups, joints, scripts).map(([parts, joint, inScript]) => inScript(parts.join(joint)))

const digitsOf = (text: string): string => text.replace(/\D/g, '')

describe('what is kept of a text in a case', () => {
  const kept: readonly (readonly [string, string])[] = [
    ['call 138 0013 8000 or 13900139001', 'call +86 13•••••••00 or +86 13•••••••01'],
    ['我的手机号是１３８００１３８０００。', '我的手机号是+86 13•••••••00。'],
    ['+1 (415) 555-2671, 0049 1512 3456789', '+1 41••••••71, +49 15•••••••89'],
    ['13800138000\n13900139000', '+86 13•••••••00\n+86 13•••••••00'],
    ['138-0013-8000/139-0013-9001', '+86 13•••••••00/+86 13•••••••01'],
    ['138 0013 8000 139 0013 9001', '••••••••9001'],
    ['8613800138000', '+86 13•••••••00'],
    ['a13800138000b', 'a+86 13•••••••00b'],
    ['account 1000-0000-0012.', 'account ••••••••0012.'],
    ['1000,0000,0012', '••••••••0012'],
    ['order 20240115123456', 'order ••••••••3456'],
    ['邮箱li.wei@example.com谢谢', '邮箱li••••@example.com谢谢'],
    ['ｌｉ．ｗｅｉ＠ｅｘａｍｐｌｅ．ｃｏｍ', 'li••••@example.com'],
    ['x@li.wei@example.com', 'x@••••@example.com'],
    ['li.wei (at) example.com', 'li••••@example.com'],
    ['邮箱li.wei @ example.com', '邮箱li••••@example.com'],
    ['203.0.113.10:22, 203[.]0[.]113[.]11', '203.0.•••.•••:22, 203.0.•••.•••'],
    ['[2001:db8::10]:443', '[2001:db8:•••]:443'],
    ['::ffff:203.0.113.10', '0:0:•••'],
    ['it says my password is Kettle42! again', 'it says my password is •••••• again'],
    ['the code was 123 456', 'the code was ••••••'],
    ['4829', '••••'],
    ['hello\n１２３４-５６７８\nbye', 'hello\n••••••••\nbye'],
  ]
  for (const [text, expected] of kept) {
    it(`of ${JSON.stringify(text)} is ${JSON.stringify(expected)}`, () => {
      expect(shown(text)).to.equal(expected)
    })
  }

  const untouched = [
    'I cannot sign in. It says "too many tries", 3 times!',
    '我收不到验证码，已经等了 10 分钟。',
    'case 1042, error 5003, on 2026-10-01 at 10:30:45',
    '2026-10-01 - 2026-10-07',
    '1. open it 2. click 3. wait',
    'thanks, @Anna',
    'std::vector and Node.js 20.11.1',
    '10:30, 11:45:12',
    '',
    '\n\n',
  ]
  for (const text of untouched) {
    it(`is all of ${JSON.stringify(text)}`, () => {
      expect(shown(text)).to.equal(text)
    })
  }

  it('reads national numbers as of the region', () => {
    expect(redacted('(415) 555-2671', { region: 'US', accountIds: twelveDigits })).to.equal(
      '+1 41••••••71',
    )
    expect(redacted('0151 23456789', { region: 'DE', accountIds: twelveDigits })).to.equal(
      '+49 15•••••••89',
    )
    expect(redacted('+8613800138000', { region: 'nowhere', accountIds: twelveDigits })).to.equal(
      '+86 13•••••••00',
    )
  })

  it('never has an account ID, whatever stands around it', () => {
    const ids = digits(12)
    fc.assert(
      fc.property(
        ids.chain((id) => {
          const groups = [id.slice(0, 4), id.slice(4, 8), id.slice(8)]
          return fc.tuple(fc.constant(id), around(written(fc.constant(groups))))
        }),
        ([id, text]) => {
          const left = shown(text)
          // What is left of it: the last four, or the first and last two of what is a phone number too.
          expect(digitsOf(left).length, `${text} => ${left}`).to.be.at.most(8)
          expect(left.normalize('NFKC')).to.not.include(id)
        },
      ),
      { numRuns: 1000 },
    )
  })

  it('never has a phone number of its region or of another country, whatever stands around it', () => {
    const own = fc
      .tuple(fc.constantFrom('138', '139', '150', '186', '199'), digits(4), digits(4))
      .map((parts) => parts.map(String))
    const foreign = fc.constantFrom(
      ['+1', '415', '555', '2671'],
      ['+49', '1512', '3456789'],
      ['+44', '7400', '123456'],
      ['+91', '81234', '56789'],
      ['+65', '8123', '4567'],
      ['+55', '11', '96123', '4567'],
      ['0086', '138', '0013', '8000'],
      ['+86', '010', '6552', '9988'],
    )
    fc.assert(
      fc.property(
        fc.oneof(own, foreign).chain((groups) => {
          const number = digitsOf(groups.slice(-2).join(''))
          return fc.tuple(fc.constant(number), around(written(fc.constant(groups))))
        }),
        ([number, text]) => {
          const left = shown(text)
          expect(digitsOf(left), `${text} => ${left}`).to.not.include(number)
          expect(digitsOf(left).length, `${text} => ${left}`).to.be.at.most(8)
        },
      ),
      { numRuns: 1000 },
    )
  })

  it('never has more than two characters of a mail address’s local part, whatever stands around it', () => {
    const local = fc.stringMatching(/^[qzxjk][qzxjk0-9]{0,3}[._+-]?[qzxjk0-9]{3,10}$/)
    const host = fc.constantFrom('example.com', 'mail.example.org', 'x.cn', 'localhost')
    const wide = fc.constantFrom<(text: string) => string>(
      (text) => text,
      (text) => text.toUpperCase(),
      (text) => text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)),
      (text) => text.replace('@', '\u200b@\u2060'),
    )
    fc.assert(
      fc.property(
        fc
          .tuple(local, host, wide)
          .chain(([name, at, form]) =>
            fc.tuple(fc.constant(name), around(fc.constant(form(`${name}@${at}`)))),
          ),
        ([name, text]) => {
          const left = shown(text).normalize('NFKC').toLowerCase()
          expect(left, text).to.not.include(name.slice(0, 3))
          expect(left, text).to.not.include(name.slice(-4))
        },
      ),
      { numRuns: 1000 },
    )
  })

  it('never has an address in clear out of many without anything between them', () => {
    for (const times of [1, 2, 9, 10, 11, 22, 40]) {
      expect(shown('li.wei@example.com'.repeat(times))).to.equal('li••••@example.com')
      expect(shown('li.wei(at)example.com'.repeat(times))).not.to.include('wei')
    }
  })

  it('never has a server’s address, whatever stands around it', () => {
    const addresses = fc.oneof(
      fc.ipV4(),
      fc.ipV6().filter((ip) => ip.split(':').filter((group) => group !== '').length > 2),
    )
    fc.assert(
      fc.property(
        addresses.chain((ip) => fc.tuple(fc.constant(ip), around(fc.constant(ip)))),
        ([ip, text]) => {
          expect(shown(text), text).to.not.include(ip)
        },
      ),
      { numRuns: 1000 },
    )
  })

  it('has nothing left to hide', () => {
    const values = fc.constantFrom(
      '13800138000',
      '100000000012',
      'li.wei@example.com',
      '203.0.113.10',
      '2001:db8::10',
      '123456',
      'pwd=Kettle42!',
      '+1 415 555 2671',
      'hello',
      '你好',
      '2026-10-01',
    )
    const texts = fc.array(values, { maxLength: 6 }).map((parts) => parts.join(', '))
    fc.assert(
      fc.property(texts, (text) => {
        expect(shown(shown(text))).to.equal(shown(text))
      }),
    )
  })

  it('ends before a word that would be cut, and says that it does', () => {
    const left = shown(`${'word '.repeat(798)}li.wei@example.com`)
    expect(left.length).to.be.at.most(4001)
    expect(left.endsWith('word…')).to.equal(true)
  })

  it('costs no more for 100 KB than for the part that is kept, however odd the text is', () => {
    const odd = [
      '1 ',
      '+86 138',
      '1-(',
      'a',
      'a.',
      '@',
      'a@',
      '::',
      '1:',
      '(at)',
      ' @ ',
      '"',
      '١',
      '\n',
    ]
    for (const part of odd) {
      const workFor = (length: number): number =>
        regExpWork(() => shown(part.repeat(length / part.length))).units
      expect(workFor(100_000), part).to.equal(workFor(8_000)).and.to.be.within(1, 400_000)
    }
  })
})
