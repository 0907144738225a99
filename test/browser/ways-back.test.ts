import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { programForSuite, unlimited } from '../stand-ins/program.ts'
import { findingsOn } from './accessibility.ts'
import { hears, pressToClose, say, transcript } from './chat-dom.ts'
import { browserForSuite, inBrowser, openPage, phone } from './chromium.ts'

const back = (page: Page) => page.getByRole('button', { name: 'Back to the chat' })

describe(inBrowser('pages that are no end'), () => {
  const browser = browserForSuite()
  const program = programForSuite(unlimited)

  async function openChat(): Promise<Page> {
    const { url } = program.get()
    const { page } = await openPage(browser, url, { viewport: phone, locale: 'en' })
    await page.goto(url)
    await say(page, 'find my account')
    await hears(page, 'How would you like to look')
    return page
  }

  it('of law close themselves at a press, and the chat that opened them goes on', async () => {
    const page = await openChat()
    for (const name of ['Privacy', 'Terms']) {
      const [popup] = await Promise.all([
        page.waitForEvent('popup'),
        page.getByRole('link', { name }).click(),
      ])
      await back(popup).waitFor()
      expect(await popup.locator('#start').isVisible(), 'no second chat').to.equal(false)
      await popup.getByRole('link', { name: '中文' }).click()
      await popup.locator('html[lang="zh-CN"]').waitFor()
      await pressToClose(popup.getByRole('button', { name: '返回对话' }))
    }
    await say(page, 'account id')
    await hears(page, 'It looks like 100000000012')
    await page.context().close()
  })

  it('of a problem lead back to the chat that opened them, and wait to be read', async () => {
    const page = await openChat()
    const { url } = program.get()
    for (const path of ['/p/sign-in/unknownunknownunknown1', '/p/check/x', '/nowhere']) {
      const opened = page.waitForEvent('popup')
      await page.evaluate(`void open(${JSON.stringify(url + path)})`)
      const popup = await opened
      await back(popup).waitFor()
      expect(await findingsOn(popup), path).to.deep.equal([])
      await pressToClose(back(popup))
    }
    expect(await transcript(page).isVisible()).to.equal(true)
    await page.context().close()
  })

  it('lead to a chat where none opened them, whatever they are', async () => {
    const { url } = program.get()
    const { page } = await openPage(browser, url, { viewport: phone, locale: 'zh-CN' })
    for (const [path, label] of [
      ['/p/undo/unknownunknownunknown1', '开始对话'],
      ['/nowhere', '开始对话'],
      ['/terms', '前往对话'],
    ] as const) {
      await page.goto(url + path)
      expect(await page.locator('html').getAttribute('lang')).to.equal('zh-CN')
      expect(await page.locator('#to-chat').isVisible()).to.equal(false)
      await page.getByRole('link', { name: label }).click()
      await hears(page, '我绝不会在这里询问密码')
    }
    await page.context().close()
  })
})
