import { rm } from 'node:fs/promises'
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import {
  codeIn,
  dataFolder,
  eventually,
  messagesTo,
  startProgram,
  unlimited,
  programForSuite,
} from '../stand-ins/program.ts'
import { findingsOn } from './accessibility.ts'
import { choice, clients, hears, pageLink, say, transcript } from './chat-dom.ts'
import { browserForSuite, desktop, inBrowser, openPage, phone } from './chromium.ts'

/** Presses one of the buttons under the conversation. */
const press = async (page: Page, label: string): Promise<void> => choice(page, label).click()

/** Passes the human check: in the chat itself with one press, or in Web Chat in the tab that its link opens. */
async function passCheck(page: Page, label: string, doneTitle: string): Promise<void> {
  const inChat = transcript(page).getByRole('button', { name: /^(Check now|立即验证)$/ })
  if (!page.url().includes('client=webchat')) return inChat.click()
  const [check] = await Promise.all([page.waitForEvent('popup'), pageLink(page, label).click()])
  await check.waitForSelector('altcha-widget input[type=checkbox]')
  await check.locator('button[type=submit]').click()
  await check.getByRole('heading', { name: doneTitle }).waitFor()
  await check.close()
}

/** Holds the answer to a solved check back until the chat has gone on, and tells when the page has dealt with it. */
const answersAfterTheNextQuestion = `
  const send = fetch
  globalThis.fetch = async (...sent) => {
    const answer = await send(...sent)
    if (sent[1]?.method !== 'POST' || !String(sent[0]).includes('/p/check/')) return answer
    while (!document.body.innerText.includes('If an account is bound')) await new Promise(requestAnimationFrame)
    setTimeout(() => { document.documentElement.dataset.answered = '' })
    return answer
  }
`

describe(inBrowser('the whole program in a browser'), function () {
  this.timeout(60_000)
  const browser = browserForSuite()
  const variables = { ...unlimited, HUMAN_CHECK: 'altcha' }
  const program = programForSuite(variables)

  for (const { name, query } of clients)
    it(`a newcomer finds an account again in ${name}, with the check of the page and a refresh in the middle`, async () => {
      const { page, complaints } = await openPage(browser, program.get().url, { viewport: desktop })
      const before = (await messagesTo(program.get(), '+8613800138000', 0)).length
      await page.goto(`${program.get().url}/${query}`)
      await hears(page, 'I am Latchkey')
      await press(page, 'Find my account')
      await hears(page, 'How would you like to look')
      await press(page, 'Mobile number')
      await hears(page, 'Which mobile number')
      await say(page, '138 0013 8000')
      await hears(page, 'I check that a person is asking')
      await passCheck(page, 'Open the check', 'Thank you')
      await hears(page, 'If an account is bound to ••••••••00')
      expect(await page.locator('#progress').innerText()).to.include('Find my account')
      await page.reload()
      await hears(page, 'If an account is bound to ••••••••00')
      const [message] = await messagesTo(program.get(), '+8613800138000', before + 1).then((all) =>
        all.slice(before),
      )
      await say(page, codeIn(message))
      await hears(page, 'its details are on their way')
      expect(
        (await messagesTo(program.get(), '+8613800138000', before + 2)).at(-1)?.text,
      ).to.include('100000000012')
      expect(await transcript(page).innerText()).to.not.include('100000000012')
      expect(await page.locator('#progress').innerText()).to.equal('Find my account · done')
      expect(complaints).to.deep.equal([])
      await page.context().close()
    })

  it('leaves one quiet line of a check, also when the next question comes before the check is answered', async () => {
    const { page } = await openPage(browser, program.get().url, { viewport: phone })
    await page.addInitScript(answersAfterTheNextQuestion)
    await page.goto(program.get().url)
    await say(page, 'find my account')
    await say(page, 'mobile number')
    await hears(page, 'Which mobile number')
    await say(page, '138 0013 8000')
    await page.getByRole('button', { name: 'Check now' }).click()
    await page.locator('html[data-answered]').waitFor()
    const lines = await page.locator('.said.bot.answered p').allInnerTexts()
    expect(lines).to.deep.equal(['✓ Checked'])
    await page.context().close()
  })

  it('passes the human check in the chat with one press, and asks for none again in a second flow', async () => {
    const { page, complaints } = await openPage(browser, program.get().url, { viewport: phone })
    await page.goto(program.get().url)
    await choice(page, 'Find my account').click()
    await choice(page, 'Account ID').click()
    await hears(page, 'It looks like 100000000012')
    await say(page, '100000000023')
    await hears(page, 'I check that a person is asking')
    expect(await transcript(page).innerText()).to.not.include('/p/check/')
    expect(await findingsOn(page)).to.deep.equal([])
    await page.getByRole('button', { name: 'Check now' }).click()
    await hears(page, '••••••••01')
    expect(page.context().pages()).to.have.lengthOf(1)
    await transcript(page).locator('.answered', { hasText: '✓ Checked' }).waitFor()
    expect(await transcript(page).getByRole('button').count(), 'old buttons').to.equal(0)
    expect(await findingsOn(page)).to.deep.equal([])
    await page.reload()
    await hears(page, '••••••••01')
    expect(await transcript(page).getByRole('button').count(), 'after a reload').to.equal(0)
    await say(page, 'I forgot my password')
    await hears(page, 'Which email address do you sign in with')
    await say(page, 'nobody@example.com')
    await hears(page, 'If ')
    expect(await page.getByRole('button', { name: 'Check now' }).count()).to.equal(0)
    expect(complaints).to.deep.equal([])
    await page.context().close()
  })

  it('shuts every other tab out of the chat when somebody signs out in it, whatever the clock says', async () => {
    const { page } = await openPage(browser, program.get().url)
    await page.clock.install({ time: Date.now() + 86_400_000 })
    await page.goto(program.get().url)
    await say(page, 'find my account')
    await hears(page, 'How would you like to look')
    const kept = async () =>
      page.evaluate<{ token: string; conversationId: string }>(
        `JSON.parse(sessionStorage.getItem('latchkey.chat'))`,
      )
    const before = await kept()
    await say(page, 'sign out')
    await eventually('a new token', async () =>
      (await kept()).token === before.token ? null : true,
    )
    const read = async (token: string) =>
      fetch(`${program.get().url}/directline/conversations/${before.conversationId}/activities`, {
        headers: { authorization: `Bearer ${token}` },
      })
    expect((await read(before.token)).status).to.equal(403)
    expect((await read((await kept()).token)).status).to.equal(200)
    await say(page, 'help')
    await page.locator('.said.bot').nth(3).waitFor()
    await page.context().close()
  })

  it('a check that a browser cannot do says so and can be pressed again', async () => {
    const { page } = await openPage(browser, program.get().url, { viewport: phone })
    await page.goto(program.get().url)
    await say(page, 'find my account by id')
    await say(page, '100000000023')
    await hears(page, 'I check that a person is asking')
    await page.route('**/p/check/**', (route) => route.abort())
    await page.getByRole('button', { name: 'Check now' }).click()
    await page.getByText('The check did not work').waitFor()
    expect(await findingsOn(page)).to.deep.equal([])
    await page.unroute('**/p/check/**')
    await page.getByRole('button', { name: 'Check now' }).click()
    await hears(page, '••••••••01')
    await page.context().close()
  })

  it('a restart of the server keeps the chat and the flow', async () => {
    const dir = await dataFolder()
    const first = await startProgram(dir, { ...unlimited, HUMAN_CHECK: 'off' })
    const { port } = new URL(first.url)
    const { page } = await openPage(browser, first.url)
    await page.goto(first.url)
    await hears(page, 'I am Latchkey')
    await say(page, 'find my account')
    await hears(page, 'How would you like to look')
    await say(page, 'account id')
    await hears(page, 'It looks like 100000000012')
    await first.stop()
    const second = await startProgram(dir, { ...unlimited, HUMAN_CHECK: 'off', PORT: port })
    await page.reload()
    await hears(page, 'It looks like 100000000012')
    await say(page, '100000000023')
    await hears(page, '••••••••01')
    await page.context().close()
    await second.stop()
    await rm(dir, { recursive: true, force: true })
  })

  const chinese = { viewport: phone, locale: 'zh-CN' } as const

  it('on a phone and in Chinese, by a server to the end, without a finding of axe-core', async () => {
    const { page, complaints } = await openPage(browser, program.get().url, chinese)
    await page.goto(program.get().url)
    await hears(page, '我绝不会在这里询问密码')
    await press(page, '找回账号')
    await hears(page, '您想通过哪种方式查找账号')
    await press(page, '服务器 IP')
    await hears(page, '公网 IP 地址')
    await say(page, '203.0.113.23')
    await hears(page, '需要先确认是真人在操作')
    expect(await findingsOn(page), 'with a card and a link').to.deep.equal([])
    await passCheck(page, '打开验证页面', '谢谢')
    await hears(page, '••••••••01')
    await say(page, '13800138001')
    await hears(page, '发送到该账号绑定的手机号')
    expect((await messagesTo(program.get(), '+8613800138001', 1))[0]?.text).to.include(
      '100000000023',
    )
    const wide = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
    expect(await page.evaluate(wide)).to.equal(0)
    expect(complaints).to.deep.equal([])
    await page.context().close()
  })

  it('in the dark, with a card and a link, without a finding of axe-core', async () => {
    const dark = { ...chinese, colorScheme: 'dark' } as const
    const { page } = await openPage(browser, program.get().url, dark)
    await page.goto(program.get().url)
    await hears(page, '我绝不会在这里询问密码')
    await say(page, '找回账号')
    await say(page, '服务器 IP')
    await hears(page, '公网 IP 地址')
    await say(page, '203.0.113.23')
    await hears(page, '需要先确认是真人在操作')
    expect(await findingsOn(page)).to.deep.equal([])
    await page.context().close()
  })
})
