import type { AccountChange } from '../domain/account.ts'
import { withoutChange } from '../domain/password-change.ts'
import type { PageForm } from '../ports/pages.ts'
import { spentLink } from '../services/link.ts'
import { openCaseOf } from '../services/open-case.ts'
import { endEverything } from '../services/session.ts'
import { isFreeLogin } from '../services/subject.ts'
import type { UnitOfWork } from '../services/unit-of-work.ts'
import { pageConversation, withinPage } from './near.ts'
import { linkWithin, payloadOf, type OpenLink } from './open-link.ts'
import type { PageDeps } from './page-deps.ts'
import type { Shown } from './state.ts'

const asking = (change: AccountChange): Shown => ({
  now: {
    step: 'undo',
    change: change.kind === 'password' ? 'password' : change.channel,
    at: change.at,
  },
  notice: null,
  question: 0,
})

/** What would be undone; null when there is nothing to undo any more. */
export async function showUndo(deps: PageDeps, link: OpenLink): Promise<Shown | null> {
  const { account, change } = payloadOf(deps, link)
  const found = account === null ? null : await deps.store.get('accounts', account)
  const made = found?.row.changes.find(({ id }) => id === change)
  return made === undefined || made.undoneAt !== null ? null : asking(made)
}

async function undo(deps: PageDeps, link: OpenLink, work: UnitOfWork): Promise<Shown | null> {
  const row = await linkWithin(work, link)
  const { account: id, change } = payloadOf(deps, link)
  const account = id === null ? null : await work.get('accounts', id)
  if (row === null || account === null || change === undefined) return null
  const { now } = work
  const { undoMs, holdMs } = deps.policy
  const restored = withoutChange(account, { id: change, now, undoMs, frozenUntil: now + holdMs })
  if (restored === null) return null
  const made = account.changes.find(({ id: each }) => each === change)
  // Whoever has bound the old login email meanwhile keeps it: one address opens one account.
  const isFree = await isFreeLogin(work, account.id, restored.loginEmail)
  work.put('challenges', spentLink(row, now))
  await endEverything(work, account.id)
  work.put('accounts', isFree ? restored : { ...restored, loginEmail: null })
  await openCaseOf(work, { conversation: `undo:${change}`, locale: link.locale, from: 'undo' })
  await work.note({
    chain: account.id,
    action: `${made?.kind ?? 'password'}.undone`,
    actor: `page:${link.hash.slice(0, 12)}`,
    details: { change, frozenUntil: restored.frozenUntil },
  })
  return { now: { step: 'done', outcome: 'undone' }, notice: null, question: 0 }
}

/**
 * "This wasn't me": rolls the change back, freezes the account for anything but a person, ends every session and opens
 * a case, all at once and once.
 */
export async function submitUndo(
  deps: PageDeps,
  link: OpenLink,
  form: PageForm,
): Promise<Shown | null> {
  if (form['action'] !== 'confirm') return showUndo(deps, link)
  return withinPage(deps, { link, conversation: pageConversation(link) }, async (work) =>
    undo(deps, link, work),
  )
}
