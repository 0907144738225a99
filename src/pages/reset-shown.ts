import { z } from 'zod'
import type { Account } from '../domain/account.ts'
import type { IdentityNotice } from '../flow/identity-notice.ts'
import type { PageNotice } from '../ports/pages.ts'
import type { ConversationRow } from '../ports/records/conversation.ts'
import type { PageDeps, Shown } from './page.ts'

/** What the reset page shows of the conversation behind it. */

const endedSchema = z.object({
  changed: z.boolean(),
  why: z.enum(['proof', 'directory', 'unknown']).nullable().default(null),
})

/** Whether the page's flow has ended and changed the password. */
export const hasChanged = (row: ConversationRow): boolean => endOf(row)?.changed === true

/** How the page's flow ended; null while it goes on. */
export const endOf = ({ ended }: ConversationRow): z.infer<typeof endedSchema> | null =>
  endedSchema.safeParse(ended?.output).data ?? null

/** How the page ends that did not change the password. */
function outcomeOf(
  row: ConversationRow,
): 'password-changed' | 'stopped' | 'not-allowed' | 'unknown' {
  if (hasChanged(row)) return 'password-changed'
  const why = endOf(row)?.why
  if (why === 'unknown') return 'unknown'
  return why === 'directory' ? 'not-allowed' : 'stopped'
}

/** Tries are counted aloud only when few are left. */
const fewTries = 2

/** The page at the new password. */
export const asking = (notice: PageNotice | null, question: number): Shown => ({
  now: { step: 'set-password', asksOldPassword: false },
  notice,
  question,
})

function noticeOf(notice: IdentityNotice | null): PageNotice | null {
  switch (notice?.kind) {
    case undefined:
    case 'bad-way':
    case 'country':
      return null
    case 'paused':
      return { kind: 'too-many', until: notice.until }
    case 'bad-code':
    case 'several-codes':
      return { kind: 'not-a-code' }
    case 'wrong-code':
      return { kind: 'wrong-code', left: notice.left > fewTries ? null : notice.left }
    case 'code-resent':
    case 'code-stands':
      return { kind: 'code-sent' }
    case 'expired-code':
      return { kind: 'expired-code' }
    case 'wait':
    case 'too-many':
      return notice
    default:
      return notice satisfies never
  }
}

/** What the page's own conversation waits for, or how it ended. */
export function shownOf(
  deps: Pick<PageDeps, 'pageView'>,
  row: ConversationRow,
  account: Account | null,
): Shown {
  const { question } = row
  if (row.parked !== undefined) return { now: { step: 'handed-on' }, question }
  const view = deps.pageView(row)
  if (view === null) return { now: { step: 'done', outcome: outcomeOf(row) }, question }
  if (view.step === 'set-password') {
    const why = account?.rejected
    return asking(why === undefined ? null : { kind: 'rejected', why }, question)
  }
  const { notice, ...now } = view
  return { now, notice: noticeOf(notice), question }
}
