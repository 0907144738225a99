import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { pageState } from '../stand-ins/pages.ts'
import { browserForSuite, desktop, inBrowser, phone } from './chromium.ts'
import { startSecretServer, type SecretServer, type Visit } from './secret-server.ts'

const way = { medium: 'sms', mask: '••••••78' } as const

const signIn = pageState({ step: 'sign-in', asksCode: false })
const setPassword = pageState({ step: 'set-password', asksOldPassword: false }, { words: null })
const code = pageState({ step: 'code', way })
const ways = pageState({ step: 'way', ways: [{ id: 'mail', medium: 'email', mask: 'li•@x.test' }] })
const changed = pageState({ step: 'done', outcome: 'password-changed' })
const password = 'Amber/heron7'

const focused = (page: Page) => page.evaluate<string>('document.activeElement.id')
const ticks = (page: Page) => page.locator('#rules li.kept').allTextContents()

describe(inBrowser('the secret pages in a browser'), () => {
  const browser = browserForSuite()
  let server: SecretServer
  let pages: SecretServer['pages']
  const on = (visit: Visit, act: (page: Page) => Promise<void>) => server.visit(browser, visit, act)

  before(async () => {
    server = await startSecretServer()
    pages = server.pages
  })
  after(async () => {
    await server?.close()
  })

  it('tick the rules as a password is typed, and count them aloud', () =>
    on({ viewport: phone }, async (page) => {
      pages.set(setPassword)
      await page.goto(server.addressOf(setPassword))
      expect(await ticks(page)).to.deep.equal([])
      const entry = page.getByLabel('New password', { exact: true })
      await entry.pressSequentially('ab')
      expect(await ticks(page)).to.deep.equal(['a letter (met)', 'no spaces (met)'])
      await entry.pressSequentially('1/')
      expect(await page.locator('#rules-count').innerText()).to.equal('4 of 5 rules are met.')
      await entry.pressSequentially('cdef')
      expect(await ticks(page)).to.have.lengthOf(5)
      await entry.press('Space')
      expect(await page.locator('#rules li:not(.kept)').allTextContents()).to.deep.equal([
        'no spaces (not yet)',
      ])
      await entry.fill('é1/'.normalize('NFD') + 'x'.repeat(17))
      expect(await ticks(page), '20 characters after NFC').to.have.lengthOf(5)
      await entry.fill('')
      expect(await ticks(page)).to.deep.equal([])
    }))

  it('say while typing whether both entries are the same', () =>
    on({}, async (page) => {
      pages.set(setPassword)
      await page.goto(server.addressOf(setPassword))
      await page.fill('#newPassword', password)
      expect(await page.locator('#sameness').isVisible()).to.equal(false)
      await page.fill('#confirmPassword', 'Amber')
      expect(await page.locator('#sameness').innerText()).to.contain('differ')
      await page.fill('#confirmPassword', password)
      expect(await page.locator('#sameness').innerText()).to.equal('Both entries are the same.')
    }))

  it('take a pasted password whole, however long', () =>
    on({ permissions: ['clipboard-read', 'clipboard-write'] }, async (page) => {
      pages.set(setPassword)
      await page.goto(server.addressOf(setPassword))
      const long = `${password}${'x'.repeat(80)}`
      await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(long)})`)
      for (const field of ['#newPassword', '#confirmPassword']) {
        await page.focus(field)
        await page.keyboard.press('Control+V')
        expect(await page.inputValue(field)).to.equal(long)
      }
      expect(await page.locator('#rules li:not(.kept)').allTextContents()).to.deep.equal([
        '8 to 20 characters (not yet)',
      ])
    }))

  it('show what is typed only when asked, and hide it before it is sent', () =>
    on({}, async (page) => {
      pages.set(signIn)
      await page.goto(server.addressOf(signIn))
      const entry = page.locator('#password')
      expect(await entry.getAttribute('type')).to.equal('password')
      await page.getByRole('button', { name: 'Show what I type', pressed: false }).click()
      expect(await entry.getAttribute('type')).to.equal('text')
      await page.getByRole('button', { name: 'Show what I type', pressed: true }).click()
      expect(await entry.getAttribute('type')).to.equal('password')
      await page.click('#reveal button')
      await page.evaluate(
        `document.querySelector('form').addEventListener('submit', (event) => event.preventDefault())`,
      )
      await page.fill('#email', 'li@example.com')
      await page.fill('#password', 'x')
      await page.keyboard.press('Enter')
      expect(await entry.getAttribute('type')).to.equal('password')
    }))

  it('lead through a change of the password by the keyboard alone', () =>
    on({ viewport: desktop, statuses: [422] }, async (page) => {
      const mismatch = { ...setPassword, notice: { kind: 'mismatch' } } as const
      pages.set(setPassword, mismatch, code, ways, code, changed)
      await page.goto(server.addressOf(setPassword))
      const type = async (text: string) => {
        await page.keyboard.press('Tab')
        await page.keyboard.type(text)
      }
      await type(password)
      await type('another')
      await page.keyboard.press('Enter')
      // What the page itself finds wrong is not sent, so that nothing typed is lost.
      expect(await focused(page)).to.equal('confirmPassword')
      expect(await page.locator('#confirmPassword').getAttribute('aria-invalid')).to.equal('true')
      expect(pages.forms).to.deep.equal([])
      await page.keyboard.type(password)
      expect(await page.locator('#confirmPassword').getAttribute('aria-invalid')).to.equal(null)
      await page.keyboard.press('Enter')
      await page.getByRole('alert').waitFor()
      expect(await focused(page)).to.equal('problem')
      expect(await page.title()).to.equal('Error: Choose a new password')
      await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      expect(await focused(page)).to.equal('confirmPassword')
      await page.keyboard.type(password)
      await page.keyboard.press('Shift+Tab')
      await page.keyboard.type(password)
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: 'Is it you?' }).waitFor()
      for (const stop of ['code', '', '', '']) {
        await page.keyboard.press('Tab')
        expect(await focused(page)).to.equal(stop)
      }
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: 'Choose another way' }).waitFor()
      await page.keyboard.press('Tab')
      await page.keyboard.press('Space')
      await page.getByRole('heading', { name: 'Is it you?' }).waitFor()
      await type('123456')
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: 'Your password is changed' }).waitFor()
      expect(pages.forms.map(({ nonce: _, ...form }) => form)).to.deep.equal([
        { newPassword: password, confirmPassword: password },
        { newPassword: password, confirmPassword: password, told: 'mismatch' },
        { code: '', action: 'other-way' },
        { way: 'mail' },
        { code: '123456' },
      ])
    }))

  it('work with scripts off, from the rules to the end', () =>
    on({ javaScriptEnabled: false, viewport: phone, statuses: [422] }, async (page) => {
      const short = { kind: 'password', faults: ['too-short'] } as const
      pages.set(setPassword, { ...setPassword, notice: short }, code, changed)
      await page.goto(server.addressOf(setPassword))
      expect(await page.locator('#rules').innerText()).to.contain('8 to 20 characters')
      expect(await page.locator('#reveal').isVisible()).to.equal(false)
      for (const entry of ['short', password]) {
        await page.fill('#newPassword', entry)
        await page.fill('#confirmPassword', entry)
        await page.getByRole('button', { name: 'Continue' }).click()
      }
      await page.fill('#code', '123456')
      await page.getByRole('button', { name: 'Confirm' }).click()
      expect(await page.getByRole('heading').innerText()).to.equal('Your password is changed')
    }))

  it('take the token out of the address bar and find the page again on refresh and on going back', () =>
    on({ statuses: [410, 410] }, async (page) => {
      pages.set(setPassword, code, changed)
      const bare = `${server.url}/p/reset-password`
      await page.goto(server.addressOf(setPassword))
      await page.waitForURL(bare)
      await page.fill('#newPassword', password)
      await page.fill('#confirmPassword', password)
      await page.getByRole('button', { name: 'Continue' }).click()
      const asked = page.getByRole('heading', { name: 'Is it you?' })
      await asked.waitFor()
      await page.waitForURL(bare)
      for (const again of [() => page.reload(), () => page.goBack()]) {
        await again()
        await asked.waitFor()
        await page.waitForURL(bare)
      }
      expect(pages.forms).to.have.lengthOf(1)
      // Six digits go by themselves.
      await page.fill('#code', '123456')
      await page.getByRole('heading', { name: 'Your password is changed' }).waitFor()
      await page.waitForURL(bare)
      expect(await page.evaluate('sessionStorage.length')).to.equal(0)
    }))

  it('are found again by nobody else who sees the address', () =>
    on({ statuses: [410] }, async (page) => {
      pages.set(setPassword)
      await page.goto(`${server.url}/p/reset-password`)
      expect(await page.getByRole('heading').innerText()).to.equal('This link is no longer open')
    }))

  it('send a form once when its button is pressed twice', () =>
    on({}, async (page) => {
      pages.set(code, changed)
      await page.goto(server.addressOf(code))
      await page.fill('#code', 'it is 123456')
      await page.getByRole('button', { name: 'Confirm' }).dblclick()
      await page.getByRole('heading', { name: 'Your password is changed' }).waitFor()
      expect(pages.forms).to.have.lengthOf(1)
    }))

  it('send nothing while nobody presses anything', () =>
    on({}, async (page) => {
      const undo = pageState({ step: 'undo', change: 'password', at: 0, does: 'disable' })
      for (const state of [signIn, setPassword, code, undo]) {
        pages.set(state)
        await page.goto(server.addressOf(state))
        await page.waitForLoadState('networkidle')
        expect(pages.forms).to.deep.equal([])
      }
    }))
})
