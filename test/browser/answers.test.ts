import { expect } from 'chai'
import type { Page } from 'playwright-core'
import type { Activity } from '../stand-ins/direct-line-server.ts'
import { programForSuite } from '../stand-ins/program.ts'
import { hears, say } from './chat-dom.ts'
import { chatForSuite } from './chat-server.ts'
import { browserForSuite, desktop, inBrowser, openPage, phone } from './chromium.ts'
import { asks, card, link } from './questions.ts'

const ends = (text: string, more: object = {}): Activity => ({
  type: 'message',
  text,
  entities: [{ type: 'latchkey/step', flow: 'menu', prompt: 'ask-what', stack: [], ...more }],
})

const check = {
  contentType: 'application/vnd.microsoft.card.hero',
  content: {
    buttons: [{ type: 'openUrl', title: 'Open', value: 'http://localhost:3978/p/check/abc' }],
  },
}

const checkStep = {
  flow: 'human-check',
  prompt: 'wait-for-page',
  stack: ['retrieve-account', 'human-check'],
}

/** What each word of a person leads to. */
const replies: Readonly<Record<string, Activity>> = {
  code: asks('What is the code?', 'ask-code'),
  '000000': asks('That is wrong', 'ask-code'),
  '111111': ends('Done with it', { done: 'retrieve-account' }),
  menu: ends('What can I do?'),
  next: asks('What next?', 'ask-mobile'),
  link: { ...asks('Go there', 'ask-what'), attachments: [link] },
  mobile: { ...asks('Which number?', 'ask-mobile'), attachments: [card] },
  check: {
    type: 'message',
    text: 'Are you a person?',
    entities: [{ type: 'latchkey/step', ...checkStep }],
    attachments: [check],
  },
}

function script(activity: Activity | null): readonly Activity[] {
  if (activity === null) return [asks('Welcome to the test', 'ask-what')]
  return [replies[activity.text ?? ''] ?? asks('Heard it', 'ask-problem')]
}

describe(inBrowser('an answer in the chat'), () => {
  const browser = browserForSuite()
  const server = chatForSuite(script)

  async function open(options = {}): Promise<Page> {
    const { page } = await openPage(browser, server.get().url, { viewport: desktop, ...options })
    await page.goto(server.get().url)
    await hears(page, 'Welcome to the test')
    return page
  }

  it('follows the country that a number names itself, and adds none to one that is not among them', async () => {
    const page = await open({ viewport: phone })
    for (const [typed, country, line] of [
      ['+33 (0)6 12-34.56/78', '+33', 'Mobile number: +33 ••••••••78'],
      ['＋８６ １３８００１３８０００', '+86', 'Mobile number: +86 ••••••••00'],
      ['+44 7700 900123', '', 'Mobile number: ••••••••23'],
    ] as const) {
      await say(page, 'mobile')
      await hears(page, 'Which number?')
      await page.locator('#text').fill(typed)
      if (country !== '') expect(await page.getByLabel('Country').inputValue()).to.equal(country)
      await page.keyboard.press('Enter')
      await page.locator('.mine.answered:not(.sending)', { hasText: line }).last().waitFor()
      expect(server.get().received.at(-1)?.['value']).to.include({ country, value: typed })
    }
    await page.context().close()
  })

  it('ticks an answer that was taken, and no other, over a reload as well', async () => {
    const page = await open()
    await say(page, 'code')
    await hears(page, 'What is the code?')
    await say(page, '000000')
    await hears(page, 'That is wrong')
    await say(page, '111111')
    await hears(page, 'Done with it')
    const quiet = () => page.locator('.mine.answered p').allInnerTexts()
    const lines = ['••••••', '✓ ••••••']
    expect(await quiet()).to.deep.equal(lines)
    await page.reload()
    await hears(page, 'Done with it')
    expect(await quiet()).to.deep.equal(lines)
    await page.context().close()
  })

  it('leaves one quiet line of a page that was gone through, over a reload as well, and keeps what was left', async () => {
    const page = await open()
    const settled = page.locator('.said.bot.answered')
    await say(page, 'check')
    await hears(page, 'Are you a person?')
    await say(page, 'next')
    await hears(page, 'What next?')
    for (const reload of [false, true]) {
      if (reload) await page.reload()
      await hears(page, 'What next?')
      expect(await settled.locator('p').allInnerTexts()).to.deep.equal(['✓ Checked'])
    }
    await say(page, 'link')
    await hears(page, 'Go there')
    await say(page, 'menu')
    await hears(page, 'What can I do?')
    expect(await settled.count(), 'left').to.equal(1)
    expect(await page.locator('.links .off').innerText()).to.equal('Go')
    await page.context().close()
  })
})

describe(inBrowser('the first words on a small phone'), function () {
  this.timeout(60_000)
  const browser = browserForSuite()
  const program = programForSuite({ HUMAN_CHECK: 'altcha' })

  /** Where things are; `hidden` is how much of the newest message is above the log. */
  const places = `(() => {
    const [log, top, choices] = ['#log', '.top', '#choices'].map((each) => document.querySelector(each))
    const newest = document.querySelector('.said.bot:last-of-type').getBoundingClientRect()
    const links = [...document.querySelectorAll('.foot a')].filter((each) => each.offsetHeight > 0)
    const small = [...document.querySelectorAll('.tool, .choice'), ...links].filter((each) => each.offsetHeight < 44)
    const field = document.querySelector('.talk').querySelector('input:not([type=hidden]), textarea').getBoundingClientRect()
    return {
      hidden: log.getBoundingClientRect().top - newest.top,
      log: log.clientHeight,
      tools: document.querySelector('.tools').offsetTop - document.querySelector('.brand').offsetTop,
      top: top.offsetHeight,
      isBrandCut: document.querySelector('.name').scrollWidth > document.querySelector('.name').clientWidth,
      isMore: choices.scrollHeight > choices.clientHeight,
      small: small.length,
      lines: new Set(links.map((each) => each.offsetTop)).size,
      field: field.bottom,
      foot: Math.min(...links.map((each) => each.getBoundingClientRect().top), innerHeight),
    }
  })()`

  interface Places {
    readonly hidden: number
    readonly log: number
    readonly tools: number
    readonly top: number
    readonly isBrandCut: boolean
    readonly isMore: boolean
    readonly small: number
    readonly lines: number
    readonly field: number
    readonly foot: number
  }

  for (const [height, least] of [
    [568, 240],
    [300, 120],
  ] as const) {
    it(`begin in sight, under one line of name and tools, and more choices below (320 x ${height})`, async () => {
      for (const lang of ['en', 'zh-CN']) {
        for (const javaScriptEnabled of [true, false]) {
          const options = { viewport: { width: 320, height }, javaScriptEnabled }
          const { page } = await openPage(browser, program.get().url, options)
          await page.goto(`${program.get().url}/?lang=${lang}`)
          if (javaScriptEnabled) await page.locator('.said.bot[data-step]').waitFor()
          const found = await page.evaluate<Places>(places)
          const where = `${lang}, script ${javaScriptEnabled}: ${JSON.stringify(found)}`
          expect(found.hidden, where).to.be.at.most(0)
          expect(found.log, where).to.be.at.least(least)
          expect(Math.abs(found.tools), where).to.be.at.most(12)
          expect(found.top, where).to.be.at.most(80)
          expect(found, where).to.include({ isBrandCut: false, isMore: true, small: 0 })
          expect(found.field, where).to.be.above(0)
          expect(found.lines, where).to.be.at.most(1)
          expect(found.foot, where).to.be.at.least(found.field)
          await page.context().close()
        }
      }
    })
  }

  it('and a question after the check have the focus there, not nothing', async () => {
    const { page } = await openPage(browser, program.get().url, {
      viewport: phone,
      isMobile: true,
      hasTouch: true,
    })
    await page.goto(program.get().url)
    await page.locator('.said.bot[data-step]').waitFor()
    for (const text of ['find my account', 'server ip', '203.0.113.10']) {
      await say(page, text)
      await page.locator('.mine:not(.sending)', { hasText: text }).waitFor()
    }
    await page.getByRole('button', { name: 'Check now' }).tap()
    await page.locator('.answered', { hasText: '✓ Checked' }).waitFor()
    await page.locator('.said.bot').last().getByText('number').first().waitFor()
    const focused = 'document.activeElement.matches("#text, .said.bot")'
    expect(await page.evaluate(focused)).to.equal(true)
    await page.context().close()
  })
})
