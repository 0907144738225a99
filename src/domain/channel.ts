import type { Account, AccountChange, ChannelName, ContactName } from './account.ts'
import { latestChanges } from './change-chains.ts'
import { hourMs } from './durations.ts'

/** How a channel is reached. */
export const channelMedium: Readonly<Record<ChannelName, 'sms' | 'email'>> = {
  recoveryMobile: 'sms',
  recoveryEmail: 'email',
  contactMobile: 'sms',
  contactEmail: 'email',
  loginEmail: 'email',
}

const counterparts: Readonly<Record<ChannelName, ChannelName | null>> = {
  recoveryMobile: 'contactMobile',
  recoveryEmail: 'contactEmail',
  contactMobile: 'recoveryMobile',
  contactEmail: 'recoveryEmail',
  loginEmail: null,
}

/** The channel of the same medium in the other role, or null: one value for both misses fewest messages (S7). */
export const counterpartOf = (channel: ChannelName): ChannelName | null => counterparts[channel]

/** Whether a channel gets messages and proves nothing. */
export function isContact(channel: ChannelName): channel is ContactName {
  return channel === 'contactMobile' || channel === 'contactEmail'
}

/** Whether a channel is there and was proven. */
export function isVerified(account: Account, channel: ChannelName): boolean {
  return account[channel] !== null && !account.unverified.includes(channel)
}

/** After a contact channel was changed and not verified, its owner is reminded so often (S67). */
const remindersAfterMs = [hourMs, 24 * hourMs, 72 * hourMs] as const

type Reminder = NonNullable<Account['reminders']>[number]

/** When a reminder is due, epoch ms; null when all were sent. */
export function reminderAt({ since, sent }: Reminder): number | null {
  const after = remindersAfterMs[sent]
  return after === undefined ? null : since + after
}

/** When an account is due next, epoch ms: a pending password expires, or a reminder is sent; null for never. */
export function accountDueAt({ pendingPassword, reminders = [] }: Account): number | null {
  const times = [pendingPassword?.expiresAt ?? null, ...reminders.map(reminderAt)]
  const known = times.filter((time) => time !== null)
  return known.length === 0 ? null : Math.min(...known)
}

interface Placed {
  readonly channel: ChannelName
  readonly address: string | null
  readonly isVerified: boolean
}

/** An account with another address in a channel; a hold or reminder for the former address is removed. */
export function withAddress(account: Account, placed: Placed): Account {
  const { channel, address } = placed
  const others = account.unverified.filter((name) => name !== channel)
  return {
    ...account,
    [channel]: address,
    unverified: placed.isVerified || address === null ? others : [...others, channel],
    holds: (account.holds ?? []).filter((hold) => hold.channel !== channel),
    reminders: (account.reminders ?? []).filter((reminder) => reminder.channel !== channel),
  }
}

/**
 * Until when a channel is on hold after it was changed, epoch ms; null when it is not. Meanwhile it opens no reset, no
 * sign-in and no further change by itself, and its former address may take the change back.
 */
export function heldUntil(account: Account, channel: ChannelName, now: number): number | null {
  const hold = (account.holds ?? []).find((each) => each.channel === channel)
  return hold !== undefined && now < hold.until ? hold.until : null
}

/** With a second of them new, hardly an older one is left to object, so all are held longer. */
export const bothChangedFactor = 3

function withHold(
  account: Account,
  { channel, now, holdMs }: { channel: ChannelName; now: number; holdMs: number },
): Account {
  if (isContact(channel) || account[channel] === null) return account
  const live = (account.holds ?? []).filter(({ until }) => now < until)
  const until = now + (live.length > 0 ? bothChangedFactor : 1) * holdMs
  const longer = live.map((hold) => ({ ...hold, until: Math.max(hold.until, until) }))
  return { ...account, holds: [...longer, { channel, until }] }
}

/**
 * Until when a login email that was changed a short while ago signs nobody in, epoch ms; null when it does. An older
 * password is a second thing to know, so with one it does; a password that came with the change is as new as it is.
 */
export function loginHeldUntil(account: Account, now: number): number | null {
  const { changes, passwordChangedAt } = account
  const change = changes.find(
    (each) => each.kind === 'channel' && each.channel === 'loginEmail' && each.undoneAt === null,
  )
  const isOlder = change !== undefined && (passwordChangedAt ?? 0) < change.at
  return isOlder ? null : heldUntil(account, 'loginEmail', now)
}

function withReminder(account: Account, channel: ChannelName, now: number): Account {
  const isWaiting = isContact(channel) && account.unverified.includes(channel)
  if (!isWaiting) return account
  return {
    ...account,
    reminders: [...(account.reminders ?? []), { channel, since: now, sent: 0 }],
  }
}

/**
 * An account after one of its channels was changed: the change can be undone, a channel that can open a reset (login
 * email, recovery mobile, recovery email) is on hold, and an unverified contact channel gets reminders.
 *
 * @param change id names it for its undo links; now epoch ms; holdMs how long such a channel waits; undoMs how long it can
 *   be undone
 */
export function withChannel(
  account: Account,
  change: Placed & {
    readonly id: string
    readonly now: number
    readonly holdMs: number
    readonly undoMs: number
  },
): Account {
  const { channel, address, id, now, undoMs } = change
  const made: AccountChange = {
    id,
    kind: 'channel',
    channel,
    at: now,
    undoneAt: null,
    before: { address: account[channel], isVerified: isVerified(account, channel) },
    after: address,
  }
  const placed = withAddress(account, change)
  const held = withReminder(withHold(placed, change), channel, now)
  return { ...held, changes: latestChanges([made, ...account.changes], undoMs) }
}
