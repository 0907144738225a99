import { spacedMobile } from '../../src/domain/masking.ts'
import { unsureText } from '../words/consent.ts'
import { codeNotice } from '../words/code-notice.ts'
import type { IdentityNotice } from '../../src/flow/identity-notice.ts'
import { missText, rungOf } from '../../src/flow/ladder.ts'
import type { Locale } from '../../src/flow/locale.ts'
import { mobileRefusal, sentenceIn, severalText } from '../words/shared.ts'
import type { Context, Notice } from './context.ts'
import type { Texts } from './texts.en.ts'

/** What a sentence is made with. */
interface Telling {
  readonly context: Context
  readonly texts: Texts
  readonly locale: Locale
  readonly now: number
}

type What = Parameters<typeof missText>[0]

type Question = keyof Texts['nudges']

function badServerIp(notice: Extract<Notice, { kind: 'bad-server-ip' }>, texts: Texts): string {
  const [octet] = notice.octets
  if (octet === undefined) {
    return sentenceIn(texts.notices.serverIp, notice.reason, 'not-an-address')
  }
  const position = texts.notices.position[octet.position - 1] ?? ''
  return texts.notices.octet({ value: octet.value, position })
}

/** A miss: what was wrong, and on a repeated one a little more help each time. */
function miss(what: What, question: Question, telling: Telling): string {
  const { texts, context } = telling
  const nudge = texts.nudges[question][rungOf(context.misses)]
  const help = typeof nudge === 'string' ? nudge : nudge(context.accountIds)
  return missText(what, context.misses, help)
}

function badAccountId({ reason }: { readonly reason: string }, telling: Telling): string {
  const { accountId } = telling.texts.notices
  const text = sentenceIn(accountId, reason, 'other-signs')
  return miss({ reason, text }, 'account-id', telling)
}

/** What was wrong with a value that was asked for. */
function badValue(
  notice: Extract<Notice, { kind: 'bad-mobile' | 'bad-account-id' | 'bad-server-ip' }>,
  telling: Telling,
): string {
  const { reason } = notice
  if (notice.kind === 'bad-account-id') return badAccountId(notice, telling)
  return notice.kind === 'bad-mobile'
    ? miss({ reason, text: mobileRefusal(reason, telling.locale) }, 'mobile', telling)
    : miss({ reason, text: badServerIp(notice, telling.texts) }, 'server-ip', telling)
}

function ofCode(notice: IdentityNotice, { context, texts, locale, now }: Telling): string | null {
  const told = { notice, misses: context.misses }
  const said = { notices: texts.notices, nudge: texts.nudges.code }
  return codeNotice(said, { context: told, locale, now })
}

function ofValue(
  notice: Extract<Notice, { kind: 'several' | 'corrected' }>,
  { texts, locale }: Telling,
): string {
  return notice.kind === 'several'
    ? severalText(notice, locale)
    : texts.notices.corrected({ value: spacedMobile(notice.value) })
}

/** What is said before the question, as whole sentences; null when there is nothing to say. */
export function noticeText(telling: Telling): string | null {
  const { notices } = telling.texts
  const { notice } = telling.context
  switch (notice?.kind) {
    case undefined:
    case 'meant':
      return null
    case 'bad-mobile':
    case 'bad-account-id':
    case 'bad-server-ip':
      return badValue(notice, telling)
    case 'bad-method':
      return notices.method[rungOf(telling.context.misses)]
    case 'same-number':
    case 'got-nothing':
    case 'no-mobile':
      return notices[notice.kind]
    case 'unsure-question':
    case 'unsure-delay':
    case 'unsure-unclear':
      return unsureText(notice.kind, telling.locale)
    case 'several':
    case 'corrected':
      return ofValue(notice, telling)
    case 'bad-code':
    case 'several-codes':
    case 'wrong-code':
    case 'expired-code':
    case 'code-resent':
    case 'code-stands':
    case 'wait':
    case 'too-many':
    case 'paused':
    case 'country':
      return ofCode(notice, telling)
    default:
      return notice satisfies never
  }
}
