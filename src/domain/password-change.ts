import type { Account, AccountChange } from './account.ts'
import { latestChanges, withAddress } from './channel.ts'
import { isYoung, type LimitWindow } from './window-limit.ts'

/** How many earlier hashes a new password is held against, beside the current one (S52). */
const keptHashes = 3

/** The hashes before a new one, newest first. */
export function earlierHashes({
  passwordHash,
  previousPasswordHashes,
}: Pick<Account, 'passwordHash' | 'previousPasswordHashes'>): readonly string[] {
  const current = passwordHash === null ? [] : [passwordHash]
  return [...current, ...previousPasswordHashes].slice(0, keptHashes)
}

/**
 * An account with a new password: the old hash joins the history, the change can be undone, and nothing is pending.
 *
 * @param change hash bcrypt; id names the change for its undo links; now epoch ms
 */
export function withPassword(
  account: Account,
  change: { readonly hash: string; readonly id: string; readonly now: number },
): Account {
  const { id, hash, now: at } = change
  const made: AccountChange = { id, kind: 'password', at, undoneAt: null }
  return {
    ...account,
    passwordHash: hash,
    previousPasswordHashes: earlierHashes(account),
    passwordChangedAt: at,
    pendingPassword: null,
    lockedUntil: null,
    changes: latestChanges([made, ...account.changes]),
  }
}

/** An account that no password opens; all that were known stay in the history, so none of them comes back. */
const withoutPassword = (account: Account): Account => ({
  ...account,
  passwordHash: null,
  previousPasswordHashes: earlierHashes(account),
  passwordChangedAt: null,
})

/**
 * An account after its owner took a change back, and frozen: who does so says that somebody else is at work. A channel
 * holds its former address again. A password is never restored: the one before may be what leaked, so none is left and
 * a new one has to be set.
 *
 * @param undo now and frozenUntil epoch ms; undoMs how long a change can be undone
 * @returns null when there is no such change, it was undone already, it is too old, or the clock was set back behind it
 */
export function withoutChange(
  account: Account,
  undo: {
    readonly id: string
    readonly now: number
    readonly undoMs: number
    readonly frozenUntil: number
  },
): Account | null {
  const change = account.changes.find(({ id }) => id === undo.id)
  if (change === undefined || change.undoneAt !== null) return null
  if (!isYoung(change.at, { now: undo.now, windowMs: undo.undoMs })) return null
  const restored =
    change.kind === 'password'
      ? withoutPassword(account)
      : withAddress(account, { channel: change.channel, ...change.before })
  return {
    ...restored,
    pendingPassword: null,
    frozenUntil: undo.frozenUntil,
    changes: account.changes.map((each) =>
      each === change ? { ...each, undoneAt: undo.now } : each,
    ),
  }
}

/**
 * The new password that waits, or null when there is none, its time is over, or the clock was set back behind it.
 *
 * @param window now epoch ms; windowMs how long a new password waits
 */
export function pendingHash({ pendingPassword }: Account, window: LimitWindow): string | null {
  if (pendingPassword === null) return null
  const { hash, expiresAt } = pendingPassword
  return isYoung(expiresAt - window.windowMs, window) ? hash : null
}
