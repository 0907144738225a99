import { expect } from 'chai'
import type { Page } from 'playwright-core'
import type { Activity } from '../stand-ins/direct-line-server.ts'
import { findingsOn } from './accessibility.ts'
import { hears, say, sendBox, transcript } from './chat-dom.ts'
import { chatForSuite } from './chat-server.ts'
import { browserForSuite, desktop, inBrowser, openPage, phone } from './chromium.ts'
import { asks, card, link } from './questions.ts'

/** Asks for the code, the number or the email that is named, and for words otherwise. */
function script(activity: Activity | null): readonly Activity[] {
  if (activity === null) return [asks('Welcome to the test', 'ask-what')]
  const text = activity.text ?? ''
  if (text === 'code') return [asks('What is the code?', 'ask-code')]
  if (text === 'link') return [{ ...asks('Go there', 'ask-what'), attachments: [link] }]
  if (text === 'email') return [asks('Which email?', 'ask-email')]
  if (text === 'mobile') return [{ ...asks('Which number?', 'ask-mobile'), attachments: [card] }]
  return [asks(`Heard ${text.length} signs`, 'ask-problem')]
}

describe(inBrowser('the page’s own client'), () => {
  const browser = browserForSuite()
  const server = chatForSuite(script)

  async function open(options = {}): Promise<Page> {
    const { page } = await openPage(browser, server.get().url, { viewport: desktop, ...options })
    await page.goto(server.get().url)
    await hears(page, 'Welcome to the test')
    return page
  }

  it('dresses its one field for what is asked, has the focus in it, and sends a code by itself', async () => {
    const page = await open()
    const field = async () =>
      page.evaluate<readonly string[]>(
        `[document.activeElement.id, ...['type', 'inputmode', 'autocomplete'].map((name) => document.activeElement.getAttribute(name))]`,
      )
    expect(await field()).to.deep.equal(['text', 'text', 'text', 'off'])
    await say(page, 'email')
    await hears(page, 'Which email?')
    expect(await field()).to.deep.equal(['text', 'text', 'email', 'email'])
    await say(page, 'mobile')
    await hears(page, 'Which number?')
    expect(await field()).to.deep.equal(['text', 'tel', 'tel', 'tel'])
    await say(page, 'code')
    await hears(page, 'What is the code?')
    expect(await field()).to.deep.equal(['text', 'text', 'numeric', 'one-time-code'])
    await page.keyboard.type('123 456')
    await hears(page, 'Heard 7 signs')
    await page.context().close()
  })

  it('sends a number with its country as the card would, and leaves one quiet line of it', async () => {
    const page = await open({ viewport: phone })
    await say(page, 'mobile')
    await hears(page, 'Which number?')
    await page.getByLabel('Country').selectOption('+33')
    expect(await findingsOn(page), 'with a card').to.deep.equal([])
    await say(page, '06 12 34 56 78')
    await transcript(page)
      .locator('.answered', { hasText: '✓ Mobile number: +33 ••••••••78' })
      .waitFor()
    await hears(page, 'Heard 31 signs')
    expect(server.get().received.at(-1)?.['value']).to.deep.equal({
      latchkey: { question: 7, choice: null },
      country: '+33',
      value: '06 12 34 56 78',
    })
    expect(await page.getByLabel('Country').isVisible()).to.equal(false)
    await page.context().close()
  })

  it('hears words as words where a number is asked for', async () => {
    const page = await open()
    await say(page, 'mobile')
    await hears(page, 'Which number?')
    await say(page, 'I have none')
    await hears(page, 'Heard 11 signs')
    expect(server.get().received.at(-1)).to.not.have.property('value')
    await page.context().close()
  })

  it('says that it is offline, hides what was typed at once, and sends it once when it is back', async () => {
    const page = await open()
    await say(page, 'code')
    await hears(page, 'What is the code?')
    await page.context().setOffline(true)
    await page.locator('#notice', { hasText: 'You are offline' }).waitFor()
    expect(await findingsOn(page), 'offline').to.deep.equal([])
    await say(page, '123456')
    await transcript(page).getByText('••••••').waitFor()
    expect(await transcript(page).innerText()).to.not.include('123456')
    expect(server.get().received).to.have.lengthOf(1)
    await page.context().setOffline(false)
    await hears(page, 'Heard 6 signs')
    await page.locator('#notice').waitFor({ state: 'hidden' })
    expect(server.get().received.map(({ text }) => text)).to.deep.equal(['code', '123456'])
    await page.context().close()
  })

  it('says what was left out of a pasted story, and nothing any more once the rest was sent', async () => {
    const page = await open()
    await page.evaluate(`(() => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text', 'story '.repeat(3_400))
      document.querySelector('#text').dispatchEvent(new ClipboardEvent('paste', { clipboardData }))
    })()`)
    await page.locator('#notice', { hasText: 'Only 2,000 characters fit' }).waitFor()
    await say(page, 'story')
    await hears(page, 'Heard 5 signs')
    expect(await page.locator('#notice').isVisible()).to.equal(false)
    await page.context().close()
  })

  it('writes what runs from right to left so, in the field too', async () => {
    const page = await open()
    const direction = (selector: string) =>
      page.evaluate(
        `getComputedStyle([...document.querySelectorAll('${selector}')].at(-1)).direction`,
      )
    await page.locator('#text').fill('(١٢٣) مرحبا!')
    expect(await direction('#text')).to.equal('rtl')
    await page.keyboard.press('Enter')
    await hears(page, 'Heard 12 signs')
    expect(await direction('.mine p')).to.equal('rtl')
    expect(await direction('.bot p')).to.equal('ltr')
    await page.context().close()
  })

  it('opens one page for a double press on its button', async () => {
    const page = await open()
    await page.context().route('https://www.example.com/', (route) => route.fulfill({ body: '' }))
    await say(page, 'link')
    await hears(page, 'Go there')
    await page.locator('.links a').dblclick()
    await say(page, 'one')
    await hears(page, 'Heard 3 signs')
    expect(page.context().pages()).to.have.lengthOf(2)
    await page.context().close()
  })

  it('says after a reload that this browser kept nothing, where it keeps nothing at all', async () => {
    const page = await open()
    await page.addInitScript(`Object.defineProperty(globalThis, 'sessionStorage', {
      get() { throw new DOMException('shut', 'SecurityError') },
    })`)
    await page.reload()
    await page.getByText('this browser did not keep it').waitFor()
    await say(page, 'one')
    await hears(page, 'Heard 3 signs')
    await page.context().close()
  })

  it('loses nothing to a reload on the way', async () => {
    const page = await open()
    const reloaded = page.waitForEvent('load')
    await page.route('**/activities', async (route) => {
      await reloaded
      await route.continue()
    })
    await say(page, 'one')
    await page.reload()
    await hears(page, 'Heard 3 signs')
    expect(server.get().received.map(({ text }) => text)).to.deep.equal(['one'])
    await page.context().close()
  })

  it('loses nothing to an expired token', async () => {
    const page = await open()
    server.get().expireTokens('slept')
    await say(page, 'still here')
    await hears(page, 'Heard 10 signs')
    expect(server.get().received.map(({ text }) => text)).to.deep.equal(['still here'])
    await page.context().close()
  })

  it('puts the words back into the field when the chat has ended under them', async () => {
    const page = await open()
    server.get().expireTokens('gone')
    await say(page, 'my long story')
    await page.getByText('Your last chat is not open here any more').waitFor()
    await hears(page, 'Welcome to the test')
    expect(await sendBox(page).inputValue()).to.equal('my long story')
    expect(server.get().received).to.deep.equal([])
    await page.context().close()
  })

  it('counts in its title what came while it was in the background', async () => {
    const page = await open()
    const title = await page.title()
    await page.evaluate(
      `Object.defineProperty(document, 'hidden', { get: () => globalThis.away, configurable: true })`,
    )
    await page.evaluate('globalThis.away = true')
    await say(page, 'one')
    await hears(page, 'Heard 3 signs')
    expect(await page.title()).to.equal(`(1) ${title}`)
    await page.evaluate(
      `globalThis.away = false; document.dispatchEvent(new Event('visibilitychange'))`,
    )
    expect(await page.title()).to.equal(title)
    await page.context().close()
  })

  for (const [name, options] of [
    ['at 320 px', { viewport: { width: 320, height: 480 } }],
    ['at 320 px with the keyboard open', { viewport: { width: 320, height: 300 } }],
    ['at 200 % zoom', { viewport: { width: 640, height: 400 } }],
  ] as const) {
    it(`shows the newest question and the field ${name}, and scrolls sideways nowhere`, async () => {
      const page = await open(options)
      await say(page, 'mobile')
      await hears(page, 'Which number?')
      const wide = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
      expect(await page.evaluate(wide)).to.equal(0)
      const end = 'document.querySelector("main").getBoundingClientRect().bottom - innerHeight'
      expect(await page.evaluate(end), 'empty space below').to.be.at.least(-1)
      const { height } = options.viewport
      const bottom = async (selector: string) => {
        const box = await page.locator(selector).last().boundingBox()
        return (box?.y ?? height) + (box?.height ?? 0)
      }
      const top = (await page.locator('#log').boundingBox())?.y ?? -1
      expect(top, 'the top of the messages').to.be.at.least(-1)
      expect((await bottom('#log')) - top).to.be.at.least(90)
      expect(await bottom('.said.bot')).to.be.at.most(await bottom('#log'))
      expect(await bottom('#text')).to.be.at.most(height)
      await page.context().close()
    })
  }
})
