import { expect } from 'chai'
import { assistant } from '../../dialogs/index.ts'
import type { Closing } from '../../src/flow/dialog.ts'
import type { FlowId } from '../../src/flow/flow-call.ts'
import type { Locale } from '../../src/flow/locale.ts'
import type { View } from '../../src/flow/reply.ts'

const at = Date.UTC(2026, 10, 20, 15, 5)
const minuteMs = 60_000

function dialogOf(flow: FlowId) {
  const dialog = assistant.dialogs.get(flow)
  if (dialog === undefined) throw new Error(`${flow} is gone`)
  return dialog
}

interface Shown {
  readonly locale?: Locale
  readonly page?: { readonly url: string; readonly words: string }
}

const view = (where: readonly [FlowId, string], context: object, shown: Shown = {}): View => {
  const { locale = 'en', page = null } = shown
  return dialogOf(where[0]).view(where[1], { context, locale, now: at, timeZone: 'UTC', page })
}

function closing(flow: FlowId, output: object, locale: Locale = 'en'): Closing {
  const close = dialogOf(flow).closing
  if (close === null) throw new Error(`${flow} has no closing`)
  return close(output, locale, { now: at, timeZone: 'UTC' })
}

const reset = {
  email: 'li.wei@example.com',
  linkExpiresAt: at + 30 * minuteMs,
  notice: null,
  misses: 0,
  end: null,
}

const sms = { id: 'recoveryMobile', medium: 'sms', mask: '+86 13•••••••00' }
const mail = { id: 'recoveryEmail', medium: 'email', mask: 'li••••@example.com' }
const verify = {
  purpose: 'change-password',
  lookup: null,
  ways: [sms, mail],
  way: 'recoveryMobile',
  codeExpiresAt: at + 5 * minuteMs,
  notice: null,
  misses: 0,
  proven: false,
  reason: null,
}
const stranger = {
  ...verify,
  purpose: 'sign-in',
  lookup: { by: 'account-id', value: '100000000012' },
  ways: [],
  way: null,
}
const page = { url: 'http://localhost/p/sign-in/t', words: 'apple river' }
const ids = ({ choices }: View) => choices.map(({ id }) => id)

describe('what reset password shows', () => {
  it('never says that an address has an account', () => {
    const { question, status } = view(['reset-password', 'wait-for-page'], reset)
    expect(question).to.include('If that address has an account, a message is on its way')
    expect(question).to.match(/junk/)
    expect(status).to.match(/^Your password is not changed yet\. If li••••@example\.com has/)
    const zh = view(['reset-password', 'wait-for-page'], reset, { locale: 'zh-CN' })
    expect(zh.question)
      .to.match(/^如果该邮箱有对应的账号/)
      .and.include('垃圾邮件')
    expect(zh.status).to.include('尚未更改')
  })

  it('says of a link that is too old that it is, and offers another', () => {
    const over = { ...reset, linkExpiresAt: at }
    const { question, briefly, status, choices } = view(['reset-password', 'wait-for-page'], over)
    expect(question).to.include('too old')
    expect(status).to.include('too old')
    expect(briefly).to.equal(null)
    expect(choices[0]).to.include({ id: 'resend', label: 'Resend' })
  })

  it('offers what the requirements name, in their order', () => {
    expect(ids(view(['reset-password', 'ask-email'], reset))).to.deep.equal([
      'unknown-email',
      'no-email',
      'sub-user',
    ])
    expect(ids(view(['reset-password', 'wait-for-page'], reset))).to.deep.equal([
      'resend',
      'different-email',
      'button-broken',
      'unknown-email',
    ])
  })

  it('tells how the search for the account ended, since its own closing is not said', () => {
    const said = ['informed', 'exhausted', 'too-many', 'left'].map((end) => {
      const notice = { kind: 'back-from-search', end }
      return view(['reset-password', 'ask-email'], { ...reset, notice }).notice
    })
    expect(new Set(said)).to.have.lengthOf(4)
  })
})

describe('what verify identity shows', () => {
  it('names the way by its mask and how long the code works', () => {
    const { question } = view(['verify-identity', 'ask-code'], verify)
    expect(question).to.include('texted').and.include(sms.mask).and.include('5 minutes')
    const byMail = { ...verify, way: 'recoveryEmail' }
    expect(view(['verify-identity', 'ask-code'], byMail).question)
      .to.include('mailed')
      .and.include(mail.mask)
  })

  it('tells a stranger neither a mask nor whether there is an account', () => {
    const shown = view(['verify-identity', 'ask-code'], stranger)
    expect(shown.question).to.match(/^If that account has a recovery mobile/)
    expect(JSON.stringify(shown)).not.to.include('•')
    const resent = { ...stranger, notice: { kind: 'code-resent' } }
    expect(view(['verify-identity', 'ask-code'], resent).notice).to.match(/^If that account has/)
  })

  it('does not ask for a code that was never sent or is too old', () => {
    for (const codeExpiresAt of [null, at]) {
      const shown = view(['verify-identity', 'ask-code'], { ...verify, codeExpiresAt })
      expect(shown.question).not.to.include('What is the code')
      expect(shown.briefly).to.equal(null)
      expect(ids(shown)).to.deep.equal([
        'resend',
        'other-way',
        'situation:lost-phone',
        'command:person',
      ])
    }
  })

  it('names the way out beside a code that was too old, and does not say it twice', () => {
    const expired = { ...verify, codeExpiresAt: at, notice: { kind: 'expired-code' } }
    const { notice, briefly } = view(['verify-identity', 'ask-code'], expired)
    expect(notice).to.include('too old')
    expect(briefly).to.include('Resend').and.not.include('too old')
  })

  it('lists only the other ways, and always a person', () => {
    const prompt = ['verify-identity', 'ask-verification-method'] as const
    expect(ids(view(prompt, verify))).to.deep.equal(['way:recoveryEmail', 'command:person'])
    const alone = view(prompt, { ...verify, ways: [sms] })
    expect(ids(alone)).to.deep.equal(['command:person'])
    expect(alone.question).to.include('no other verified way')
    expect(alone.choices.map(({ label }) => label)).to.deep.equal(['A person'])
  })
})

describe('what the pages’ prompts show', () => {
  it('the link with its two words in the turn that made it, and no link later', () => {
    const contexts = {
      'sign-in': { accountId: null, notice: null, misses: 0, signedIn: false },
      'change-password': { reminded: false, end: null, why: null },
    }
    for (const flow of ['sign-in', 'change-password'] as const) {
      const fresh = view([flow, 'wait-for-page'], contexts[flow], { page })
      expect(fresh.question).to.include('apple river')
      expect(fresh.link?.url).to.equal(page.url)
      const later = view([flow, 'wait-for-page'], contexts[flow])
      expect(later.link).to.equal(null)
      expect(later.question).to.include('still waiting').and.not.include('apple')
      expect(ids(later)).to.include('new-link')
    }
  })
})

describe('what is said in closing', () => {
  it('says until when sign-in is locked, for how long, and why', () => {
    const { text, next } = closing('explain-lock', { until: at + 90 * minuteMs })
    expect(text)
      .to.include('4:35 PM UTC')
      .and.include('90 minutes')
      .and.match(/3 wrong.*10/)
    expect(next.map(({ flow }) => flow)).to.deep.equal(['reset-password', 'talk-to-support'])
  })

  it('says the same once the lock is over as when there was none', () => {
    const open = closing('explain-lock', { until: null, isKnown: true }).text
    expect(closing('explain-lock', { until: at, isKnown: true }).text).to.equal(open)
    expect(open).to.include('not locked as far as I can see')
  })

  it('says nothing of a lock where it does not know whose sign-in is meant', () => {
    const { text, next } = closing('explain-lock', { until: null })
    expect(text).to.include('do not know whose').and.not.include('not locked')
    expect(next.map(({ flow }) => flow)).to.include.members(['reset-password', 'talk-to-support'])
  })

  it('has words of its own for each reason why an identity was not proven, and offers a person', () => {
    const reasons = ['no-way', 'exhausted', 'too-many', 'lost', 'left']
    for (const locale of ['en', 'zh-CN'] as const) {
      const closings = reasons.map((why) =>
        closing('change-password', { end: 'not-proven', why }, locale),
      )
      expect(new Set(closings.map(({ text }) => text))).to.have.lengthOf(reasons.length)
      for (const { text, next } of closings) {
        expect(text).to.match(/a person|人工/)
        expect(next.map(({ flow }) => flow)).to.include('talk-to-support')
      }
    }
  })

  it('goes from an account that was looked for to its password', () => {
    const { next } = closing('retrieve-account', { end: 'informed', by: 'mobile', again: null })
    expect(next[0]).to.include({ label: 'Reset my password', flow: 'reset-password' })
  })

  it('advises a new password now and then, and forces none', () => {
    const { text } = closing('change-password', { end: 'changed', why: null })
    expect(text).to.include('90 days is advised').and.include('never required')
    expect(text).to.include('other devices were signed out')
  })
})
