import { channelNames, type Account } from '../domain/account.ts'
import { channelMedium, heldUntil, isVerified } from '../domain/channel.ts'
import { maskAccountId } from '../domain/masking.ts'
import { isOpenState } from '../domain/support-case.ts'
import type { AccountView, Answer, ChannelView, Outlook } from '../flow/answer.ts'
import { wayIds } from '../flow/code.ts'
import type { Effect } from '../flow/effect.ts'
import { openCaseOf } from './cases/open-case.ts'
import { maskChannel, ownAccount } from './channels.ts'
import { provenWay, usableWay } from './subject.ts'
import type { Asking, ServiceDeps } from './turn-context.ts'

type SwitchSubscription = Extract<Effect, { type: 'subscription.switch' }>

/** Changes that are told; more would be a log. */
const shownChanges = 3

function channelViews(account: Account, now: number): readonly ChannelView[] {
  return channelNames.flatMap((channel): readonly ChannelView[] => {
    const mask = maskChannel(channel, account[channel])
    if (mask === null) return []
    const until = heldUntil(account, channel, now)
    const proven = until === null ? 'verified' : 'held'
    return [
      { channel, mask, state: isVerified(account, channel) ? proven : 'pending', heldUntil: until },
    ]
  })
}

/** The account as it would stand if nothing that comes by one medium could be read any more. */
function without(account: Account, medium: 'sms' | 'email'): Account {
  const lost = channelNames.filter((name) => channelMedium[name] === medium)
  return { ...account, ...Object.fromEntries(lost.map((name) => [name, null])) }
}

/**
 * What the rules would leave to somebody who lost a phone or a mailbox; asks the same questions as the flows do and
 * changes nothing. A reset needs the login mailbox and a way besides it; signing in by code needs the recovery mobile,
 * by password a login email, and either only helps where a way is left to change the rest.
 */
export function outlookOf(account: Account, lost: 'sms' | 'email', now: number): Outlook {
  const left = without(account, lost)
  const has = (scope: 'signed-in' | 'resetting') =>
    wayIds.some((way) => usableWay({ account: left, session: { scope } }, way, now) !== null)
  if (left.loginEmail !== null && has('resetting')) return 'reset'
  // A lost mailbox does not make anybody forget the password that goes with its address.
  const knowsPassword = account.loginEmail !== null && account.passwordHash !== null
  const entersByCode = provenWay(left, 'recoveryMobile') !== null
  return (knowsPassword || entersByCode) && has('signed-in') ? 'sign-in' : 'person'
}

async function viewOf(asking: Asking, account: Account): Promise<AccountView> {
  const { work, person } = asking
  const cases = await work.find('cases', 'account', account.id)
  const proven = cases.find((each) => each.isAccountProven && isOpenState(each.state))
  const open = (await openCaseOf(work, person)) ?? proven
  return {
    id: maskAccountId(account.id),
    channels: channelViews(account, work.now),
    hasPassword: account.passwordHash !== null,
    passwordChangedAt: account.passwordChangedAt,
    muted: account.muted ?? [],
    openCase: open?.number ?? null,
    changes: account.changes.slice(0, shownChanges).map((change) => ({
      what: change.kind === 'password' ? 'password' : change.channel,
      at: change.at,
      isUndone: change.undoneAt !== null,
    })),
    outlook: {
      withoutPhone: outlookOf(account, 'sms', work.now),
      withoutMailbox: outlookOf(account, 'email', work.now),
    },
  }
}

/** Shows the own account, masked. */
export async function viewAccount(deps: ServiceDeps, asking: Asking): Promise<Answer> {
  const account = await ownAccount(deps, asking)
  if (account === null) return { type: 'session.missing' }
  return { type: 'account.viewed', account: await viewOf(asking, account) }
}

/** Switches a kind of message off for a contact channel, or on again (S8). */
export async function switchSubscription(
  deps: ServiceDeps,
  asking: Asking,
  { channel, kind }: SwitchSubscription,
): Promise<Answer> {
  const account = await ownAccount(deps, asking)
  if (account === null) return { type: 'session.missing' }
  const muted = account.muted ?? []
  const others = muted.filter((each) => each.channel !== channel || each.kind !== kind)
  const isOn = others.length < muted.length
  const changed = { ...account, muted: isOn ? others : [...others, { channel, kind }] }
  asking.work.put('accounts', changed)
  await asking.work.note({
    chain: account.id,
    action: 'subscription.switched',
    actor: `chat:${asking.person}`,
    details: { channel, kind, isOn },
  })
  return { type: 'account.viewed', account: await viewOf(asking, changed) }
}
