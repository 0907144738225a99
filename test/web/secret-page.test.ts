import { expect } from 'chai'
import { locales } from '../../src/flow/locale.ts'
import type { PageNotice, PageState, PageStep } from '../../src/ports/pages.ts'
import { secretPage } from '../../src/web/secret-page.ts'
import { tokenOf } from '../stand-ins/page-links.ts'
import { pageState } from '../stand-ins/pages.ts'
import { hostile, hourMs, notices, steps } from './secret-states.ts'

interface Drawing {
  readonly providerName?: string
  readonly timeZone?: string
  readonly typedEmail?: string
  readonly now?: number
}

function drawn(state: PageState, given: Drawing = {}): string {
  const page = secretPage({
    state,
    trouble: state.notice,
    before: '',
    token: tokenOf('a'),
    status: 200,
    host: 'keys.example.com',
    providerName: null,
    typedEmail: '',
    timeZone: 'UTC',
    now: 0,
    ...given,
  })
  return String(page.body)
}

/** The alert or the status line of a page, as text. */
function toldBy(body: string): string {
  const alert = /role="alert"[^>]*>(.*?)<\/div>/s.exec(body)?.[1]
  const news = /class="notice news" role="status">(.*?)<\/p>/s.exec(body)?.[1]
  return (alert ?? news ?? '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

function inputNamed(body: string, name: string): string {
  return new RegExp(`<input(?=[^>]*\\sname="${name}")[^>]*>`).exec(body)?.[0] ?? ''
}

describe('a secret page', () => {
  for (const locale of locales) {
    it(`renders every step with every notice, escaped and whole, ${locale}`, () => {
      for (const now of steps) {
        for (const notice of notices) {
          for (const words of [hostile, null]) {
            const body = drawn(pageState(now, { locale, notice, words, nonce: hostile }))
            const of = `${now.step} ${notice?.kind ?? 'quiet'}`
            expect(body, of).to.not.match(/undefined|null|NaN|\[object|\{\w+\}<|Invalid/)
            expect(body, of).to.not.contain('<script>')
            expect(body, of).to.match(/<h1>[^<]+<\/h1>/)
            expect(body.match(/<h1>/g), of).to.have.lengthOf(1)
            expect(toldBy(body) === '', of).to.equal(notice === null)
          }
        }
      }
    })

    it(`has a sentence of its own for every notice and every password fault, ${locale}`, () => {
      const code = { step: 'code', way: { medium: 'sms', mask: 'x' } } as const
      const told = notices.map((notice) => toldBy(drawn(pageState(code, { locale, notice }))))
      expect(new Set(told).size).to.equal(notices.length)
    })
  }

  it('says of a space that it is a space, and not that the password is invalid', () => {
    const now = { step: 'set-password', asksOldPassword: false } as const
    const notice = { kind: 'password', faults: ['space'] } as const
    expect(toldBy(drawn(pageState(now, { notice })))).to.contain('has a space in it')
    expect(toldBy(drawn(pageState(now, { notice, locale: 'zh-CN' })))).to.contain('有空格')
  })

  it('tells all the rules before anything is typed', () => {
    const body = drawn(pageState({ step: 'set-password', asksOldPassword: false }))
    for (const rule of ['8 to 20 characters', 'a letter', 'a digit', 'a symbol', 'no spaces']) {
      expect(body.indexOf(rule), rule).to.be.within(1, body.indexOf('name="newPassword"'))
    }
    expect(body).to.contain('the three before it').and.to.contain('must not be a common password')
    expect(inputNamed(body, 'newPassword')).to.contain('aria-describedby="rules rules-more"')
  })

  it('marks the faulty field, ties the sentence to it and leads there from the summary', () => {
    const cases = [
      [{ step: 'set-password', asksOldPassword: true }, { kind: 'mismatch' }, 'confirmPassword'],
      [
        { step: 'set-password', asksOldPassword: true },
        { kind: 'wrong-old-password' },
        'oldPassword',
      ],
      [
        { step: 'set-password', asksOldPassword: false },
        { kind: 'password', faults: ['common', 'space'] },
        'newPassword',
      ],
      [{ step: 'sign-in', asksCode: true }, { kind: 'wrong-sign-in' }, 'email'],
      [{ step: 'sign-in', asksCode: true }, { kind: 'not-a-code' }, 'code'],
      [
        { step: 'code', way: { medium: 'sms', mask: 'x' } },
        { kind: 'wrong-code', left: 2 },
        'code',
      ],
    ] as const satisfies readonly (readonly [PageStep, PageNotice, string])[]
    for (const [now, notice, field] of cases) {
      const body = drawn(pageState(now, { notice }))
      const input = inputNamed(body, field)
      expect(input, field).to.contain('aria-invalid="true"').and.to.contain(`${field}-fault`)
      expect(body.match(/aria-invalid/g), field).to.have.lengthOf(1)
      expect(body, field).to.contain(`id="${field}-fault"`).and.to.contain(`href="#${field}"`)
      expect(body, field).to.match(/role="alert"\s+id="problem"\s+tabindex="-1"/)
      // A current password is typed again at once; everywhere else what was refused is read first.
      expect(body.match(/ autofocus/g), field).to.have.lengthOf(1)
      expect(input.includes('autofocus'), field).to.equal(field === 'oldPassword')
      expect(body, field).to.contain('<title>Error: ')
    }
  })

  it('leads nowhere from a notice whose field the step has not', () => {
    const notice = { kind: 'wrong-code', left: null } as const
    const body = drawn(pageState({ step: 'sign-in', asksCode: false }, { notice }))
    expect(body).to.not.contain('href="#code"')
    expect(toldBy(body)).to.contain('That code is not right')
  })

  it('names its fields as password managers and phones expect', () => {
    const signIn = drawn(pageState({ step: 'sign-in', asksCode: true }))
    expect(inputNamed(signIn, 'email')).to.match(/autocomplete="username".*inputmode="email"/s)
    expect(inputNamed(signIn, 'password')).to.match(/type="password".*"current-password"/s)
    expect(inputNamed(signIn, 'code')).to.match(/"one-time-code".*inputmode="numeric"/s)
    const change = drawn(pageState({ step: 'set-password', asksOldPassword: true }))
    expect(inputNamed(change, 'oldPassword')).to.match(/type="password".*"current-password"/s)
    for (const name of ['newPassword', 'confirmPassword']) {
      expect(inputNamed(change, name)).to.match(/type="password".*"new-password"/s)
    }
    expect(signIn + change).to.not.match(/maxlength|onpaste|autocomplete="off"/)
  })

  it('asks for the old password and for a code only when the step does', () => {
    const plain = drawn(pageState({ step: 'set-password', asksOldPassword: false }))
    expect(inputNamed(plain, 'oldPassword')).to.equal('')
    const signIn = drawn(pageState({ step: 'sign-in', asksCode: false }))
    expect(inputNamed(signIn, 'code')).to.equal('')
  })

  it('lets the code beside a password stay empty: that is how one is asked for', () => {
    const body = drawn(pageState({ step: 'sign-in', asksCode: true }))
    expect(inputNamed(body, 'code')).to.not.contain('required')
    expect(body).to.contain('Leave this empty')
    const alone = drawn(pageState({ step: 'code', way: { medium: 'sms', mask: 'x' } }))
    expect(inputNamed(alone, 'code')).to.contain('required')
  })

  it('hands the nonce on in every form, to the address of its own link', () => {
    for (const now of steps) {
      const state = pageState(now, { nonce: 'the-nonce' })
      const body = drawn(state)
      const forms = body.match(/<form /g) ?? []
      const isOpen = now.step !== 'done' && now.step !== 'back'
      expect(forms, now.step).to.have.lengthOf(isOpen ? 1 : 0)
      if (!isOpen) continue
      expect(body).to.contain(`method="post" action="/p/${state.page}/${tokenOf('a')}"`)
      expect(inputNamed(body, 'nonce')).to.contain('value="the-nonce"')
    }
  })

  it('presses confirm on Enter: the buttons for another code and another way come after it', () => {
    const body = drawn(pageState({ step: 'code', way: { medium: 'sms', mask: 'x' } }))
    const buttons = [...body.matchAll(/<button[^>]*>/g)].map(([tag]) => tag.replace(/\s+/g, ' '))
    expect(buttons).to.have.lengthOf(3)
    expect(buttons[0]).to.not.contain('name=')
    expect(buttons[1]).to.contain('name="action" value="resend" formnovalidate')
    expect(buttons[2]).to.contain('name="action" value="other-way" formnovalidate')
  })

  it('offers every way with its mask, and a person where there is none', () => {
    const ways = [
      { id: 'w1', medium: 'sms', mask: '••78' },
      { id: 'w2', medium: 'email', mask: 'li•@x.test' },
    ] as const
    const body = drawn(pageState({ step: 'way', ways }))
    expect(body).to.match(/name="way" value="w1">\s*SMS to ••78/)
    expect(body).to.match(/name="way" value="w2">\s*Email to li•@x\.test/)
    const none = drawn(pageState({ step: 'way', ways: [] }))
    expect(none).to.contain('write “a person” in the chat')
    for (const page of [body, none]) expect(page).to.match(/name="action"\s+value="back"/)
  })

  it('says what was changed and when, and what the one button does', () => {
    const at = Date.UTC(2026, 1, 3, 4, 5)
    const body = drawn(pageState({ step: 'undo', change: 'password', at, does: 'disable' }))
    expect(body).to.match(/<time datetime="2026-02-03T04:05:00.000Z"\s*>Feb 3, 2026, 4:05 AM UTC/)
    const there = drawn(pageState({ step: 'undo', change: 'password', at, does: 'disable' }), {
      timeZone: 'Asia/Shanghai',
    })
    expect(there).to.contain('>Feb 3, 2026, 12:05 PM GMT+8<')
    expect(body).to.contain('everybody is signed out').and.to.contain('opens a case')
    expect(body).to.match(/name="action" value="confirm">\s*This wasn’t me/)
    expect(body.match(/<button/g)).to.have.lengthOf(1)
  })

  it('says until when sign-in is locked', () => {
    const notice = { kind: 'locked', until: Date.UTC(2026, 1, 3) } as const
    const now = Date.UTC(2026, 1, 2, 0, 30)
    const state = pageState({ step: 'sign-in', asksCode: true }, { notice })
    expect(toldBy(drawn(state, { now }))).to.match(/locked for 24 hours.*Until Feb 3, 2026/)
    const zh = toldBy(drawn({ ...state, locale: 'zh-CN' }, { now }))
    expect(zh).to.match(/24小时后.*2026年2月3日/)
  })

  it('tells each end where it goes on, and after a change that everybody was signed out', () => {
    for (const outcome of ['signed-in', 'password-changed', 'undone', 'stopped'] as const) {
      const body = drawn(pageState({ step: 'done', outcome }))
      expect(body, outcome)
        .to.match(/\bgo back to the chat/iu)
        .and.to.not.contain('more minute')
    }
    const changed = drawn(pageState({ step: 'done', outcome: 'password-changed' }))
    expect(changed).to.contain('signed out on all devices').and.to.contain('Sign in anew')
  })

  it('shows the two words of the chat, or else how to know our pages, before the form', () => {
    const now = { step: 'set-password', asksOldPassword: false } as const
    const withWords = drawn(pageState(now, { words: 'amber heron' }))
    expect(withWords.indexOf('amber heron')).to.be.within(1, withWords.indexOf('<form'))
    const without = drawn(pageState(now, { words: null }))
    expect(without.indexOf('keys.example.com')).to.be.within(1, without.indexOf('<form'))
  })

  it('says how long it works', () => {
    const state = pageState({ step: 'sign-in', asksCode: false })
    expect(drawn(state)).to.contain('works for 30 more minutes')
    expect(drawn(state, { now: 29 * 60_000 + 1 })).to.contain('works for one more minute')
    expect(drawn(state, { now: 31 * 60_000 })).to.contain('works for one more minute')
    expect(drawn({ ...state, expiresAt: 70 * hourMs })).to.contain('works for 70 more hours')
  })

  it('names the provider whose accounts these are, where one is set', () => {
    const state = pageState({ step: 'sign-in', asksCode: false })
    expect(drawn(state)).to.contain('<h1>Sign in</h1>')
    expect(drawn(state, { providerName: 'Ex & Co' })).to.contain('<h1>Sign in to Ex &amp; Co</h1>')
  })
})
