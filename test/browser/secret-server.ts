import { expect } from 'chai'
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import type { PageState } from '../../src/ports/pages.ts'
import { createSecretPageRoutes } from '../../src/web/secret-routes.ts'
import { tokenOf } from '../stand-ins/page-links.ts'
import { startPageServer } from '../stand-ins/page-server.ts'
import { scriptedPages, type ScriptedPages } from '../stand-ins/pages.ts'
import { publicAssets } from '../stand-ins/public-assets.ts'
import { openContext, openPageIn, type SuiteBrowser } from './chromium.ts'

/** How a browser comes, and the statuses that it may complain of, in order. */
export interface Visit extends BrowserContextOptions {
  readonly statuses?: readonly number[]
}

export interface SecretServer {
  readonly url: string
  readonly pages: ScriptedPages
  addressOf(state: Pick<PageState, 'page'>): string
  /** Opens a page and does something there; any complaint besides the expected statuses fails the test. */
  visit(browser: SuiteBrowser, visit: Visit, act: (page: Page) => Promise<void>): Promise<void>
  close(): Promise<void>
}

/** The secret pages over scripted flows, on a port of their own. */
export async function startSecretServer(): Promise<SecretServer> {
  const pages = scriptedPages()
  // The pages keep nothing beyond their tab, so visitors who come alike share a context and its cache.
  const contexts = new Map<string, BrowserContext>()
  const settings = { publicUrl: 'https://keys.example.com', defaultLocale: 'en' } as const
  const server = await startPageServer([
    ...(await publicAssets()),
    ...createSecretPageRoutes({ pages, clock: { now: () => 0 }, ...settings }),
  ])
  return {
    url: server.url,
    pages,
    close: () => server.close(),
    addressOf: ({ page }) => `${server.url}/p/${page}/${tokenOf('a')}`,
    async visit(browser, { statuses = [], ...options }, act) {
      const key = JSON.stringify(options)
      const context = contexts.get(key) ?? (await openContext(browser, options))
      contexts.set(key, context)
      const { page, complaints } = await openPageIn(context, server.url)
      await act(page)
      const found = complaints.map((line) => Number(/a status of (\d+)/.exec(line)?.[1] ?? line))
      expect(found, complaints.join()).to.deep.equal(statuses)
      await page.close()
    },
  }
}
