import { expect } from 'chai'
import { getCountries, getCountryCallingCode } from 'libphonenumber-js/max'
import { countryOptions } from '../../src/domain/countries.ts'

const plusOne = (region: string): string | undefined =>
  countryOptions('en', region).find(({ value }) => value === '+1')?.label

describe('the country list of a card (S16)', () => {
  it('begins with the default region in the reader’s language', () => {
    expect(countryOptions('en', 'CN')[0]).to.deep.equal({ value: '+86', label: 'China (+86)' })
    expect(countryOptions('zh-CN', 'CN')[0]).to.deep.equal({ value: '+86', label: '中国 (+86)' })
    expect(countryOptions('en', 'GB')[0]?.value).to.equal('+44')
  })

  it('holds every calling code exactly once, so a picked value is never ambiguous', () => {
    const values = countryOptions('en', 'CN').map(({ value }) => value)
    const all = new Set(getCountries().map((country) => `+${getCountryCallingCode(country)}`))
    expect(values).to.have.lengthOf(all.size)
    expect(new Set(values)).to.deep.equal(all)
  })

  it('names the best-known country of a shared code first, and the default region before it', () => {
    expect(plusOne('CN')).to.match(/^United States, Canada, .*… \(\+1\)$/)
    expect(plusOne('JM')).to.match(/^Jamaica, United States/)
  })

  it('is sorted by name after the first line', () => {
    const [, ...labels] = countryOptions('en', 'CN').map(({ label }) => label)
    expect(labels).to.deep.equal(labels.toSorted(new Intl.Collator('en').compare))
  })

  it('is made once for a language and region', () => {
    expect(countryOptions('en', 'CN')).to.equal(countryOptions('en', 'CN'))
  })

  it('puts nothing first for a region that does not exist', () => {
    expect(countryOptions('en', 'nowhere')[0]?.label).to.equal('Afghanistan (+93)')
  })
})
