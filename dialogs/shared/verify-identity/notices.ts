import type { ViewInput } from '../../../src/flow/dialog.ts'
import { rungOf } from '../../../src/flow/ladder.ts'
import { duration } from '../../../src/flow/wording.ts'
import type { Context } from './context.ts'
import type { Texts } from './texts.en.ts'

/** Tries are counted down only from here: before that the number would only frighten. */
const fewTries = 2

function wrongCode(left: number, { notices }: Texts): string {
  return left > fewTries ? notices.wrongCode : notices.wrongCodeLast({ left })
}

/** What is said before the question, as whole sentences; null when there is nothing to say. */
export function noticeText(texts: Texts, input: ViewInput<Context>): string | null {
  const { context, locale, now } = input
  const { notice, misses } = context
  const { notices, nudge } = texts
  const inTime = (until: number) => ({ duration: duration(until - now, locale) })
  switch (notice?.kind) {
    case undefined:
      return null
    case 'bad-code':
      return `${notices.badCode} ${nudge[rungOf(misses)]}`
    case 'wrong-code':
      return `${wrongCode(notice.left, texts)} ${nudge[rungOf(misses)]}`
    case 'expired-code':
      return notices.expiredCode
    case 'code-resent':
      return context.lookup === null ? notices.codeResent : notices.strangerResent
    case 'code-stands':
      return notices.codeStands(inTime(notice.until))
    case 'wait':
      return notices.wait(inTime(notice.until))
    case 'too-many':
      return notices.tooMany(inTime(notice.until))
    case 'bad-way':
      return notices.badWay
    default:
      return notice satisfies never
  }
}
