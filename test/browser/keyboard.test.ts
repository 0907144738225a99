import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { codeIn, messagesTo, programForSuite } from '../stand-ins/program.ts'
import { hears } from './chat-dom.ts'
import { browserForSuite, desktop, inBrowser, openPage } from './chromium.ts'

const focused = (page: Page): Promise<string> =>
  page.evaluate('document.activeElement.id || document.activeElement.innerText')

/** Goes back with the keyboard until this has the focus. */
async function backTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 12; presses += 1) {
    if ((await focused(page)) === name) return
    await page.keyboard.press('Shift+Tab')
  }
  throw new Error(`no way back to ${name}`)
}

describe(inBrowser('the chat by keyboard and accessibility tree alone'), function () {
  this.timeout(60_000)
  const browser = browserForSuite()
  const program = programForSuite({ HUMAN_CHECK: 'altcha' })

  it('finds an account again', async () => {
    const { page, complaints } = await openPage(browser, program.get().url, { viewport: desktop })
    await page.goto(program.get().url)
    await hears(page, 'I am Latchkey')
    await backTo(page, 'Find my account')
    await page.keyboard.press('Enter')
    await hears(page, 'How would you like to look')
    // A choice that had the focus is gone: it is in the field again, and the choices are one step before it.
    expect(await focused(page)).to.equal('text')
    await backTo(page, 'Mobile number')
    await page.keyboard.press('Space')
    await hears(page, 'Which mobile number')
    await backTo(page, 'country')
    await page.keyboard.press('Tab')
    expect(await page.locator('main').ariaSnapshot()).to.include('textbox "Mobile number"')
    await page.keyboard.type('13800138000')
    await page.keyboard.press('Enter')
    await hears(page, 'I check that a person is asking')
    await backTo(page, 'Check now')
    await page.keyboard.press('Enter')
    // The focus is on the button while it works, and says that it does.
    expect(
      await page.evaluate(
        `document.activeElement.matches('[aria-busy=true][aria-disabled=true], .said, #text')`,
      ),
    ).to.equal(true)
    await hears(page, 'I have just texted a 6-digit code')
    expect(await focused(page)).to.equal('text')
    const tree = await page.locator('main').ariaSnapshot()
    expect(tree)
      .to.match(/log "Chat"/)
      .and.to.include('✓ Checked')
    expect(tree).to.include('textbox "6-digit code"').and.to.not.include('button "Check now"')
    const [message] = await messagesTo(program.get(), '+8613800138000', 1)
    await page.keyboard.type(codeIn(message))
    await hears(page, 'its details are on their way')
    expect(complaints).to.deep.equal([])
    await page.context().close()
  })
})
