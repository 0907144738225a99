import { rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import type { BrowserContext, Frame, Page } from 'playwright-core'
import { dataFolder, startProgram, unlimited, type Program } from '../stand-ins/program.ts'
import { findingsOn } from './accessibility.ts'
import { pressToClose } from './chat-dom.ts'
import { browserForSuite, inBrowser, openContext } from './chromium.ts'

/** The address has to be known before the start: pages of its other name are the other site. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

const words = {
  en: {
    signIn: 'sign in',
    whose: 'Is this your chat?',
    signedIn: 'You are signed in',
    forgot: 'I forgot my password',
    sent: 'a message is on its way',
    lost: 'Your last chat cannot be found any more',
  },
  'zh-CN': {
    signIn: '登录',
    whose: '这是您的对话吗？',
    signedIn: '已登录',
    forgot: '我忘记密码了',
    sent: '邮件正在发送途中',
    lost: '找不到之前的对话',
  },
} as const

/** The frame of the chat, once it is there. */
async function frameOf(page: Page): Promise<Frame> {
  for (;;) {
    const frame = page
      .frames()
      .find((each) => each.url().includes('/embed?host=') || each.url().includes('&host='))
    if (frame !== undefined) return frame
    await page.waitForEvent('framenavigated')
  }
}

/** As some browsers do for frames of other sites; which ones, is their version's and their owner's choice. */
const shutStorage = `if (parent !== globalThis) {
  Object.defineProperty(globalThis, 'sessionStorage', {
    get() { throw new DOMException('shut', 'SecurityError') },
  })
}`

const say = async (frame: Frame, text: string): Promise<void> => {
  const count = await frame.locator('.said.bot').count()
  await frame.locator('#text').fill(text)
  await frame.locator('#text').press('Enter')
  await frame.locator('.said.bot').nth(count).waitFor()
}

describe(inBrowser('the jobs in a frame, where the browser shuts its storage'), function () {
  this.timeout(60_000)
  const browser = browserForSuite(['--test-third-party-cookie-phaseout'])
  let program: Program
  let port = 0

  before(async () => {
    port = await freePort()
    program = await startProgram(await dataFolder(), {
      ...unlimited,
      HUMAN_CHECK: 'altcha',
      PORT: String(port),
      PUBLIC_URL: `http://localhost:${port}`,
      EMBED_ORIGINS: `http://127.0.0.1:${port}`,
    })
  })
  after(async () => {
    await program?.stop()
    if (program !== undefined) await rm(program.dir, { recursive: true, force: true })
  })

  async function openChat(
    context: BrowserContext,
    locale: string,
  ): Promise<readonly [Page, Frame]> {
    await context.addInitScript(shutStorage)
    const page = await context.newPage()
    await page.goto(`http://localhost:${port}/dev/embed?lang=${locale}`)
    expect(new URL(page.url()).hostname).to.equal('127.0.0.1')
    await page.waitForFunction('document.querySelectorAll("body > div").length > 0')
    await page.locator('#open').click()
    const frame = await frameOf(page)
    await frame.locator('.said.bot[data-step]').waitFor()
    return [page, frame]
  }

  for (const locale of ['en', 'zh-CN'] as const) {
    const told = words[locale]

    it(`asks whose chat it is, signs it in, and leads back to it, ${locale}`, async () => {
      const context = await openContext(browser, { locale })
      const [, frame] = await openChat(context, locale)
      // Nothing ties a frame to the browser: its one cookie is of the site around.
      const cookies = await context.cookies()
      expect(cookies.map(({ name, partitionKey }) => [name, partitionKey])).to.deep.equal([
        ['__Host-latchkey-framed', 'http://127.0.0.1'],
      ])
      await say(frame, told.signIn)
      const [page] = await Promise.all([
        context.waitForEvent('page'),
        frame.locator('.links a.button').last().click(),
      ])
      await page.getByRole('heading', { name: told.whose }).waitFor()
      const shown = await page.locator('.words').innerText()
      expect(await frame.locator('.said.bot').last().innerText()).to.include(shown)
      expect(await findingsOn(page)).to.deep.equal([])
      await page.locator('main button[type=submit]').click()
      await page.fill('#email', 'li.wei@example.com')
      await page.fill('#password', 'River-Stone-42')
      await page.locator('main button[type=submit]').first().click()
      await pressToClose(page.locator('#to-chat'))
      await frame.locator('.said.bot', { hasText: told.signedIn }).waitFor()
      await context.close()
    })

    it(`resets a password with the check in the frame, and goes on with the chat on the site’s next page, ${locale}`, async () => {
      const context = await openContext(browser, { locale })
      const [page, frame] = await openChat(context, locale)
      await say(frame, told.forgot)
      await say(frame, 'li.wei@example.com')
      await frame.locator('.links button').last().click()
      await frame.locator('.said.bot', { hasText: told.sent }).waitFor()
      expect(context.pages()).to.have.lengthOf(1)
      const count = await frame.locator('.said.bot').count()
      await page.locator('#close').click()
      await page.locator('#told', { hasText: '"closed"' }).waitFor()
      await page.goto(`${new URL(page.url()).origin}/dev/embed?lang=${locale}&position=left`)
      // Closed there, it counts nothing of what was seen.
      const next = await frameOf(page)
      await next
        .locator('.said.bot')
        .nth(count - 1)
        .waitFor({ state: 'attached' })
      expect(await page.locator('#told').innerText()).to.not.match(/"count":[1-9]/)
      await page.locator('#open').click()
      await next.getByText(told.sent).waitFor()
      expect(await next.locator('#notice').isVisible()).to.equal(false)
      expect(await findingsOn(page)).to.deep.equal([])
      await context.close()
    })

    it(`says so where the browser lost the chat, ${locale}`, async () => {
      const context = await openContext(browser, { locale })
      const [page, frame] = await openChat(context, locale)
      await say(frame, told.forgot)
      await context.clearCookies()
      await page.reload()
      const next = await frameOf(page)
      await next.getByText(told.lost).waitFor()
      await next.locator('#new-chat').waitFor()
      expect(await next.locator('.said.mine').count()).to.equal(0)
      await context.close()
    })
  }
})
