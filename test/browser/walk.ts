import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import type { Locale } from '../../src/flow/locale.ts'
import {
  codeIn,
  dataFolder,
  eventually,
  inboxOf,
  startProgram,
  unlimited,
  type Program,
} from '../stand-ins/program.ts'
import { findingsOn } from './accessibility.ts'
import { say } from './chat-dom.ts'
import { browserForSuite, inBrowser, openPage, phone } from './chromium.ts'
import { walks, type Walk, type Words } from './jobs.ts'

/** A middling phone on a slow line. */
const slow = {
  rate: 4,
  network: { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 },
} as const

/** Where pictures of every step go; none are taken without it. */
const pictures = process.env['WALK_PICTURES'] ?? ''

/** Whether the phone stays slow after the first job, which takes many minutes for the same findings. */
const isSlowThroughout = process.env['WALK_SLOW'] === '1'

/** Somebody who walks: with a server, a page and a password of their own. */
interface Walker {
  readonly program: Program
  readonly page: Page
  readonly locale: Locale
  password: string
}

/** `flow/prompt` of the newest question, and how many messages there are. */
const newest = (page: Page): Promise<readonly [string, number]> =>
  page.evaluate(`(() => {
    const all = [...document.querySelectorAll('.said.bot')]
    const [flow, prompt] = JSON.parse(all.at(-1)?.dataset.step ?? '[]')
    return [flow + '/' + prompt, all.length]
  })()`)

async function newCode(program: Program, used: Set<string>): Promise<string> {
  return eventually('a code', async () => {
    const codes = (await inboxOf(program)).filter(({ template }) =>
      ['code', 'confirm-channel'].includes(template),
    )
    const message = codes.findLast(({ id }) => !used.has(id))
    if (message === undefined) return null
    used.add(message.id)
    return codeIn(message)
  })
}

/** The page behind a mailed link; its code does as well. */
const isByMail = (at: string): boolean => at === 'bind-email/wait-for-page'

/** Goes through the page that the newest message leads to, as its owner, and comes back. */
async function throughPage(walker: Walker, where: string): Promise<void> {
  const { page } = walker
  const link = page.locator('.said.bot .links a.button').last()
  const [popup] = await Promise.all([page.waitForEvent('popup'), link.click()])
  await popup.waitForLoadState()
  if (await popup.locator('#email').isVisible()) await popup.fill('#email', 'li.wei@example.com')
  for (const name of ['password', 'oldPassword']) {
    if (await popup.locator(`#${name}`).isVisible()) await popup.fill(`#${name}`, walker.password)
  }
  for (const name of ['newPassword', 'confirmPassword']) {
    if (await popup.locator(`#${name}`).isVisible())
      await popup.fill(`#${name}`, 'Copper-Kettle-26')
  }
  if (await popup.locator('#newPassword').isVisible()) walker.password = 'Copper-Kettle-26'
  await inspect(popup, where)
  await shoot(popup, `${where}-page`)
  await popup.locator('main form button[type=submit]').first().click()
  const closing = popup.waitForEvent('close')
  await popup.locator('#to-chat').waitFor()
  expect(await popup.title()).to.match(/^✓ /)
  await shoot(popup, `${where}-done`)
  await closing
}

let shots = 0
async function shoot(page: Page, name: string): Promise<void> {
  if (pictures === '') return
  shots += 1
  const file = `${String(shots).padStart(3, '0')}-${name.replaceAll(/[^\w-]+/g, '-')}.png`
  await page.screenshot({ path: join(pictures, file) })
}

const inspected = new Set<string>()

/** Each question once in each language, whatever job leads to it. */
async function inspect(page: Page, where: string): Promise<void> {
  const [locale, step] = [where.slice(0, 2), where.split('|').at(-1)]
  const name = `${locale} ${step} ${new URL(page.url()).pathname}`
  if (inspected.has(name)) return
  inspected.add(name)
  expect(await findingsOn(page), where).to.deep.equal([])
  // What a script writes where a value is missing.
  expect(await page.locator('body').innerText(), where).to.not.match(/undefined|null|NaN|\[object/)
}

/** Makes the page that slow. @returns what ends it */
async function slowDown(page: Page): Promise<() => Promise<void>> {
  const wire = await page.context().newCDPSession(page)
  await wire.send('Network.enable')
  await wire.send('Network.emulateNetworkConditions', slow.network)
  await wire.send('Emulation.setCPUThrottlingRate', { rate: slow.rate })
  return async () => wire.detach()
}

/** Does one job to its end. */
async function walk(walker: Walker, job: Walk): Promise<void> {
  const { program, page, locale } = walker
  const wordsOf = (words: string | Words) => (typeof words === 'string' ? words : words[locale])
  const used = new Set((await inboxOf(program)).map(({ id }) => id))
  let [, count] = await newest(page)
  const moveOn = async (act: () => Promise<void>) => {
    const before = count
    await act()
    await page.locator('.said.bot').nth(before).waitFor()
    ;[, count] = await newest(page)
  }
  await moveOn(() => say(page, wordsOf(job.begins)))
  for (let turn = 0; turn < 20; turn += 1) {
    const [at] = await newest(page)
    const where = `${locale}|${job.flow}|${at}`
    await inspect(page, where)
    await shoot(page, where)
    if (at === job.ends) return
    const answer = job.answers[at]
    if (answer !== undefined) await moveOn(() => say(page, wordsOf(answer)))
    else if (at === 'human-check/wait-for-page') {
      await moveOn(() => page.locator('.said.bot .links button').last().click())
    } else if (at.endsWith('/wait-for-page') && !isByMail(at)) {
      await moveOn(() => throughPage(walker, where))
    } else if (at.endsWith('/ask-code') || isByMail(at)) {
      const code = await newCode(program, used)
      await moveOn(() => say(page, code))
    } else throw new Error(`no answer for ${where}`)
  }
  throw new Error(`${job.flow} did not end`)
}

describe(inBrowser('the eleven jobs on a slow phone'), function () {
  // The one limit: how long a step takes is for the bench to say, and a busy machine proves nothing.
  this.timeout(isSlowThroughout ? 3_600_000 : 900_000)
  const browser = browserForSuite()

  before(async () => {
    if (pictures !== '') await mkdir(pictures, { recursive: true })
  })

  async function walkAll(locale: Locale, colorScheme: 'light' | 'dark'): Promise<void> {
    const program = await startProgram(await dataFolder(), {
      ...unlimited,
      HUMAN_CHECK: 'altcha',
    })
    try {
      const url = program.url.replace('127.0.0.1', 'localhost')
      const look = { viewport: phone, locale, colorScheme }
      const { page, complaints } = await openPage(browser, url, look)
      page.context().setDefaultTimeout(0)
      const walker = { program, page, locale, password: 'River-Stone-42' }
      const speedUp = await slowDown(page)
      page.on('dialog', (question) => void question.accept())
      await page.goto(url)
      for (const job of walks) {
        await page.locator('.said.bot[data-step]').first().waitFor()
        await walk(walker, job)
        const live = page.locator('.said.bot:not(:last-child) .links .button:not(.off)')
        expect(await live.count(), `old buttons of ${job.flow}`).to.equal(0)
        if (job === walks[0] && !isSlowThroughout) await speedUp()
        await Promise.all([page.waitForEvent('load'), page.locator('#new-chat').click()])
      }
      expect(complaints).to.deep.equal([])
      await page.context().close()
    } finally {
      await program.stop()
      await rm(program.dir, { recursive: true, force: true })
    }
  }

  it('go to their end with one field and one tab, in English by day and in Chinese by night', async () => {
    await Promise.all([walkAll('en', 'light'), walkAll('zh-CN', 'dark')])
  })
})
