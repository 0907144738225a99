import type { IdentityNotice } from '../../src/flow/identity-notice.ts'
import { missText, rungOf, type Rung } from '../../src/flow/ladder.ts'
import type { Locale } from '../../src/flow/locale.ts'
import { duration, resendWait } from '../../src/flow/wording.ts'
import { sendingPaused, shared } from './shared.ts'

/** Tries are counted down only from here: before that the number would only frighten. */
const fewTries = 2

interface WrongCodeSentences {
  readonly wrongCode: string
  readonly wrongCodeLast: (p: { left: number }) => string
}

interface CodeTexts {
  readonly notices: WrongCodeSentences & {
    readonly badCode: string
    readonly 'expired-code': string
    readonly 'code-resent': string
    readonly 'code-stands': (p: { duration: string }) => string
    readonly wait: (p: { duration: string }) => string
    readonly 'too-many': (p: { duration: string }) => string
  }
  /** More help each time something else than a code is typed. */
  readonly nudge: Readonly<Record<Rung, string>>
}

interface Telling {
  readonly context: { readonly notice: IdentityNotice | null; readonly misses: number }
  readonly locale: Locale
  /** Epoch ms. */
  readonly now: number
}

/** That a code was wrong, and how many tries are left when they are few. */
function wrongCode(left: number, notices: WrongCodeSentences): string {
  return left > fewTries ? notices.wrongCode : notices.wrongCodeLast({ left })
}

/** Where to go after several wrong codes; how a code looks is known to whoever types six digits. */
function wayFrom(misses: number, nudge: CodeTexts['nudge']): readonly string[] {
  if (misses < 2) return []
  return [misses % 2 === 0 ? nudge['other-way'] : nudge.person]
}

/** What is said before a code is asked for again, in the flow's own whole sentences; null when there is nothing to say. */
export function codeNotice(texts: CodeTexts, { context, locale, now }: Telling): string | null {
  const { notice, misses } = context
  const { notices, nudge } = texts
  switch (notice?.kind) {
    case undefined:
    case 'bad-way':
      return null
    case 'bad-code':
      return missText({ reason: 'code', text: notices.badCode }, misses, nudge[rungOf(misses)])
    case 'several-codes':
      return shared.texts(locale).severalCodes
    case 'wrong-code':
      return [wrongCode(notice.left, notices), ...wayFrom(misses, nudge)].join(' ')
    case 'expired-code':
    case 'code-resent':
      return notices[notice.kind]
    case 'country':
      return shared.texts(locale).sending.country
    case 'paused':
      return sendingPaused(notice.until - now, locale)
    case 'code-stands':
    case 'wait':
      return notices[notice.kind]({ duration: duration(resendWait(notice.until - now), locale) })
    case 'too-many':
      return notices[notice.kind]({ duration: duration(notice.until - now, locale) })
    default:
      return notice satisfies never
  }
}

/**
 * From when on a new message can be asked for, epoch ms; null when the notice does not say that it is too
 * early. It tells no more than the notice's own words.
 */
export function resendAtIn(
  notice: { readonly kind: string; readonly until?: number } | null,
): number | null {
  const isEarly = notice?.kind === 'code-stands' || notice?.kind === 'wait'
  return isEarly && notice.until !== undefined ? notice.until : null
}
