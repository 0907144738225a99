import { z } from 'zod'
import { wayIds } from '../flow/effect.ts'
import type { UserEvent } from '../flow/event.ts'
import { identityNotice, type IdentityNotice } from '../flow/identity-notice.ts'
import type { ConversationRow } from '../ports/records/conversation.ts'
import type { PageForm, PageNotice, PageWay } from '../ports/pages.ts'
import { useRecovery } from '../services/cases/recovery.ts'
import { spentLink } from '../services/link.ts'
import { openSession } from '../services/session.ts'
import type { UnitOfWork } from '../services/unit-of-work.ts'
import { readNewPassword } from './new-password.ts'
import { pageConversation, withinPage } from './near.ts'
import { askingFor, linkWithin, payloadOf, type OpenLink } from './open-link.ts'
import type { PageDeps } from './page-deps.ts'
import { ageOfForm, type Shown } from './state.ts'

/** The part of the identity question that the page shows; its flow wrote it (see flow/identity-notice.ts). */
const identity = z.object({
  ways: z.array(
    z.object({ id: z.enum(wayIds), medium: z.enum(['sms', 'email']), mask: z.string() }),
  ),
  way: z.enum(wayIds).nullable(),
  notice: identityNotice.nullable(),
})

const changedSchema = z.object({ changed: z.literal(true) })

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
      return null
    case 'bad-code':
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

/** What the page's own conversation waits for. */
function shownOf(row: ConversationRow): Shown | null {
  const top = row.stack.at(-1)
  if (top === undefined) {
    const isChanged = changedSchema.safeParse(row.ended?.output).success
    const outcome = isChanged ? 'password-changed' : 'stopped'
    return { now: { step: 'done', outcome }, notice: null, question: row.question }
  }
  if (top.flow === 'choose-password') return asking(null, row.question)
  const { ways, way, notice } = identity.parse(top.context)
  const current = ways.find(({ id }) => id === way)
  const others: readonly PageWay[] = ways.filter(({ id }) => id !== way)
  if (top.value === 'askingWay' || current === undefined) {
    return { now: { step: 'way', ways: others }, notice: noticeOf(notice), question: row.question }
  }
  const { medium, mask } = current
  return {
    now: { step: 'code', way: { medium, mask } },
    notice: noticeOf(notice),
    question: row.question,
  }
}

/** Where a reset stands: at the new password, or at the question of who one is. */
export async function showReset(deps: PageDeps, link: OpenLink): Promise<Shown | null> {
  if (payloadOf(deps, link).account === null) return null
  const own = await deps.store.get('conversations', pageConversation(link))
  return own === null ? asking(null, 0) : shownOf(own.row)
}

/** Begins the page's own flow, in a session that can do nothing but this reset. */
async function begin(
  deps: PageDeps,
  { link, account }: { readonly link: OpenLink; readonly account: string },
  work: UnitOfWork,
): Promise<void> {
  const conversation = pageConversation(link)
  await openSession(deps, work, { key: conversation, account, scope: 'resetting' })
  const { person, locale } = link
  const { recovery } = payloadOf(deps, link)
  const given = { isVouched: recovery !== undefined }
  const opening = { conversation, flow: 'choose-password', person, locale, given } as const
  const { place } = await deps.startPage(opening, work)
  const run = place.stack.at(-1)?.run
  if (recovery === undefined || run === undefined) return
  // Without the proof the new password is refused at the end: a way that was closed meanwhile opens nothing.
  const page = { ...askingFor(link, work), conversation, run }
  await useRecovery(deps, page, { number: recovery, account })
}

/** Takes the end of the page to the chat that asked for it, and spends the link. */
async function finish(
  deps: PageDeps,
  { link, isChanged }: { readonly link: OpenLink; readonly isChanged: boolean },
  work: UnitOfWork,
): Promise<void> {
  const row = await work.get('challenges', link.row.key)
  if (row !== null) work.put('challenges', spentLink(row, work.now))
  const { conversation, run } = link.row.binding
  const event = { type: 'reset.ended', isChanged, at: work.now } as const
  await deps.tellFlow({ conversation, event, run }, work)
}

type PageEvent = Parameters<PageDeps['tellFlow']>[0]['event']

/** Tells the page's flow something, and shows where it led. */
async function tell(
  deps: PageDeps,
  { link, event }: { readonly link: OpenLink; readonly event: PageEvent },
  work: UnitOfWork,
): Promise<Shown | null> {
  const conversation = pageConversation(link)
  const before = await work.get('conversations', conversation)
  const run = before?.stack.at(-1)?.run
  if (run === undefined) return null
  await deps.tellFlow({ conversation, event, run }, work)
  const row = await work.get('conversations', conversation)
  if (row === null) return null
  const isOver = row.stack.length === 0
  const isChanged = changedSchema.safeParse(row.ended?.output).success
  if (isOver) await finish(deps, { link, isChanged }, work)
  return shownOf(row)
}

async function submitPassword(
  deps: PageDeps,
  link: OpenLink,
  { form, question }: { readonly form: PageForm; readonly question: number },
): Promise<Shown | null> {
  const { account: id } = payloadOf(deps, link)
  const found = id === null ? null : await deps.store.get('accounts', id)
  if (found === null) return null
  const made = await readNewPassword(deps, found.row, form)
  if (made.outcome === 'refused') return asking(made.notice, question)
  return withinPage(deps, { link, conversation: pageConversation(link) }, async (work) => {
    if ((await linkWithin(work, link)) === null) return null
    const own = await work.get('conversations', pageConversation(link))
    if (own === null) await begin(deps, { link, account: found.row.id }, work)
    const event = { type: 'password.chosen', hash: made.hash, at: work.now } as const
    return tell(deps, { link, event }, work)
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

/**
 * Takes one form of a reset: the new password twice, or the answer to the question of who one is. A form of an earlier
 * step changes nothing and is answered with the step that waits.
 */
export async function submitReset(
  deps: PageDeps,
  link: OpenLink,
  form: PageForm,
): Promise<Shown | 'foreign' | null> {
  const shown = await showReset(deps, link)
  if (shown === null) return null
  const { question } = shown
  const age = ageOfForm(deps, link, { nonce: form['nonce'], question })
  if (age === 'foreign') return 'foreign'
  if (age === 'old') return shown
  if (shown.now.step === 'set-password') return submitPassword(deps, link, { form, question })
  return withinPage(deps, { link, conversation: pageConversation(link) }, async (work) => {
    if ((await linkWithin(work, link)) === null) return null
    return tell(deps, { link, event: eventOf(form, work.now) }, work)
  })
}
