import { dictionary } from '@zxcvbn-ts/language-common'
import { expect } from 'chai'
import * as fc from 'fast-check'
import { isCommonPassword, isNotoriousPassword } from '../../src/domain/guessable-password.ts'
import { regExpWork } from './regexp-work.ts'

describe('common passwords', () => {
  it('are many more than the 3000 that OWASP ASVS asks for, and each is known', () => {
    const all = dictionary['passwords-common'].filter((word) => word.length >= 8)
    expect(dictionary['passwords-common']).to.have.length.greaterThan(40_000)
    expect(all).to.have.length.greaterThan(3000)
    expect(all.filter((word) => !isCommonPassword(word))).to.deep.equal([])
  })

  const dressed = `password Password1! P@ssw0rd P@$$w0rd123! pa55word!! p4ssword_1 Dragon2024! 2024.dragon !!Monkey99
    m0nk3y_77 qwerty123! Qwerty_12345 abc_123456 Abc@123456 abcd1234! 1qaz2wsx! 1qaz@WSX Admin@123 admin_888 ADMIN888!
    welc0me! W3lcome#1 h3ll0123! iloveyou_520 I.love.you.1 p.a.s.s.w.o.r.d1 letme1n! Woaini_1314 Summer2024! Winter.2025
    aaaaaaa1! Abcabcabc_1 dragondragon_7 pässwörd1! ｐａｓｓｗｏｒｄ１！ sunsh1ne! mich@el_1 trustno1! superm@n99 $hadow12!`
  for (const password of dressed.split(/\s+/)) {
    it(`are known under what they wear: ${password}`, () => {
      expect(isCommonPassword(password)).to.equal(true)
    })
  }

  it('are not the ones of a password generator', () => {
    const generated = `Kt7_vq/Zm2.b x9#Lw2!pTq 7hQ.mZ_4kV fR3/nB8_wJ ab3!kd9_Lq G7_tRw.4x Z_q8.Vn3w kL.9_dF2/s p7Wx_Qz.31
      vN4/kT_8bR u6.HjW_2yc 3m_ZpX/9ta`
    for (const password of generated.split(/\s+/)) {
      expect(isCommonPassword(password), password).to.equal(false)
    }
    const drawn = fc.sample(
      fc.string({
        unit: fc.constantFrom(
          ...Array.from('abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789._/!#'),
        ),
        minLength: 10,
        maxLength: 20,
      }),
      { numRuns: 5000, seed: 42 },
    )
    expect(drawn.filter(isCommonPassword)).to.have.length.lessThan(5)
  })

  it('are not two or more words that are no pair', () => {
    for (const password of ['Kettle.Maple_42', 'quiet kettles hum', 'Blue/Lantern_77', '']) {
      expect(isCommonPassword(password), password).to.equal(false)
    }
  })

  it('cost bounded work even in the worst dress', () => {
    for (const text of [`${'1'.repeat(36)}a${'1'.repeat(35)}`, '1'.repeat(200), 'a'.repeat(200)]) {
      expect(regExpWork(() => isCommonPassword(text)).runs).to.be.lessThan(250_000)
    }
  })

  it('are notorious when everybody has heard of them', () => {
    expect(['hunter', 'Sunshine', '123456', 'kettle', ''].map(isNotoriousPassword)).to.deep.equal([
      true,
      true,
      true,
      false,
      false,
    ])
  })
})
