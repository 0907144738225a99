import { expect } from 'chai'
import { twelveDigits } from '../../src/domain/account-id.ts'
import { typedText } from '../../src/domain/typed-text.ts'
import { readAccountId, readMobile, valuesIn } from '../../src/domain/value-in-text.ts'

const rules = { region: 'CN', allowDocumentation: true, accountIds: twelveDigits }

const kindsIn = (text: string) =>
  valuesIn(text, rules).flatMap(({ kind, values }) => values.map((value) => `${kind} ${value}`))

describe('a value as it is said in Chinese', () => {
  for (const [text, value] of [
    ['幺三八零零幺三八三个零', 'mobile +8613800138000'],
    ['138 001 38 三个零', 'mobile +8613800138000'],
    ['138 0013 八千', 'mobile +8613800138000'],
    ['我的号码是一三八，零零一三八，三个零', 'mobile +8613800138000'],
    ['一三八零零一三八八百', 'mobile +8613800138800'],
    ['二零三点零点一一三点七', 'server-ip 203.0.113.7'],
    ['服务器地址是二〇三点零点幺幺三点十', 'server-ip 203.0.113.10'],
    ['203点0点113点7', 'server-ip 203.0.113.7'],
  ] as const) {
    it(`is read: ${text}`, () => {
      expect(kindsIn(text)).to.deep.equal([value])
    })
  }

  for (const text of ['我有三个号码', '下午三点二十', '三点一刻', '一千三百二十五块', '四个九']) {
    it(`is none in an ordinary sentence: ${text}`, () => {
      expect(kindsIn(text)).to.deep.equal([])
    })
  }

  it('leaves a number alone that has thousands of something else behind it', () => {
    expect(readMobile('13800138000 两千块', 'CN')).to.deep.equal({
      outcome: 'one',
      value: '+8613800138000',
    })
    expect(typedText('两千块')).to.equal('两千块')
  })
})

const read = (text: string) => readAccountId(text, twelveDigits, 'asked')

describe('an account ID with full stops', () => {
  it('is read in fours, which no address has', () => {
    const one = { outcome: 'one', value: '100000000012' }
    expect(read('1000.0000.0012')).to.deep.equal(one)
    expect(read('it is 1000.0000.0012, thanks')).to.deep.equal(one)
    expect(read('203.113.100.200').outcome).to.equal('none')
    expect(read('100.000.000.012').outcome).to.equal('none')
  })
})
