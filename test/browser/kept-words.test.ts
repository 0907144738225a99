import { expect } from 'chai'
import type { Page } from 'playwright-core'
import type { Activity } from '../stand-ins/direct-line-server.ts'
import { programForSuite } from '../stand-ins/program.ts'
import { findingsOn } from './accessibility.ts'
import { hears, say, sendBox, transcript } from './chat-dom.ts'
import { chatForSuite } from './chat-server.ts'
import { browserForSuite, inBrowser, openPage, phone } from './chromium.ts'

const secret = { kind: 'secret', ids: [] }

const asks = (text: string, prompt: string, more: object = {}): Activity => ({
  type: 'message',
  text,
  entities: [{ type: 'latchkey/step', flow: 'bind-email', prompt, stack: ['bind-email'], ...more }],
})

function script(activity: Activity | null): readonly Activity[] {
  if (activity === null) return [asks('Welcome to the test', 'ask-what')]
  if (activity.type !== 'message') return []
  const text = activity.text ?? ''
  if (text === 'code') return [asks('What is the code?', 'ask-code')]
  if (text.includes('Xk9$')) return [asks('Never a password', 'ask-what', { heard: secret })]
  return [asks(`Heard ${text.length} signs`, 'ask-what')]
}

const inStorage = (page: Page): Promise<string> =>
  page.evaluate('JSON.stringify(Object.entries(sessionStorage))')

/** The chat's messages do not get through any more. */
const cut = (page: Page) => page.route('**/activities', (route) => route.abort())

const mend = (page: Page) => page.unroute('**/activities')

describe(inBrowser('what is said in the chat'), () => {
  const browser = browserForSuite()
  const server = chatForSuite(script)

  async function open(): Promise<Page> {
    const { page } = await openPage(browser, server.get().url, { viewport: phone })
    await page.goto(server.get().url)
    await hears(page, 'Welcome to the test')
    return page
  }
  const said = () =>
    server
      .get()
      .received.filter(({ type }) => type === 'message')
      .map(({ text }) => text)

  it('is kept over a reload while it cannot be sent, and sent once, in its order, under its first id', async () => {
    const page = await open()
    await say(page, 'before')
    await hears(page, 'Heard 6 signs')
    await cut(page)
    await say(page, 'my long story')
    await say(page, 'and one more')
    await page.reload()
    await hears(page, 'Heard 6 signs')
    await page.locator('.mine.sending', { hasText: 'one more' }).waitFor()
    await mend(page)
    await hears(page, 'Heard 12 signs')
    expect(said()).to.deep.equal(['before', 'my long story', 'and one more'])
    const order = await transcript(page).locator('.said p').allInnerTexts()
    expect(order.slice(-6)).to.deep.equal([
      'before',
      'Heard 6 signs',
      'my long story',
      'Heard 13 signs',
      'and one more',
      'Heard 12 signs',
    ])
    const sent = server.get().received.map(({ channelData }) => channelData as object)
    expect(sent.at(-1)).to.have.property('resent', true)
    await page.reload()
    await hears(page, 'Heard 12 signs')
    expect(said()).to.have.lengthOf(3)
    expect(await inStorage(page)).to.not.include('story')
    await page.context().close()
  })

  for (const text of ['123456', 'it is Xk9$mQ2!vv really']) {
    it(`is not kept where it is a code or like a secret (${text.length} signs), and the page says so`, async () => {
      const page = await open()
      await cut(page)
      await say(page, text)
      await transcript(page).locator('.mine').getByText('••••••').waitFor()
      expect(await inStorage(page)).to.not.match(/123456|Xk9/)
      await page.reload()
      await page.locator('#notice', { hasText: 'is not kept' }).waitFor()
      expect(await findingsOn(page)).to.deep.equal([])
      await mend(page)
      await page.reload()
      await hears(page, 'Welcome to the test')
      expect(await page.locator('#notice').isVisible()).to.equal(false)
      expect(said()).to.deep.equal([])
      await page.context().close()
    })
  }

  it('stays in the field over a reload and another language, where it is no code and no secret', async () => {
    const page = await open()
    await sendBox(page).fill('half a sentence')
    await page.reload()
    await hears(page, 'Welcome to the test')
    expect(await sendBox(page).inputValue()).to.equal('half a sentence')
    await page.getByRole('link', { name: '中文' }).click()
    await page.locator('html[lang="zh-CN"]').waitFor()
    expect(await sendBox(page).inputValue()).to.equal('half a sentence')
    await say(page, 'code')
    await hears(page, 'What is the code?')
    for (const typed of ['12345', 'my Xk9$mQ2!vv']) {
      await sendBox(page).fill(typed)
      expect(await inStorage(page)).to.not.include(typed)
    }
    await page.reload()
    await hears(page, 'What is the code?')
    expect(await sendBox(page).inputValue()).to.equal('')
    await page.context().close()
  })

  it('comes back into the field without the word like a password that was in it', async () => {
    const page = await open()
    await say(page, 'I cannot get in since Monday, with Xk9$mQ2!vv it fails on every computer here')
    await hears(page, 'Never a password')
    await page.locator('#notice', { hasText: 'The rest of your message' }).waitFor()
    expect(await sendBox(page).inputValue()).to.equal(
      'I cannot get in since Monday, with it fails on every computer here',
    )
    await sendBox(page).fill('')
    await say(page, 'my password is Xk9$mQ2!vv')
    await hears(page, 'Never a password')
    expect(await sendBox(page).inputValue()).to.equal('')
    await page.context().close()
  })

  it('is nothing where nothing of it can be seen', async () => {
    const page = await open()
    await say(page, '\u200B\u2060\u3164')
    await say(page, 'one')
    await hears(page, 'Heard 3 signs')
    expect(said()).to.deep.equal(['one'])
    await page.context().close()
  })

  it('is told to be kept once it waits for longer than a moment, however often it is tried', async () => {
    const { page } = await openPage(browser, server.get().url, { viewport: phone })
    await page.clock.install()
    await page.goto(server.get().url)
    await hears(page, 'Welcome to the test')
    let tries = 0
    const tried: (() => void)[] = []
    await page.route('**/activities', (route) => {
      tries += 1
      tried.shift()?.()
      return route.abort()
    })
    const nextTry = () => new Promise<void>((resolve) => tried.push(resolve))
    await Promise.all([nextTry(), say(page, 'one')])
    for (const ms of [550, 1_050]) await Promise.all([nextTry(), page.clock.runFor(ms)])
    expect(tries).to.equal(3)
    await page.locator('#notice', { hasText: 'cannot be reached' }).waitFor()
    await page.context().close()
  })

  it('is not thrown away by a new chat before the server has ended the old one', async () => {
    const page = await open()
    await say(page, 'before')
    await hears(page, 'Heard 6 signs')
    const kept = await inStorage(page)
    page.on('dialog', (question) => void question.accept())
    await page.context().setOffline(true)
    await page.locator('#new-chat').click()
    await page.locator('#notice', { hasText: 'You are offline, so the chat could not' }).waitFor()
    expect(await findingsOn(page)).to.deep.equal([])
    await page.evaluate(`dispatchEvent(new Event('offline'))`)
    expect(await page.locator('#notice').innerText()).to.include('could not be ended')
    await hears(page, 'Heard 6 signs')
    expect(await inStorage(page)).to.equal(kept)
    expect(server.get().revoked).to.deep.equal([])
    await page.context().setOffline(false)
    await sendBox(page).fill('a draft')
    await Promise.all([page.waitForEvent('load'), page.locator('#new-chat').click()])
    await hears(page, 'Welcome to the test')
    expect(server.get().revoked).to.have.lengthOf(1)
    expect(await transcript(page).getByText('Heard 6 signs').count()).to.equal(0)
    expect(await sendBox(page).inputValue()).to.equal('')
    await page.context().close()
  })
})

describe(inBrowser('what is said in the chat of the whole program'), function () {
  this.timeout(60_000)
  const browser = browserForSuite()
  const program = programForSuite({})

  it('is sent however much it is', async () => {
    const { page, complaints } = await openPage(browser, program.get().url)
    await page.goto(program.get().url)
    await hears(page, 'I am Latchkey')
    const story = 'a long story '.repeat(152)
    // 64 kB that outlive a page are all that Chromium lets be under way; an answer that nobody reads stays so.
    for (let count = 10; count < 50; count += 1) {
      await say(page, `${story}${count}`)
      await transcript(page)
        .locator('.mine:not(.sending)', { hasText: `story ${count}` })
        .waitFor()
    }
    expect(complaints).to.deep.equal([])
    await page.context().close()
  })
})
