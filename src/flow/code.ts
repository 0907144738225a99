import type { ChannelName } from '../domain/account.ts'

/** What an account may be looked for by, without signing in. */
export type Lookup =
  | { readonly by: 'mobile'; readonly value: string }
  | { readonly by: 'account-id'; readonly value: string }
  | { readonly by: 'server-ip'; readonly value: string }

/** A way of proving who one is: the recovery channels and no other (S2 to S5). */
export const wayIds = ['recoveryMobile', 'recoveryEmail'] as const

export type WayId = (typeof wayIds)[number]

/**
 * Whom a code goes to: whoever a look-up means; the account that this conversation is signed in to, or that its page
 * is about; on the sign-in page, whoever has this login email; or an address that the own account is about to have.
 */
export type CodeTarget =
  | Lookup
  | { readonly by: 'own'; readonly way: WayId }
  | { readonly by: 'login-email'; readonly value: string }
  | NewAddress

/** An address that somebody who is signed in typed, and nobody has proven yet. */
export interface NewAddress {
  readonly by: 'new'
  readonly channel: ChannelName
  /** Canonical; null for the one that stands in the channel already and waits to be verified. */
  readonly value: string | null
}

/** What a code is asked for; a code made for one purpose is wrong for every other. */
export const codePurposes = [
  'retrieve-account',
  'sign-in',
  'change-password',
  'reset-password',
  'change-contact',
  'change-recovery',
  'bind-email',
  'verify-channel',
] as const

export type CodePurpose = (typeof codePurposes)[number]

/** What a proof of identity may be asked for. */
export type ProofPurpose = Exclude<CodePurpose, 'retrieve-account' | 'sign-in'>

/** What is asked for of an account's owner alone; holding a new address proves no such thing. */
export const identityPurposes = [
  'change-password',
  'reset-password',
  'change-contact',
  'change-recovery',
  'bind-email',
] as const satisfies readonly ProofPurpose[]

export type IdentityPurpose = (typeof identityPurposes)[number]

/**
 * Why no way is left to prove who somebody is: there is none (`no-way`); what there is opened the session (`same-way`),
 * or was changed a short while ago (`held`); or the account is `frozen`.
 */
export const identityObstacles = ['no-way', 'same-way', 'held', 'frozen'] as const

export type IdentityObstacle = (typeof identityObstacles)[number]
