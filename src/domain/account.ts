/** The places an account can be reached at, each with one job (S2 to S6). */
export type ChannelName =
  | 'recoveryMobile'
  | 'recoveryEmail'
  | 'contactMobile'
  | 'contactEmail'
  | 'loginEmail'

/** A customer's account as the program keeps it. Addresses are canonical: E.164, lower-case NFKC, RFC 5952. */
export interface Account {
  /** Twelve digits. */
  readonly id: string
  readonly displayName: string | null
  /** Only an active account can be recovered; the others look like none at all. */
  readonly status: 'active' | 'disabled' | 'frozen'
  /** How it was opened: `email`, `mobile`, `wechat`, `sso`, `sub-user` or another word of the provider's. */
  readonly signedUpWith: string | null
  readonly loginEmail: string | null
  /** bcrypt. */
  readonly passwordHash: string | null
  readonly passwordChangedAt: number | null
  /** Earlier hashes, newest first, at most three. */
  readonly previousPasswordHashes: readonly string[]
  readonly recoveryMobile: string | null
  readonly recoveryEmail: string | null
  readonly contactMobile: string | null
  readonly contactEmail: string | null
  readonly servers: readonly { readonly ip: string }[]
  /** BCP 47, as the provider gave it. */
  readonly locale: string | null
  /** Channels that were never proven; every other one counts as verified. */
  readonly unverified: readonly ChannelName[]
}

/** Whether an account may be helped by itself, without a person of support. */
export function isRecoverable(account: Account): boolean {
  return account.status === 'active'
}
