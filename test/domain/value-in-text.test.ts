import { expect } from 'chai'
import * as fc from 'fast-check'
import { twelveDigits } from '../../src/domain/account-id.ts'
import { readEmail, readServerIp } from '../../src/domain/address-in-text.ts'
import type { ValueRead } from '../../src/domain/found-value.ts'
import { readAccountId, readCodeIn, readMobile } from '../../src/domain/value-in-text.ts'
import { tables, type Kind } from './typed-values.ts'

const readers: Readonly<Record<Kind, (text: string) => ValueRead<unknown>>> = {
  mobile: (text) => readMobile(text, 'CN'),
  email: readEmail,
  'server-ip': (text) => readServerIp(text, { allowDocumentation: true }),
  'account-id': (text: string) => readAccountId(text, twelveDigits, 'asked'),
  code: readCodeIn,
}

/** One value as it is written, several as a list, `-` for none. */
function written(read: ValueRead<unknown>): string {
  if (read.outcome === 'none') return '-'
  return read.outcome === 'one' ? read.value : read.values.join(' | ')
}

const kinds: readonly Kind[] = ['mobile', 'email', 'server-ip', 'account-id', 'code']

const id = (text: string) => readAccountId(text, twelveDigits, 'anywhere')

describe('a value in any text (U2 to U5)', () => {
  for (const kind of kinds) {
    for (const [expected, texts] of Object.entries(tables[kind])) {
      it(`reads ${expected} (${kind})`, () => {
        const wrong = texts
          .map((text) => [text, written(readers[kind](text))])
          .filter(([, got]) => got !== expected)
        expect(wrong).to.deep.equal([])
      })
    }
  }

  it('says what is wrong with the value in a sentence, not with the sentence', () => {
    expect(readMobile('my number is 138001', 'CN')).to.deep.include({ refusal: 'too-short' })
    expect(readMobile('it is 021 6123 4567', 'CN')).to.deep.include({ refusal: 'landline' })
    expect(
      readServerIp('ip 300.1.2.3 please', { allowDocumentation: true }),
    ).to.have.nested.property('refusal.reason', 'octet')
    expect(readAccountId('my id is 10000000001', twelveDigits, 'asked')).to.deep.include({
      refusal: 'too-short',
    })
  })

  it('is not denied by a word that only ends like “n’t”', () => {
    expect(id('my account 100000000012').outcome).to.equal('one')
    expect(id('it isn’t 100000000012').outcome).to.equal('none')
    expect(id('it isnt 100000000012').outcome).to.equal('none')
  })

  it('reads a number of another country beside its name, in words of both languages (S16)', () => {
    const typed = {
      'UK 07400 123456': '+447400123456',
      '07400123456 (United Kingdom)': '+447400123456',
      "it's a number from Germany: 0160 23456789": '+4916023456789',
      '英国的号码 07400 123456': '+447400123456',
      '中国香港 6123 4567': '+85261234567',
      'Hong Kong 61234567': '+85261234567',
    }
    for (const [text, expected] of Object.entries(typed)) {
      expect(readMobile(text, 'CN'), text).to.deep.equal({ outcome: 'one', value: expected })
    }
    expect(readMobile('Germany 0151 23456789', 'CN')).to.deep.equal({
      outcome: 'several',
      values: ['+8615123456789', '+4915123456789'],
    })
    for (const text of ['can you text us at 07400 123456', 'it is in 07400 123456']) {
      expect(readMobile(text, 'CN').outcome, text).to.equal('none')
    }
  })

  it('never calls a mobile of another country a landline', () => {
    expect(readMobile('07400 123456', 'CN')).to.deep.include({ refusal: 'foreign' })
    expect(readMobile('my number is 13800138001', 'GB')).to.deep.include({ refusal: 'foreign' })
  })
})

const words = [
  'my',
  'number',
  'is',
  'please',
  'thanks!',
  '您好',
  '我的',
  '，',
  '号码：',
  '是',
  'hm…',
  '(',
  '）',
  '“',
  '」',
  '<br>',
  '\u200b',
  'ok,',
  'the',
  '10 minutes',
  'iPhone',
  'v2',
]

const around = fc.array(fc.constantFrom(...words), { maxLength: 6 }).map((list) => list.join(' '))

const digits = (length: number): fc.Arbitrary<string> =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((list) => list.join(''))

const values: Readonly<Record<Kind, fc.Arbitrary<string>>> = {
  mobile: digits(8).map((rest) => `+86138${rest}`),
  email: fc
    .tuple(fc.stringMatching(/^[a-z][a-z0-9]{0,12}$/), fc.stringMatching(/^[a-z]{2,10}$/))
    .map(([local, host]) => `${local}@${host}.com`),
  'server-ip': fc
    .tuple(
      fc.integer({ min: 11, max: 99 }),
      fc.integer({ min: 0, max: 255 }),
      fc.integer({ min: 0, max: 255 }),
    )
    .map(([a, b, c]) => `8.${a}.${b}.${c}`),
  'account-id': digits(11).map((rest) => `1${rest}`),
  code: digits(6),
}

describe('a value among any words', () => {
  for (const kind of kinds) {
    it(`is read, and asked about when there are two (${kind})`, () => {
      fc.assert(
        fc.property(
          fc.tuple(values[kind], values[kind]),
          fc.tuple(around, around, around),
          ([one, other], [before, between, behind]) => {
            expect(written(readers[kind](`${before} ${one} ${behind}`))).to.equal(one)
            const both = readers[kind](`${before} ${one} and ${between} ${other} ${behind}`)
            expect(both.outcome).to.equal(one === other ? 'one' : 'several')
          },
        ),
        { numRuns: 300 },
      )
    })
  }

  it('costs no more than its length, whatever stands there', () => {
    const seeds = [
      '1',
      '1 ',
      '+',
      '(1',
      '1.',
      ':',
      'a:',
      '@',
      'a@',
      'a.',
      '<a',
      '[',
      '零',
      'one ',
      'double ',
      'at ',
      '\u0001',
      '1-',
      '://',
      'not ',
    ]
    for (const seed of seeds) {
      for (const kind of kinds) readers[kind](seed.repeat(60_000 / seed.length))
    }
  }).timeout(4_000)
})
