import type { AccountChange } from '../domain/account.ts'
import { changeNamed, takenBack } from '../domain/change-chains.ts'
import { channelMedium, isVerified } from '../domain/channel.ts'
import { withoutChange } from '../domain/password-change.ts'
import { isOpenState } from '../domain/support-case.ts'
import type { CaseRow } from '../ports/records/case.ts'
import { undoPerson } from '../services/cases/case-reads.ts'
import { openOrAppend } from '../services/cases/open-case.ts'
import { cameBack, vetoRecovery } from '../services/cases/recovery.ts'
import { markVerified, maskChannel } from '../services/channels.ts'
import { endEverything, endProofsOf } from '../services/session.ts'
import { isFreeLogin } from '../services/subject.ts'
import { pageConversation } from './near.ts'
import { askAlong, askOutside, sealedEnds } from '../services/outside.ts'
import type { Asking } from '../services/use-case.ts'
import { askingFor, pageActor, withLink, type LinkWork } from './open-link.ts'
import type { UnitOfWork } from '../services/unit-of-work.ts'
import { pageOfOneButton, payloadOf, type OpenLink, type PageDeps, type Shown } from './page.ts'
import { systemChain } from '../services/audit-trail.ts'

/** The pages that a mail leads to and that have one button; opening the link alone changes nothing. */

/** What would be confirmed; null when the address is no longer the account's, or is verified already. */
async function showConfirm(deps: PageDeps, link: OpenLink): Promise<Shown | null> {
  const { account: id, channel, address } = payloadOf(deps, link)
  if (id === null || channel === undefined || address === undefined) return null
  const account = (await deps.store.get('accounts', id))?.row
  if (account?.[channel] !== address || isVerified(account, channel)) return null
  const mask = maskChannel(channel, address) ?? ''
  return { now: { step: 'confirm', medium: channelMedium[channel], mask } }
}

async function confirm(deps: PageDeps, link: OpenLink): Promise<Shown | null> {
  const { account: id, channel, address } = payloadOf(deps, link)
  if (id === null || channel === undefined || address === undefined) return null
  const { conversation } = link.row.binding
  return withLink(deps, { link, conversation }, async ({ work, spend, tellFlow }) => {
    const account = await work.get('accounts', id)
    const change = { channel, address, actor: pageActor(link) }
    if (account === null || !(await markVerified(work, account, change))) return null
    spend()
    await tellFlow({ type: 'page.completed', page: 'confirm', at: work.now })
    return { now: { step: 'done', outcome: 'confirmed' } }
  })
}

/** Verifies a contact channel by the link that was mailed to it, once (S68); the chat goes on if it still waits. */
export const confirmPage = pageOfOneButton(showConfirm, confirm, 'confirm')

const undoing = (change: AccountChange, reports: boolean): Shown => ({
  now: {
    step: 'undo',
    change: change.kind === 'password' ? 'password' : change.channel,
    at: change.at,
    does: reports ? 'report' : undoes[change.kind],
  },
})

/** What is left of a change that was taken back: an old address, and never an old password. */
const undoes = { password: 'disable', channel: 'restore' } as const

const outcomes = { password: 'password-disabled', channel: 'undone' } as const

/** A way back that people are about to open; null when it was stopped already, or never was. */
async function showRecovery(deps: PageDeps, number: number): Promise<Shown | null> {
  const recovery = (await deps.store.get('cases', String(number)))?.row.recovery ?? null
  if (recovery === null || recovery.state === 'vetoed') return null
  return { now: { step: 'undo', change: 'recovery', at: recovery.askedAt, does: 'stop' } }
}

/** What would be undone; null when there is nothing to undo any more. */
async function showUndo(deps: PageDeps, link: OpenLink): Promise<Shown | null> {
  const { account, change, recovery, reports = false } = payloadOf(deps, link)
  if (recovery !== undefined) return showRecovery(deps, recovery)
  const found = account === null ? null : await deps.store.get('accounts', account)
  const made = found === null ? undefined : changeNamed(found.row, change)
  return made === undefined || made.undoneAt !== null ? null : undoing(made, reports)
}

const undone: Shown = { now: { step: 'done', outcome: 'undone' } }

/** The account of a link and what a press of its button makes of it; null when there is nothing to do any more. */
async function objected(deps: PageDeps, link: OpenLink, work: UnitOfWork) {
  const { account: id, change, reports = false } = payloadOf(deps, link)
  const account = id === null ? null : await work.get('accounts', id)
  const made = account === null ? undefined : changeNamed(account, change)
  if (account === null || made === undefined) return null
  const { now } = work
  const { undoMs, holdMs } = deps.policy
  const after = withoutChange(account, { id: made.id, now, undoMs, frozenUntil: now + holdMs })
  if (after === null) return null
  if (reports) {
    const { frozenUntil, pendingPassword } = after
    return { account, made, reports, after: { ...account, frozenUntil, pendingPassword } }
  }
  // Another account may have bound the old login email meanwhile, and keeps it: one address opens one account.
  const isFree = await isFreeLogin(work, account.id, after.loginEmail)
  return { account, made, reports, after: isFree ? after : { ...after, loginEmail: null } }
}

/**
 * Has the directory undo what was changed there: a channel holds its former address again, and a password is replaced
 * by one that nobody knows, since no directory gives the former one back. Whoever changed it is locked out here at once.
 */
function askToUndo(
  deps: PageDeps,
  asking: Asking,
  { account, made, after }: NonNullable<Awaited<ReturnType<typeof objected>>>,
): void {
  const { abilities } = deps.directory ?? {}
  const wanted = { account: account.id, effect: null } as const
  const { work } = asking
  askAlong(deps, asking, { account, endsSessions: true })
  if (made.kind === 'password') {
    if (abilities?.setsPassword === true) {
      askOutside(deps, asking, { ...wanted, change: { kind: 'disable' } })
    }
    return
  }
  const { channel } = made
  // Of several values the one that the change brought, whichever the directory names first.
  const { from } = takenBack(account, made, work.now - deps.policy.undoMs)
  const ends = sealedEnds(deps, { from, to: after[channel] })
  askOutside(deps, asking, { ...wanted, change: { kind: 'restore', channel, ...ends } })
}

/**
 * Takes a change back, or only reports it where a contact channel was told; freezes the account for anything but a
 * person, ends every session, code, link and proof, and opens a case.
 */
async function undoChange(
  deps: PageDeps,
  link: OpenLink,
  { work, spend }: LinkWork,
): Promise<Shown | null> {
  const found = await objected(deps, link, work)
  if (found === null) return null
  const { made, reports, after } = found
  const { id: change, kind } = made
  spend()
  await endEverything(work, after.id)
  if (deps.directory !== null && !reports) askToUndo(deps, askingFor(link, work), found)
  work.put('accounts', after)
  await openOrAppend(deps, work, {
    conversation: undoPerson(change),
    person: undoPerson(change),
    locale: link.locale,
    from: 'undo',
    trail: [],
    about: { account: after, isProven: !reports },
    problem: null,
    isSecurity: true,
  })
  await work.note({
    chain: after.id,
    action: `${kind}.${reports ? 'reported' : 'undone'}`,
    actor: pageActor(link),
    details: { change, frozenUntil: after.frozenUntil },
  })
  // A directory was only asked by now.
  const outcome = deps.directory === null ? outcomes[kind] : 'undoing'
  return { now: { step: 'done', outcome: reports ? 'reported' : outcome } }
}

/** Closes a way back for good, and freezes the account for anything but a person. */
async function vetoWayBack(
  deps: PageDeps,
  link: OpenLink,
  { work, spend, number }: LinkWork & { readonly number: number },
): Promise<Shown | null> {
  const { account: id } = payloadOf(deps, link)
  const account = id === null ? null : await work.get('accounts', id)
  if (account === null) return null
  if (!(await vetoRecovery(deps, work, { number, account: account.id }))) return null
  const frozenUntil = work.now + deps.policy.holdMs
  spend()
  await endEverything(work, account.id)
  work.put('accounts', { ...account, frozenUntil })
  await work.note({
    chain: account.id,
    action: 'case.recovery-vetoed',
    actor: pageActor(link),
    details: { number, frozenUntil },
  })
  return undone
}

async function undo(deps: PageDeps, link: OpenLink): Promise<Shown | null> {
  const { recovery: number } = payloadOf(deps, link)
  return withLink(deps, { link, conversation: pageConversation(link) }, async (within) =>
    number === undefined
      ? undoChange(deps, link, within)
      : vetoWayBack(deps, link, { ...within, number }),
  )
}

/** "This wasn't me", of a change that was made or of a way back that people are about to open; once. */
export const undoPage = pageOfOneButton(showUndo, undo, 'confirm')

/** Whether the case is still talked about in the chat that the link leads to. */
function isWaitingIn(row: CaseRow | null | undefined, { row: link }: OpenLink): row is CaseRow {
  if (row === null || row === undefined) return false
  const isHere = row.conversation === link.binding.conversation
  return isHere && (isOpenState(row.state) || row.state === 'resolved')
}

/** Who calls, and that one press leads back; null when the case is closed or talked about elsewhere by now. */
async function showContinue(deps: PageDeps, link: OpenLink): Promise<Shown | null> {
  const { case: number } = payloadOf(deps, link)
  const row = number === undefined ? null : (await deps.store.get('cases', String(number)))?.row
  if (!isWaitingIn(row, link)) return null
  return { now: { step: 'continue', number: row.number, isOpen: isOpenState(row.state) } }
}

/** Spends the link and ends what was proven in the chat; answers the chat's reference, or null when it is gone. */
async function resumeChat(
  deps: PageDeps,
  link: OpenLink,
  { work, spend }: LinkWork,
): Promise<string | null> {
  const { conversation } = link.row.binding
  const { case: number } = payloadOf(deps, link)
  const known = number === undefined ? null : await work.get('cases', String(number))
  const chat = await work.get('conversations', conversation)
  if (!isWaitingIn(known, link) || chat === null) return null
  spend()
  await endProofsOf(work, { conversation, account: known.account })
  const { number: named, state, memory, recovery, account } = await cameBack(deps, work, known)
  const isGranted = recovery?.state === 'granted'
  const coming = {
    conversation,
    number: named,
    isOpen: isOpenState(state),
    agent: memory.assignee?.name ?? null,
    grantedBy: isGranted ? recovery.askedBy.name : null,
  }
  await deps.comeBack(coming, work)
  await work.note({
    chain: account ?? systemChain,
    action: 'case.came-back',
    actor: pageActor(link),
    details: { number: named },
  })
  return chat.reference
}

async function goOn(deps: PageDeps, link: OpenLink): Promise<Shown | null> {
  const { conversation } = link.row.binding
  const reference = await withLink(deps, { link, conversation }, async (within) =>
    resumeChat(deps, link, within),
  )
  if (reference === null) return null
  return { now: { step: 'back', way: await deps.chatReturn.wayBack(reference) } }
}

/**
 * Leads whoever holds a mailbox back into the chat that support waits in, once. It shows nothing about who they are:
 * nobody is signed in by it, and who was signed in there is not any more.
 */
export const continuePage = pageOfOneButton(showContinue, goOn, 'show')
