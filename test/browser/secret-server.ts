import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import type { PageState } from '../../src/ports/pages.ts'
import { createAssetRoutes } from '../../src/web/assets.ts'
import { createSecretPageRoutes } from '../../src/web/secret-routes.ts'
import { tokenOf } from '../stand-ins/page-links.ts'
import { startPageServer } from '../stand-ins/page-server.ts'
import { scriptedPages, type ScriptedPages } from '../stand-ins/pages.ts'
import { openPage } from './chromium.ts'

const publicFolder = fileURLToPath(new URL('../../../public', import.meta.url))

/** A visit in a fresh context, and the statuses that the browser may complain of, in order. */
export interface Visit extends BrowserContextOptions {
  readonly statuses?: readonly number[]
}

export interface SecretServer {
  readonly url: string
  readonly pages: ScriptedPages
  addressOf(state: Pick<PageState, 'page'>): string
  /** Opens a page and does something there; any complaint besides the expected statuses fails the test. */
  visit(browser: Browser, visit: Visit, act: (page: Page) => Promise<void>): Promise<void>
  close(): Promise<void>
}

/** The secret pages over scripted flows, on a port of their own. */
export async function startSecretServer(): Promise<SecretServer> {
  const pages = scriptedPages()
  const settings = { publicUrl: 'https://keys.example.com', defaultLocale: 'en' } as const
  const server = await startPageServer([
    ...(await createAssetRoutes(publicFolder)),
    ...createSecretPageRoutes({ pages, clock: { now: () => 0 }, ...settings }),
  ])
  return {
    url: server.url,
    pages,
    close: () => server.close(),
    addressOf: ({ page }) => `${server.url}/p/${page}/${tokenOf('a')}`,
    async visit(browser, { statuses = [], ...options }, act) {
      const { page, complaints } = await openPage(browser, server.url, options)
      await act(page)
      const found = complaints.map((line) => Number(/a status of (\d+)/.exec(line)?.[1] ?? line))
      expect(found, complaints.join()).to.deep.equal(statuses)
      await page.context().close()
    },
  }
}
