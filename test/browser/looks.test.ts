import { expect } from 'chai'
import { programForSuite } from '../stand-ins/program.ts'
import { hears, say } from './chat-dom.ts'
import { browserForSuite, desktop, inBrowser, openPage, phone } from './chromium.ts'

/** The sum of what moved by itself since the page was opened (web.dev, CLS). */
const moved = `new Promise((done) => {
  let sum = 0
  new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => (sum += value)))
    .observe({ type: 'layout-shift', buffered: true })
  requestAnimationFrame(() => requestAnimationFrame(() => done(sum)))
})`

describe(inBrowser('how pages look'), function () {
  this.timeout(60_000)
  const browser = browserForSuite()
  const program = programForSuite({})

  it('in print, from a dark screen as well, fill nothing', async () => {
    const options = { viewport: desktop, colorScheme: 'dark' } as const
    const { page } = await openPage(browser, program.get().url, options)
    await page.goto(program.get().url)
    await hears(page, 'I am Latchkey')
    await say(page, 'my account')
    await hears(page, 'Please sign in')
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
    const grounds = await page.evaluate<readonly string[]>(
      `['.said.mine', '.said .button'].map((each) => getComputedStyle(document.querySelector(each)).backgroundColor)`,
    )
    expect(grounds).to.deep.equal(['rgba(0, 0, 0, 0)', 'rgba(0, 0, 0, 0)'])
    await page.context().close()
  })

  it('keep the inbox in its place while its script comes', async () => {
    const { page } = await openPage(browser, program.get().url, { viewport: desktop })
    await page.goto(program.get().url)
    for (const text of ['find my account', 'mobile number', '13800138000']) {
      await say(page, text)
      await page.locator('.mine:not(.sending)').last().waitFor()
    }
    await hears(page, 'What is the code?')
    for (const viewport of [desktop, phone]) {
      await page.setViewportSize(viewport)
      await page.goto(`${program.get().url}/dev/inbox`)
      await page.locator('.message.is-new [data-copy]').first().waitFor()
      expect(await page.evaluate(moved)).to.be.below(0.005)
    }
    await page.context().close()
  })
})
