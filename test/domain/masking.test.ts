import { expect } from 'chai'
import * as fc from 'fast-check'
import { getCountries, getExampleNumber } from 'libphonenumber-js/max'
import examples from 'libphonenumber-js/mobile/examples'
import {
  maskAccountId,
  maskEmailForOwner,
  maskIpForAgent,
  maskMobileForOwner,
  maskMobileForStranger,
  strangerMask,
} from '../../src/domain/masking.ts'

const e164 = fc.stringMatching(/^\+[1-9][0-9]{6,14}$/)

describe('a mobile for somebody not signed in', () => {
  it('is eight dots and the last two digits', () => {
    expect(maskMobileForStranger('+8613800138034')).to.equal('••••••••34')
  })

  it('shows exactly two digits and has one shape for all numbers', () => {
    fc.assert(
      fc.property(e164, (number) => {
        const mask = maskMobileForStranger(number)
        expect(mask).to.match(/^•{8}[0-9]{2}$/)
        expect(number.endsWith(mask.slice(-2))).to.equal(true)
      }),
    )
  })

  it('cannot be told from a decoy', () => {
    expect(strangerMask('34')).to.equal(maskMobileForStranger('+8613800138034'))
  })

  it('refuses to show more than two digits', () => {
    for (const digits of ['', '3', '134', 'ab', '3 ', '٣٤']) {
      expect(() => strangerMask(digits)).to.throw(RangeError)
    }
  })
})

describe('masks for the owner and for agents', () => {
  it('show a mobile’s calling code, first two and last two digits', () => {
    expect(maskMobileForOwner('+8613800138034')).to.equal('+86 13•••••••34')
    expect(maskMobileForOwner('+14155552671')).to.equal('+1 41••••••71')
  })

  it('cut every stored number where its calling code ends, as the library does', () => {
    for (const country of getCountries()) {
      const number = getExampleNumber(country, examples)
      if (number === undefined) continue
      const { countryCallingCode: code, nationalNumber } = number
      const digits = nationalNumber.length
      const first = digits < 7 ? '' : nationalNumber.slice(0, 2)
      const dots = '•'.repeat(Math.max(3, digits - first.length - 2))
      const mask = `+${code} ${first}${dots}${nationalNumber.slice(-2)}`
      expect(maskMobileForOwner(number.number), country).to.equal(mask)
    }
  })

  it('never show more than four digits of a national number, and hide what is no number', () => {
    fc.assert(
      fc.property(e164, (number) => {
        const mask = maskMobileForOwner(number)
        const national = mask.split(' ')[1] ?? mask
        expect(national.replace(/[^0-9]/g, '').length).to.be.at.most(4)
        expect(mask).to.include('•••')
      }),
    )
    expect(maskMobileForOwner('nonsense 42')).to.equal('••••••••42')
  })

  it('show the first two characters and the domain of an email', () => {
    expect(maskEmailForOwner('li.wei@example.com')).to.equal('li••••@example.com')
    expect(maskEmailForOwner('"a@b"@example.com')).to.equal('"a••••@example.com')
    expect(maskEmailForOwner('李小明@example.com')).to.equal('李小••••@example.com')
  })

  it('never show a whole local part', () => {
    expect(maskEmailForOwner('ab@example.com')).to.equal('a••••@example.com')
    expect(maskEmailForOwner('a@example.com')).to.equal('a••••@example.com')
    expect(maskEmailForOwner('no address')).to.equal('••••••••')
  })

  it('have one length for every local part, so its length is not told', () => {
    expect(maskEmailForOwner('abc@x.org')).to.have.lengthOf(
      maskEmailForOwner('abcdefghijklmnop@x.org').length,
    )
  })

  it('show the last four digits of an account ID', () => {
    expect(maskAccountId('100000000012')).to.equal('••••••••0012')
  })

  it('show the first half of an IPv4 address and two groups of IPv6', () => {
    expect(maskIpForAgent('203.0.113.10')).to.equal('203.0.•••.•••')
    expect(maskIpForAgent('2001:db8::10')).to.equal('2001:db8:•••')
    expect(maskIpForAgent('2400::1')).to.equal('2400:0:•••')
  })
})
