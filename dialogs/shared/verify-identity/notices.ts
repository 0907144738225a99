import type { ViewInput } from '../../../src/flow/dialog.ts'
import { codeNotice } from '../../words/code-notice.ts'
import type { Context } from './context.ts'
import type { Texts } from './texts.en.ts'

/** What is said before the question, as whole sentences; null when there is nothing to say. */
export function noticeText(texts: Texts, input: ViewInput<Context>): string | null {
  const { notice, lookup } = input.context
  if (notice?.kind === 'bad-way') return texts.notices.badWay
  if (notice?.kind === 'code-resent' && lookup !== null) return texts.notices.strangerResent
  return codeNotice(texts, input)
}
