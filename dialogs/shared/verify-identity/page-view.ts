import type { PageView } from '../../../src/flow/page-view.ts'
import { otherWays, type Context } from './context.ts'
import type { prompts } from './setup.ts'

/** What a page shows that asks for the code in the place of the chat. */
export function pageView(prompt: (typeof prompts)[number], context: Context): PageView {
  const { ways, way, notice } = context
  const current = ways.find(({ id }) => id === way)
  if (prompt === 'ask-verification-method' || current === undefined) {
    return { step: 'way', ways: otherWays(context), notice }
  }
  const { medium, mask } = current
  return { step: 'code', way: { medium, mask }, notice }
}
