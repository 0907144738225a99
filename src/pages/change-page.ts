import type { Account } from '../domain/account.ts'
import { judgePassword, reuseFault } from '../domain/password-policy.ts'
import type { PageForm, PageNotice } from '../ports/pages.ts'
import { count, standing } from '../services/limits.ts'
import { withinPage } from './near.ts'
import { withLink } from './open-link.ts'
import { pageOfOneStep, type OpenLink, type PageDeps, type Shown } from './page.ts'

/** A new password that keeps the rules, as a hash; or what is wrong with it. */
export type NewPassword = { readonly hash: string } | { readonly notice: PageNotice }

/**
 * Judges and hashes the new password of a form: first what costs nothing, then the repetition, then the comparison
 * with the current and the last three, and only then the hash (S52 to S54, attacks D11, L2).
 *
 * @throws ServiceError `ERR_HASHING_BUSY` before any hash is made
 */
export async function readNewPassword(
  deps: PageDeps,
  account: Account,
  form: PageForm,
): Promise<NewPassword> {
  const password = form['newPassword'] ?? ''
  const faults = judgePassword(password, { account, providerName: deps.providerName })
  if (faults.length > 0) return { notice: { kind: 'password', faults } }
  if (password.normalize('NFC') !== (form['confirmPassword'] ?? '').normalize('NFC')) {
    return { notice: { kind: 'mismatch' } }
  }
  const known = [account.passwordHash ?? '', ...account.previousPasswordHashes]
  const fault = reuseFault(await deps.hasher.indexAmong(password, known))
  if (fault !== null) return { notice: { kind: 'password', faults: [fault] } }
  return { hash: await deps.hasher.hash(password) }
}

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
  return account === null ? null : asking(account, null)
}

/** Checks the old password; wrong ones are counted for the account, whatever link they come by (attacks D12). */
async function oldPasswordNotice(
  deps: PageDeps,
  { link, account }: { readonly link: OpenLink; readonly account: Account },
  typed: string,
): Promise<PageNotice | null> {
  if (account.passwordHash === null) return null
  const isRight = await deps.hasher.matches(typed, account.passwordHash)
  return withinPage(deps, { link, conversation: link.row.binding.conversation }, async (work) => {
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

async function change(deps: PageDeps, link: OpenLink, hash: string): Promise<Shown | null> {
  const { conversation } = link.row.binding
  return withLink(deps, { link, conversation }, async ({ work, tellFlow }) => {
    await tellFlow({ type: 'password.chosen', hash, at: work.now })
    // Whichever flow waited, and whoever had called it, the account tells whether it was changed.
    const account = link.row.account === null ? null : await work.get('accounts', link.row.account)
    const outcome = account?.passwordHash === hash ? 'password-changed' : 'stopped'
    return { now: { step: 'done', outcome } }
  })
}

async function take(deps: PageDeps, link: OpenLink, form: PageForm): Promise<Shown | null> {
  const account = await accountOf(deps, link)
  if (account === null) return null
  const old = await oldPasswordNotice(deps, { link, account }, form['oldPassword'] ?? '')
  if (old !== null) return asking(account, old)
  const made = await readNewPassword(deps, account, form)
  if ('notice' in made) return asking(account, made.notice)
  return change(deps, link, made.hash)
}

/** Takes the old password once and the new one twice, and tells the flow that verified the identity before (S60). */
export const changePage = pageOfOneStep({ show, take })
