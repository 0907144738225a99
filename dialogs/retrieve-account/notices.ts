import { wrongCode } from '../words/code-notice.ts'
import { rungOf } from '../../src/flow/ladder.ts'
import type { Locale } from '../../src/flow/locale.ts'
import { duration } from '../../src/flow/wording.ts'
import { mobileRefusal, sentenceIn } from '../words/shared.ts'
import type { Context, Notice } from './context.ts'
import type { Texts } from './texts.en.ts'

/** What a sentence is made with. */
interface Telling {
  readonly context: Context
  readonly texts: Texts
  readonly locale: Locale
  readonly now: number
}

type Question = keyof Texts['nudges']

function badServerIp(notice: Extract<Notice, { kind: 'bad-server-ip' }>, texts: Texts): string {
  const [octet] = notice.octets
  if (octet === undefined) {
    return sentenceIn(texts.notices.serverIp, notice.reason, 'not-an-address')
  }
  const position = texts.notices.position[octet.position - 1] ?? ''
  return texts.notices.octet({ value: octet.value, position })
}

function untilIn(until: number, { now, locale }: Telling): { duration: string } {
  return { duration: duration(until - now, locale) }
}

function paused(notice: Extract<Notice, { until: number }>, telling: Telling): string {
  const { wait, tooMany } = telling.texts.notices
  return (notice.kind === 'wait' ? wait : tooMany)(untilIn(notice.until, telling))
}

/** A miss: what was wrong, and on a repeated one a little more help each time. */
function miss(what: string, question: Question, telling: Telling): string {
  return `${what} ${telling.texts.nudges[question][rungOf(telling.context.misses)]}`
}

/** What is said before the question, as whole sentences; null when there is nothing to say. */
export function noticeText(telling: Telling): string | null {
  const { texts, locale } = telling
  const { notices } = texts
  const { notice } = telling.context
  switch (notice?.kind) {
    case undefined:
      return null
    case 'bad-mobile':
      return miss(mobileRefusal(notice.reason, locale), 'mobile', telling)
    case 'bad-account-id':
      return miss(sentenceIn(notices.accountId, notice.reason, 'not-digits'), 'account-id', telling)
    case 'bad-server-ip':
      return miss(badServerIp(notice, texts), 'server-ip', telling)
    case 'bad-code':
      return miss(notices.badCode, 'code', telling)
    case 'wrong-code':
      return miss(wrongCode(notice.left, notices), 'code', telling)
    case 'bad-method':
      return notices.badMethod
    case 'bad-choice':
      return notices.badChoice
    case 'expired-code':
      return notices.expiredCode
    case 'code-resent':
      return notices.codeResent
    case 'code-stands':
      return notices.codeStands(untilIn(notice.until, telling))
    case 'same-number':
      return notices.sameNumber
    case 'got-nothing':
      return notices.gotNothing
    case 'no-mobile':
      return notices.noMobile
    case 'wait':
    case 'too-many':
      return paused(notice, telling)
    default:
      return notice satisfies never
  }
}
