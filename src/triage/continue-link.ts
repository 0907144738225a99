import type { CaseRow } from '../ports/records/case.ts'
import type { ConversationRow } from '../ports/records/conversation.ts'
import { makeLink } from '../services/link.ts'
import type { UnitOfWork } from '../services/unit-of-work.ts'
import type { DeskDeps } from './desk-deps.ts'

/** A message may be read the next morning; what the link opens is a chat, in which nobody is signed in by it. */
const lifetimeMs = 24 * 3_600_000

/** A single-use link back into the chat a case came from; where there was no chat, the program's own address. */
export async function continueLink(
  deps: DeskDeps,
  work: UnitOfWork,
  { row, chat }: { readonly row: CaseRow; readonly chat: ConversationRow | null },
): Promise<string> {
  if (chat === null) return deps.publicUrl
  const { url } = await makeLink(deps, work, {
    page: 'continue',
    subject: `case:${row.number}`,
    account: row.account,
    binding: { conversation: chat.key, flow: '', run: '' },
    lifetimeMs,
    payload: { account: row.account, case: row.number, locale: row.locale },
  })
  return url
}
