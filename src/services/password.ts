import { isFrozen, type Account } from '../domain/account.ts'
import { pendingHash, withPassword } from '../domain/password-change.ts'
import type { IdentityPurpose } from '../flow/code.ts'
import type { AnswerTo } from '../flow/effect.ts'
import { proofKey, takeProof } from './challenge.ts'
import { clearPauses, pausingRows } from './clear-limits.ts'
import { newChangeId, tellOfChange, type NoticeLink } from './notices.ts'
import { ownReads, sessionAccount, withRows } from './read-ahead.ts'
import { endEverything, useSession } from './session.ts'
import { askOutside } from './outside.ts'
import { audit, type Asking, type Outside, type ServiceDeps, type UseCase } from './use-case.ts'

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
    const { rejected: _, ...rest } = account
    work.put('accounts', { ...rest, pendingPassword: { hash, expiresAt, conversation } })
    await audit(asking, { chain: account.id, action: 'password.held', details: { flow } })
    return { type: 'password.held', expiresAt }
  },
}

/** Whether the password that waits was chosen on this page: two may be open at once, and each proves its own. */
function isChosenHere({ pendingPassword }: Account, conversation: string): boolean {
  return (pendingPassword?.conversation ?? conversation) === conversation
}

/** A password that is set: its hash, or how it is kept for a directory. */
interface Setting {
  readonly account: Account
  readonly hash: string
  readonly purpose: IdentityPurpose
}

/** Stages a password that counts from now on: everything else of the account ends, and its proven addresses are told. */
export async function placePassword(
  deps: ServiceDeps,
  asking: Asking,
  { account, hash, purpose }: Setting,
): Promise<AnswerTo<'password.change'>> {
  const { work, locale } = asking
  const change = newChangeId(deps)
  await endEverything(work, account.id)
  if (purpose === 'reset-password') await clearPauses(deps, work, account)
  work.put(
    'accounts',
    withPassword(account, { hash, id: change, now: work.now, undoMs: deps.policy.undoMs }),
  )
  const details = { purpose, change }
  await audit(asking, { chain: account.id, action: 'password.changed', details })
  const letter = (link: NoticeLink) =>
    ({ template: 'password-changed', ...link, at: work.now }) as const
  await tellOfChange(deps, work, { account, change, locale, letter })
  return { type: 'password.changed' }
}

/** Asks the directory that the account lives in; what comes of it is staged by conclude.ts. */
async function askForPassword(
  deps: ServiceDeps,
  asking: Asking,
  { account, hash: kept, purpose }: Setting,
): Promise<Outside> {
  const { work, run } = asking
  const { rejected: _, ...rest } = account
  work.put('accounts', { ...rest, pendingPassword: null })
  const outside = askOutside(deps, asking, {
    account: account.id,
    effect: 'password.change',
    change: {
      kind: 'password',
      purpose,
      kept,
      proof: proofKey(purpose, run),
      changedBefore: account.passwordChangedAt,
    },
  })
  const details = { purpose, operation: outside.intent }
  await audit(asking, { chain: account.id, action: 'password.asked', details })
  return outside
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
    const { work, conversation } = asking
    const open = await useSession(deps, work, conversation)
    if (open === null || isFrozen(open.account, work.now))
      return { type: 'password.refused', reason: 'proof' }
    const { account } = open
    // On the page of a change the link may be opened as long as it lives.
    const lifetimeMs = deps.policy.linkLifetimeMs
    const isProven = await takeProof(asking, { purpose, account: account.id, lifetimeMs })
    const window = { now: work.now, windowMs: lifetimeMs }
    const hash =
      given ?? (isChosenHere(account, conversation) ? pendingHash(account, window) : null)
    if (!isProven || hash === null) return { type: 'password.refused', reason: 'proof' }
    const setting = { account, hash, purpose }
    return deps.directory === null
      ? placePassword(deps, asking, setting)
      : askForPassword(deps, asking, setting)
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
