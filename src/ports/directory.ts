import type { ChannelName } from '../domain/account.ts'

/** What an entry may be asked for by. */
export const directoryKeys = [
  'reference',
  'account-id',
  'mobile',
  'login-email',
  'server-ip',
] as const

/** How an entry may be asked for. Every answer is exact: nothing that merely resembles the value. */
export interface DirectoryKey {
  readonly by: (typeof directoryKeys)[number]
  /** Canonical: E.164, lower-case NFKC, RFC 5952; the reference as the directory gave it. */
  readonly value: string
}

/** What a directory says about one account. Addresses are canonical; what cannot be read as one is left out. */
export interface DirectoryEntry {
  /** Never changes and says nothing about the person: entryUUID, objectGUID, an id of the provider's own. */
  readonly reference: string
  /** The account ID that its owner knows. */
  readonly accountId: string
  readonly displayName: string | null
  /** `locked` opens again by {@link Directory.unlock}; the others belong to nobody who could be helped here. */
  readonly status: 'active' | 'locked' | 'disabled' | 'expired'
  readonly signedUpWith: string | null
  /** Every value, in the directory's order; the first is where messages go unless another one was typed. */
  readonly loginEmails: readonly string[]
  readonly recoveryMobiles: readonly string[]
  readonly recoveryEmails: readonly string[]
  readonly contactMobiles: readonly string[]
  readonly contactEmails: readonly string[]
  /** RFC 5952 addresses. */
  readonly servers: readonly string[]
  /** BCP 47, as the directory has it. */
  readonly locale: string | null
  readonly hasPassword: boolean
  /** Epoch ms. */
  readonly passwordChangedAt: number | null
}

/** Stands for the reference of nobody: a password of it is wrong, and that takes as long as any. */
export const noReference = ''

/** The channels of an entry that a directory may be able to change. */
export const directoryChannels = [
  'loginEmail',
  'recoveryMobile',
  'recoveryEmail',
  'contactMobile',
  'contactEmail',
] as const satisfies readonly ChannelName[]

export type DirectoryChannel = (typeof directoryChannels)[number]

/** What a directory can do. A flow offers nothing that is missing here, and `doctor` says why. */
export interface DirectoryAbilities {
  /** The keys it can be asked by. */
  readonly finds: readonly DirectoryKey['by'][]
  readonly verifiesPassword: boolean
  readonly setsPassword: boolean
  /** The channels it can change. */
  readonly changes: readonly DirectoryChannel[]
  readonly endsSessions: boolean
  readonly unlocks: boolean
  /** Whether the same operation id makes a repeat harmless there; otherwise the state is read before a repeat. */
  readonly knowsOperations: boolean
}

/** Why a directory takes a password from nobody; `policy` when it does not say. */
export type PasswordRefusal = 'too-short' | 'too-simple' | 'used-before' | 'too-young' | 'policy'

/** How a change ended. Words of the directory's own are for the log, never for a person. */
export type DirectoryOutcome =
  | { readonly outcome: 'done' }
  /** The entry is gone, or may not be changed. */
  | { readonly outcome: 'refused'; readonly words: string }
  /** A password that its policy does not take. */
  | { readonly outcome: 'password'; readonly refusal: PasswordRefusal; readonly words: string }
  /** Another entry has this value. */
  | { readonly outcome: 'taken' }
  /** The value that was to be replaced is no longer there. */
  | { readonly outcome: 'moved' }

/** One change of one entry. The same operation id is given at every repeat. */
export interface DirectoryChange {
  readonly operation: string
  readonly reference: string
}

/**
 * Where accounts live. One suite of contract tests runs on every home.
 *
 * All methods throw ServiceError `ERR_DIRECTORY_UNAVAILABLE` when the directory cannot be reached, does not answer in
 * time or answers what cannot be understood: whether a change was made is then unknown, and the same call is repeated
 * later under the same operation id.
 */
export interface Directory {
  readonly abilities: DirectoryAbilities
  /** The entries of each key, in one trip; at most `limit` (100) for each. */
  find(keys: readonly DirectoryKey[]): Promise<readonly (readonly DirectoryEntry[])[]>
  /**
   * Whether this is the entry's password. A locked or expired entry answers `locked` whatever was typed, unless its lock
   * has ended meanwhile; {@link noReference} is `wrong`.
   */
  verifyPassword(reference: string, password: string): Promise<'right' | 'wrong' | 'locked'>
  setPassword(change: DirectoryChange, password: string): Promise<DirectoryOutcome>
  /** Replaces one value of a channel, if it still is what it was: null for none. */
  changeChannel(
    change: DirectoryChange,
    to: {
      readonly channel: DirectoryChannel
      readonly from: string | null
      readonly to: string | null
    },
  ): Promise<DirectoryOutcome>
  /** Ends every session that the directory knows of. */
  endSessions(change: DirectoryChange): Promise<DirectoryOutcome>
  unlock(change: DirectoryChange): Promise<DirectoryOutcome>
  /** Resolves while it can be asked; throws otherwise. Asked before a person is asked for the first proof. */
  check(): Promise<void>
  /** What this server does less well than others of its kind, for whoever runs the program. Asked by `doctor`. */
  remarks?(): Promise<readonly string[]>
  close(): Promise<void>
}
