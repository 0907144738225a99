import { setTimeout as wait } from 'node:timers/promises'
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import type { PostgresStore } from '../../src/stores/postgres/postgres-store.ts'
import { say } from '../browser/chat-dom.ts'
import { browserForSuite, inBrowser, openPage } from '../browser/chromium.ts'
import { put } from '../contracts/changes.ts'
import { account } from '../contracts/rows.ts'
import { unlimited } from '../stand-ins/program.ts'
import { withPostgres } from '../stores/postgres/server.ts'
import { openAt } from '../stores/postgres/stores.ts'
import { startCluster, type Cluster } from './cluster.ts'
import { patiently } from './patiently.ts'
import { settings } from './settings.ts'
import { startSmsGateway, type SmsGateway } from './sms-gateway.ts'

/** One kill for each message, so long after it was passed on: before, in and after the commit of its turn. */
const killsAfterMs = [0, 4, 8, 12, 16, 20, 25, 30, 40, 60, 90, 150, 2, 6, 10, 14, 18, 22, 35, 50]
const messagesEach = 4
const longestAnswerMs = 20_000

const idOf = (n: number): string => String(300_000_000_000 + n)
const numberOf = (n: number): string => `+86139${String(10_000_000 + n)}`

const bubbles = (page: Page) => page.locator('.said > p:not(.links)')

/** What stands on the page, oldest first, each message by its first words. */
async function shown(page: Page): Promise<readonly string[]> {
  const texts = await bubbles(page).allInnerTexts()
  return texts.map((text) => text.trim().slice(0, 24))
}

describe(inBrowser('a chat in a browser while its instances are killed'), function () {
  this.timeout(240_000)
  const browser = browserForSuite()
  const server = withPostgres()
  let store: PostgresStore
  let gateway: SmsGateway
  let cluster: Cluster
  before(async () => {
    const url = await server().database()
    store = await openAt(url)
    const people = killsAfterMs.length / messagesEach
    await store.commit(
      Array.from({ length: people }, (_, n) =>
        put(account(idOf(n), { recoveryMobile: numberOf(n) })),
      ),
    )
    gateway = await startSmsGateway()
    const addresses = { DATABASE_URL: url, SMS_URL: gateway.url }
    cluster = await startCluster(2, { ...unlimited, ...settings, ...addresses })
  })
  after(async () => {
    await cluster?.stop()
    await gateway?.close()
    await store?.close()
  })

  /** Says something, and has the instance that it is passed on to killed in the middle of it. */
  async function sayAndKill(page: Page, text: string, afterMs: number): Promise<void> {
    const passed = cluster.door.whenPassed(/\/activities$/)
    const kill = async (): Promise<void> => {
      const instance = await passed
      await wait(afterMs)
      await cluster.killOne(instance)
    }
    const killed = kill()
    await say(page, text)
    await killed
  }

  async function textWith(n: number, pattern: RegExp): Promise<string> {
    return patiently('a text', async () => {
      const texts = gateway.to(numberOf(n)).map(({ text }) => text)
      return texts.map((text) => pattern.exec(text)?.[0]).find((found) => found !== undefined)
    })
  }

  it('answers every message once, and shows nothing twice and no error that stays', async () => {
    const { page, complaints } = await openPage(browser, cluster.door.url)
    await page.goto(cluster.door.url)
    await bubbles(page).first().waitFor()
    const expected = [...(await shown(page))]
    const tookMs: number[] = []
    const kills = [...killsAfterMs]

    async function exchange(text: string, seen: string, answer: RegExp): Promise<void> {
      const began = performance.now()
      await sayAndKill(page, text, kills.shift() ?? 0)
      const replied = bubbles(page).nth(expected.length + 1)
      await replied.waitFor({ timeout: longestAnswerMs })
      tookMs.push(performance.now() - began)
      expect(await replied.innerText(), text).to.match(answer)
      expected.push(seen, (await replied.innerText()).trim().slice(0, 24))
      expect(await shown(page), text).to.deep.equal(expected)
    }

    for (let n = 0; kills.length > 0; n += 1) {
      const number = numberOf(n).slice(3)
      await exchange('find my account', 'find my account', /How would you like/)
      await exchange('mobile number', 'mobile number', /Which mobile number/)
      await exchange(
        number,
        `✓ Mobile number: +86 ••••••••${number.slice(-2)}`.slice(0, 24),
        /If an account is bound/,
      )
      const code = await textWith(n, /(?<!\d)\d{6}(?!\d)/)
      await exchange(code, '✓ ••••••', /its details are on their way/)
      await textWith(n, new RegExp(idOf(n)))
    }
    const slowest = tookMs.toSorted((a, b) => a - b)
    process.stdout.write(
      `      kill -9: ${cluster.kills()} times in ${tookMs.length} messages; answers: median ` +
        `${Math.round(slowest[slowest.length >> 1] ?? 0)} ms, slowest ${Math.round(slowest.at(-1) ?? 0)} ms\n`,
    )

    await page.reload()
    await bubbles(page)
      .nth(expected.length - 1)
      .waitFor()
    expect(await shown(page), 'after a refresh').to.deep.equal(expected)
    expect(await page.locator('#notice').isVisible()).to.equal(false)
    expect(await page.getByText('Send failed').count()).to.equal(0)
    // A browser tells its console of every connection that was broken off; nothing else may be there.
    const isBroken = /^Failed to load resource|^WebSocket connection to/
    expect(complaints.filter((complaint) => !isBroken.test(complaint))).to.deep.equal([])
    for (let n = 0; n < killsAfterMs.length / messagesEach; n += 1) {
      const texts = gateway.to(numberOf(n)).map(({ text }) => text.includes(idOf(n)))
      expect(texts, `texts to ${numberOf(n)}`).to.deep.equal([false, true])
    }
    await page.context().close()
  })
})
