import { expect } from 'chai'
import type { Browser, Page } from 'playwright-core'
import { codeIn, messagesTo, programForSuite, unlimited } from '../stand-ins/program.ts'
import { hears, transcript } from './chat-dom.ts'
import { desktop, inBrowser, launchOrSkip, openPage, phone } from './chromium.ts'

const press = async (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click()

async function answer(page: Page, text: string): Promise<void> {
  await page.locator('#text').fill(text)
  await page.keyboard.press('Enter')
}

describe(inBrowser('the chat without a script'), () => {
  let browser: Browser
  const program = programForSuite({ ...unlimited, HUMAN_CHECK: 'off' })

  before(async function () {
    browser = await launchOrSkip(this)
  })
  after(() => browser?.close())

  it('finds an account again on a phone, in Chinese', async () => {
    const { url } = program.get()
    const { page, complaints } = await openPage(browser, url, {
      viewport: phone,
      locale: 'zh-CN',
      javaScriptEnabled: false,
    })
    await page.goto(url)
    await hears(page, '我绝不会在这里询问密码')
    await press(page, '找回账号')
    await press(page, '手机号')
    await hears(page, '账号绑定的是哪个手机号')
    expect(await page.locator('#text').getAttribute('type')).to.equal('tel')
    await answer(page, '138 0013 8000')
    await hears(page, '6 位验证码')
    const field = page.locator('#text')
    expect(await field.getAttribute('autocomplete')).to.equal('one-time-code')
    expect(await field.getAttribute('inputmode')).to.equal('numeric')
    const [message] = await messagesTo(program.get(), '+8613800138000', 1)
    await answer(page, codeIn(message))
    await hears(page, '账号信息将以短信发送')
    expect(await transcript(page).innerText()).to.not.include(codeIn(message))
    expect(await page.locator('#newest').isVisible()).to.equal(true)
    expect(complaints).to.deep.equal([])
    await page.context().close()
  })

  it('hears a message once, however often its answer is loaded again', async () => {
    const { url } = program.get()
    const { page } = await openPage(browser, url, { viewport: desktop, javaScriptEnabled: false })
    await page.goto(url)
    await press(page, 'Find my account')
    await press(page, 'Account ID')
    await page.reload()
    await hears(page, 'It looks like 100000000012')
    expect(await transcript(page).getByText('Account ID', { exact: true }).count()).to.equal(1)
    await press(page, 'New chat')
    expect(await transcript(page).locator('.mine').count()).to.equal(0)
    await page.context().close()
  })

  it('is taken over by the script, with all that was said, where one runs after all', async () => {
    const { url } = program.get()
    const { page } = await openPage(browser, url, { viewport: desktop })
    await page.route('**/talk.js', (route) => route.abort())
    await page.goto(url)
    await press(page, 'Find my account')
    await hears(page, 'How would you like to look')
    await page.unroute('**/talk.js')
    await press(page, 'Account ID')
    await hears(page, 'It looks like 100000000012')
    await page.waitForURL(`${url}/?lang=en`)
    await page.reload()
    await hears(page, 'It looks like 100000000012')
    await answer(page, '100000000023')
    await hears(page, '••••••••01')
    await page.context().close()
  })
})
