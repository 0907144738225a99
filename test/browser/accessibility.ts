import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'

const axePath = fileURLToPath(import.meta.resolve('axe-core/axe.min.js'))

interface AxeResults {
  readonly violations: readonly {
    readonly id: string
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[]
  }[]
}

/** What axe-core finds wrong with the page under WCAG 2.2 AA and its best practices, a line each. */
export async function findingsOn(page: Page): Promise<readonly string[]> {
  // Evaluated, not added as a script: the page's own policy forbids scripts that it did not name.
  await page.evaluate(await readFile(axePath, 'utf8'))
  const results = await page.evaluate<AxeResults>('globalThis.axe.run(document)')
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html} ${node.failureSummary ?? ''}`),
  )
}

/**
 * Lets a page run no script of its own, as where people have switched that off.
 *
 * @returns what tells {@link findingsOn} the page as it then stands
 */
export async function withoutScript(page: Page): Promise<() => Promise<readonly string[]>> {
  const wire = await page.context().newCDPSession(page)
  const switchOff = (value: boolean) => wire.send('Emulation.setScriptExecutionDisabled', { value })
  await switchOff(true)
  return async () => {
    // axe-core is a script too. What a page did not run when it was read, it does not run later.
    await switchOff(false)
    const findings = await findingsOn(page)
    await switchOff(true)
    return findings
  }
}
