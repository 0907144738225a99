import { rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import type { Frame, Page } from 'playwright-core'
import { dataFolder, startProgram, type Program } from '../stand-ins/program.ts'
import { findingsOn } from './accessibility.ts'
import { browserForSuite, inBrowser, openContext, phone } from './chromium.ts'

/** A page of another site: it shows the given markup, and keeps every message that it gets. */
async function startForeignPage(markup: () => string): Promise<{ server: Server; port: number }> {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    response.end(`<!doctype html><html lang="en"><title>Shop</title><main><h1>Shop</h1></main>
      <script>
        globalThis.told = []
        addEventListener('message', ({ data }) => told.push(data))
      </script>${markup()}</html>`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, port: (server.address() as AddressInfo).port }
}

/** The frame of the chat, once it is there. */
async function chatFrame(page: Page): Promise<Frame> {
  await page.waitForFunction('document.querySelectorAll("body > div").length > 0')
  for (;;) {
    const frame = page.frames().find((each) => each.url().includes('/embed?'))
    if (frame !== undefined) return frame
    await page.waitForEvent('framenavigated')
  }
}

const order = async (page: Page, type: string): Promise<void> =>
  page.evaluate(`postMessage({ target: 'latchkey', type: '${type}' }, location.origin)`)

describe(inBrowser('the chat in a page of another site'), function () {
  this.timeout(60_000)
  const browser = browserForSuite()
  let program: Program
  let foreign: { server: Server; port: number }
  let markup = ''

  before(async () => {
    foreign = await startForeignPage(() => markup)
    program = await startProgram(await dataFolder(), {
      EMBED_ORIGINS: `http://localhost:${foreign.port}`,
    })
  })
  after(async () => {
    foreign?.server.close()
    await program?.stop()
    if (program !== undefined) await rm(program.dir, { recursive: true, force: true })
  })
  beforeEach(() => {
    markup = `<script src="${program.url}/embed.js" async></script>`
  })

  /** The foreign page, as the allowed origin or as another one, which only differs by its name. */
  async function openHost(host: 'localhost' | '127.0.0.1', options = {}): Promise<Page> {
    const context = await openContext(browser, options)
    const page = await context.newPage()
    await page.goto(`http://${host}:${foreign.port}/`)
    return page
  }

  it('opens, talks, tells no word of it to the page around, and says how much came while it was closed', async () => {
    const page = await openHost('localhost')
    await page.getByRole('button', { name: 'Need help? Ask Latchkey' }).click()
    const frame = await chatFrame(page)
    await frame.locator('#log', { hasText: 'I am Latchkey' }).waitFor()
    expect(await findingsOn(page)).to.deep.equal([])
    await frame.locator('#text').fill('I forgot my account')
    await order(page, 'close')
    await page.getByRole('button', { name: 'Need help?' }).waitFor()
    await frame.evaluate(`document.querySelector('#talk').requestSubmit()`)
    await page.getByRole('button', { name: /1 new/ }).waitFor()
    await order(page, 'open')
    await frame.locator('#log', { hasText: 'How would you like' }).waitFor()
    await page.getByRole('button', { name: 'Close', exact: true }).waitFor()
    const told = await page.evaluate<object[]>('told')
    expect(JSON.stringify(told)).to.not.match(/account|token|Latchkey/)
    expect(told).to.deep.include({ source: 'latchkey', type: 'unread', count: 1 })
    await page.context().close()
  })

  it('fills a phone’s screen, and is closed from within', async () => {
    const page = await openHost('localhost', { viewport: phone })
    await page.getByRole('button', { name: 'Need help?' }).click()
    const frame = await chatFrame(page)
    const box = await page.locator('iframe').boundingBox()
    expect([box?.width, box?.height]).to.deep.equal([phone.width, phone.height])
    await frame.locator('#close').click()
    await page.getByRole('button', { name: 'Need help?' }).waitFor()
    await page.context().close()
  })

  it('is shown to no other origin', async () => {
    const page = await openHost('127.0.0.1')
    const refused = page.waitForEvent('console', (message) =>
      message.text().includes('frame-ancestors'),
    )
    await page.getByRole('button', { name: 'Need help?' }).click()
    expect((await refused).text()).to.include(`'${program.url}/'`)
    await page.context().close()
  })

  for (const path of [
    '/',
    '/privacy',
    '/p/sign-in/x',
    '/p/reset-password/x',
    '/p/change-password/x',
    '/p/undo/x',
    '/p/confirm/x',
    '/p/continue/x',
    '/p/check/x',
    '/desk',
    '/dev/inbox',
  ]) {
    it(`puts ${path} into no frame, not even of an allowed origin`, async () => {
      markup = `<iframe src="${program.url}${path}" title="Framed"></iframe>`
      const page = await openHost('localhost')
      const [, framed] = page.frames()
      // What is refused becomes the browser's own error page, which no script of anybody's can look into.
      expect(await framed?.evaluate('document.body.className')).to.not.match(
        /chat|card|legal|desk|inbox/,
      )
      await page.context().close()
    })
  }

  it('obeys nobody but the page around and its own frame', async () => {
    markup += `<iframe title="Stranger" srcdoc="<script>
      for (const type of ['open', 'close']) parent.postMessage({ target: 'latchkey', type }, '*')
      parent.postMessage({ source: 'latchkey', type: 'unread', count: 7 }, '*')
    </script>" sandbox="allow-scripts"></iframe>`
    const page = await openHost('localhost')
    await page.waitForFunction('told.length >= 3')
    await page.getByRole('button', { name: 'Need help?', exact: false }).waitFor()
    expect(page.frames().some((frame) => frame.url().includes('/embed'))).to.equal(false)
    expect(await page.getByRole('button', { name: /7 new/ }).count()).to.equal(0)
    await page.context().close()
  })

  it('tells its count to no origin that only claims to be around it', async () => {
    const other = encodeURIComponent('https://evil.example')
    markup = `<iframe src="${program.url}/embed?host=${other}" title="Framed"></iframe>`
    const page = await openHost('localhost')
    const [, frame] = page.frames()
    await frame?.locator('#log', { hasText: 'I am Latchkey' }).waitFor()
    expect(await page.evaluate('told')).to.deep.equal([])
    expect(await frame?.locator('#close').isVisible()).to.equal(false)
    await page.context().close()
  })
})
