import { isFrozen } from '../domain/account.ts'
import type { UserEvent } from '../flow/event.ts'
import type { ConversationRow } from '../ports/records/conversation.ts'
import type { PageForm } from '../ports/pages.ts'
import { carryMarks, mailboxMark } from './page-trail.ts'
import { asking, endOf, hasChanged, shownOf } from './reset-shown.ts'
import { useRecovery } from '../services/cases/recovery.ts'
import { isOpenLink, spentLink } from '../services/link.ts'
import { openSession } from '../services/session.ts'
import { mailboxHandle } from '../services/subject.ts'
import type { UnitOfWork } from '../services/unit-of-work.ts'
import { hashOfPage, pageConversation } from './near.ts'
import { anybody, askingFor, openLink, withLink, type LinkWork } from './open-link.ts'
import { holdsKey, readNewPassword } from './passwords.ts'
import {
  ageOfForm,
  payloadOf,
  type OpenLink,
  type Page,
  type PageDeps,
  type Shown,
} from './page.ts'

const frozen: Shown = { now: { step: 'done', outcome: 'frozen' } }

/** Where a reset stands: at the new password, at the question of who one is, or stopped because it is frozen. */
async function show(deps: PageDeps, link: OpenLink): Promise<Shown | null> {
  const { account } = payloadOf(deps, link)
  if (account === null) return null
  const found = (await deps.store.get('accounts', account))?.row
  if (found !== undefined && isFrozen(found, deps.clock.now())) return frozen
  const own = await deps.store.get('conversations', pageConversation(link))
  return own === null ? asking(null, 0) : shownOf(deps, own.row, found ?? null)
}

/** Begins the page's own flow, in a session that can do nothing but this reset. */
async function begin(
  deps: PageDeps,
  { link, account }: { readonly link: OpenLink; readonly account: string },
  work: UnitOfWork,
): Promise<void> {
  const conversation = pageConversation(link)
  const { recovery, address } = payloadOf(deps, link)
  const openedBy = recovery === undefined ? 'mailbox-link' : 'support-grant'
  const opened = { key: conversation, account, scope: 'resetting', openedBy } as const
  const mailbox = address === undefined ? {} : { mailbox: mailboxHandle(deps, address) }
  await openSession(deps, work, { ...opened, ...mailbox })
  const { person, locale } = link
  const given = { isVouched: recovery !== undefined }
  const opening = { conversation, flow: 'choose-password', person, locale, given } as const
  const run = await deps.startPage(opening, work)
  if (recovery === undefined) await mailboxMark(deps, { link, account }, work)
  if (recovery === undefined || run === null) return
  // Without the proof the new password is refused at the end: a way that was closed meanwhile opens nothing.
  const page = { ...askingFor(link, work), conversation, run }
  await useRecovery(deps, page, { number: recovery, account })
}

/**
 * Spends the link, and takes the end of the page to the chat that asked for it, wherever the page was open: most people
 * read their mail elsewhere. Whoever asks for somebody else's reset learns by it that a mailbox's owner went through
 * with it (docs/threat-model.md); that makes their chat no known place.
 */
async function finish(
  row: ConversationRow,
  { work, spend, tellFlow }: Pick<LinkWork, 'work' | 'spend' | 'tellFlow'>,
): Promise<void> {
  spend()
  const why = endOf(row)?.why ?? 'proof'
  const outside = why === 'proof' ? {} : { why }
  await tellFlow({ type: 'reset.ended', isChanged: hasChanged(row), ...outside, at: work.now })
}

/** What came of a change outside, which ends the account's links when it is made: the chat is told all the same. */
async function concluded(deps: PageDeps, link: OpenLink): Promise<Shown | null> {
  const own = pageConversation(link)
  return deps.within(own, async (work) => {
    const row = await work.get('conversations', own)
    if (row === null) return null
    const { account: id } = payloadOf(deps, link)
    const account = id === null ? null : await work.get('accounts', id)
    if (row.stack.length === 0) await finish(row, await unspent(deps, link, work))
    return shownOf(deps, row, account)
  })
}

/** Tells the chat that asked for a reset how it ended, where nobody waits at the page of that name any more. */
export async function tellResetEnded(deps: PageDeps, conversation: string): Promise<void> {
  const hash = hashOfPage(conversation)
  const [found] = hash === null ? [] : await deps.store.find('challenges', 'token', { value: hash })
  if (hash === null || found?.row.purpose !== 'reset-password') return
  const link = await openLink(deps, 'reset-password', { ...found, hash, visitor: anybody })
  await concluded(deps, link)
}

/** The work of a link that may be spent by now. */
async function unspent(
  deps: PageDeps,
  { row, hash, source }: OpenLink,
  work: UnitOfWork,
): Promise<Pick<LinkWork, 'work' | 'spend' | 'tellFlow'>> {
  const { conversation, run } = row.binding
  const present = await work.get('challenges', row.key)
  return {
    work,
    spend() {
      if (present?.tokenHash !== hash || !isOpenLink(present, work.now)) return
      work.put('challenges', spentLink(present, work.now))
    },
    tellFlow: async (event) => deps.tellFlow({ conversation, event, run, source }, work),
  }
}

type PageEvent = Parameters<PageDeps['tellFlow']>[0]['event']

/** Tells the page's flow something, and shows where it led. */
async function tell(
  deps: PageDeps,
  { link, event }: { readonly link: OpenLink; readonly event: PageEvent },
  within: LinkWork,
): Promise<Shown | null> {
  const { work } = within
  const conversation = pageConversation(link)
  const before = await work.get('conversations', conversation)
  const run = before?.stack.at(-1)?.run
  if (run === undefined) return null
  await deps.tellFlow({ conversation, event, run, source: link.source }, work)
  const row = await work.get('conversations', conversation)
  if (row === null) return null
  // The chat of whoever reset a password has nothing left to prove; it may have been somebody else who asked for it.
  if (!hasChanged(row)) await carryMarks(link, { before, after: row }, work)
  if (row.stack.length === 0) await finish(row, within)
  return shownOf(deps, row, null)
}

/** The state that a form led to, once a change outside that it brought about is concluded or put off. */
async function afterOutside(deps: PageDeps, link: OpenLink, shown: Shown | null) {
  return shown?.now.step === 'handed-on' ? concluded(deps, link) : shown
}

async function takePassword(
  deps: PageDeps,
  link: OpenLink,
  { form, question }: { readonly form: PageForm; readonly question: number },
): Promise<Shown | null> {
  const { account: id } = payloadOf(deps, link)
  const found = id === null ? null : await deps.store.get('accounts', id)
  if (found === null) return null
  const made = await readNewPassword(deps, found.row, form)
  if ('notice' in made) return asking(made.notice, question)
  const conversation = pageConversation(link)
  const { passwordKey } = made
  const shown = await withLink(deps, { link, conversation, passwordKey }, async (within) => {
    const { work } = within
    const own = await work.get('conversations', conversation)
    if (own === null) await begin(deps, { link, account: found.row.id }, work)
    const event = { type: 'password.chosen', hash: made.hash, at: work.now } as const
    return tell(deps, { link, event }, within)
  })
  const next = await afterOutside(deps, link, shown)
  return next === null || passwordKey === null ? next : { ...next, passwordKey }
}

/** The page at its beginning, where the password that was typed can no longer be read. */
async function beginAnew(deps: PageDeps, link: OpenLink): Promise<Shown | null> {
  const conversation = pageConversation(link)
  return withLink(deps, { link, conversation }, async ({ work }) => {
    const row = await work.get('conversations', conversation)
    work.remove('conversations', conversation)
    return row === null ? null : asking({ kind: 'type-again' }, 0)
  })
}

async function takeAnswer(deps: PageDeps, link: OpenLink, form: PageForm): Promise<Shown | null> {
  const { account: id } = payloadOf(deps, link)
  const found = id === null ? null : await deps.store.get('accounts', id)
  if (found === null) return null
  if (!holdsKey(deps, found.row, form)) return beginAnew(deps, link)
  const about = {
    link,
    conversation: pageConversation(link),
    passwordKey: form['passwordKey'] ?? null,
  }
  const shown = await withLink(deps, about, async (within) =>
    tell(deps, { link, event: eventOf(form, within.work.now) }, within),
  )
  return afterOutside(deps, link, shown)
}

function eventOf(form: PageForm, at: number): UserEvent {
  const { action, way, code } = form
  if (way !== undefined && way !== '') return { type: 'user.chose', choice: `way:${way}`, at }
  if (action === 'resend' || action === 'other-way') {
    return { type: 'user.chose', choice: action, at }
  }
  if (action === 'back') return { type: 'user.wentBack', at }
  return { type: 'user.answered', text: code ?? '', at }
}

async function take(
  deps: PageDeps,
  link: OpenLink,
  form: PageForm,
): Promise<Shown | 'foreign' | null> {
  const shown = await show(deps, link)
  if (shown === null) return null
  const { question = 0 } = shown
  const age = ageOfForm(deps, link, { nonce: form['nonce'], question })
  if (age === 'foreign') return 'foreign'
  if (age === 'old' || shown.now.step === 'done') return shown
  if (shown.now.step === 'set-password') return takePassword(deps, link, { form, question })
  if (shown.now.step === 'handed-on') {
    await deps.retryOutside(pageConversation(link), form['passwordKey'] ?? null)
    return concluded(deps, link)
  }
  return takeAnswer(deps, link, form)
}

/**
 * Takes the new password twice, and then the answers to the question of who one is. A form of an earlier step changes
 * nothing and is answered with the step that waits.
 */
export const resetPage: Page = {
  show: async (deps, link) => named(deps, link, await show(deps, link)),
  async take(deps, link, form) {
    const shown = await take(deps, link, form)
    return shown === 'foreign' ? shown : named(deps, link, shown)
  },
}

/** Says under which name a password manager keeps the new password; not where support sent the link to another address. */
async function named<S extends Shown | null>(deps: PageDeps, link: OpenLink, shown: S) {
  if (shown?.now.step !== 'set-password') return shown
  const { account, recovery } = payloadOf(deps, link)
  if (account === null || recovery !== undefined) return shown
  const username = (await deps.store.get('accounts', account))?.row.loginEmail ?? null
  return { ...shown, now: { ...shown.now, username } }
}
