import { z } from 'zod'
import type { Account } from '../domain/account.ts'
import type { PageForm, PageNotice } from '../ports/pages.ts'
import type { ConversationRow } from '../ports/records/conversation.ts'
import { count, standing } from '../services/limits.ts'
import type { UnitOfWork } from '../services/unit-of-work.ts'
import { withinPage } from './near.ts'
import { withLink } from './open-link.ts'
import { isPresentPassword, readNewPassword, type NewPassword } from './passwords.ts'
import { pageOfOneStep, type OpenLink, type PageDeps, type Shown } from './page.ts'

async function accountOf(deps: PageDeps, { row }: OpenLink): Promise<Account | null> {
  const found = row.account === null ? null : await deps.store.get('accounts', row.account)
  return found?.row ?? null
}

const asking = (account: Account, notice: PageNotice | null): Shown => ({
  now: { step: 'set-password', asksOldPassword: account.passwordHash !== null },
  notice,
})

/** The page before anything was typed; null when its account is gone. */
async function show(deps: PageDeps, link: OpenLink): Promise<Shown | null> {
  const account = await accountOf(deps, link)
  const chat = await deps.store.get('conversations', link.row.binding.conversation)
  if (chat?.row.parked !== undefined) return { now: { step: 'handed-on' } }
  return account === null ? null : asking(account, null)
}

/** Checks the old password; wrong ones are counted for the account, whatever link they come by (attacks D12). */
async function oldPasswordNotice(
  deps: PageDeps,
  { link, account }: { readonly link: OpenLink; readonly account: Account },
  typed: string,
): Promise<PageNotice | null> {
  const { passwordHash } = account
  if (passwordHash === null) return null
  const { conversation } = link.row.binding
  const shut = await withinPage(deps, { link, conversation }, async (work) => {
    const { allowedAt } = await standing(work, deps.rules.oldPasswords, account.id)
    return allowedAt > work.now ? ({ kind: 'too-many', until: allowedAt } as const) : null
  })
  // Nothing more is compared then: a directory counts wrong passwords too, and may lock the account.
  if (shut !== null) return shut
  const isRight = await isPresentPassword(deps, { ...account, passwordHash }, typed)
  return withinPage(deps, { link, conversation }, async (work) => {
    const { allowedAt } = await standing(work, deps.rules.oldPasswords, account.id)
    if (allowedAt > work.now) return { kind: 'too-many', until: allowedAt } as const
    if (isRight) return null
    await count(work, deps.rules.oldPasswords, account.id)
    const actor = `chat:${link.person}`
    const details = { reason: 'wrong-old-password' }
    await work.note({ chain: account.id, action: 'password.refused', actor, details })
    return { kind: 'wrong-old-password' } as const
  })
}

/** Whichever flow waited, and whoever had called it, the account tells whether the password was changed. */
const lastChange = (account: Account | null): string | null =>
  account?.changes.find(({ kind }) => kind === 'password')?.id ?? null

/** What the chat's flow came to: still handed on, a password that the directory did not take, or an end. */
async function outcomeOf(
  deps: PageDeps,
  { link, before }: { readonly link: OpenLink; readonly before: string | null },
  work: UnitOfWork,
): Promise<Shown> {
  const chat = await work.get('conversations', link.row.binding.conversation)
  if (chat?.parked !== undefined) return { now: { step: 'handed-on' } }
  const account = link.row.account === null ? null : await work.get('accounts', link.row.account)
  if (account !== null && lastChange(account) !== before) {
    return { now: { step: 'done', outcome: 'password-changed' } }
  }
  if (account?.rejected !== undefined) {
    return asking(account, { kind: 'rejected', why: account.rejected })
  }
  const outcome = deps.directory === null ? 'stopped' : endOf(chat)
  return { now: { step: 'done', outcome } }
}

const endedSchema = z.object({ why: z.string().nullable() })

function endOf(chat: ConversationRow | null): 'stopped' | 'not-allowed' | 'unknown' {
  const ended = endedSchema.safeParse(chat?.ended?.output)
  const why = ended.success ? ended.data.why : null
  if (why === 'unknown') return 'unknown'
  return why === 'directory' ? 'not-allowed' : 'stopped'
}

type Made = Extract<NewPassword, { readonly hash: string }>

async function change(
  deps: PageDeps,
  { link, account }: { readonly link: OpenLink; readonly account: Account },
  { hash, passwordKey }: Made,
): Promise<Shown | null> {
  const { conversation } = link.row.binding
  const about = { link, before: lastChange(account) }
  const told = await withLink(
    deps,
    { link, conversation, passwordKey },
    async ({ work, tellFlow }) => {
      await tellFlow({ type: 'password.chosen', hash, at: work.now })
      return outcomeOf(deps, about, work)
    },
  )
  if (told?.now.step !== 'handed-on') return told
  const now = await deps.within(conversation, async (work) => outcomeOf(deps, about, work))
  return passwordKey === null ? now : { ...now, passwordKey }
}

/** Whether the chat waits for the directory; then another press tries again. */
async function retried(
  deps: PageDeps,
  { link, account }: { readonly link: OpenLink; readonly account: Account },
  form: PageForm,
): Promise<Shown | null> {
  const { conversation } = link.row.binding
  const isParked = async (work: UnitOfWork) =>
    (await work.get('conversations', conversation))?.parked !== undefined
  if (deps.directory === null || !(await deps.within(conversation, isParked))) return null
  await deps.retryOutside(conversation, form['passwordKey'] ?? null)
  const about = { link, before: lastChange(account) }
  return deps.within(conversation, async (work) => outcomeOf(deps, about, work))
}

async function take(deps: PageDeps, link: OpenLink, form: PageForm): Promise<Shown | null> {
  const account = await accountOf(deps, link)
  if (account === null) return null
  const again = await retried(deps, { link, account }, form)
  if (again !== null) return again
  const old = await oldPasswordNotice(deps, { link, account }, form['oldPassword'] ?? '')
  if (old !== null) return asking(account, old)
  const made = await readNewPassword(deps, account, form)
  if ('notice' in made) return asking(account, made.notice)
  return change(deps, { link, account }, made)
}

/** Takes the old password once and the new one twice, and tells the flow that verified the identity before (S60). */
export const changePage = pageOfOneStep({ show, take })
