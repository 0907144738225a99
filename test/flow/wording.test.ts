import { expect } from 'chai'
import { clockTime, dayAndTime, duration, list, withSeams } from '../../src/flow/wording.ts'

describe('a wait in words', () => {
  const table: readonly (readonly [number, string, string])[] = [
    [0, '1 second', '1 秒'],
    [40_000, '40 seconds', '40 秒'],
    [58_001, '59 seconds', '59 秒'],
    [59_001, '1 minute', '1 分钟'],
    [60_001, '2 minutes', '2 分钟'],
    [5_400_000, '90 minutes', '90 分钟'],
    [5_400_001, '2 hours', '2 小时'],
    [86_400_000, '24 hours', '24 小时'],
    [259_200_001, '4 days', '4 天'],
  ]
  for (const [ms, en, zhCn] of table) {
    it(`says ${ms} ms as ${en}, rounded up`, () => {
      expect(duration(ms, 'en')).to.equal(en)
      expect(duration(ms, 'zh-CN')).to.equal(zhCn)
    })
  }

  it('has no words for what is not a number', () => {
    expect(() => duration(Number.NaN, 'en')).to.throw(RangeError)
  })
})

describe('times and lists', () => {
  const afternoon = 54_300_000

  it('names the zone of a time, which may not be the reader’s', () => {
    expect(clockTime(afternoon, 'en')).to.equal('3:05 PM UTC')
    expect(clockTime(afternoon, 'zh-CN', 'Asia/Shanghai')).to.equal('23:05（GMT+8）')
  })

  it('names the day too, with plain spaces, where a time may be read days later', () => {
    expect(dayAndTime(afternoon, 'en')).to.equal('Jan 1, 1970, 3:05 PM UTC')
    expect(dayAndTime(afternoon, 'zh-CN', 'Asia/Shanghai')).to.equal('1970年1月1日 23:05（GMT+8）')
    expect(dayAndTime(afternoon, 'zh-CN')).to.equal('1970年1月1日 15:05（UTC）')
  })

  it('joins with the language’s own words', () => {
    expect(list(['a', 'b', 'c'], 'en')).to.equal('a, b, and c')
    expect(list(['a', 'b'], 'en', 'disjunction')).to.equal('a or b')
    expect(list(['甲', '乙'], 'zh-CN')).to.equal('甲和乙')
    expect(list(['甲', '乙'], 'zh-CN', 'disjunction')).to.equal('甲或乙')
  })

  it('sets a space where a Latin name or a number meets a Chinese character, and nowhere else', () => {
    const { seamed, kept } = {
      seamed: {
        您的Latchkey账号: '您的 Latchkey 账号',
        共3个: '共 3 个',
        阿里云的账号: '阿里云的账号',
      },
      kept: ['您的 A 账号', '【Acme】6 位', 'https://a.example/b', 'a1b2 “好”', '，B。'],
    }
    for (const [text, told] of Object.entries(seamed)) expect(withSeams(text)).to.equal(told)
    for (const text of kept) expect(withSeams(text)).to.equal(text)
  })
})
