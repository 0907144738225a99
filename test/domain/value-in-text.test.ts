import { expect } from 'chai'
import fc from 'fast-check'
import { readEmail, readServerIp } from '../../src/domain/address-in-text.ts'
import type { ValueRead } from '../../src/domain/found-value.ts'
import { readAccountId, readCodeIn, readMobile } from '../../src/domain/value-in-text.ts'

type Kind = 'mobile' | 'email' | 'server-ip' | 'account-id' | 'code'

const readers: Readonly<Record<Kind, (text: string) => ValueRead<unknown>>> = {
  mobile: (text) => readMobile(text, 'CN'),
  email: readEmail,
  'server-ip': (text) => readServerIp(text, { allowDocumentation: true }),
  'account-id': readAccountId,
  code: readCodeIn,
}

/** One value as it is written, several as a list, `-` for none. */
function written(read: ValueRead<unknown>): string {
  if (read.outcome === 'none') return '-'
  return read.outcome === 'one' ? read.value : read.values.join(' | ')
}

/** What stands before the arrow is typed, what stands behind it is read. */
const tables: Readonly<Record<Kind, Readonly<Record<string, readonly string[]>>>> = {
  mobile: {
    '+8613800138001': [
      'my number is 13800138001',
      'Sure, it’s +86 138-0013-8001.',
      '手机号：13800138001',
      '我的手机是13800138001，谢谢',
      '【13800138001】',
      '「13800138001」',
      '‘13800138001’',
      '（13800138001）',
      '《13800138001》',
      'tel:13800138001',
      'tel:+86-138-0013-8001',
      '13800138001,',
      '13800138001。',
      '<p>13800138001</p>',
      '&nbsp;13800138001&nbsp;',
      '\u202a13800138001\u202c',
      '138\u200b0013\u20608001',
      '１３８００１３８００１',
      '١٣٨٠٠١٣٨٠٠١',
      '१३८००१३८००१',
      'one three eight zero zero one three eight zero zero one',
      'it is one-three-eight, double zero one three, eight double zero one',
      '一三八零零一三八零零一',
      '幺三八 零零幺三 八零零幺',
      '我的手机号是幺三八零零幺三八零零幺',
      'no, the number is 13800138001, not 13900139000',
      '不对，不是13900139000，是13800138001',
      '13800138001 or 138 0013 8001',
      'on 2026-11-26 I had 13800138001 and the server 203.0.113.10',
    ],
    '+447400123456': [
      'call +44 7400 123456 please',
      'plus four four seven four zero zero one two three four five six',
    ],
    '+8613800138001 | +8613900139000': [
      '13800138001 13900139000',
      '138 0013 8001 / 139 0013 9000',
      'either 13800138001 or 13900139000',
      '13800138001或者13900139000',
    ],
    '-': [
      '12345',
      'hello',
      '021-6123 4567',
      '13800138001 ext 5',
      'iPhone13',
      '1380013800',
      '203.0.113.10',
      'one or two',
    ],
  },
  email: {
    'li.wei@example.com': [
      'my email is li.wei@example.com',
      'li.wei@example.com.',
      '<li.wei@example.com>',
      'Li Wei <li.wei@example.com>',
      'mailto:li.wei@example.com?subject=hi',
      '<a href="mailto:li.wei@example.com">li.wei@example.com</a>',
      'li.wei@example。com',
      'li.wei@example,com',
      'ｌｉ．ｗｅｉ＠ｅｘａｍｐｌｅ．ｃｏｍ',
      'li.wei\u200b@exam\u00adple.com\ufeff',
      '\u2066li.wei@example.com\u2069',
      'li.\u180ewei@example.com',
      '我的邮箱是li.wei@example.com谢谢',
      '邮箱：【li.wei@example.com】',
      '“LI.WEI@example.com”',
      'li.wei (at) example (dot) com',
      'li.wei at example dot com',
      'li.wei @ example.com',
      'not wu@example.com, li.wei@example.com',
      'li.wei@example.com, LI.WEI@EXAMPLE.COM',
    ],
    'li@xn--fsqu00a.xn--55qx5d': ['li@例子.公司', '邮箱是 li@例子.公司'],
    'a@example.com | b@example.com': [
      'a@example.com or b@example.com',
      'a@example.com；b@example.com',
    ],
    '-': ['a@b', 'hello', 'http://li:pw@example.com/', '@', 'meet at the dot'],
  },
  'server-ip': {
    '203.0.113.10': [
      '203.0.113.10.',
      'http://203.0.113.10',
      'https://203.0.113.10:8443/login?x=1',
      'ubuntu@203.0.113.10:2222',
      'ssh root@203.0.113.10 -p 22',
      '203.0.113.10:22',
      'IP地址203.0.113.10，谢谢',
      'ip：203。0。113。10',
      '２０３.０.１１３.１０',
      '203.0.113.10\u200b',
      '203[.]0[.]113[.]10',
      '（203.0.113.10）',
      '<b>203.0.113.10</b>',
      'not 203.0.113.11, 203.0.113.10',
    ],
    '2001:db8::10': [
      '[2001:db8::10]:443',
      'it is 2001:DB8::10.',
      'http://[2001:db8::10]/',
      '「2001:db8::10」',
    ],
    '203.0.113.10 | 203.0.113.11': ['203.0.113.10, 203.0.113.11', '203.0.113.10或203.0.113.11'],
    '-': [
      '300.1.2.3',
      '203.0.113.0/24',
      'v1.2.3.4',
      '1.2.3.4.5',
      '12:30:45',
      'std::add',
      '0177.0.0.1',
      '10.0.0.1',
    ],
  },
  'account-id': {
    '100000000012': [
      'my id is 100000000012.',
      '账号ID：100000000012',
      'ID100000000012',
      'admin@100000000012',
      'https://console.example/?uin=100000000012',
      '1000 0000 0012',
      '“1000-0000-0012”',
      'one zero zero zero zero zero zero zero zero zero one two',
      '一〇〇〇〇〇〇〇〇〇一二',
      '100000000012（主账号）',
    ],
    '100000000012 | 100000000013': ['100000000012 and 100000000013'],
    '-': ['13800138001', '1000000000123', 'order A100000000012', 'none'],
  },
  code: {
    '981303': [
      'ok found it, the code is 981303 thank you',
      '【云】981303',
      '“981303”',
      '<b>981303</b>',
      '981303 is your Example code to find your account. It works for 10 minutes, only in the chat that asked for it. We never ask for it by phone: share it with nobody.',
      '【云】验证码981303。10分钟内有效，请勿告诉他人。',
      'G-981303',
      'nine eight one three zero three',
      '九八一三零三',
      '９８１ ３０３',
      'not 111111, 981303',
      '981303\n981303',
      'code 981303, it came at 2026-11-26 10:30',
      'for 13800138001 it is 981303',
    ],
    '111111 | 222222': ['111111 and 222222', 'the first was 111111, the second 222222'],
    '-': [
      '98130',
      '9813033',
      'the code is 98130',
      'abc981303',
      'case 981303',
      '工单981303',
      '13800138001',
      '2026-11-26',
      'https://a.example/981303',
    ],
  },
}

const kinds: readonly Kind[] = ['mobile', 'email', 'server-ip', 'account-id', 'code']

describe('a value in any text (U2 to U5)', () => {
  for (const kind of kinds) {
    for (const [expected, texts] of Object.entries(tables[kind])) {
      it(`reads ${expected} (${kind})`, () => {
        const wrong = texts
          .map((text) => [text, written(readers[kind](text))])
          .filter(([, got]) => got !== expected)
        expect(wrong).to.deep.equal([])
      })
    }
  }

  it('says what is wrong with the value in a sentence, not with the sentence', () => {
    expect(readMobile('my number is 138001', 'CN')).to.deep.include({ refusal: 'too-short' })
    expect(readMobile('it is 021 6123 4567', 'CN')).to.deep.include({ refusal: 'landline' })
    expect(
      readServerIp('ip 300.1.2.3 please', { allowDocumentation: true }),
    ).to.have.nested.property('refusal.reason', 'octet')
    expect(readAccountId('my id is 10000000001')).to.deep.include({ refusal: 'too-short' })
  })

  it('never calls a mobile of another country a landline', () => {
    expect(readMobile('07400 123456', 'CN')).to.deep.include({ refusal: 'foreign' })
    expect(readMobile('my number is 13800138001', 'GB')).to.deep.include({ refusal: 'foreign' })
  })
})

const words = [
  'my',
  'number',
  'is',
  'please',
  'thanks!',
  '您好',
  '我的',
  '，',
  '号码：',
  '是',
  'hm…',
  '(',
  '）',
  '“',
  '」',
  '<br>',
  '\u200b',
  'ok,',
  'the',
  '10 minutes',
  'iPhone',
  'v2',
]

const around = fc.array(fc.constantFrom(...words), { maxLength: 6 }).map((list) => list.join(' '))

const digits = (length: number): fc.Arbitrary<string> =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((list) => list.join(''))

const values: Readonly<Record<Kind, fc.Arbitrary<string>>> = {
  mobile: digits(8).map((rest) => `+86138${rest}`),
  email: fc
    .tuple(fc.stringMatching(/^[a-z][a-z0-9]{0,12}$/), fc.stringMatching(/^[a-z]{2,10}$/))
    .map(([local, host]) => `${local}@${host}.com`),
  'server-ip': fc
    .tuple(
      fc.integer({ min: 11, max: 99 }),
      fc.integer({ min: 0, max: 255 }),
      fc.integer({ min: 0, max: 255 }),
    )
    .map(([a, b, c]) => `8.${a}.${b}.${c}`),
  'account-id': digits(11).map((rest) => `1${rest}`),
  code: digits(6),
}

describe('a value among any words', () => {
  for (const kind of kinds) {
    it(`is read, and asked about when there are two (${kind})`, () => {
      fc.assert(
        fc.property(
          values[kind],
          values[kind],
          around,
          around,
          around,
          (one, other, before, between, behind) => {
            expect(written(readers[kind](`${before} ${one} ${behind}`))).to.equal(one)
            const both = readers[kind](`${before} ${one} and ${between} ${other} ${behind}`)
            expect(both.outcome).to.equal(one === other ? 'one' : 'several')
          },
        ),
        { numRuns: 300 },
      )
    })
  }

  it('costs no more than its length, whatever stands there', () => {
    const seeds = [
      '1',
      '1 ',
      '+',
      '(1',
      '1.',
      ':',
      'a:',
      '@',
      'a@',
      'a.',
      '<a',
      '[',
      '零',
      'one ',
      'double ',
      'at ',
      '\u0001',
      '1-',
      '://',
      'not ',
    ]
    for (const seed of seeds) {
      for (const kind of kinds) readers[kind](seed.repeat(60_000 / seed.length))
    }
  }).timeout(4_000)
})
