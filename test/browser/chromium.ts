import { existsSync } from 'node:fs'
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from 'playwright-core'

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** Chromium's program: CHROMIUM_PATH, else where it usually is; null when there is none. */
export function chromiumPath(): string | null {
  const named = process.env['CHROMIUM_PATH']
  if (named !== undefined && named !== '') return named
  return usualPlaces.find((path) => existsSync(path)) ?? null
}

/** A suite's title, with the reason when it will be skipped: mocha shows no other place for one. */
export function inBrowser(title: string): string {
  return chromiumPath() === null
    ? `${title} (skipped: no Chromium found; install it or set CHROMIUM_PATH)`
    : title
}

/** The browser of a suite, from its first test on. */
export interface SuiteBrowser {
  readonly get: () => Browser
  /** Closes everything that is open in it. */
  readonly closeAll: () => Promise<void>
}

/**
 * One browser for all tests of a suite, headless and quiet, with further options; the suite is skipped where none is
 * installed. Call it first inside `describe`.
 */
export function browserForSuite(options: readonly string[] = []): SuiteBrowser {
  let browser: Browser | null = null
  before(async function () {
    const executablePath = chromiumPath()
    if (executablePath === null) this.skip()
    browser = await chromium.launch({ executablePath, args: [...quiet, ...options] })
  })
  after(() => browser?.close())
  return {
    get() {
      if (browser === null) throw new Error('the browser of this suite is not running')
      return browser
    },
    async closeAll() {
      await Promise.all(browser?.contexts().map((context) => context.close()) ?? [])
    },
  }
}

const quiet = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A page and everything on it that went wrong or went elsewhere. */
export interface WatchedPage {
  readonly page: Page
  readonly complaints: string[]
}

/** Opens a context in which nothing moves. */
export function openContext(
  browser: SuiteBrowser,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  return browser.get().newContext({ reducedMotion: 'reduce', ...options })
}

/** Opens a page; a request to another origin and any error in it is a complaint. */
export async function openPageIn(context: BrowserContext, origin: string): Promise<WatchedPage> {
  const page = await context.newPage()
  const complaints: string[] = []
  const own = new URL(origin).host
  page.on('request', (request) => {
    const address = new URL(request.url())
    if (!['data:', 'blob:'].includes(address.protocol) && address.host !== own) {
      complaints.push(`request to ${request.url()}`)
    }
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  return { page, complaints }
}

/** The same in a context of its own. */
export async function openPage(
  browser: SuiteBrowser,
  origin: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  return openPageIn(await openContext(browser, options), origin)
}

export const phone = { width: 390, height: 844 }
export const desktop = { width: 1280, height: 800 }
