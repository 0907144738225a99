import { expect } from 'chai'
import { array, assert, constantFrom, oneof, property, string } from 'fast-check'
import { readEmail, readServerIp } from '../../src/domain/address-in-text.ts'
import { mayHoldValue } from '../../src/domain/typed-text.ts'
import { readAccountId, readCodeIn, readMobile } from '../../src/domain/value-in-text.ts'

/** Whether any reader of values finds one, each asked by itself. */
function holdsValue(text: string): boolean {
  return [
    readEmail(text),
    readServerIp(text, { allowDocumentation: true }),
    readMobile(text, 'CN'),
    readAccountId(text),
    readCodeIn(text),
  ].some(({ outcome }) => outcome !== 'none')
}

const parts = [
  'one',
  'double',
  'seven',
  'oh',
  'phone',
  'my number',
  '一三八',
  '零零一三八',
  '账号',
  'wei at example dot org',
  'wei@example.org',
  'ｗｅｉ＠example.org',
  'dead:beef::cafe',
  '203.0.113.10',
  '１３８００１３８０００',
  '١٣٨٠٠١٣٨٠٠٠',
  '⼀⼆㈢',
  '000000',
  ',',
  '。',
  '-',
  '\n',
  ' ',
] as const

describe('whether a text may hold a value', () => {
  it('is never denied of one in which any reader finds a value', () => {
    const text = array(oneof(constantFrom(...parts), string({ unit: 'grapheme', maxLength: 3 })), {
      maxLength: 12,
    }).map((each) => each.join(' '))
    assert(
      property(text, (typed) => {
        if (!mayHoldValue(typed)) expect(holdsValue(typed), typed).to.equal(false)
      }),
      { numRuns: 2_000 },
    )
  })

  it('is denied of plain sentences, in both languages', () => {
    for (const text of [
      'I forgot my account',
      'find my account!',
      '我忘了账号，怎么办？',
      'help',
    ]) {
      expect(mayHoldValue(text), text).to.equal(false)
    }
  })

  it('is said of digits in words and of every sign that a value needs', () => {
    for (const text of ['one three eight', '一三八', 'a@b.example', 'fe80::a', '１３８']) {
      expect(mayHoldValue(text), text).to.equal(true)
    }
  })
})
