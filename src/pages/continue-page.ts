import { isOpenState } from '../domain/support-case.ts'
import type { ComingBack } from '../conversation/come-back.ts'
import type { PageForm } from '../ports/pages.ts'
import type { CaseRow } from '../ports/records/case.ts'
import { cameBack } from '../services/cases/recovery.ts'
import { spentLink } from '../services/link.ts'
import { endProofsOf } from '../services/session.ts'
import type { UnitOfWork } from '../services/unit-of-work.ts'
import { linkWithin, payloadOf, type OpenLink } from './open-link.ts'
import type { PageDeps } from './page-deps.ts'
import type { Shown } from './state.ts'

/** Whether the case is still talked about in the chat that the link leads to. */
function isWaitingIn(row: CaseRow | null | undefined, { row: link }: OpenLink): row is CaseRow {
  if (row === null || row === undefined || row.conversation !== link.binding.conversation)
    return false
  return isOpenState(row.state) || row.state === 'resolved'
}

/** Who calls, and that one press leads back; null when the case is closed or talked about elsewhere by now. */
export async function showContinue(deps: PageDeps, link: OpenLink): Promise<Shown | null> {
  const { case: number } = payloadOf(deps, link)
  const found = number === undefined ? null : await deps.store.get('cases', String(number))
  const row = found?.row
  if (!isWaitingIn(row, link)) return null
  const now = { step: 'continue', number: row.number, isOpen: isOpenState(row.state) } as const
  return { now, notice: null, question: 0 }
}

function comingFor({ number, state, memory, recovery, conversation }: CaseRow): ComingBack {
  const isGranted = recovery?.state === 'granted'
  return {
    conversation,
    number,
    isOpen: isOpenState(state),
    agent: memory.assignee?.name ?? null,
    grantedBy: isGranted ? recovery.askedBy.name : null,
  }
}

/** The case that a link leads back to, inside a unit of work; null when either is not what it was. */
async function caseWithin(
  work: UnitOfWork,
  deps: PageDeps,
  link: OpenLink,
): Promise<CaseRow | null> {
  const { case: number } = payloadOf(deps, link)
  const isOpen = (await linkWithin(work, link)) !== null
  const row = number === undefined ? null : await work.get('cases', String(number))
  return isOpen && isWaitingIn(row, link) ? row : null
}

/** Spends the link and ends what was proven in the chat; answers the chat's reference, or null when it is gone. */
async function spend(deps: PageDeps, link: OpenLink, work: UnitOfWork): Promise<string | null> {
  const { conversation } = link.row.binding
  const known = await caseWithin(work, deps, link)
  const chat = await work.get('conversations', conversation)
  if (known === null || chat === null) return null
  work.put('challenges', spentLink(link.row, work.now))
  await endProofsOf(work, { conversation, account: known.account })
  const row = await cameBack(deps, work, known)
  await deps.comeBack(comingFor(row), work)
  await work.note({
    chain: row.account ?? 'system',
    action: 'case.came-back',
    actor: `page:${link.hash.slice(0, 12)}`,
    details: { number: row.number },
  })
  return chat.reference
}

/**
 * Leads whoever holds a mailbox back into the chat that support waits in, once. It shows nothing about who they are:
 * nobody is signed in by it, and whoever was signed in there is not any more.
 */
export async function submitContinue(
  deps: PageDeps,
  link: OpenLink,
  form: PageForm,
): Promise<Shown | null> {
  if (form['action'] !== 'confirm') return showContinue(deps, link)
  const { conversation } = link.row.binding
  const reference = await deps.within(conversation, async (work) => spend(deps, link, work))
  if (reference === null) return null
  const way = await deps.chatReturn.wayBack(reference)
  return { now: { step: 'back', way }, notice: null, question: 0 }
}
