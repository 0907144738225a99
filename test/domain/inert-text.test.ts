import { expect } from 'chai'
import * as fc from 'fast-check'
import { inertText, personName } from '../../src/domain/inert-text.ts'
import { regExpWork } from './regexp-work.ts'

const most = 200
const inert = (text: string): string => inertText(text, most)

/** Signs and words that something could be made of. */
const pieces = fc.constantFrom(
  '<',
  '>',
  '<at>',
  '</at>',
  '@',
  '＠',
  '[',
  ']',
  '](',
  '](',
  '![',
  '(',
  ')',
  ':',
  '//',
  'https',
  'https://evil.example',
  'javascript:',
  'alert(1)',
  'data:text/html',
  'mailto:a@b.cc',
  'www.',
  'evil.com',
  '[x](https://e.com)',
  '[r]: https://e.com',
  '<script>',
  '\n',
  '\r\n',
  '\u2028',
  ' ',
  '\t',
  '\u202e',
  '\u2066',
  '\u200b',
  '\ufeff',
  '\u0000',
  '\u001b',
  '\ud800',
  '\udc00',

  '😀',
  '👨‍👩‍👧',
  'é',
  '\u0301',
  '你好',
  '✅ Verified',
  '# ',
  '＜',
  '］',
  '（',
  'a',
  '.',
  'com',
  '…',
)

const texts = fc.oneof(
  fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 400 }),
)

describe('somebody else’s text (attacks I9)', () => {
  const shown: readonly (readonly [string, string])[] = [
    ['I cannot sign in.\nPlease help!', 'I cannot sign in.\nPlease help!'],
    ['你好，我登不上。', '你好，我登不上。'],
    ['<b>hi</b>', '‹b›hi‹/b›'],
    ['[bank](https://evil.com/a)', '[bank] (https[:]//evil[.]com/a)'],
    ['![](http://evil.com)', '![] (http[:]//evil[.]com)'],
    ['[ref]: https://evil.com', '[ref] : https[:]//evil[.]com'],
    ['see www.evil.com.', 'see www[.]evil[.]com.'],
    ['javascript:alert(1)', 'javascript[:]alert(1)'],
    ['JavaScript:(alert)', 'JavaScript[:] (alert)'],
    ['<at>Anna</at> @everyone', '‹at›Anna‹/at› ＠everyone'],
    ['li••••@example.com', 'li••••＠example[.]com'],
    ['a\r\n\r\n\r\n\r\nb\u202Ec  d', 'a\n\nbc d'],
    ['no'.padEnd(60, 'o'), 'n'.padEnd(16, 'o')],
    [`z${'\u0301'.repeat(50)}`, 'ź\u0301\u0301\u0301\u0301'],
    ['  \n ', ''],
  ]
  for (const [text, expected] of shown) {
    it(`is shown as ${JSON.stringify(expected)} for ${JSON.stringify(text.slice(0, 40))}`, () => {
      expect(inert(text)).to.equal(expected)
    })
  }

  it('has no tag, no mention, no link, nothing unseen and no half character, whatever it was', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const left = inert(text)
        expect(left.length).to.be.at.most(most)
        expect(left).to.not.match(/[<>＜＞@]|[\]］][(（]|:\/\/|\]:|\bwww\.\S|\n{3}|\r|\t/u)
        expect(left).to.not.match(/\b(?:javascript|data|mailto):\S/iu)
        expect(left).to.not.match(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/u)
        expect(left.isWellFormed()).to.equal(true)
      }),
      { numRuns: 2000 },
    )
  })

  it('stays as it is when it is made inert again', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(inert(inert(text))).to.equal(inert(text))
      }),
      { numRuns: 1000 },
    )
  })

  it('is cut between two characters as people see them, with an ellipsis', () => {
    expect(inertText('abcdef', 6)).to.equal('abcdef')
    expect(inertText('abcdefg', 6)).to.equal('abcde…')
    expect(inertText('ab 😀😀', 5)).to.equal('ab…')
    expect(inertText('👍🏽👍🏽👍🏽', 10)).to.equal('👍🏽👍🏽…')
    expect(inertText('abc', 0)).to.equal('')
  })

  it('costs no more for 100 KB than for a long message', () => {
    const odd = ['a', 'a.', '[', '](', 'https:', 'www.', '\u0301', '<at>', '\n ', '👨‍👩‍👧', 'x@y.z ']
    for (const part of odd) {
      const [some = 0, many] = [10_000, 100_000].map((length) => {
        let left = ''
        const { units } = regExpWork(() => {
          left = inertText(part.repeat(length / part.length), 2000)
        })
        expect(left.length).to.be.at.most(2000)
        return units
      })
      expect(many, part).to.equal(some).and.to.be.within(1, 200_000)
    }
  })

  it('says that something was cut when 100 KB were not read to their end', () => {
    expect(inertText('word '.repeat(20_000), 50).endsWith('…')).to.equal(true)
    expect(inertText(`hi${' '.repeat(100_000)}there`, 50)).to.equal('hi …')
  })
})

describe('an agent’s name', () => {
  it('is letters and the signs of names on one line', () => {
    expect(personName('  Anna\n Lindqvist ')).to.equal('Anna Lindqvist')
    expect(personName('O’Brien-Smith, J. (EMEA)')).to.equal('O’Brien-Smith, J. (EMEA)')
    expect(personName('李 小明')).to.equal('李 小明')
    expect(personName('<at>Anna</at> ✅')).to.equal('atAnnaat')
    expect(personName('www.evil.com')).to.equal('www evil com')
  })

  it('is empty when nothing of it is a name', () => {
    for (const text of ['', '  ', '✅✅', '...', '\u202e', '()']) {
      expect(personName(text), text).to.equal('')
    }
  })

  it('is short and inert, whatever it was', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const name = personName(text)
        expect(name.length).to.be.at.most(40)
        expect(name).to.match(/^[\p{L}\p{M}\p{N} .,'’·()\p{Pd}…]*$/u)
        expect(name).to.not.match(/\.[^\s…]/)
        expect(personName(name.replace('…', ''))).to.equal(name.replace('…', ''))
      }),
      { numRuns: 1000 },
    )
  })
})
