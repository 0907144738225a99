import { expect } from 'chai'
import * as fc from 'fast-check'
import {
  parseMobile,
  spellingsOfMobile,
  withCallingCode,
  type MobileRefusal,
} from '../../src/domain/mobile.ts'

const spellings: readonly (readonly [string, string, string])[] = [
  ['+86 138 0013 8000', 'CN', '+8613800138000'],
  ['0086 138-0013-8000', 'CN', '+8613800138000'],
  ['0086 13800138000', 'US', '+8613800138000'],
  ['13800138000', 'CN', '+8613800138000'],
  ['8613800138000', 'CN', '+8613800138000'],
  ['013800138000', 'CN', '+8613800138000'],
  ['+86 (0)138 0013 8000', 'CN', '+8613800138000'],
  ['＋８６　１３８００１３８０００', 'CN', '+8613800138000'],
  ['١٣٨٠٠١٣٨٠٠٠', 'CN', '+8613800138000'],
  ['138.0013.8000', 'CN', '+8613800138000'],
  ['138–0013–8000', 'CN', '+8613800138000'],
  [' \u200B13800138000\n', 'CN', '+8613800138000'],
  ['(+86) 13800138000', 'CN', '+8613800138000'],
  ['+44 7400 123456', 'CN', '+447400123456'],
  ['07400 123456', 'GB', '+447400123456'],
  ['0415 123 456', 'AU', '+61415123456'],
  ['+39 312 345 6789', 'CN', '+393123456789'],
  ['(415) 555-2671', 'US', '+14155552671'],
  ['+8613800138000', 'nowhere', '+8613800138000'],
]

const refusals: readonly (readonly [string, string, MobileRefusal])[] = [
  ['', 'CN', 'not-a-number'],
  ['+', 'CN', 'not-a-number'],
  ['hello', 'CN', 'not-a-number'],
  ['call me 13800138000 ok', 'CN', 'not-a-number'],
  ['1380013800O', 'CN', 'not-a-number'],
  ['1-800-FLOWERS', 'US', 'not-a-number'],
  ['+86+8613800138000', 'CN', 'not-a-number'],
  ['13800138000,13900139000', 'CN', 'not-a-number'],
  ['tel:+8613800138000', 'CN', 'not-a-number'],
  ['138.101.100.12', 'CN', 'not-a-number'],
  ['+8613800138000;isub=1', 'CN', 'not-a-number'],
  ['110', 'CN', 'too-short'],
  ['+86', 'CN', 'too-short'],
  ['13800138000 13900139000', 'CN', 'too-long'],
  ['1'.repeat(65), 'CN', 'too-long'],
  ['1'.repeat(100_000), 'CN', 'too-long'],
  ['x'.repeat(100_000), 'CN', 'not-a-number'],
  ['+999123456789', 'CN', 'unknown-country'],
  ['13800138000', 'nowhere', 'unknown-country'],
  ['12345678901', 'CN', 'invalid'],
  ['+20 100 123 456', 'CN', 'invalid'],
  ['010 6552 9988', 'CN', 'landline'],
  ['+44 20 7946 0018', 'CN', 'landline'],
  ['+39 06 1234 5678', 'CN', 'landline'],
  ['06 1234567', 'IT', 'landline'],
  ['+1 900 555 1234', 'CN', 'special'],
  ['+1 800 555 1234', 'CN', 'special'],
  ['4001234567', 'CN', 'special'],
  ['+44 70 1234 5678', 'CN', 'special'],
  ['+8816 1234 5678', 'CN', 'special'],
  ['13800138000 ext 5', 'CN', 'extension'],
  ['13800138000x5', 'CN', 'extension'],
  ['13800138000#5', 'CN', 'extension'],
  ['+8613800138000;ext=5', 'CN', 'extension'],
  ['13800138000 分机 5', 'CN', 'extension'],
]

describe('a typed mobile number (S16, attacks E4)', () => {
  for (const [typed, region, e164] of spellings) {
    it(`reads ${JSON.stringify(typed)} in ${region} as ${e164}`, () => {
      expect(parseMobile(typed, region)).to.deep.include({ outcome: 'parsed', e164 })
    })
  }

  for (const [typed, region, reason] of refusals) {
    it(`refuses ${JSON.stringify(typed.slice(0, 40))} in ${region} as ${reason}`, () => {
      expect(parseMobile(typed, region)).to.deep.equal({ outcome: 'refused', reason })
    })
  }

  it('tells the country of a shared calling code', () => {
    expect(parseMobile('+447624123456', 'CN')).to.deep.include({ country: 'IM' })
  })

  const subscribers = fc.stringMatching(/^13[5-9][0-9]{8}$/)

  it('reads its own canonical form as itself, in any region', () => {
    fc.assert(
      fc.property(subscribers, fc.constantFrom('CN', 'US', 'GB', 'IT'), (national, region) => {
        const e164 = `+86${national}`
        expect(parseMobile(e164, region)).to.deep.include({ outcome: 'parsed', e164 })
      }),
    )
  })

  it('never collapses two distinct numbers, however they are spelt', () => {
    const spell = [
      (national: string) => national,
      (national: string) => `+86 ${national}`,
      (national: string) => `0086-${national}`,
      (national: string) => `0${national}`,
      (national: string) => `${national.slice(0, 3)} ${national.slice(3, 7)} ${national.slice(7)}`,
    ]
    const way = fc.constantFrom(...spell)
    fc.assert(
      fc.property(subscribers, subscribers, fc.tuple(way, way), (one, other, [first, second]) => {
        const left = parseMobile(first(one), 'CN')
        const right = parseMobile(second(other), 'CN')
        expect(left.outcome).to.equal('parsed')
        expect(JSON.stringify(left) === JSON.stringify(right)).to.equal(one === other)
      }),
    )
  })

  it('answers any text at all without throwing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, region) => {
        expect(parseMobile(text, region).outcome).to.be.oneOf(['parsed', 'refused'])
      }),
    )
  })
})

describe('the two fields of a card', () => {
  it('put the picked calling code in front of a national number', () => {
    expect(parseMobile(withCallingCode('+44', '07400 123456'), 'CN')).to.deep.include({
      e164: '+447400123456',
    })
  })

  it('leave an international number alone, whatever was picked', () => {
    for (const typed of ['+44 7400 123456', '0044 7400 123456', '＋447400123456']) {
      expect(parseMobile(withCallingCode('+86', typed), 'CN')).to.deep.include({
        e164: '+447400123456',
      })
    }
  })
})

describe('the usual spellings of a mobile', () => {
  const numbers = [
    [
      '+8613800138000',
      'CN',
      [
        '13800138000',
        '138 0013 8000',
        '138-0013-8000',
        '+86 13800138000',
        '(+86) 138 0013 8000',
        '138.0013.8000',
      ],
    ],
    [
      '+447400123456',
      'GB',
      ['07400123456', '07400 123456', '7400123456', '+44-7400-123456', '+44 (0)7400 123456'],
    ],
    [
      '+12015550123',
      'US',
      ['(201) 555-0123', '2015550123', '+1 201 555 0123', '12015550123', '+1 (201) 555-0123'],
    ],
    ['+393123456789', 'IT', ['312 345 6789', '00393123456789']],
    [
      '+4915123456789',
      'DE',
      ['01512 3456789', '015123456789', '+49 1512 3456789', '01512/3456789'],
    ],
  ] as const

  for (const [e164, region, wanted] of numbers) {
    it(`have ${e164} as it is written at home, and mean no other where they say the country`, () => {
      const all = spellingsOfMobile(e164, region)
      expect(all[0]).to.equal(e164)
      expect(new Set(all).size).to.equal(all.length)
      const clear = all.filter((spelling) => /^(\(?\+|00)/.test(spelling))
      for (const spelling of [...clear, ...wanted]) {
        expect(parseMobile(spelling, region), spelling).to.deep.include({ e164 })
      }
      expect(all).to.include.members([...wanted])
    })
  }

  it('leave out what would be another number in this country', () => {
    expect(spellingsOfMobile('+447400123456', 'CN')).not.to.include('07400123456')
  })
})
