import { maskEmailForOwner, maskIpForAgent, maskMobileForOwner } from '../domain/masking.ts'
import type { Account, ChannelName } from '../domain/account.ts'
import { heldUntil, isVerified } from '../domain/channel.ts'
import type { Clock } from '../ports/clock.ts'
import type { Store } from '../ports/store.ts'
import { recordFact } from './record-fact.ts'

/** An account as an operator sees it: the shape of an import without secrets, and how it stands. */
export interface ShownAccount {
  readonly id: string
  readonly displayName: string | null
  readonly status: Account['status']
  readonly signedUpWith: string | null
  readonly loginEmail: string | null
  readonly recoveryMobile: string | null
  readonly recoveryEmail: string | null
  readonly contactMobile: string | null
  readonly contactEmail: string | null
  readonly servers: readonly { readonly ip: string }[]
  readonly locale: string | null
  readonly unverified: readonly ChannelName[]
  /** Channels that are there and proven. */
  readonly verified: readonly ChannelName[]
  readonly hasPassword: boolean
  /** Whether a new password waits for its identity verification. */
  readonly pendingPassword: boolean
  /** ISO 8601. */
  readonly passwordChangedAt: string | null
  /** Channels that are there and wait to be verified. */
  readonly pending: readonly ChannelName[]
  /** `frozen`, and the channels that are too new to prove anybody for a reset. */
  readonly holds: readonly string[]
  readonly locked: boolean
}

export type ShowResult =
  | { readonly outcome: 'found'; readonly account: ShownAccount }
  | { readonly outcome: 'unknown' }

const channelNames = [
  'loginEmail',
  'recoveryMobile',
  'recoveryEmail',
  'contactMobile',
  'contactEmail',
] as const satisfies readonly ChannelName[]

interface Shaping {
  readonly mobile: (e164: string) => string
  readonly email: (email: string) => string
  readonly ip: (ip: string) => string
}

const masked: Shaping = {
  mobile: maskMobileForOwner,
  email: maskEmailForOwner,
  ip: maskIpForAgent,
}

const whole: Shaping = { mobile: String, email: String, ip: String }

const shaped = (value: string | null, shape: (value: string) => string): string | null =>
  value === null ? null : shape(value)

/** The account with its values shaped; the password is told by its presence alone. */
function shownAccount(account: Account, shaping: Shaping, now: number): ShownAccount {
  const { mobile, email, ip } = shaping
  return {
    id: account.id,
    displayName: account.displayName,
    status: account.status,
    signedUpWith: account.signedUpWith,
    loginEmail: shaped(account.loginEmail, email),
    recoveryMobile: shaped(account.recoveryMobile, mobile),
    recoveryEmail: shaped(account.recoveryEmail, email),
    contactMobile: shaped(account.contactMobile, mobile),
    contactEmail: shaped(account.contactEmail, email),
    servers: account.servers.map((server) => ({ ip: ip(server.ip) })),
    locale: account.locale,
    unverified: account.unverified,
    verified: channelNames.filter((name) => isVerified(account, name)),
    pending: channelNames.filter((name) => account[name] !== null && !isVerified(account, name)),
    hasPassword: account.passwordHash !== null,
    pendingPassword: account.pendingPassword !== null && account.pendingPassword.expiresAt > now,
    passwordChangedAt:
      account.passwordChangedAt === null ? null : new Date(account.passwordChangedAt).toISOString(),
    holds: [
      ...(account.frozenUntil !== null && account.frozenUntil > now ? ['frozen'] : []),
      ...channelNames.filter((name) => heldUntil(account, name, now) !== null),
    ],
    locked: account.lockedUntil !== null && account.lockedUntil > now,
  }
}

export interface ShowDeps {
  readonly store: Store
  readonly clock: Clock
}

/**
 * Shows one account, addresses and servers masked; whole with `reveal`, which is written to the account's audit chain
 * first.
 *
 * @throws ServiceError of the store; with `reveal` nothing is shown that could not be recorded
 */
export async function showAccount(
  deps: ShowDeps,
  request: { readonly id: string; readonly reveal: boolean; readonly actor: string },
): Promise<ShowResult> {
  const found = await deps.store.get('accounts', request.id)
  if (found === null) return { outcome: 'unknown' }
  if (request.reveal) {
    const { id, actor } = request
    await recordFact(deps, { chain: id, action: 'account.revealed', actor, details: {} })
  }
  return {
    outcome: 'found',
    account: shownAccount(found.row, request.reveal ? whole : masked, deps.clock.now()),
  }
}
