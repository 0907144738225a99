import { expect } from 'chai'
import type { InboxEntry } from '../../src/ports/messenger.ts'
import { createCheckRoutes } from '../../src/web/check-page.ts'
import { createDevInboxRoutes } from '../../src/web/dev-inbox.ts'
import { createHumanChallenge } from '../../src/web/human-challenge.ts'
import { inboxOf } from '../stand-ins/inbox.ts'
import { createSlowCheck } from '../../src/web/slow-check.ts'
import { handles, linksInMemory, tokenOf } from '../stand-ins/page-links.ts'
import { startPageServer, type PageServer } from '../stand-ins/page-server.ts'
import { publicAssets } from '../stand-ins/public-assets.ts'
import { findingsOn } from './accessibility.ts'
import { browserForSuite, desktop, inBrowser, openPage, phone } from './chromium.ts'
const token = tokenOf('a')

const sms = (id: string, to: string, code: string): InboxEntry => ({
  id,
  at: '2026-01-02T03:04:05.000Z',
  medium: 'sms',
  to,
  template: 'retrieve-code',
  subject: null,
  text: `Your code is ${code}.`,
  html: null,
  status: 'delivered',
})

describe(inBrowser('the pages in a browser'), () => {
  const browser = browserForSuite()
  let server: PageServer
  const links = linksInMemory()
  const messages: InboxEntry[] = []

  before(async () => {
    const challenge = createHumanChallenge({
      random: { below: (limit) => limit - 1 },
      sealer: handles,
    })
    const inbox = inboxOf(messages)
    server = await startPageServer([
      ...(await publicAssets()),
      ...createCheckRoutes({
        links,
        challenge,
        slow: createSlowCheck({ sealer: handles }),
        slowFlood: async () => null,
        sourceHandle: (source) => source,
        clock: { now: () => 0 },
        defaultLocale: 'en',
      }),
      ...createDevInboxRoutes({
        inbox,
        clock: { now: () => Date.now() },
        timeZone: 'UTC',
        defaultLocale: 'en',
      }),
    ])
  })
  beforeEach(() => {
    links.add(token)
    links.completed.length = 0
    messages.length = 0
    messages.push(sms('m-1', '+8613800138000', '004217'))
  })
  after(async () => {
    await server?.close()
  })

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`have nothing that axe-core finds fault with, ${colorScheme}`, async () => {
      const link = {
        id: 'm-2',
        medium: 'email',
        subject: 'Hello',
        text: 'http://x.test/p',
      } as const
      messages.push({ ...sms('m-2', 'li@example.com', ''), ...link })
      for (const viewport of [desktop, phone]) {
        const { page, complaints } = await openPage(browser, server.url, { viewport, colorScheme })
        for (const path of ['/dev/inbox', '/dev/inbox?to=nobody', `/p/check/${token}`]) {
          await page.goto(server.url + path)
          await page.waitForLoadState('networkidle')
          expect(await findingsOn(page), `${path} ${viewport.width}`).to.deep.equal([])
        }
        expect(complaints).to.deep.equal([])
        await page.goto(`${server.url}/p/check/${tokenOf('u')}`)
        expect(await findingsOn(page), 'an unknown link').to.deep.equal([])
        await page.context().close()
      }
    })
  }

  it('fit a phone at 200 % zoom without scrolling sideways', async () => {
    const viewport = { width: phone.width / 2, height: phone.height / 2 }
    const { page } = await openPage(browser, server.url, { viewport, deviceScaleFactor: 2 })
    for (const path of ['/dev/inbox', `/p/check/${token}`]) {
      await page.goto(server.url + path)
      const wide = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
      expect(await page.evaluate(wide), path).to.equal(0)
    }
    await page.context().close()
  })

  it('let a person through the check with one press, and only then spend the link', async () => {
    const { page, complaints } = await openPage(browser, server.url, { viewport: phone })
    await page.goto(`${server.url}/p/check/${token}`)
    await page.waitForSelector('altcha-widget input[type=checkbox]')
    expect(links.completed).to.deep.equal([])
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByRole('heading', { name: 'Thank you' }).waitFor()
    expect(links.completed).to.deep.equal([token])
    expect(complaints).to.deep.equal([])
    await page.context().close()
  })

  it('go on by themselves once the box is ticked, and send the form once', async () => {
    const { page } = await openPage(browser, server.url)
    const posts: string[] = []
    page.on('request', (request) => {
      if (request.method() === 'POST') posts.push(request.url())
    })
    await page.goto(`${server.url}/p/check/${token}`)
    await page.getByText("I'm not a robot").click()
    // Whoever is in a hurry presses Continue as well, while the browser still works.
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByRole('heading', { name: 'Thank you' }).waitFor()
    expect(links.completed).to.deep.equal([token])
    expect(posts).to.have.lengthOf(1)
    await page.context().close()
  })

  it('solve nothing and send nothing while nobody presses anything', async () => {
    const { page } = await openPage(browser, server.url)
    const sent: string[] = []
    page.on('request', (request) => sent.push(request.method()))
    await page.goto(`${server.url}/p/check/${token}`)
    await page.waitForSelector('altcha-widget input[type=checkbox]')
    await page.waitForLoadState('networkidle')
    expect(sent).to.not.include('POST')
    expect(await page.locator('input[name=altcha]').inputValue()).to.equal('')
    await page.context().close()
  })

  it('take the token out of the address bar', async () => {
    const { page } = await openPage(browser, server.url)
    await page.goto(`${server.url}/p/check/${token}`)
    await page.waitForURL('**/p/check')
    await page.reload()
    expect(await page.getByRole('heading').innerText()).to.equal('This link is no longer open')
    expect(await links.look(token)).to.not.equal(null)
    await page.context().close()
  })

  it('say how to go on where scripts are off', async () => {
    const { page } = await openPage(browser, server.url, { javaScriptEnabled: false })
    await page.goto(`${server.url}/p/check/${token}`)
    expect(await page.locator('noscript').innerText()).to.contain('wait for 20 seconds')
    await page.goto(`${server.url}/dev/inbox`)
    expect(await page.locator('.message').innerText()).to.contain('004217')
    expect(await page.getByRole('button', { name: /Copy/ }).isVisible()).to.equal(false)
    await page.context().close()
  })

  it('copy a code from the inbox', async () => {
    const { page } = await openPage(browser, server.url, {
      permissions: ['clipboard-read', 'clipboard-write'],
    })
    await page.goto(`${server.url}/dev/inbox`)
    await page.getByRole('button', { name: 'Copy code 004217' }).click()
    await page.getByRole('button', { name: 'Copied' }).waitFor()
    expect(await page.evaluate('navigator.clipboard.readText()')).to.equal('004217')
    await page.context().close()
  })

  it('bring new messages into the inbox by themselves, on top', async () => {
    const { page, complaints } = await openPage(browser, server.url)
    await page.goto(`${server.url}/dev/inbox`)
    await page.getByRole('button', { name: 'Copy code 004217' }).waitFor()
    messages.push(sms('m-2', '+8613900139000', '551122'))
    await page.getByRole('button', { name: 'Copy code 551122' }).waitFor()
    expect(await page.locator('.message').first().innerText()).to.contain('+8613900139000')
    expect(await page.getByRole('status').innerText()).to.equal('New messages arrived.')
    expect(complaints).to.deep.equal([])
    await page.context().close()
  })

  it('show one recipient only, when asked to', async () => {
    messages.push(sms('m-2', '+8613900139000', '551122'))
    const { page } = await openPage(browser, server.url)
    await page.goto(`${server.url}/dev/inbox`)
    await page.getByLabel('To').selectOption('+8613900139000')
    await page.getByRole('button', { name: 'Show' }).click()
    await page.waitForURL('**/dev/inbox?to=**')
    expect(await page.locator('.message').count()).to.equal(1)
    expect(await page.locator('.message').innerText()).to.contain('551122')
    await page.context().close()
  })
})
