import type { TrailMark } from '../domain/trail.ts'
import { withMarks } from '../conversation/conversation.ts'
import type { ConversationRow } from '../ports/records/conversation.ts'
import { trailAccount } from '../services/subject.ts'
import type { UnitOfWork } from '../services/unit-of-work.ts'
import type { OpenLink, PageDeps } from './page.ts'

/**
 * What was shown of a person on a page, for the people of support whom they turn to in the chat that asked for its link:
 * only where that person sits at the page, since anybody may have a mail sent to somebody else.
 */

async function leaveMarks(
  { row: { binding }, person }: Pick<OpenLink, 'row' | 'person'>,
  marks: readonly TrailMark[],
  work: UnitOfWork,
): Promise<void> {
  const chat = await work.get('conversations', binding.conversation)
  if (chat === null || chat.person !== person || marks.length === 0) return
  work.put('conversations', { ...chat, ...withMarks(chat.trail, marks) })
}

/** Leaves that the link of a mail was used, which only whoever reads the account's login mailbox can do. */
export async function mailboxMark(
  deps: Pick<PageDeps, 'sealer'>,
  { link, account }: { readonly link: OpenLink; readonly account: string },
  work: UnitOfWork,
): Promise<void> {
  const about = [trailAccount(deps, account)]
  const step = { flow: link.row.binding.flow, effect: 'page.open', answer: 'mailbox.shown' }
  const mark = { at: work.now, ...step, by: null, way: null, mask: null, sealed: null, about }
  await leaveMarks(link, [mark], work)
}

/** Leaves what happened on the page since its row was as before. */
export async function carryMarks(
  link: OpenLink,
  { before, after }: { readonly before: ConversationRow | null; readonly after: ConversationRow },
  work: UnitOfWork,
): Promise<void> {
  const known = before?.trail?.length ?? 0
  const { row } = link
  await leaveMarks({ row, person: after.person }, after.trail?.slice(known) ?? [], work)
}
