import { chromium } from 'playwright-core'
import { chromiumPath } from '../../test/browser/chromium.ts'
import { figure, median, type Figure } from '../figure.ts'
import { makeFolder, removeFolder } from '../folders.ts'
import { startProcess } from '../process/parent.ts'
import type { Suite } from '../suite.ts'

const runs = 5

async function firstReplies(url: string, executablePath: string): Promise<readonly number[]> {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  const took: number[] = []
  try {
    for (let n = 0; n < runs; n += 1) {
      const context = await browser.newContext({ locale: 'en-US' })
      const page = await context.newPage()
      const startedAt = performance.now()
      await page.goto(url, { waitUntil: 'commit' })
      await page.locator('.webchat__bubble__content').first().waitFor()
      took.push(performance.now() - startedAt)
      await context.close()
    }
  } finally {
    await browser.close()
  }
  return took
}

async function run(): Promise<readonly Figure[]> {
  const goal = { of: 'value', bound: 'at most', limit: 1_000 } as const
  const about = { suite: 'web-chat', work: 'web chat, first reply on screen', goal }
  const executablePath = chromiumPath()
  if (executablePath === null) return [figure({ ...about, ours: null, note: 'no Chromium found' })]
  const dir = await makeFolder()
  const server = await startProcess('latchkey', { args: [dir] })
  try {
    // The page is for its public name alone.
    const took = await firstReplies(server.url.replace('127.0.0.1', 'localhost'), executablePath)
    return [figure({ ...about, ours: { value: median(took), unit: 'ms' } })]
  } finally {
    await server.stop()
    await removeFolder(dir)
  }
}

/** From an empty tab to the first words of the assistant. */
export const webChat: Suite = { name: 'web-chat', run }
