import { isDeepStrictEqual } from 'node:util'
import { blankAccount, type Account, type ChannelName } from '../domain/account.ts'
import { earlierHashes } from '../domain/password-change.ts'
import type { AccountPatch } from './account-row.ts'

/** What else changes with another hash; without a hash before, no earlier ones are cut off. */
function replacedHash(existing: Account, next: string | null, now: number) {
  if (existing.passwordHash === next) return {}
  const { passwordHash, previousPasswordHashes } = existing
  const kept = passwordHash === null ? previousPasswordHashes : earlierHashes(existing)
  return { passwordChangedAt: now, previousPasswordHashes: kept }
}

/** Drops the holds and reminders of channels whose address the import replaces. */
function releasedChannels(existing: Account, fields: AccountPatch['fields']): Partial<Account> {
  const isKept = ({ channel }: { readonly channel: ChannelName }): boolean => {
    const named = fields[channel]
    return named === undefined || named === existing[channel]
  }
  const { holds, reminders } = existing
  return {
    ...(holds === undefined ? {} : { holds: holds.filter(isKept) }),
    ...(reminders === undefined ? {} : { reminders: reminders.filter(isKept) }),
  }
}

/**
 * What an account becomes: the named fields replaced, the others kept.
 *
 * @param existing null for an account that is new; when its password was made is not known then
 * @param now epoch ms, for a password that the import exchanges
 */
export function mergeAccount(existing: Account | null, patch: AccountPatch, now: number): Account {
  const { fields } = patch
  if (existing === null) return { ...blankAccount(patch.id), ...fields }
  const next = fields.passwordHash === undefined ? existing.passwordHash : fields.passwordHash
  return {
    ...existing,
    ...fields,
    ...releasedChannels(existing, fields),
    ...replacedHash(existing, next, now),
  }
}

/** What an import did to an account, or would do. */
export type Effect = 'created' | 'changed' | 'unchanged'

/** Compares whatever order a store keeps the keys in. */
export function effectOf(existing: Account | null, merged: Account): Effect {
  if (existing === null) return 'created'
  return isDeepStrictEqual({ ...existing }, { ...merged }) ? 'unchanged' : 'changed'
}
