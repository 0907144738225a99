import { rm } from 'node:fs/promises'
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { dataFolder, startProgram, unlimited, type Program } from '../stand-ins/program.ts'
import { findingsOn } from './accessibility.ts'
import { hears, say, transcript } from './chat-dom.ts'
import { browserForSuite, desktop, inBrowser, phone } from './chromium.ts'
import { cardButton, choose, expectQuiet, fillIn, numberIn, openTwoSides } from './two-sides.ts'

const timesIn = async (page: Page, text: string): Promise<number> =>
  (await transcript(page).innerText()).split(text).length - 1

const isTooWide = async (page: Page): Promise<boolean> =>
  page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth')

describe(inBrowser('the desk and a customer side by side'), function () {
  this.timeout(120_000)
  const browser = browserForSuite()
  let program: Program

  beforeEach(async () => {
    program = await startProgram(await dataFolder(), unlimited)
  })
  afterEach(async () => {
    await browser.closeAll()
    await program.stop()
    await rm(program.dir, { recursive: true, force: true })
  })

  it('somebody locked out gets a case; an agent takes it, they talk, it is resolved and rated', async () => {
    const options = { viewport: desktop, locale: 'en-US' }
    const sides = await openTwoSides(browser, program, { names: ['Mei', 'Tom'], options })
    const { page: user } = sides.user
    const [mei, tom] = sides.agents.map(({ page }) => page)
    if (mei === undefined || tom === undefined) throw new Error('two agents are needed')
    for (const [words, answer] of [
      ['find my account', 'How would you like to look'],
      ['mobile number', 'Which mobile number'],
      ['138 0013 8000', 'If an account is bound to'],
      ['111111', 'That code is wrong or no longer valid'],
      ['222222', /no longer valid.*new code with Resend/u],
    ] as const) {
      await say(user, words)
      await hears(user, answer)
    }
    await say(user, 'a person')
    await hears(user, 'What happened')
    await say(user, 'My phone is gone, and li.wei@example.com does not open <b>either</b>')
    await hears(user, 'Shall I send it?')
    await choose(user, 'Yes')
    const number = await numberIn(user, /Your case is number (\d+)/u)

    for (const agent of [mei, tom]) await hears(agent, `Case ${number}`)
    const brief = await transcript(tom).innerText()
    expect(brief).to.include('code to the recovery mobile: failed, 2 tries')
    expect(brief).to.include('My phone is gone, and li••••').and.to.include('‹b›either‹/b›')
    expect(brief).to.not.match(/13800138000|li\.wei|100000000012/u)
    expect(await findingsOn(mei)).to.deep.equal([])

    await cardButton(mei, 'Take').click()
    await hears(user, 'Mei of our support team has your case')
    expect(await user.locator('#progress').innerText()).to.equal('Talk to a person')
    await cardButton(tom, 'Put back').waitFor()
    expect(await cardButton(tom, 'Take').count()).to.equal(0)
    await say(tom, `take ${number}`)
    await hears(tom, 'in the hands of Mei')

    await say(user, 'My server is 203.0.113.10, please hurry')
    for (const agent of [mei, tom]) await hears(agent, 'My server is 203.0.•••.•••')
    await fillIn(mei, 'Reply…', async (form) =>
      form.getByPlaceholder('It reaches the user under your name').fill('I see it, one moment.'),
    )
    await hears(user, 'Mei (support team): I see it, one moment.')
    await hears(tom, `Case ${number}, to the user: I see it, one moment.`)

    await user.reload()
    await mei.reload()
    await hears(user, 'I see it, one moment.')
    await hears(mei, `Case ${number}, to the user`)
    expect(await timesIn(mei, `Case ${number}: `)).to.equal(await timesIn(tom, `Case ${number}: `))

    await fillIn(mei, 'Offer a step…', async (form) =>
      form.locator('select').last().selectOption({ label: 'Sign in' }),
    )
    await hears(user, 'Mei suggests that you try “Sign in”')
    await choose(user, 'Sign in')
    await hears(user, /Open the page|page/iu)
    await say(user, 'back')
    await hears(user, 'That step is over. Mei has been told.')
    await hears(mei, 'The user has come to the end of a step: Sign in.')

    await fillIn(mei, 'Resolve…', async (form) =>
      form.locator('select').last().selectOption({ label: 'access recovered' }),
    )
    await hears(user, 'How was the help')
    await choose(user, '5')
    await say(user, 'Very kind')
    await hears(user, 'Thank you, that helps us')
    for (const agent of [mei, tom]) {
      await hears(agent, 'The user gave 5 of 5.')
      await cardButton(agent, 'Reopen').waitFor()
    }
    await Promise.all([user.reload(), tom.reload()])
    await hears(user, 'Very kind')
    await hears(tom, 'The user gave 5 of 5.')
    expect(await findingsOn(tom)).to.deep.equal([])
    expectQuiet(sides)
  })

  it('the same on phones, in Chinese and in the dark', async () => {
    const options = { viewport: phone, locale: 'zh-CN', colorScheme: 'dark' } as const
    const sides = await openTwoSides(browser, program, { names: ['小梅'], options })
    const { page: user } = sides.user
    const [agent] = sides.agents.map(({ page }) => page)
    if (agent === undefined) throw new Error('an agent is needed')
    await say(agent, '语言 中文')
    await hears(agent, '此频道将使用中文')
    await say(user, '人工')
    await hears(user, '发生了什么')
    await say(user, '手机丢了，号码 13800138000，邮箱也打不开')
    await choose(user, '是')
    const number = await numberIn(user, /工单号(?:是|为)?\D{0,3}(\d{4,})/u)
    await cardButton(agent, '接单').click()
    await hears(user, '小梅 已接手您的工单')
    await say(user, '您好，我很着急')
    await hears(agent, '您好，我很着急')
    await say(agent, `回复 ${number} 您好，请稍等`)
    await hears(user, '小梅（客服）：您好，请稍等')
    await say(agent, `解决 ${number} 已恢复`)
    await hears(user, '请为工单')
    for (const page of [user, agent]) {
      expect(await findingsOn(page)).to.deep.equal([])
      expect(await isTooWide(page)).to.equal(false)
    }
    await choose(user, '4')
    await say(user, '很好')
    await hears(agent, '用户评分：4 分')
    expect(await transcript(agent).innerText()).to.not.include('13800138000')
    await Promise.all([user.reload(), agent.reload()])
    await hears(user, '小梅（客服）：您好，请稍等')
    await hears(agent, '用户评分：4 分')
    expectQuiet(sides)
  })
})
