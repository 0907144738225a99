import { expect } from 'chai'
import { letterWriter } from '../../dialogs/messages/index.ts'
import { codePurposes } from '../../src/flow/code.ts'
import { locales } from '../../src/flow/locale.ts'

const write = letterWriter('Example <Cloud> & Co', 'UTC')
const media = ['sms', 'email'] as const
const url = 'http://localhost:3978/p/reset-password/tok-en_1?a=1&b="2"'
const at = Date.UTC(2026, 10, 20, 15, 5)
const minuteMs = 60_000

const code = (purpose: (typeof codePurposes)[number], lifetimeMs = 5 * minuteMs) =>
  ({ template: 'code', purpose, code: '012345', lifetimeMs }) as const
const reset = { template: 'reset-password', url, lifetimeMs: 30 * minuteMs } as const
const changed = { template: 'password-changed', url, reports: false, at } as const
const frozen = { template: 'account-frozen', until: at } as const
const announced = { template: 'recovery-announced', url: null, readyAt: at } as const
const locked = { template: 'sign-in-locked', until: at } as const
const account = {
  template: 'account-information',
  accounts: [{ id: '100000000012', loginEmail: 'li••••@example.com', signedUpWith: 'email' }],
} as const

/** Parts of a text: GSM 03.38 has 160 signs or 153 in each of several, UCS-2 70 or 67. */
function parts(text: string): number {
  const [one, more] = /^[\x20-\x7e\n]*$/.test(text) ? [160, 153] : [70, 67]
  return text.length <= one ? 1 : Math.ceil(text.length / more)
}

describe('a letter', () => {
  for (const locale of locales) {
    for (const letter of [
      account,
      reset,
      changed,
      locked,
      frozen,
      announced,
      ...codePurposes.map((each) => code(each)),
    ]) {
      const name = 'purpose' in letter ? `code to ${letter.purpose}` : letter.template
      it(`(${name}, ${locale}) has a subject by mail, and neither subject nor HTML by text`, () => {
        const mail = write(letter, { medium: 'email', locale })
        const text = write(letter, { medium: 'sms', locale })
        expect(mail.subject).to.match(/\S/)
        expect(mail.subject).not.to.match(/\d|\n/)
        expect(text).to.include({ subject: null, html: null })
        if (locale === 'zh-CN') expect(mail.subject).to.match(/\p{Script=Han}/u)
        expect(`${mail.text}${text.text}${mail.html ?? ''}`).not.to.match(/undefined|NaN|null/)
      })
    }
  }

  it('with a code is bound to our own page by its last line, where that comes over https', () => {
    const bound = letterWriter('Example Cloud', 'UTC', 'https://login.example.com:8443/base')
    for (const locale of locales) {
      for (const purpose of codePurposes) {
        const { text } = bound(code(purpose), { medium: 'sms', locale })
        expect(text.split('\n').at(-1)).to.equal('@login.example.com #012345')
        expect(text.split('\n')[0]).to.include('012345')
        expect(parts(text), text).to.be.at.most(2)
        const mail = bound(code(purpose), { medium: 'email', locale })
        expect(mail.text).to.not.include('@login')
      }
      const [other, local] = [
        bound(account, { medium: 'sms', locale }),
        write(code('sign-in'), { medium: 'sms', locale }),
      ]
      expect(`${other.text}${local.text}`).to.not.include('#0')
    }
  })

  it('with a code names its purpose, has exactly one number of six digits, and no link', () => {
    for (const locale of locales) {
      for (const medium of media) {
        const texts = codePurposes.map((each) => write(code(each), { medium, locale }).text)
        expect(new Set(texts)).to.have.lengthOf(codePurposes.length)
        for (const text of texts) {
          expect(text.match(/(?<!\d)\d{6}(?!\d)/g)).to.deep.equal(['012345'])
          expect(text).not.to.match(/https?:|www\./)
        }
      }
    }
  })

  it('says how long a code works in whole minutes, and one of them by its own word', () => {
    const { text } = write(code('sign-in', minuteMs), { medium: 'sms', locale: 'en' })
    expect(text).to.include('works for 1 minute,')
    const longer = write(code('sign-in', 5.5 * minuteMs), { medium: 'sms', locale: 'en' })
    expect(longer.text).to.include('works for 5 minutes,')
  })

  it('for a reset has the bare link on a line of its own, and says what to do if it was somebody else', () => {
    const { text } = write(reset, { medium: 'email', locale: 'en' })
    expect(text.split('\n')).to.include(url)
    expect(text)
      .to.match(/30 minutes/)
      .and.match(/If it was not you/)
    expect(text).not.to.include('button')
    const zh = write(reset, { medium: 'email', locale: 'zh-CN' })
    expect(zh.text.split('\n')).to.include(url)
    expect(zh.text).to.include('30 分钟').and.include('不是您本人')
  })

  it('for a reset has a button and the bare link in its HTML, with every value escaped', () => {
    const { html } = write(reset, { medium: 'email', locale: 'en' })
    const href = 'http://localhost:3978/p/reset-password/tok-en_1?a=1&amp;b=&quot;2&quot;'
    expect(html?.split(`href="${href}"`)).to.have.lengthOf(3)
    expect(html)
      .to.match(/>Reset Password<\/a>/)
      .and.include(`>${href}</a>`)
    expect(html).to.include('Example &lt;Cloud&gt; &amp; Co')
    expect(html).not.to.match(/<script|<img|src=|Example <Cloud>/)
    expect(html).to.include('<html lang="en">')
    const zh = write(reset, { medium: 'email', locale: 'zh-CN' })
    expect(zh.html).to.include('<html lang="zh-CN">').and.include('>重置密码</a>')
  })

  it('in Chinese sets the name of the provider apart from the words around it, in HTML too', () => {
    const { subject, text, html } = write(changed, { medium: 'email', locale: 'zh-CN' })
    for (const part of [subject, text, html]) {
      expect(part).to.not.match(/\p{Script=Latin}\p{Script=Han}|\p{Script=Han}\p{Script=Latin}/u)
    }
  })

  it('about a lock says until when with the zone, that nothing was changed, and the ways in that are left', () => {
    const inEnglish = write(locked, { medium: 'email', locale: 'en' }).text
    expect(inEnglish).to.include('Nov 20, 2026, 3:05 PM UTC').and.include('are as they were')
    expect(inEnglish).to.include('account ID and a code').and.include('reset the password')
    const inChinese = write(locked, { medium: 'email', locale: 'zh-CN' }).text
    expect(inChinese).to.include('2026年11月20日').and.include('没有任何变动')
    expect(inChinese).to.include('账号 ID 和验证码').and.include('重置密码')
  })

  it('about a change says when with the zone, that other devices were signed out, and what to do; a text has no link (attacks H5)', () => {
    for (const medium of media) {
      const { text } = write(changed, { medium, locale: 'en' })
      expect(text)
        .to.include('Nov 20, 2026, 3:05 PM UTC')
        .and.include('Other devices were signed out')
      if (medium === 'email') expect(text).to.include(url)
      else
        expect(text)
          .to.include('Call or visit us')
          .and.not.match(/https?:|www\.|\/p\//)
      const zh = write(changed, { medium, locale: 'zh-CN' })
      expect(zh.text).to.include('2026年11月20日').and.include('UTC').and.include('退出登录')
      if (medium === 'email') expect(zh.text).to.match(/http\S+(?=\n|$)/)
      else
        expect(zh.text)
          .to.include('来电')
          .and.not.match(/https?:|www\.|\/p\//)
    }
  })

  it('about a change says what its button does, which for a contact mailbox is to report (T3)', () => {
    const byMail = { medium: 'email', locale: 'en' } as const
    expect(write(changed, byMail).text).to.include('brings no old one back')
    const channel = { template: 'channel-changed', channel: 'loginEmail', url, at } as const
    expect(write({ ...channel, reports: false }, byMail).text).to.include('takes the change back')
    for (const letter of [changed, channel]) {
      const { text } = write({ ...letter, reports: true }, byMail)
      expect(text).to.include('report it').and.not.include('takes the change back')
    }
  })
})
