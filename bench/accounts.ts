import type { Account } from '../src/domain/account.ts'
import type { Store } from '../src/ports/store.ts'
import { mobileOf } from './load/talk.ts'

const hash = '$2b$12$d2Bh9jVFyMcyZ9Y4WoSbXuKfqMnLJbnApRLaFEGEVqO4i5XZfOXN.'
const perCommit = 5_000

/** The address of the n-th account's server. */
export const serverOf = (n: number): string => `11.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`

/** The n-th account's login email. */
export const emailOf = (n: number): string => `customer.${n}@example.com`

/** The n-th account's ID. */
export const idOf = (n: number): string => String(100_000_000_000 + n)

/** The n-th account of a made-up provider: every identifier leads to exactly one of them. */
function accountOf(n: number): Account {
  return {
    status: 'active',
    signedUpWith: 'email',
    unverified: [],
    pendingPassword: null,
    changes: [],
    lockedUntil: null,
    frozenUntil: null,
    id: idOf(n),
    displayName: `Customer ${n}`,
    loginEmail: emailOf(n),
    passwordHash: hash,
    passwordChangedAt: 1_700_000_000_000,
    previousPasswordHashes: [hash, hash, hash],
    recoveryMobile: mobileOf(n),
    recoveryEmail: `customer.${n}@example.net`,
    contactMobile: mobileOf(n),
    contactEmail: `customer.${n}@example.org`,
    servers: [{ ip: serverOf(n) }],
    locale: 'en-US',
  }
}

/** Puts the first `count` accounts into an empty store. */
export async function fill(store: Store, count: number): Promise<void> {
  for (let from = 0; from < count; from += perCommit) {
    const size = Math.min(perCommit, count - from)
    const changes = Array.from({ length: size }, (_, offset) => {
      const row = accountOf(from + offset)
      return { collection: 'accounts', key: row.id, base: 0, row } as const
    })
    await store.commit(changes)
  }
}
