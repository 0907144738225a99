import { maskEmailForOwner, maskIpForAgent, maskMobileForOwner } from '../domain/masking.ts'
import { accountIdOf, isFrozen, type Account, type ChannelName } from '../domain/account.ts'
import { heldUntil, isVerified } from '../domain/channel.ts'
import type { Clock } from '../ports/clock.ts'
import type { Store } from '../ports/store.ts'
import { recordFact } from './record-fact.ts'

/** In the order of the fields. */
const channelNames = [
  'loginEmail',
  'recoveryMobile',
  'recoveryEmail',
  'contactMobile',
  'contactEmail',
] as const satisfies readonly ChannelName[]

const masked = { mobile: maskMobileForOwner, email: maskEmailForOwner, ip: maskIpForAgent }

const whole = { mobile: String, email: String, ip: String }

const shaped = (value: string | null, shape: (value: string) => string): string | null =>
  value === null ? null : shape(value)

/** The fields of an import without secrets, and the state of the account; channels are named, never shown, in lists. */
function shownAccount(account: Account, { mobile, email, ip }: typeof masked, now: number) {
  const { passwordHash, pendingPassword, passwordChangedAt, lockedUntil } = account
  return {
    id: accountIdOf(account),
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
    hasPassword: passwordHash !== null,
    pendingPassword: pendingPassword !== null && pendingPassword.expiresAt > now,
    passwordChangedAt:
      passwordChangedAt === null ? null : new Date(passwordChangedAt).toISOString(),
    /** `frozen`, and the channels that are too new to prove anybody for a reset. */
    holds: [
      ...(isFrozen(account, now) ? ['frozen'] : []),
      ...channelNames.filter((name) => heldUntil(account, name, now) !== null),
    ],
    locked: lockedUntil !== null && lockedUntil > now,
  }
}

/** An account as an operator sees it. */
export type ShownAccount = ReturnType<typeof shownAccount>

export type ShowResult =
  | { readonly outcome: 'found'; readonly account: ShownAccount }
  | { readonly outcome: 'unknown' }

/**
 * Shows one account with addresses and servers masked, or whole with `reveal`, which is audited first.
 *
 * @throws ServiceError of the store; with `reveal` nothing is shown that could not be recorded
 */
export async function showAccount(
  deps: { readonly store: Store; readonly clock: Clock },
  request: { readonly id: string; readonly reveal: boolean; readonly actor: string },
): Promise<ShowResult> {
  const found = await deps.store.get('accounts', request.id)
  if (found === null) return { outcome: 'unknown' }
  if (request.reveal) {
    const { actor } = request
    await recordFact(deps, { chain: found.row.id, action: 'account.revealed', actor, details: {} })
  }
  return {
    outcome: 'found',
    account: shownAccount(found.row, request.reveal ? whole : masked, deps.clock.now()),
  }
}
