import { accountIdOf, channelNames, type Account, type ChannelName } from '../domain/account.ts'
import { channelMedium, heldUntil, isVerified } from '../domain/channel.ts'
import { maskAccountId } from '../domain/masking.ts'
import type { ProtectedStep, SessionMethod } from '../domain/proof-rules.ts'
import type { AccountView, ChannelView, Outlook } from '../flow/answer.ts'
import { wayIds } from '../flow/code.ts'
import { openCaseFor } from './cases/case-reads.ts'
import { maskChannel } from './channels.ts'
import { accountRows, ownReads, sessionAccount } from './read-ahead.ts'
import { ownAccount } from './session.ts'
import { provenWay, usableWay } from './subject.ts'
import { audit, type Asking, type ServiceDeps, type UseCase } from './use-case.ts'

/** How many of the latest changes are shown. */
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

/** The account without the channels of one medium. */
function without(account: Account, medium: 'sms' | 'email'): Account {
  const lost = channelNames.filter((name) => channelMedium[name] === medium)
  return { ...account, ...Object.fromEntries(lost.map((name) => [name, null])) }
}

/**
 * How somebody who lost a phone or a mailbox could still get in, by the rules that the flows apply. A reset needs the
 * login mailbox and another way; signing in needs the recovery mobile (by code) or a login email (by password), and
 * helps only where another way is left to change the rest.
 */
export function outlookOf(
  deps: Pick<ServiceDeps, 'sealer'>,
  { account, now }: { readonly account: Account; readonly now: number },
  lost: 'sms' | 'email',
): Outlook {
  const left = without(account, lost)
  const isOpen = (channel: ChannelName) => heldUntil(left, channel, now) === null
  const has = (openedBy: SessionMethod, step: ProtectedStep) =>
    wayIds.some(
      (way) => usableWay(deps, { account: left, session: { openedBy }, step, now }, way) !== null,
    )
  if (left.loginEmail !== null && isOpen('loginEmail') && has('mailbox-link', 'reset-password')) {
    return 'reset'
  }
  // The password that goes with the address of a lost mailbox still works.
  const knowsPassword = account.loginEmail !== null && account.passwordHash !== null
  if (knowsPassword && has('password', 'change-recovery')) return 'sign-in'
  const entersByCode = provenWay(left, 'recoveryMobile') !== null && isOpen('recoveryMobile')
  return entersByCode && has('recovery-mobile-code', 'change-recovery') ? 'sign-in' : 'person'
}

async function viewOf(
  deps: Pick<ServiceDeps, 'canText' | 'sealer'>,
  asking: Asking,
  account: Account,
): Promise<AccountView> {
  const { work } = asking
  // A phone that nothing can be sent to opens no way back.
  const reached = deps.canText ? account : without(account, 'sms')
  const open = await openCaseFor(work, asking)
  return {
    id: maskAccountId(accountIdOf(account)),
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
      withoutPhone: outlookOf(deps, { account: reached, now: work.now }, 'sms'),
      withoutMailbox: outlookOf(deps, { account: reached, now: work.now }, 'email'),
    },
  }
}

/** Shows the own account, masked. */
export const viewAccount: UseCase<'account.view'> = {
  async reads(deps, asking) {
    const account = await sessionAccount(asking)
    const byPerson = { index: 'open', value: asking.person } as const
    const found = account === null ? [] : [{ index: 'account', value: account } as const]
    const finds = [byPerson, ...found].map(
      (find) => ({ ...find, collection: 'cases', follow: [] }) as const,
    )
    return { rows: account === null ? [] : accountRows(deps, asking, account), finds }
  },
  mark: null,
  async perform(deps, asking) {
    const account = await ownAccount(deps, asking)
    if (account === null) return { type: 'session.missing' }
    return { type: 'account.viewed', account: await viewOf(deps, asking, account) }
  },
}

/** Switches a kind of message off for a contact channel, or on again (S8). */
export const switchSubscription: UseCase<'subscription.switch'> = {
  reads: ownReads,
  mark: null,
  async perform(deps, asking, { channel, kind }) {
    const account = await ownAccount(deps, asking)
    if (account === null) return { type: 'session.missing' }
    const muted = account.muted ?? []
    const others = muted.filter((each) => each.channel !== channel || each.kind !== kind)
    const isOn = others.length < muted.length
    const changed = { ...account, muted: isOn ? others : [...others, { channel, kind }] }
    asking.work.put('accounts', changed)
    const details = { channel, kind, isOn }
    await audit(asking, { chain: account.id, action: 'subscription.switched', details })
    return { type: 'account.viewed', account: await viewOf(deps, asking, changed) }
  },
}
