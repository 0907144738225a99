import { expect } from 'chai'
import type { BrowserContext, Page } from 'playwright-core'
import type { Activity } from '../stand-ins/direct-line-server.ts'
import { findingsOn } from './accessibility.ts'
import { choice, hears, say, transcript } from './chat-dom.ts'
import { chatForSuite } from './chat-server.ts'
import { browserForSuite, inBrowser, openContext, openPageIn, phone } from './chromium.ts'

const resend = 'Resend'
const startedAt = Date.UTC(2026, 10, 26, 12)

const asks = (text: string, prompt: string, more: object = {}): Activity => ({
  type: 'message',
  text,
  suggestedActions: { actions: [{ value: resend }, { value: 'Other' }] },
  entities: [
    { type: 'latchkey/step', flow: 'verify-identity', prompt, stack: ['bind-email'], ...more },
  ],
})

/** A code question; asked for another one too early it says when the time has come. */
function script(activity: Activity | null): readonly Activity[] {
  if (activity === null) return [asks('What is the code?', 'ask-code')]
  const { text = '' } = activity
  if (text === 'send') {
    return [asks('Just sent', 'ask-code', { resend: { label: resend, inSeconds: 60 } })]
  }
  if (text === 'support') return [asks('A person is asked', 'with-support')]
  if (text !== resend) return [asks(`Heard ${text}`, 'ask-code')]
  return [
    asks('Too early', 'ask-code', { resend: { label: resend, inSeconds: 42, isTooEarly: true } }),
  ]
}

describe(inBrowser('what the chat does by itself'), () => {
  const browser = browserForSuite()
  const server = chatForSuite(script)
  let context: BrowserContext

  beforeEach(async () => {
    context = await openContext(browser, { viewport: phone })
  })
  afterEach(async () => {
    await context.close()
  })

  async function open(): Promise<Page> {
    const { page } = await openPageIn(context, server.get().url)
    await page.goto(server.get().url)
    await hears(page, 'What is the code?')
    return page
  }

  const said = () => server.get().received.map(({ text }) => text)

  async function press(): Promise<Page> {
    const { page } = await openPageIn(context, server.get().url)
    await page.clock.install({ time: startedAt })
    await page.goto(server.get().url)
    await hears(page, 'What is the code?')
    await choice(page, resend).click()
    await hears(page, 'Too early')
    return page
  }

  describe('with another code that was asked for too early', () => {
    it('counts down on the button, says so politely, and asks once by itself when the time has come', async () => {
      const page = await press()
      await page.locator('#notice', { hasText: 'It goes out by itself' }).waitFor()
      // The time stands in one place, where it goes on.
      expect(await page.locator('#notice').innerText()).to.not.match(/\d/)
      expect(await findingsOn(page)).to.deep.equal([])
      await page.clock.runFor(20_000)
      expect(await choice(page, resend).innerText()).to.match(/^Resend in 0:(1|2)\d$/)
      expect(said()).to.deep.equal([resend])
      await page.clock.runFor(25_000)
      await transcript(page).getByText(resend).nth(1).waitFor()
      await page.clock.runFor(120_000)
      expect(said()).to.deep.equal([resend, resend])
      await page.locator('#notice').waitFor({ state: 'hidden' })
    })

    it('asks for nothing by itself once the button was pressed again', async () => {
      const page = await press()
      await choice(page, resend).click()
      await page.getByText('Nothing is sent by itself').waitFor()
      await page.clock.runFor(60_000)
      expect(said()).to.deep.equal([resend])
      expect(await choice(page, resend).innerText()).to.equal(resend)
    })

    it('takes its words for a press, which take nothing back', async () => {
      const page = await press()
      await choice(page, resend).click()
      await page.getByText('Nothing is sent by itself').waitFor()
      for (const _ of [1, 2]) {
        await say(page, 'resend')
        await page.locator('#notice', { hasText: 'It goes out by itself' }).waitFor()
      }
      expect(said()).to.deep.equal([resend])
      await page.clock.runFor(60_000)
      await transcript(page).getByText(resend).nth(1).waitFor()
      expect(said()).to.deep.equal([resend, resend])
    })

    it('goes on counting when something is answered, and sends nothing by itself any more', async () => {
      const page = await press()
      await say(page, 'what code')
      await hears(page, 'Heard what code')
      expect(await choice(page, resend).getAttribute('aria-pressed')).to.equal('false')
      expect(await choice(page, resend).innerText()).to.match(/in 0:\d\d$/)
      await page.clock.runFor(60_000)
      expect(await choice(page, resend).innerText()).to.equal(resend)
      expect(said()).to.deep.equal([resend, 'what code'])
    })

    it('sends nothing while a code is being typed, which a new one would void', async () => {
      const page = await press()
      await page.locator('#text').fill('1234')
      await page.clock.runFor(60_000)
      await page.getByText('Nothing is sent by itself').waitFor()
      expect(said()).to.deep.equal([resend])
    })
  })

  it('counts down from the start, over a reload as well, and holds the first press', async () => {
    const page = await press()
    await say(page, 'send')
    await hears(page, 'Just sent')
    expect(await choice(page, resend).innerText()).to.match(/in (1:00|0:5\d)$/)
    expect(await choice(page, resend).getAttribute('aria-pressed')).to.equal('false')
    await page.reload()
    await hears(page, 'Just sent')
    await choice(page, resend).click()
    await page.locator('#notice', { hasText: 'It goes out by itself' }).waitFor()
    expect(said()).to.deep.equal([resend, 'send'])
  })

  it('says in a new tab that the chat goes on in the other one', async () => {
    await open()
    const other = await open()
    await other.getByText('You have a chat open in another tab').waitFor()
    expect(await findingsOn(other)).to.deep.equal([])
    await say(other, 'hello')
    await hears(other, 'Heard hello')
    expect(await other.locator('#notice').isVisible()).to.equal(false)
  })

  it('asks for no other tabs for whoever has just begun anew', async () => {
    await context.addInitScript(`
      globalThis.told = []
      const { postMessage } = BroadcastChannel.prototype
      BroadcastChannel.prototype.postMessage = function (word) {
        told.push(word)
        postMessage.call(this, word)
      }`)
    const page = await open()
    expect(await page.evaluate('told')).to.deep.equal(['who'])
    page.on('dialog', (question) => void question.accept())
    await Promise.all([page.waitForEvent('load'), page.locator('#new-chat').click()])
    await page.locator('.said.bot[data-step]').waitFor()
    expect(await page.evaluate('told')).to.deep.equal([])
  })

  it('says when the browser has forgotten the chat of this tab, and only then', async () => {
    const page = await open()
    await page.reload()
    await hears(page, 'What is the code?')
    expect(await page.locator('#notice').isVisible()).to.equal(false)
    await page.evaluate('sessionStorage.clear()')
    await page.reload()
    await page.getByText('Your last chat cannot be found any more').waitFor()
  })

  it('asks to notify only at a press, for what comes from elsewhere, and tells nothing of what was said', async () => {
    await context.addInitScript(`
      globalThis.notes = []
      globalThis.Notification = class extends EventTarget {
        static permission = 'default'
        static async requestPermission() { this.permission = 'granted'; notes.push('asked') }
        constructor(title, { body }) { super(); notes.push(title + ': ' + body) }
      }`)
    const page = await open()
    const button = page.getByRole('button', { name: 'Notify me' })
    expect(await button.count()).to.equal(0)
    await say(page, 'support')
    await hears(page, 'A person is asked')
    expect(await page.evaluate('notes')).to.deep.equal([])
    expect(await findingsOn(page)).to.deep.equal([])
    await button.click()
    await page.evaluate(`Object.defineProperty(document, 'hidden', { get: () => true })`)
    await say(page, 'one')
    await hears(page, 'Heard one')
    expect(await page.evaluate('notes')).to.deep.equal([
      'asked',
      'Latchkey: There is something new in your chat.',
    ])
  })

  it('keeps the newest question in sight when the keyboard takes half of the phone', async () => {
    const page = await open()
    for (const text of ['a', 'b', 'c', 'd', 'e', 'f']) {
      await say(page, text)
      await hears(page, `Heard ${text}`)
    }
    await page.setViewportSize({ width: 320, height: 330 })
    await page.evaluate(
      'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))',
    )
    const question = await page.locator('.said.bot').last().boundingBox()
    const log = await page.locator('#log').boundingBox()
    expect((question?.y ?? 0) + (question?.height ?? 0)).to.be.at.most(
      (log?.y ?? 0) + (log?.height ?? 0),
    )
  })
})
