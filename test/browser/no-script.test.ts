import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { codeIn, messagesTo, programForSuite, unlimited } from '../stand-ins/program.ts'
import { withoutScript } from './accessibility.ts'
import { hears, transcript } from './chat-dom.ts'
import { browserForSuite, desktop, inBrowser, openPage, phone } from './chromium.ts'

const press = async (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click()

async function answer(page: Page, text: string): Promise<void> {
  await page.locator('#text').fill(text)
  await page.keyboard.press('Enter')
}

const words = {
  en: { find: 'Find my account', mobile: 'Mobile number' },
  'zh-CN': { find: '找回账号', mobile: '手机号' },
} as const

describe(inBrowser('pages without a script'), () => {
  const browser = browserForSuite()
  const program = programForSuite({
    ...unlimited,
    HUMAN_CHECK: 'altcha',
    EMBED_ORIGINS: 'https://www.example.com',
    SUPPORT_URL: 'https://www.example.com/support',
  })

  for (const [locale, colorScheme] of [
    ['en', 'light'],
    ['zh-CN', 'dark'],
  ] as const) {
    const told = words[locale]

    it(`have nothing that axe-core finds fault with, ${locale}, ${colorScheme}`, async () => {
      const url = program.get().url.replace('127.0.0.1', 'localhost')
      const { page } = await openPage(browser, url, {
        viewport: phone,
        locale,
        colorScheme,
      })
      const findings = await withoutScript(page)
      const inspect = async (where: string) => expect(await findings(), where).to.deep.equal([])
      const loaded = (act: Promise<void>) => Promise.all([page.waitForEvent('load'), act])
      for (const path of ['/embed', '/privacy', '/terms', '/desk', '/dev/inbox', '/dev/embed']) {
        await page.goto(`${url}${path}?lang=${locale}`)
        await inspect(path)
      }
      await page.goto(url)
      await inspect('the first words')
      await loaded(press(page, told.find))
      await inspect('a choice')
      await loaded(press(page, told.mobile))
      await inspect('a number')
      await loaded(answer(page, '13800138000'))
      await inspect('a check')
      const check = (await page.locator('.links a.button').last().getAttribute('href')) ?? ''
      await page.goto(check)
      await inspect('the page of the check')
      await loaded(page.locator('main button[type=submit]').first().click())
      await inspect('the wait of the check')
      await page.goto(`${url}/dev/inbox?lang=${locale}&to=%2B8613800138000&view=phone`)
      await inspect('the thread of a phone')
      for (const path of ['/nowhere', '/p/check/unknownunknownunknown1', '/p/sign-in/x']) {
        await page.goto(`${url}${path}`)
        await inspect(path)
      }
      await page.context().close()
    })
  }
})

describe(inBrowser('the chat without a script'), () => {
  const browser = browserForSuite()
  const program = programForSuite({ ...unlimited, HUMAN_CHECK: 'off' })

  it('finds an account again on a phone, in Chinese', async () => {
    const { url } = program.get()
    const { page, complaints } = await openPage(browser, url, {
      viewport: phone,
      locale: 'zh-CN',
    })
    const findings = await withoutScript(page)
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
    expect(await findings(), 'a code').to.deep.equal([])
    const [message] = await messagesTo(program.get(), '+8613800138000', 1)
    await answer(page, codeIn(message))
    await hears(page, '账号信息将以短信发送')
    expect(await transcript(page).innerText()).to.not.include(codeIn(message))
    expect(await page.locator('#newest').isVisible()).to.equal(true)
    expect(await findings(), 'the end').to.deep.equal([])
    expect(complaints).to.deep.equal([])
    await page.context().close()
  })

  it('hears a message once, however often its answer is loaded again', async () => {
    const { url } = program.get()
    const { page } = await openPage(browser, url, { viewport: desktop, javaScriptEnabled: false })
    await page.goto(url)
    await press(page, 'Find my account')
    await press(page, 'Account ID')
    await hears(page, 'It looks like 100000000012')
    await page.reload()
    await hears(page, 'It looks like 100000000012')
    expect(await transcript(page).getByText('Account ID', { exact: true }).count()).to.equal(1)
    await press(page, 'New chat')
    expect(await transcript(page).locator('.mine').count()).to.equal(0)
    await page.context().close()
  })

  it('goes back, forward and to the other language with the same chat, and loses no word', async () => {
    const { url } = program.get()
    const small = { width: 320, height: 568 }
    const { page, complaints } = await openPage(browser, url, {
      viewport: small,
      javaScriptEnabled: false,
    })
    await page.goto(url)
    await press(page, 'Find my account')
    await press(page, 'Mobile number')
    await hears(page, 'Which mobile number is bound')
    await page.goBack()
    await hears(page, 'Which mobile number is bound')
    await page.goForward()
    await hears(page, 'Which mobile number is bound')
    const seen = async (selector: string) => {
      const box = await page.locator(selector).boundingBox()
      return box !== null && box.y >= 0 && box.y + box.height <= small.height
    }
    await page.goto(`${page.url().split('#')[0] ?? ''}#newest`)
    expect(await seen('#newest'), 'the whole question').to.equal(true)
    expect(await seen('#text'), 'and the field').to.equal(true)
    await press(page, '中文')
    await hears(page, '接下来我会使用中文。')
    await hears(page, '账号绑定的是哪个手机号')
    expect(await page.locator('html').getAttribute('lang')).to.equal('zh-CN')
    await answer(page, '138 0013 8000')
    await hears(page, /^✓ 手机号：\+86 ••••••••00$/u)
    expect(await transcript(page).innerText()).to.not.include('language')
    await press(page, '新对话')
    await page.goto(`${url}/chat`)
    expect(await transcript(page).locator('.mine').count()).to.equal(0)
    expect(complaints).to.deep.equal([])
    await page.context().close()
  })

  it('is taken over by the script, with all that was said, where one runs after all', async () => {
    const { url } = program.get()
    const { page } = await openPage(browser, url, { viewport: desktop })
    await page.route('**/talk.js', (route) => route.abort())
    await page.goto(url)
    await press(page, 'Find my account')
    await hears(page, 'How would you like to look')
    await press(page, 'Show new messages')
    await hears(page, 'How would you like to look')
    await page.unroute('**/talk.js')
    await press(page, 'Account ID')
    await hears(page, 'It looks like 100000000012')
    await page.waitForURL(`${url}/?lang=en`)
    expect(await page.locator('.look').count()).to.equal(0)
    await page.reload()
    await hears(page, 'It looks like 100000000012')
    await answer(page, '100000000023')
    await hears(page, '••••••••01')
    await page.context().close()
  })
})
