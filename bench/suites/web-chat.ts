import { setTimeout as wait } from 'node:timers/promises'
import { chromium, type Browser, type CDPSession, type Page } from 'playwright-core'
import { chromiumPath } from '../../test/browser/chromium.ts'
import { figure, median, type Figure, type Goal } from '../figure.ts'
import { makeFolder, removeFolder } from '../folders.ts'
import { startProcess } from '../process/parent.ts'
import type { Suite } from '../suite.ts'

const runs = 5

/** The page's own client and, as the peer, the Bot Framework's Web Chat on the same page. */
const pages = { ours: '/', peer: '/?client=webchat' } as const

/** An old phone: a quarter of this machine's speed, 1.6 Mbit down, 150 ms away. */
const oldPhone = {
  rate: 4,
  network: {
    offline: false,
    latency: 150,
    downloadThroughput: 200_000,
    uploadThroughput: 93_750,
  },
} as const

interface Visit {
  /** The first words of the assistant are there, ms. */
  readonly words: number
  /** They can be answered, and the chat is open, ms. */
  readonly usable: number
  /** What had come over the wire until then, kB. */
  readonly size: number
  /** What long tasks took beyond 50 ms each until then, ms. */
  readonly blocked: number
  /** Files that a second look at the page asked the server for, though it had them. */
  readonly again: number
}

const watchTasks = `
  globalThis.blocked = 0
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) globalThis.blocked += Math.max(0, duration - 50)
  }).observe({ type: 'longtask', buffered: true })`

/** Loads the page once more and counts the files that come over the wire again. */
async function filesAgain(page: Page, wire: CDPSession): Promise<number> {
  const asked = new Set<string>()
  wire.on('Network.requestWillBeSent', ({ requestId, request: { url } }) => {
    if (new URL(url).pathname.startsWith('/assets/')) asked.add(requestId)
  })
  wire.on('Network.requestServedFromCache', ({ requestId }) => asked.delete(requestId))
  wire.on('Network.responseReceived', ({ requestId, response }) => {
    if (response.fromDiskCache === true) asked.delete(requestId)
  })
  await page.reload({ waitUntil: 'load' })
  return asked.size
}

/** Asked for again and again: the page's policy forbids the evaluation of a string within it. */
async function chatIsOpen(page: Page): Promise<void> {
  const kept = `sessionStorage.getItem('latchkey.chat')`
  while ((await page.evaluate(kept)) === null) await wait(5)
}

async function visit(browser: Browser, url: string, isSlow: boolean): Promise<Visit> {
  const context = await browser.newContext({ locale: 'en-US' })
  // Web Chat takes its time on a machine that does other things as well.
  context.setDefaultTimeout(120_000)
  const page = await context.newPage()
  const wire = await context.newCDPSession(page)
  let bytes = 0
  wire.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength))
  await wire.send('Network.enable')
  if (isSlow) {
    await wire.send('Network.emulateNetworkConditions', oldPhone.network)
    await wire.send('Emulation.setCPUThrottlingRate', { rate: oldPhone.rate })
  }
  await page.addInitScript(watchTasks)
  const startedAt = performance.now()
  await page.goto(url, { waitUntil: 'commit' })
  await page.getByText('I never ask for a password').first().waitFor()
  const words = performance.now() - startedAt
  await page.locator('#text, [data-id="webchat-sendbox-input"]').waitFor()
  await chatIsOpen(page)
  const usable = performance.now() - startedAt
  const size = bytes / 1_024
  const blocked = await page.evaluate<number>('globalThis.blocked')
  const again = isSlow ? 0 : await filesAgain(page, wire)
  await context.close()
  return { words, usable, size, blocked, again }
}

const atMost = (limit: number): Goal => ({ of: 'value', bound: 'at most', limit })

const slow = 'CPU ÷ 4, 1.6 Mbit, 150 ms'

/** What is shown, from which visits, and its goal. */
const shown = [
  { work: 'web chat, first words on screen', isSlow: false, of: 'words', unit: 'ms', goal: 1_000 },
  { work: 'web chat, usable', isSlow: false, of: 'usable', unit: 'ms', goal: 1_000 },
  { work: `web chat, first words, ${slow}`, isSlow: true, of: 'words', unit: 'ms', goal: 3_000 },
  { work: `web chat, usable, ${slow}`, isSlow: true, of: 'usable', unit: 'ms', goal: 3_000 },
  {
    work: `web chat, blocked until usable, ${slow}`,
    isSlow: true,
    of: 'blocked',
    unit: 'ms',
    goal: 300,
  },
  { work: 'web chat, bytes until usable', isSlow: false, of: 'size', unit: 'kB', goal: 60 },
  {
    work: 'web chat, warm, files asked for again',
    isSlow: false,
    of: 'again',
    unit: 'files',
    goal: 0,
  },
] as const

async function measure(browser: Browser, url: string): Promise<readonly Figure[]> {
  const visits: {
    readonly side: keyof typeof pages
    readonly isSlow: boolean
    readonly seen: Visit
  }[] = []
  for (const isSlow of [false, true]) {
    for (let n = 0; n < runs; n += 1) {
      for (const side of ['ours', 'peer'] as const) {
        visits.push({ side, isSlow, seen: await visit(browser, url + pages[side], isSlow) })
      }
    }
  }
  return shown.map(({ work, isSlow, of, unit, goal }) => {
    const middle = (side: keyof typeof pages) =>
      median(
        visits
          .filter((one) => one.side === side && one.isSlow === isSlow)
          .map(({ seen }) => seen[of]),
      )
    const peer = { name: 'Web Chat', value: middle('peer'), unit }
    return figure({
      suite: 'web-chat',
      work,
      ours: { value: middle('ours'), unit },
      peer,
      goal: atMost(goal),
    })
  })
}

async function run(): Promise<readonly Figure[]> {
  const executablePath = chromiumPath()
  if (executablePath === null) {
    const [{ work, goal }] = shown
    return [
      figure({
        suite: 'web-chat',
        work,
        ours: null,
        goal: atMost(goal),
        note: 'no Chromium found',
      }),
    ]
  }
  const dir = await makeFolder()
  const server = await startProcess('latchkey', { args: [dir] })
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  try {
    // The page is for its public name alone.
    return await measure(browser, server.url.replace('127.0.0.1', 'localhost'))
  } finally {
    await browser.close()
    await server.stop()
    await removeFolder(dir)
  }
}

/** From an empty tab to words that can be answered. */
export const webChat: Suite = { name: 'web-chat', run }
