import { z } from 'zod'
import { isFrozen } from '../domain/account.ts'
import type { UserEvent } from '../flow/event.ts'
import type { IdentityNotice } from '../flow/identity-notice.ts'
import type { ConversationRow } from '../ports/records/conversation.ts'
import type { PageForm, PageNotice } from '../ports/pages.ts'
import { useRecovery } from '../services/cases/recovery.ts'
import { openSession } from '../services/session.ts'
import type { UnitOfWork } from '../services/unit-of-work.ts'
import { readNewPassword } from './change-page.ts'
import { pageConversation } from './near.ts'
import { askingFor, withLink, type LinkWork } from './open-link.ts'
import {
  ageOfForm,
  payloadOf,
  type OpenLink,
  type Page,
  type PageDeps,
  type Shown,
} from './page.ts'

const changedSchema = z.object({ changed: z.literal(true) })

/** Whether the page's flow has ended and changed the password. */
const hasChanged = ({ ended }: ConversationRow): boolean =>
  changedSchema.safeParse(ended?.output).success

/** Tries are counted aloud only when few are left. */
const fewTries = 2

const asking = (notice: PageNotice | null, question: number): Shown => ({
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
function shownOf(deps: PageDeps, row: ConversationRow): Shown {
  const { question } = row
  const view = deps.pageView(row)
  if (view === null) {
    const outcome = hasChanged(row) ? 'password-changed' : 'stopped'
    return { now: { step: 'done', outcome }, question }
  }
  if (view.step === 'set-password') return asking(null, question)
  const { notice, ...now } = view
  return { now, notice: noticeOf(notice), question }
}

const frozen: Shown = { now: { step: 'done', outcome: 'frozen' } }

/** Where a reset stands: at the new password, at the question of who one is, or stopped because it is frozen. */
async function show(deps: PageDeps, link: OpenLink): Promise<Shown | null> {
  const { account } = payloadOf(deps, link)
  if (account === null) return null
  const found = (await deps.store.get('accounts', account))?.row
  if (found !== undefined && isFrozen(found, deps.clock.now())) return frozen
  const own = await deps.store.get('conversations', pageConversation(link))
  return own === null ? asking(null, 0) : shownOf(deps, own.row)
}

/** Begins the page's own flow, in a session that can do nothing but this reset. */
async function begin(
  deps: PageDeps,
  { link, account }: { readonly link: OpenLink; readonly account: string },
  work: UnitOfWork,
): Promise<void> {
  const conversation = pageConversation(link)
  const { recovery } = payloadOf(deps, link)
  const openedBy = recovery === undefined ? 'mailbox-link' : 'support-grant'
  await openSession(deps, work, { key: conversation, account, scope: 'resetting', openedBy })
  const { person, locale } = link
  const given = { isVouched: recovery !== undefined }
  const opening = { conversation, flow: 'choose-password', person, locale, given } as const
  const run = await deps.startPage(opening, work)
  if (recovery === undefined || run === null) return
  // Without the proof the new password is refused at the end: a way that was closed meanwhile opens nothing.
  const page = { ...askingFor(link, work), conversation, run }
  await useRecovery(deps, page, { number: recovery, account })
}

/** Takes the end of the page to the chat that asked for it, and spends the link. */
async function finish(isChanged: boolean, { work, spend, tellFlow }: LinkWork): Promise<void> {
  spend()
  await tellFlow({ type: 'reset.ended', isChanged, at: work.now })
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
  if (row.stack.length === 0) await finish(hasChanged(row), within)
  return shownOf(deps, row)
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
  return withLink(deps, { link, conversation }, async (within) => {
    const { work } = within
    const own = await work.get('conversations', conversation)
    if (own === null) await begin(deps, { link, account: found.row.id }, work)
    const event = { type: 'password.chosen', hash: made.hash, at: work.now } as const
    return tell(deps, { link, event }, within)
  })
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
  return withLink(deps, { link, conversation: pageConversation(link) }, async (within) =>
    tell(deps, { link, event: eventOf(form, within.work.now) }, within),
  )
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
