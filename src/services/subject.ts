import { isRecoverable, type Account } from '../domain/account.ts'
import { maskMobileForStranger, strangerMask } from '../domain/masking.ts'
import type { Lookup } from '../flow/effect.ts'
import type { Sealer } from '../ports/sealer.ts'
import type { UnitOfWork } from './unit-of-work.ts'

/** Whom a look-up leads to. An identifier that leads nowhere has a handle as good as any other. */
export interface Subject {
  /** Stands for the identifier as it was typed; counters that a person may be told about hang on it. */
  readonly handle: string
  /** Accounts that can be told of, never more than one but by a shared mobile; empty for none. */
  readonly accounts: readonly ReachableAccount[]
}

/** An account with a proven recovery mobile. */
export type ReachableAccount = Account & { readonly recoveryMobile: string }

function isReachable(account: Account): account is ReachableAccount {
  const { recoveryMobile, unverified } = account
  return isRecoverable(account) && recoveryMobile !== null && !unverified.includes('recoveryMobile')
}

async function candidates(work: UnitOfWork, lookup: Lookup): Promise<readonly Account[]> {
  switch (lookup.by) {
    case 'mobile':
      return work.find('accounts', 'recoveryMobile', lookup.value)
    case 'account-id': {
      const account = await work.get('accounts', lookup.value)
      return account === null ? [] : [account]
    }
    case 'server-ip': {
      const owners = await work.find('accounts', 'serverIp', lookup.value)
      // Several owners: a person decides, never a list of strangers' accounts (S34).
      return owners.length === 1 ? owners : []
    }
    default:
      return lookup satisfies never
  }
}

/** Finds whom a look-up means at this very moment: the present owner of a number or a server (S20, S34). */
export async function resolveSubject(
  work: UnitOfWork,
  sealer: Sealer,
  lookup: Lookup,
): Promise<Subject> {
  const found = await candidates(work, lookup)
  return {
    handle: sealer.handle('subject', lookup.by, lookup.value),
    accounts: found.filter(isReachable),
  }
}

/** Chains for what concerns no account; more would grow without end, fewer would be written by every turn. */
const unknownChains = 64

/**
 * The chains that a decision about a subject is told in: one for each account, or one of those kept for identifiers
 * that lead nowhere, which so leave as many traces.
 */
export function auditChains({ handle, accounts }: Subject): readonly string[] {
  if (accounts.length > 0) return accounts.map(({ id }) => id)
  return [`unknown:${Buffer.from(handle, 'base64url').readUInt32BE(0) % unknownChains}`]
}

/** What limits on whole accounts hang on: the accounts, or a stand-in for none. */
export function accountHandles({ handle, accounts }: Subject): readonly string[] {
  return accounts.length === 0 ? [`none:${handle}`] : accounts.map(({ id }) => id)
}

/**
 * The mask a stranger sees: the bound number's, or a decoy of the same shape that stays the same for the same
 * identifier (S27, attacks C5).
 */
export function strangerHint({ handle, accounts }: Subject, sealer: Sealer): string {
  const [account] = accounts
  // Both are always worked out, so that neither takes longer.
  const digest = Buffer.from(sealer.handle('decoy', handle), 'base64url')
  const decoy = strangerMask(String(digest.readUInt32BE(0) % 100).padStart(2, '0'))
  const real = maskMobileForStranger(account?.recoveryMobile ?? '+0000')
  return account === undefined ? decoy : real
}
