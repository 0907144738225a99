import type { AccountChange } from '../domain/account.ts'
import { withoutChange } from '../domain/password-change.ts'
import type { PageForm } from '../ports/pages.ts'
import { spentLink } from '../services/link.ts'
import { openOrAppend } from '../services/cases/open-case.ts'
import { vetoRecovery } from '../services/cases/recovery.ts'
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

/** A way back that people are about to open; null when it was stopped already, or never was. */
async function showRecovery(deps: PageDeps, number: number): Promise<Shown | null> {
  const recovery = (await deps.store.get('cases', String(number)))?.row.recovery ?? null
  if (recovery === null || recovery.state === 'vetoed') return null
  const now = { step: 'undo', change: 'recovery', at: recovery.askedAt } as const
  return { now, notice: null, question: 0 }
}

/** What would be undone; null when there is nothing to undo any more. */
export async function showUndo(deps: PageDeps, link: OpenLink): Promise<Shown | null> {
  const { account, change, recovery } = payloadOf(deps, link)
  if (recovery !== undefined) return showRecovery(deps, recovery)
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
  await openOrAppend(deps, work, {
    conversation: `undo:${change}`,
    person: `undo:${change}`,
    locale: link.locale,
    from: 'undo',
    trail: [],
    about: { account: restored, isProven: true },
    problem: null,
    isSecurity: true,
  })
  await work.note({
    chain: account.id,
    action: `${made?.kind ?? 'password'}.undone`,
    actor: `page:${link.hash.slice(0, 12)}`,
    details: { change, frozenUntil: restored.frozenUntil },
  })
  return { now: { step: 'done', outcome: 'undone' }, notice: null, question: 0 }
}

/** "This wasn't me" of a way back: it is closed for good, and the account frozen for anything but a person. */
async function veto(
  deps: PageDeps,
  link: OpenLink,
  { work, number }: { readonly work: UnitOfWork; readonly number: number },
): Promise<Shown | null> {
  const row = await linkWithin(work, link)
  const { account: id } = payloadOf(deps, link)
  const account = id === null ? null : await work.get('accounts', id)
  if (row === null || account === null) return null
  if (!(await vetoRecovery(deps, work, { number, account: account.id }))) return null
  const frozenUntil = work.now + deps.policy.holdMs
  work.put('challenges', spentLink(row, work.now))
  await endEverything(work, account.id)
  work.put('accounts', { ...account, frozenUntil })
  await work.note({
    chain: account.id,
    action: 'case.recovery-vetoed',
    actor: `page:${link.hash.slice(0, 12)}`,
    details: { number, frozenUntil },
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
  const { recovery: number } = payloadOf(deps, link)
  return withinPage(deps, { link, conversation: pageConversation(link) }, async (work) =>
    number === undefined ? undo(deps, link, work) : veto(deps, link, { work, number }),
  )
}
