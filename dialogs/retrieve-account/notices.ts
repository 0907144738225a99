import { codeNotice } from '../words/code-notice.ts'
import { rungOf } from '../../src/flow/ladder.ts'
import type { Locale } from '../../src/flow/locale.ts'
import { mobileRefusal } from '../words/mobile-refusal.ts'
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

const lookIn = (table: Readonly<Record<string, string>>, key: string, otherwise: string): string =>
  table[key] ?? otherwise

function badAccountId(reason: string, { notices }: Texts): string {
  return lookIn(notices.accountId, reason, notices.accountId['not-digits'])
}

function badServerIp(notice: Extract<Notice, { kind: 'bad-server-ip' }>, texts: Texts): string {
  const [octet] = notice.octets
  if (octet === undefined) {
    return lookIn(texts.notices.serverIp, notice.reason, texts.notices.serverIp['not-an-address'])
  }
  const position = texts.notices.position[octet.position - 1] ?? ''
  return texts.notices.octet({ value: octet.value, position })
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
      return miss(badAccountId(notice.reason, texts), 'account-id', telling)
    case 'bad-server-ip':
      return miss(badServerIp(notice, texts), 'server-ip', telling)
    case 'bad-method':
      return notices.badMethod
    case 'bad-choice':
      return notices.badChoice
    case 'same-number':
      return notices.sameNumber
    case 'got-nothing':
      return notices.gotNothing
    case 'no-mobile':
      return notices.noMobile
    case 'bad-code':
    case 'wrong-code':
    case 'expired-code':
    case 'code-resent':
    case 'code-stands':
    case 'wait':
    case 'too-many': {
      const { context, now } = telling
      const told = { notice, misses: context.misses }
      return codeNotice({ notices, nudge: texts.nudges.code }, { context: told, locale, now })
    }
    default:
      return notice satisfies never
  }
}
