import { expect } from 'chai'
import * as fc from 'fast-check'
import { asciiDigits, plainText } from '../../src/domain/plain-text.ts'

describe('plain text', () => {
  const same: readonly (readonly [string, string, string])[] = [
    ['full-width letters', 'Ｌｉ　Ｗｅｉ', 'Li Wei'],
    ['zero-width characters', 'li\u200Bwei\uFEFF', 'liwei'],
    ['bidirectional marks', '\u202Eabc\u202C', 'abc'],
    ['soft hyphens', 'pass\u00ADword', 'password'],
    ['control characters', 'a\u0000b\u001B', 'ab'],
    ['lone surrogates', 'a\uD800b', 'ab'],
    ['Hangul fillers', 'a\u3164b', 'ab'],
    ['line ends and tabs', ' a\r\n\tb\u0085c ', 'a b c'],
    ['a space hidden behind a zero-width one', 'a \u200B b', 'a b'],
    ['ligatures', '\uFB01nd', 'find'],
    ['composed and decomposed accents', 'e\u0301', '\u00E9'],
  ]
  for (const [what, typed, plain] of same) {
    it(`folds ${what}`, () => expect(plainText(typed)).to.equal(plain))
  }

  it('keeps case, because passwords of words are compared elsewhere', () => {
    expect(plainText('Li WEI')).to.equal('Li WEI')
  })

  it('does not make a Cyrillic letter a Latin one', () => {
    expect(plainText('\u0430dmin')).to.not.equal('admin')
  })

  it('is its own plain text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(plainText(plainText(text))).to.equal(plainText(text))
      }),
    )
  })

  it('reads the digits of three scripts and leaves letters alone', () => {
    expect(asciiDigits('٠١٢٣٤٥٦٧٨٩ ۰۱۲۳۴۵۶۷۸۹ ０１２３４５６７８９ x')).to.equal(
      '0123456789 0123456789 0123456789 x',
    )
  })
})
