import type { ViewInput } from '../../src/flow/dialog.ts'
import { rungOf } from '../../src/flow/ladder.ts'
import { duration } from '../../src/flow/wording.ts'
import type { Context } from './context.ts'
import type { Texts } from './texts.en.ts'

function badEmail(reason: string, { notices }: Texts): string {
  const sentences: Readonly<Partial<Record<string, string>>> = notices.email
  return sentences[reason] ?? notices.email['no-at']
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
    case 'bad-email':
      return `${badEmail(notice.reason, texts)} ${nudge[rungOf(misses)]}`
    case 'no-email':
      return notices.noEmail
    case 'sub-user':
      return notices.subUser
    case 'back-from-search':
      return notices.backFromSearch[notice.end]
    case 'button-broken':
      return notices.buttonBroken
    case 'reminded':
      return notices.reminded
    case 'mailed-again':
      return notices.mailedAgain
    case 'wait':
      return notices.wait(inTime(notice.until))
    case 'too-many':
      return notices.tooMany(inTime(notice.until))
    default:
      return notice satisfies never
  }
}
