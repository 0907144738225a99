import type { IdentityNotice } from '../../src/flow/identity-notice.ts'
import { rungOf, type Rung } from '../../src/flow/ladder.ts'
import type { Locale } from '../../src/flow/locale.ts'
import { duration } from '../../src/flow/wording.ts'

/** Tries are counted down only from here: before that the number would only frighten. */
const fewTries = 2

interface WrongCodeSentences {
  readonly wrongCode: string
  readonly wrongCodeLast: (p: { left: number }) => string
}

interface CodeTexts {
  readonly notices: WrongCodeSentences & {
    readonly badCode: string
    readonly expiredCode: string
    readonly codeResent: string
    readonly codeStands: (p: { duration: string }) => string
    readonly wait: (p: { duration: string }) => string
    readonly tooMany: (p: { duration: string }) => string
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

/** What is said before a code is asked for again, in the flow's own whole sentences; null when there is nothing to say. */
export function codeNotice(texts: CodeTexts, { context, locale, now }: Telling): string | null {
  const { notice, misses } = context
  const { notices, nudge } = texts
  const inTime = (until: number) => ({ duration: duration(until - now, locale) })
  switch (notice?.kind) {
    case undefined:
    case 'bad-way':
      return null
    case 'bad-code':
      return `${notices.badCode} ${nudge[rungOf(misses)]}`
    case 'wrong-code':
      return `${wrongCode(notice.left, notices)} ${nudge[rungOf(misses)]}`
    case 'expired-code':
      return notices.expiredCode
    case 'code-resent':
      return notices.codeResent
    case 'code-stands':
      return notices.codeStands(inTime(notice.until))
    case 'wait':
      return notices.wait(inTime(notice.until))
    case 'too-many':
      return notices.tooMany(inTime(notice.until))
    default:
      return notice satisfies never
  }
}
