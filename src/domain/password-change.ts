import type { Account, AccountChange } from './account.ts'
import { changeNamed, latestChanges, takenBack, type TakenBack } from './change-chains.ts'
import { withAddress } from './channel.ts'
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
 * @param change hash bcrypt; id names the change for its undo links; now epoch ms; undoMs how long it can be undone
 */
export function withPassword(
  account: Account,
  change: {
    readonly hash: string
    readonly id: string
    readonly now: number
    readonly undoMs: number
  },
): Account {
  const { id, hash, now: at, undoMs } = change
  const made: AccountChange = { id, kind: 'password', at, undoneAt: null }
  return {
    ...account,
    passwordHash: hash,
    previousPasswordHashes: earlierHashes(account),
    passwordChangedAt: at,
    pendingPassword: null,
    lockedUntil: null,
    changes: latestChanges([made, ...account.changes], undoMs),
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
 * An account whose channel holds again what it held before this and every other change in a row with it; a hold of a
 * value that other changes brought stays.
 */
function withoutRow(
  account: Account,
  change: Extract<AccountChange, { readonly kind: 'channel' }>,
  { changes, to }: TakenBack,
): Account {
  const { channel } = change
  const isOther = (each: AccountChange): boolean =>
    each.kind === 'channel' && each.channel === channel && !changes.includes(each)
  const hasOthers = account.changes.some((each) => isOther(each) && each.undoneAt === null)
  const restored = withAddress(account, { channel, ...to })
  return hasOthers && account.holds !== undefined ? { ...restored, holds: account.holds } : restored
}

/**
 * An account after its owner took a change back, and frozen: who does so says that somebody else is at work. A channel
 * holds again the last address that no change brought which could still be undone. A password is never restored: the one before may be what leaked, so none is left and
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
  const change = changeNamed(account, undo.id)
  if (change === undefined || change.undoneAt !== null) return null
  if (!isYoung(change.at, { now: undo.now, windowMs: undo.undoMs })) return null
  const back =
    change.kind === 'password' ? null : takenBack(account, change, undo.now - undo.undoMs)
  const restored =
    change.kind === 'password' || back === null
      ? withoutPassword(account)
      : withoutRow(account, change, back)
  const undone = back?.changes ?? [change]
  return {
    ...restored,
    pendingPassword: null,
    frozenUntil: undo.frozenUntil,
    changes: account.changes.map((each) =>
      undone.includes(each) ? { ...each, undoneAt: undo.now } : each,
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
