import { expect } from 'chai'
import * as fc from 'fast-check'
import { locales } from '../../src/flow/locale.ts'
import { looksLikePassword } from '../../src/domain/typed-secret.ts'
import { pastedTexts } from '../../training/pasted.ts'
import { readTold } from '../../training/sentences.ts'

const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`))
const hex = (length: number) => fc.stringMatching(new RegExp(`^[0-9a-f]{${length}}$`))
const user = fc.constantFrom('root', 'ubuntu', 'Administrator', 'ec2-user', 'li.wei', 'deploy')
const ip = fc
  .tuple(fc.integer({ min: 8, max: 200 }), fc.nat(255), fc.nat(255), fc.nat(255))
  .map((four) => four.join('.'))
const port = fc.integer({ min: 22, max: 65_535 })
const time = fc
  .tuple(fc.integer({ min: 10, max: 23 }), fc.integer({ min: 10, max: 59 }))
  .map(([hour, minute]) => `${hour}:${minute}`)

/** What people paste that is no password, by kind. */
const pasted: readonly fc.Arbitrary<string>[] = [
  fc.tuple(user, ip, port).map(([name, host, at]) => `ssh ${name}@${host}:${at}`),
  fc
    .tuple(user, fc.constantFrom('web01', 'Prod1', 'db-2.example'))
    .map(([name, host]) => `scp x ${name}@${host}:~/app`),
  digits(8).map((rest) => `<p>138${rest}</p>`),
  fc
    .tuple(hex(6), digits(2))
    .map(
      ([page, size]) =>
        `<a href="https://x.example/${page}?a=${size}" class="btn-${size}">Open</a>`,
    ),
  fc
    .tuple(digits(2), fc.integer({ min: 10, max: 15 }))
    .map(([part, power]) => `1.${part}E+${power}`),
  fc.constantFrom(
    'iPhone13,2',
    'iPad8,11',
    'SM-G998B/DS',
    'MacBookPro18,3',
    'Mate60Pro+',
    'Redmi-Note12',
    'HUAWEI-P50',
  ),
  time.map((now) => `${now}pm@office`),
  fc.constantFrom(
    '5pm@Room4',
    '@Room3#4',
    '26Nov@3pm',
    '2026-W48',
    '2026/11/26@10:30',
    'UTC+8:00',
    'GMT+08:00(CST)',
    'Mon-Fri,9:00-18:00',
  ),
  fc
    .tuple(time, ip, port)
    .map(
      ([now, host, at]) =>
        `2026-11-26T${now}:07.512Z ERROR [http-nio-8080-exec-1] o.s.web.Filter - Connection refused: /${host}:${at}`,
    ),
  fc
    .tuple(time, user, ip)
    .map(
      ([now, name, host]) =>
        `Nov 26 ${now}:07 web01 sshd[8123]: Failed login for ${name} from ${host} port 51022 ssh2`,
    ),
  fc
    .tuple(ip, time, hex(8))
    .map(
      ([host, now, page]) =>
        `${host} - - [26/Nov/2026:${now}:07 +0800] "GET /api/v2/users?id=7&t=${page} HTTP/1.1" 502 88 "-" "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36"`,
    ),
  digits(3).map((line) => `at com.example.Foo$Bar.baz(Foo.java:${line})`),
  hex(8).map((id) => `console.example.com/cvm/detail?rid=1&id=ins-${id}`),
  hex(8).map((id) => `https://console.example.com/#/login?x=${id}&y=%20A1`),
  fc.tuple(ip, port).map(([host, at]) => `jdbc:mysql://${host}:${at}/db?useSSL=false&x=1`),
  fc
    .tuple(hex(8), hex(4), hex(12))
    .map(
      ([one, two, three]) =>
        `{"code":40029,"message":"InvalidParameter","RequestId":"${one}-${two}-4${two.slice(1)}-a${two.slice(1)}-${three}"}`,
    ),
  hex(8).map((id) => `vpc-${id}/subnet-${id}`),
  hex(10).map((id) => `SN:${id.toUpperCase()}`),
  digits(4).map((code) => `Error: 0x8007${code}`),
  fc.constantFrom(
    'ERR_CONNECTION_TIMED_OUT(-118)',
    'SQLSTATE[HY000] [2002]',
    'AuthFailure.TokenFailure (HTTP/403)',
    'errcode=40029,errmsg="invalid"',
  ),
  digits(8).map((day) => `IMG_${day}.JPG`),
  fc.constantFrom(
    'C:\\Users\\Li\\Report_v2.1.docx',
    '/var/log/nginx/access.log.1',
    '~/.ssh/id_ed25519.pub',
    'Invoice(2026-11).pdf',
  ),
  digits(2).map((part) => `"Li Wei"<li.wei${part}@example.com>`),
  digits(8).map((rest) => `138${rest}(home)`),
  digits(4).map((rest) => `+1(415)555-${rest}#12`),
  fc.constantFrom(
    'git@github.com:org/Repo2.git',
    'docker run -p8080:80 nginx:1.25.3-alpine',
    'npm i react@18.2.0',
    'export A1=$B2',
  ),
  fc.constantFrom(
    'H2O=water?',
    'Step1=>Step2',
    'C++20/C#11',
    'CentOS7.9/64bit',
    'Order#A12-99 (2nd) is late!!',
    '@Latchkey,take 1001',
    'RFC2616#sec-4.2',
  ),
  fc.constantFrom(
    'RTX4090Ti+24GB',
    'i7-12700K@5GHz',
    '1080p@60fps!',
    'S23Ultra/256GB',
    'Wifi6E@6GHz',
    'foo@1.2.3,bar@4.5.6',
    'v2.3.1-rc1+build.77',
    'utf8mb4_0900_ai_ci',
    'Win11&Office365',
    'C++17&Boost1.8',
    'EUR5,000+VAT19%',
    'B2B&B2C!',
    '5pm@Room8#4',
    'Room5@Floor3!',
  ),
  fc.constantFrom(
    'Hi!I forgot my account since 2019~please help!',
    'I use Windows11&Chrome120 and it says "Error#500".',
    '我的工单#1042还没处理！',
    '昨天3:30pm登录不了（ERR-5）',
  ),
]

const sentences = fc.constantFrom(
  (text: string) => text,
  (text: string) => `it says ${text}`,
  (text: string) => `Hello, ${text} is what I see, please help.`,
  (text: string) => `我这里显示 ${text} 怎么办`,
  (text: string) => `${text}\nthen nothing`,
)

const real = [
  'P@ssw0rd!23',
  'my password is hunter2',
  'Tr0ub4dor&3',
  '密码是Abc@12345',
  'old: Abc12345! new: Xyz98765!',
  'pwd=secret99',
  'Hello, my login fails with S3cure!Pass99',
  '<p>P@ssw0rd!23</p>',
  'value="P@ssw0rd!23"',
  'it is aB3$xY7!',
  'Welcome@2024',
  'My!Dog5Rex',
  'Tom&Jerry92',
  'Xiaoming@88',
  'Kettle@42GBx!',
  'Abc@123,Def@456',
  'Li_Wei_1990!x',
]

describe('a false alarm about a password (U17)', () => {
  it('comes at most once in a thousand ordinary sentences and pasted lines', () => {
    const each = 100
    const texts = pasted.flatMap((kind) =>
      fc
        .sample(fc.tuple(kind, sentences), { numRuns: each, seed: 42 })
        .map(([text, put]) => put(text)),
    )
    const alarms = texts.filter((text) => looksLikePassword(text).found)
    expect(alarms.length, alarms.slice(0, 8).join('\n')).to.be.at.most(texts.length / 1_000)
  })

  for (const text of real) {
    it(`is none for ${JSON.stringify(text)}`, () => {
      expect(looksLikePassword(text).found).to.equal(true)
    })
  }
})

const alarmsIn = (texts: readonly string[]): readonly string[] =>
  texts.filter((text) => looksLikePassword(text).found)

describe('false alarms about passwords', () => {
  it('are at most one in a thousand pasted technical texts', () => {
    const texts = pastedTexts()
    expect(alarmsIn(texts).slice(0, texts.length / 1_000)).to.deep.equal(alarmsIn(texts))
  })

  for (const locale of locales) {
    it(`are none in the thousands of sentences that people say (${locale})`, () => {
      expect(alarmsIn(readTold(locale).map(({ text }) => text))).to.deep.equal([])
    })
  }
})
