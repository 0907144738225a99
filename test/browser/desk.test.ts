import { expect } from 'chai'
import type { BrowserContextOptions, Locator, Page } from 'playwright-core'
import { findingsOn } from './accessibility.ts'
import { sendBox, transcript } from './chat-dom.ts'
import {
  desktop,
  inBrowser,
  browserForSuite,
  openPage,
  phone,
  type WatchedPage,
} from './chromium.ts'
import { startDeskServer, type DeskServer } from './desk-server.ts'

const message = (page: Page, text: string) =>
  transcript(page).getByText(text, { exact: true }).last()
const card = (page: Page) => transcript(page).locator('.ac-adaptiveCard')
const button = (page: Page, label: string) =>
  page.locator('.ac-pushButton').filter({ hasText: new RegExp(`^${label}$`, 'u') })

async function say(page: Page, text: string): Promise<void> {
  await sendBox(page).fill(text)
  await sendBox(page).press('Enter')
  await message(page, text).waitFor()
}

/** On which half of the page something stands. */
async function sideOf(place: Locator, page: Page): Promise<'left' | 'right'> {
  await place.waitFor()
  const box = await place.boundingBox()
  const width = page.viewportSize()?.width ?? 0
  return (box?.x ?? 0) + (box?.width ?? 0) / 2 < width / 2 ? 'left' : 'right'
}

describe(inBrowser('the agent window in a browser'), () => {
  const browser = browserForSuite()
  let server: DeskServer

  beforeEach(async () => {
    server = await startDeskServer()
  })
  afterEach(async () => {
    await browser.closeAll()
    await server.close()
  })

  async function sitDown(query: string, options: BrowserContextOptions = {}): Promise<WatchedPage> {
    const watched = await openPage(browser, server.url, { viewport: desktop, ...options })
    await watched.page.goto(`${server.url}/desk${query}`)
    await sendBox(watched.page).waitFor()
    return watched
  }

  it('shows one’s own messages on the right, and others’ on the left with their name', async () => {
    const { page: mei, complaints } = await sitDown('?name=Mei')
    const { page: tom } = await sitDown('?name=Tom')
    await mei.getByText('Connected as Mei').waitFor()
    await tom.getByText('Connected as Tom').waitFor()
    await say(mei, 'who takes **it**?')
    await say(tom, 'me')
    expect(await sideOf(message(mei, 'who takes **it**?'), mei)).to.equal('right')
    expect(await sideOf(message(tom, 'who takes **it**?'), tom)).to.equal('left')
    expect(await sideOf(message(tom, 'me'), tom)).to.equal('right')
    expect(await sideOf(message(mei, 'me'), mei)).to.equal('left')
    expect(await sideOf(message(mei, 'Heard: me'), mei)).to.equal('left')
    expect(await mei.locator('.agent-name').allInnerTexts()).to.deep.equal(['Tom'])
    expect(await tom.locator('.agent-name').allInnerTexts()).to.deep.equal(['Mei'])
    expect(complaints).to.deep.equal([])
  })

  it('sends nothing by itself, in another language either', async () => {
    const { page } = await sitDown('?name=Mei')
    await page.getByText('Connected as Mei').waitFor()
    await page.getByRole('link', { name: '中文' }).click()
    await page.getByText('已连接：Mei').waitFor()
    await say(page, 'cases open')
    await message(page, 'Heard: cases open').waitFor()
    expect(server.heard.filter(({ type }) => type !== 'conversationUpdate')).to.have.length(1)
    expect(server.heard.at(-1)).to.include({ text: 'cases open', locale: 'zh-CN' })
  })

  it('keeps the agent over a refresh and a change of name', async () => {
    const { page } = await sitDown('')
    await page.getByText('Connected as Agent 1').waitFor()
    await say(page, 'before')
    await page.getByLabel('Your name').fill('Mei')
    await page.getByRole('button', { name: 'Change' }).click()
    await page.getByText('Connected as Mei').waitFor()
    expect(await sideOf(message(page, 'before'), page)).to.equal('right')
    await page.goto(`${server.url}/desk`)
    await page.getByText('Connected as Mei').waitFor()
    expect(await page.getByLabel('Your name').inputValue()).to.equal('Mei')
    await say(page, 'after')
    await message(page, 'Heard: after').waitFor()
    const said = server.heard.filter(({ type }) => type === 'message')
    const [first, second] = said.map(({ from }) => from as { id: string; name: string })
    expect([first?.name, second?.name]).to.deep.equal(['Agent 1', 'Mei'])
    expect(first?.id).to.equal(second?.id)
  })

  it('says so when nobody may have a name, and joins under another', async () => {
    const { page, complaints } = await sitDown(`?name=${encodeURIComponent('<b>Mei</b>')}`)
    await page.getByText('Connected as Agent 1').waitFor()
    await page.getByRole('alert').getByText('A name has up to 40 letters').waitFor()
    await page.getByLabel('Your name').fill('[Mei](x)')
    await page.getByRole('button', { name: 'Change' }).click()
    expect(await page.locator('#name:invalid').count()).to.equal(1)
    expect(complaints).to.deep.equal([])
  })

  it('sends the fields of a form inside a card, and shows the rewritten card once, in its place', async () => {
    const { page: mei } = await sitDown('?name=Mei')
    const { page: tom } = await sitDown('?name=Tom')
    await say(mei, 'card')
    await say(tom, 'later')
    await button(mei, 'Reply').click()
    await button(mei, 'Send the reply').click()
    await mei.getByPlaceholder('What they will read').fill('We are on it.')
    await button(mei, 'Send the reply').click()
    for (const page of [mei, tom]) await card(page).getByText('Taken').waitFor()
    expect(server.heard.at(-1)).to.deep.include({
      value: { latchkey: { verb: 'reply', number: 7, revision: 3 }, text: 'We are on it.' },
    })
    await tom.reload()
    const { page: late } = await sitDown('?name=Ann')
    for (const page of [mei, tom, late]) {
      await message(page, 'Heard: later').waitFor()
      await card(page).getByText('Taken').waitFor()
      const words = await transcript(page).innerText()
      expect(words.split('Case 7')).to.have.length(2)
      expect(words).to.not.include('Open\n')
      expect(words.indexOf('Case 7')).to.be.lessThan(words.indexOf('later'))
      expect(words).to.not.include('We are on it.')
    }
  })

  it('is not the customer’s chat, though both may be open in one tab after another', async () => {
    const { page } = await sitDown('?name=Mei')
    await say(page, 'among us')
    const [customer] = await Promise.all([
      page.waitForEvent('popup'),
      page.getByRole('link', { name: 'Open the customer chat' }).click(),
    ])
    await sendBox(customer).waitFor()
    expect(new URL(customer.url()).pathname).to.equal('/')
    await page.goto(server.url)
    await sendBox(page).waitFor()
    for (const one of [customer, page]) {
      expect(await transcript(one).getByText('among us').count()).to.equal(0)
    }
    await page.goto(`${server.url}/desk`)
    await message(page, 'among us').waitFor()
    await page.getByText('Connected as Mei').waitFor()
  })

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`has nothing that axe-core finds fault with and fits a phone, ${colorScheme}`, async () => {
      const { page: mei } = await sitDown('?name=Mei')
      await say(mei, 'hello')
      const { page } = await sitDown('?name=小美&lang=zh-CN', { viewport: phone, colorScheme })
      await say(page, 'card')
      await button(page, 'Resolve').click()
      await button(page, 'Resolve the case').waitFor()
      await button(page, 'Reply').click()
      await button(page, 'Send the reply').click()
      expect(await findingsOn(page)).to.deep.equal([])
      const release = await button(page, 'Release').boundingBox()
      expect((release?.x ?? 0) + (release?.width ?? 0)).to.be.lessThan(phone.width)
      const wide = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
      expect(await page.evaluate(wide)).to.equal(0)
    })
  }
})
