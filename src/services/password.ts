import { isFrozen } from '../domain/account.ts'
import { pendingHash, withPassword } from '../domain/password-change.ts'
import { takeProof } from './challenge.ts'
import { clearPauses, pausingRows } from './clear-limits.ts'
import { newChangeId, tellOfChange, type NoticeLink } from './notices.ts'
import { ownReads, sessionAccount, withRows } from './read-ahead.ts'
import { endEverything, useSession } from './session.ts'
import { audit, type UseCase } from './use-case.ts'

/** Keeps a new password aside until the identity is proven, for as long as a link lives (S48). */
export const holdPassword: UseCase<'password.hold'> = {
  reads: ownReads,
  mark: () => ({ target: null }),
  async perform(deps, asking, { hash }) {
    const { work, conversation, flow } = asking
    const open = await useSession(deps, work, conversation)
    if (open === null || isFrozen(open.account, work.now)) return { type: 'password.unheld' }
    const { account } = open
    const expiresAt = work.now + deps.policy.linkLifetimeMs
    work.put('accounts', { ...account, pendingPassword: { hash, expiresAt } })
    await audit(asking, { chain: account.id, action: 'password.held', details: { flow } })
    return { type: 'password.held', expiresAt }
  },
}

/**
 * Makes a new password count: only with a proof made for this run, in an open session, and for an account that is not
 * frozen. Then every other session, code and link of the account ends, and its proven addresses are told (S47, S48,
 * S89, S90).
 */
export const changePassword: UseCase<'password.change'> = {
  async reads(deps, asking) {
    const reads = await ownReads(deps, asking)
    const id = await sessionAccount(asking)
    const account = id === null ? null : await asking.work.get('accounts', id)
    return account === null ? reads : withRows(reads, pausingRows(deps, account))
  },
  mark: () => ({ target: null }),
  async perform(deps, asking, { purpose, hash: given }) {
    const { work, conversation, locale } = asking
    const open = await useSession(deps, work, conversation)
    if (open === null || isFrozen(open.account, work.now)) return { type: 'password.refused' }
    const { account } = open
    // On the page of a change the link may be opened as long as it lives.
    const lifetimeMs = deps.policy.linkLifetimeMs
    const isProven = await takeProof(asking, { purpose, account: account.id, lifetimeMs })
    const hash = given ?? pendingHash(account, { now: work.now, windowMs: lifetimeMs })
    if (!isProven || hash === null) return { type: 'password.refused' }
    const change = newChangeId(deps)
    await endEverything(work, account.id)
    if (purpose === 'reset-password') await clearPauses(deps, work, account)
    work.put('accounts', withPassword(account, { hash, id: change, now: work.now }))
    const details = { purpose, change }
    await audit(asking, { chain: account.id, action: 'password.changed', details })
    const letter = (link: NoticeLink) =>
      ({ template: 'password-changed', ...link, at: work.now }) as const
    await tellOfChange(deps, work, { account, change, locale, letter })
    return { type: 'password.changed' }
  },
}

/** Forgets a password that was kept aside; nothing has changed then. */
export const dropPassword: UseCase<'password.drop'> = {
  reads: ownReads,
  mark: null,
  async perform(deps, { work, conversation }) {
    const open = await useSession(deps, work, conversation)
    if (open !== null && open.account.pendingPassword !== null) {
      work.put('accounts', { ...open.account, pendingPassword: null })
    }
    return { type: 'password.dropped' }
  },
}
