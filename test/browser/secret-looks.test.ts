import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { locales } from '../../src/flow/locale.ts'
import { pageState } from '../stand-ins/pages.ts'
import { steps } from '../web/secret-states.ts'
import { findingsOn, withoutScript } from './accessibility.ts'
import { browserForSuite, inBrowser, phone } from './chromium.ts'
import { startSecretServer, type SecretServer } from './secret-server.ts'

/** Every step, with every kind of notice among them. */
const looks = {
  'the sign-in, locked': pageState(
    { step: 'sign-in', asksCode: true },
    { notice: { kind: 'locked', until: 60_000 } },
  ),
  'the new password, refused': pageState(
    { step: 'set-password', asksOldPassword: true },
    { notice: { kind: 'password', faults: ['space', 'common'] } },
  ),
  'the code, sent anew': pageState(
    { step: 'code', way: { medium: 'sms', mask: '••••••78' } },
    { notice: { kind: 'code-sent' } },
  ),
  'the other ways': pageState({
    step: 'way',
    ways: [{ id: 'mail', medium: 'email', mask: 'li•@x.test' }],
  }),
  'no other way': pageState({ step: 'way', ways: [] }),
  'this was not me': pageState({ step: 'undo', change: 'password', at: 0, does: 'disable' }),
  'support waits': pageState({ step: 'continue', number: 1001, isOpen: true }, { words: null }),
  'the way back to Teams': pageState({
    step: 'back',
    way: { kind: 'link', chat: 'teams', url: 'https://teams.microsoft.com/l/chat/0/0?users=28:a' },
  }),
  'the way back elsewhere': pageState({ step: 'back', way: { kind: 'none' } }),
  'a good end': pageState({ step: 'done', outcome: 'password-changed' }),
  'an end without a change': pageState(
    { step: 'done', outcome: 'stopped' },
    { notice: { kind: 'wrong-code', left: 0 } },
  ),
}

const wide = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'

async function fillBadly(page: Page): Promise<void> {
  await page.fill('#newPassword', 'abc 1')
  await page.fill('#confirmPassword', 'abc')
  await page.click('#reveal button')
}

describe(inBrowser('how the secret pages look'), () => {
  const browser = browserForSuite()
  let server: SecretServer

  before(async () => {
    server = await startSecretServer()
  })
  after(async () => {
    await server?.close()
  })

  for (const [name, state] of Object.entries(looks)) {
    for (const colorScheme of ['light', 'dark'] as const) {
      it(`${name}: axe-core finds no fault with it, ${colorScheme}`, () =>
        server.visit(browser, { viewport: phone, colorScheme }, async (page) => {
          for (const locale of locales) {
            server.pages.set({ ...state, locale })
            await page.goto(server.addressOf(state))
            if (state.now.step === 'set-password') await fillBadly(page)
            expect(await findingsOn(page), locale).to.deep.equal([])
          }
        }))

      it(`${name}: nor without script, ${colorScheme}`, () =>
        server.visit(browser, { viewport: phone, colorScheme }, async (page) => {
          const findings = await withoutScript(page)
          for (const locale of locales) {
            server.pages.set({ ...state, locale })
            await page.goto(server.addressOf(state))
            expect(await findings(), locale).to.deep.equal([])
          }
        }))
    }
  }

  for (const locale of locales) {
    it(`fits a phone at 200 % zoom without scrolling sideways, ${locale}`, () => {
      const viewport = { width: phone.width / 2, height: phone.height / 2 }
      return server.visit(browser, { viewport, deviceScaleFactor: 2 }, async (page) => {
        for (const now of steps) {
          // That one goes to the chat at once.
          if (now.step === 'back' && now.way.kind === 'own-chat') continue
          const state = pageState(now, { locale, notice: { kind: 'wrong-sign-in' } })
          server.pages.set(state)
          await page.goto(server.addressOf(state))
          expect(await page.evaluate(wide), now.step).to.equal(0)
        }
      })
    })
  }
})
