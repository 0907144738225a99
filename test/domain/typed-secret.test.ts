import { expect } from 'chai'
import * as fc from 'fast-check'
import { languages } from '../../dialogs/language/index.ts'
import { looksLikePassword, withoutSecrets } from '../../src/domain/typed-secret.ts'
import { english } from '../text/phrases.en.ts'
import { chinese } from '../text/phrases.zh-cn.ts'
import { noSecrets, typedSecrets } from './typed-secrets.ts'
import { regExpWork } from './regexp-work.ts'

const isFound = (text: string): boolean => looksLikePassword(text).found

/** A password of a generator: every kind of character, none of the shapes of an address. */
const generated = fc
  .tuple(
    fc.string({ unit: fc.constantFrom(...Array.from('ABCDEFGHKLMN')), minLength: 2, maxLength: 4 }),
    fc.string({ unit: fc.constantFrom(...Array.from('opqrstuvwxyz')), minLength: 3, maxLength: 6 }),
    fc.constantFrom('!', '#', '$', '%', '^', '&', '*', '?', '~'),
    fc.string({ unit: fc.constantFrom(...Array.from('23456789')), minLength: 2, maxLength: 4 }),
    fc.constantFrom('x', 'Q', 'zz'),
  )
  .map((parts) => parts.join(''))

const digits = (length: number) =>
  fc.string({
    unit: fc.constantFrom(...Array.from('0123456789')),
    minLength: length,
    maxLength: length,
  })

describe('a password typed into the chat (attacks H1)', () => {
  it('has tables large enough to mean something', () => {
    expect(typedSecrets).to.have.length.of.at.least(60)
    expect(noSecrets).to.have.length.of.at.least(100)
  })

  for (const [text, ...secrets] of typedSecrets) {
    it(`is recognised and hidden: ${text}`, () => {
      expect(isFound(text)).to.equal(true)
      const shown = withoutSecrets(text)
      for (const secret of secrets) expect(shown).to.not.include(secret)
      expect(shown).to.include('••••••')
    })
  }

  for (const text of noSecrets) {
    it(`is not seen in: ${text.slice(0, 80)}`, () => {
      expect(isFound(text)).to.equal(false)
    })
  }

  it('is not seen in anything the assistant is made to understand', () => {
    const known = Object.values(languages).flatMap(({ commands, smalltalk, languages: names }) =>
      [commands, smalltalk, names].flatMap((table) => Object.values(table).flat()),
    )
    const typed = [...english, ...chinese].map(({ text }) => text)
    expect(known.length + typed.length).to.be.greaterThan(1000)
    expect([...known, ...typed].filter(isFound)).to.deep.equal([])
  })

  it('is recognised however a generated one is announced, and nothing of it is left', () => {
    const frames = fc.constantFrom<(secret: string) => string>(
      (secret) => secret,
      (secret) => `my password is ${secret}`,
      (secret) => `Password: ${secret}`,
      (secret) => `pwd=${secret}`,
      (secret) => `我的密码是${secret}`,
      (secret) => `密码：${secret}，登不上`,
      (secret) => `it used to work with ${secret} until today`,
      (secret) => `${secret} ${secret}`,
    )
    fc.assert(
      fc.property(generated, frames, (secret, frame) => {
        expect(isFound(frame(secret))).to.equal(true)
        expect(withoutSecrets(frame(secret))).to.not.include(secret)
      }),
    )
  })

  it('is not seen in addresses and numbers, whatever they are', () => {
    const group = fc.integer({ min: 0, max: 0xffff }).map((number) => number.toString(16))
    // `pw=wei@example.org` is an address as well, but announces a password.
    const address = fc.emailAddress().filter((mail) => !mail.includes('='))
    const harmless = fc.oneof(
      address,
      fc.ipV4(),
      fc.ipV6(),
      fc.array(group, { minLength: 8, maxLength: 8 }).map((groups) => groups.join(':')),
      fc.webUrl({ withQueryParameters: true }),
      fc.uuid(),
      digits(12),
      digits(6),
      digits(11).map((number) => `+86${number}`),
      digits(8).map((number) => `ORD-${number}`),
      fc
        .date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) })
        .map((at) => at.toISOString()),
    )
    const frames = fc.constantFrom<(text: string) => string>(
      (text) => text,
      (text) => `it is ${text}`,
      (text) => `${text}.`,
      (text) => `我的是${text}，谢谢`,
    )
    fc.assert(
      fc.property(harmless, frames, (text, frame) => {
        expect(isFound(frame(text)), frame(text)).to.equal(false)
      }),
      { numRuns: 500, examples: [['{.0a.!a@a.aa', (text) => `${text}.`]] },
    )
  })
})

describe('a text without secrets', () => {
  it('has dots for codes of six digits, in any script and spacing', () => {
    expect(withoutSecrets('my code is 123456')).to.equal('my code is ••••••')
    expect(withoutSecrets('123 456 or 123-456')).to.equal('•••••• or ••••••')
    expect(withoutSecrets('验证码１２３４５６。')).to.equal('验证码••••••。')
    expect(withoutSecrets('482913!')).to.equal('••••••!')
  })

  it('keeps other numbers and every other word', () => {
    for (const text of ['case 1042', '13800138000', '100000000012', '12345', '2024-1', '你好']) {
      expect(withoutSecrets(text)).to.equal(text)
    }
  })

  it('keeps what stands around a password', () => {
    expect(withoutSecrets('hi, my password is Kettle42 and I cannot sign in')).to.equal(
      'hi, my password is •••••• and I cannot sign in',
    )
    expect(withoutSecrets('旧密码是Kettle42，新密码是Maple_77！')).to.equal(
      '旧密码是••••••，新密码是••••••！',
    )
    expect(withoutSecrets('old: Kettle_42! new: Maple_77!')).to.equal('old: •••••• new: ••••••')
  })

  it('tells nothing of the length', () => {
    expect(withoutSecrets('pwd=Kettle42')).to.equal(withoutSecrets('pwd=Kettle42_much_longer'))
  })

  it('has nothing left to hide', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc
        .array(fc.constantFrom(...typedSecrets.map(([text]) => text)), { maxLength: 3 })
        .map((parts) => parts.join('. ')),
      fc
        .array(
          fc.constantFrom(...'password|is|:|=|"|密码|是|Kettle42!|123456|-|and|to|, '.split('|')),
          {
            maxLength: 14,
          },
        )
        .map((parts) => parts.join(' ')),
    )
    fc.assert(
      fc.property(texts, (text) => {
        const shown = withoutSecrets(text)
        expect(withoutSecrets(shown)).to.equal(shown)
        expect(isFound(shown), shown).to.equal(false)
      }),
      { numRuns: 1000 },
    )
  })

  it('costs work in proportion to the text, however long and odd it is', () => {
    const odd: readonly ((times: number) => string)[] = [
      (times) => 'password is '.repeat(5 * times),
      (times) => 'password for a b '.repeat(4 * times),
      (times) => `密码${'是'.repeat(20 * times)}`,
      () => `${':'.repeat(63)}!`,
      (times) => 'a.'.repeat(30 * times),
      (times) => `old${' '.repeat(20 * times)}:`,
      (times) => 'x1!X '.repeat(10 * times),
      (times) => '1 '.repeat(30 * times),
      (times) => 'old:A1aaaaaaa and '.repeat(3 * times),
      (times) => 'password=A1!,'.repeat(3 * times),
    ]
    for (const textOf of odd) {
      const [some = 0, many = 0] = [100, 1000].map((times) => {
        const text = textOf(times)
        return regExpWork(() => withoutSecrets(text)).units / text.length
      })
      expect(many, textOf(1)).to.be.within(1, some * 1.1)
    }
  })
})
