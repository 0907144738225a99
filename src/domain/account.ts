/** The channels of an account, each with one job (S2 to S6); those that prove their owner first. */
export const channelNames = [
  'recoveryMobile',
  'recoveryEmail',
  'contactMobile',
  'contactEmail',
  'loginEmail',
] as const

export type ChannelName = (typeof channelNames)[number]

interface Change {
  readonly id: string
  /** Epoch ms. */
  readonly at: number
  readonly undoneAt: number | null
  /** Changes in a row with it that are no longer kept by themselves; their undo links take this one back. */
  readonly folded?: readonly string[]
}

/** A change of what guards an account; of a channel with what it takes to undo it. */
export type AccountChange = Change &
  (
    | { readonly kind: 'password' }
    | {
        readonly kind: 'channel'
        readonly channel: ChannelName
        readonly before: { readonly address: string | null; readonly isVerified: boolean }
        /** The value that it brought; left out by earlier versions. */
        readonly after?: string | null
      }
  )

/** Why a directory takes a password from nobody; `policy` when it does not say. */
export const passwordRejections = [
  'too-short',
  'too-simple',
  'used-before',
  'too-young',
  'policy',
] as const

export type PasswordRejection = (typeof passwordRejections)[number]

/** The kinds of message that a contact channel gets (S8). */
export const messageKinds = ['overdue', 'expiry', 'events'] as const

export type MessageKind = (typeof messageKinds)[number]

/** A contact channel: where messages go, never a proof of who somebody is (S2, S3). */
export type ContactName = 'contactMobile' | 'contactEmail'

/** A customer's account as the program keeps it. Addresses are canonical: E.164, lower-case NFKC, RFC 5952. */
export interface Account {
  /** The key of its row: what its owner knows it by, or for an account of a directory what that refers to it by. */
  readonly id: string
  /** What its owner knows it by, where that is not the key; see {@link accountIdOf}. */
  readonly accountId?: string
  /** Whether a directory has locked it, until its owner has proven who they are; left out for no. */
  readonly isLocked?: boolean
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
  /** A new password that waits for its identity verification (S48). */
  readonly pendingPassword: {
    readonly hash: string
    readonly expiresAt: number
    /** Where it was chosen, the one place where a proof makes it count; left out by earlier versions. */
    readonly conversation?: string
  } | null
  /** What was changed lately, newest first; older ones cannot be undone any more. */
  readonly changes: readonly AccountChange[]
  /** Sign-in is refused until then after too many wrong passwords, epoch ms (S93). */
  readonly lockedUntil: number | null
  /** The owner said "this wasn't me": nothing can be changed without a person until then, epoch ms. */
  readonly frozenUntil: number | null
  /** Login and recovery channels too new to open anything by themselves; left out before the first change of one. */
  readonly holds?: readonly { readonly channel: ChannelName; readonly until: number }[]
  /** Contact channels that wait to be verified, and how often their owner was reminded; left out for none. */
  readonly reminders?: readonly {
    readonly channel: ContactName
    /** Epoch ms. */
    readonly since: number
    readonly sent: number
  }[]
  /** What a directory has in a channel beside the value here; left out for nothing. */
  readonly further?: Readonly<Partial<Record<ChannelName, readonly string[]>>>
  /** Why a directory did not take the password that was chosen last; left out where it did. */
  readonly rejected?: PasswordRejection
  /** Messages that a contact channel no longer gets; left out for none. */
  readonly muted?: readonly { readonly channel: ContactName; readonly kind: MessageKind }[]
}

/** What is known of an active account before anything is, but for what the program itself remembers of it. */
export const noFacts = (id: string) =>
  ({
    id,
    displayName: null,
    status: 'active',
    signedUpWith: null,
    loginEmail: null,
    passwordHash: null,
    passwordChangedAt: null,
    previousPasswordHashes: [],
    recoveryMobile: null,
    recoveryEmail: null,
    contactMobile: null,
    contactEmail: null,
    servers: [],
    locale: null,
  }) as const satisfies Partial<Account>

/** An active account of which nothing else is known. */
export const blankAccount = (id: string): Account => ({
  ...noFacts(id),
  unverified: [],
  pendingPassword: null,
  changes: [],
  lockedUntil: null,
  frozenUntil: null,
})

const outsidePrefix = 'ref:'

/** The key of an account that lives in a directory, by what that refers to it by. */
export const keyOfReference = (reference: string): string => `${outsidePrefix}${reference}`

/** What a directory refers to an account by; null for one that the store is the home of, and for what was typed. */
export const referenceOf = (key: string): string | null =>
  key.startsWith(outsidePrefix) ? key.slice(outsidePrefix.length) : null

/** What an account's owner knows it by. */
export const accountIdOf = ({ id, accountId }: Pick<Account, 'id' | 'accountId'>): string =>
  accountId ?? id

/** Whether an account may be helped by itself, without a person of support. */
export function isRecoverable(account: Account): boolean {
  return account.status === 'active'
}

/** Whether an account's owner had it frozen and nothing of it can be changed yet. */
export function isFrozen({ frozenUntil }: Account, now: number): boolean {
  return frozenUntil !== null && now < frozenUntil
}
