import { isFrozen, type Account, type ChannelName, type ContactName } from '../domain/account.ts'
import {
  channelMedium,
  counterpartOf,
  heldUntil,
  isContact,
  isVerified,
  withChannel,
} from '../domain/channel.ts'
import type { ChannelRefusal } from '../flow/answer.ts'
import type { AnswerTo, Effect } from '../flow/effect.ts'
import { takeProof } from './challenge.ts'
import { newChangeId, provenAddresses, tellOfChange, type NoticeLink } from './notices.ts'
import { ownReads } from './read-ahead.ts'
import { endOtherSessions, ownAccount } from './session.ts'
import { isFreeLogin, maskForOwner, provenWay, subjectHandle } from './subject.ts'
import { askOutside, sealedEnds } from './outside.ts'
import { audit, type Asking, type Outside, type ServiceDeps, type UseCase } from './use-case.ts'
import type { UnitOfWork } from './unit-of-work.ts'

/** An address as its signed-in owner sees it, or null for none. */
export function maskChannel(channel: ChannelName, address: string | null): string | null {
  return address === null ? null : maskForOwner({ medium: channelMedium[channel], address })
}

const refused = (reason: ChannelRefusal) => ({ type: 'channel.refused', reason }) as const

/** What forbids a change whoever asks for it, or null. Without a recovery mobile nobody could sign in by code. */
function obstacle(
  { canText, directory }: Pick<ServiceDeps, 'canText' | 'directory'>,
  { account, now }: { readonly account: Account; readonly now: number },
  { channel, address }: Pick<Effect<'channel.change'>, 'channel' | 'address'>,
): ChannelRefusal | null {
  if (isFrozen(account, now)) return 'frozen'
  if (directory?.abilities.changes.includes(channel) === false) return 'directory'
  if (address === account[channel]) return 'same'
  if (address !== null) return null
  const entersByCode = canText && provenWay(account, 'recoveryMobile') !== null
  const canDoWithout = channel === 'loginEmail' && entersByCode
  return canDoWithout ? null : 'only-way'
}

/** Whether an address can become a channel, and what it would replace; whether somebody else has it is not told. */
export const checkChannel: UseCase<'channel.check'> = {
  reads: ownReads,
  mark: null,
  async perform(deps, asking, effect) {
    const account = await ownAccount(deps, asking)
    if (account === null) return { type: 'session.missing' }
    const { channel, address } = effect
    const reason = obstacle(deps, { account, now: asking.work.now }, effect)
    if (reason !== null) return refused(reason)
    const other = counterpartOf(channel)
    return {
      type: 'channel.usable',
      before: maskChannel(channel, account[channel]),
      after: maskChannel(channel, address) ?? '',
      isSharable: other !== null && account[other] !== address,
    }
  },
}

/** A channel of an account, and the address that is or is to be in it; null for the one that waits there. */
interface Placing {
  readonly account: Account
  readonly channel: ChannelName
  readonly address: string | null
}

/** Spends this run's proof of an address; false when there is none. */
async function takeAddressProof(
  deps: ServiceDeps,
  asking: Asking,
  { account, channel, address }: Placing,
): Promise<boolean> {
  const target = { by: 'new', channel, value: address } as const
  const subject = subjectHandle(deps, asking, { target, account: account.id })
  return takeProof(asking, { purpose: 'verify-channel', account: account.id, subject })
}

/**
 * Voids what other runs have proven by now or are about to prove about an account that is about to change. Links that
 * were mailed stay valid where only a contact channel changes: each names the address that it confirms.
 */
async function voidOthers(
  work: UnitOfWork,
  { account, run, channel }: { account: string; run: string; channel: ChannelName },
): Promise<void> {
  for (const challenge of await work.findAll('challenges', 'account', account)) {
    const { kind, purpose, state, binding } = challenge
    const isOwn = binding.run === run || state === 'dead'
    const isSpared = kind === 'link' && (purpose === 'undo' || isContact(channel))
    if (!isOwn && !isSpared) work.put('challenges', { ...challenge, state: 'dead' })
  }
}

/** A channel that is changed, and by whom. */
type Changing = Placing & { readonly isVerified: boolean }

/** Ends what a change of a channel ends: what other runs are proving, and for a guard other sessions. */
async function endOthers(
  { work, conversation, run }: Asking,
  { account, channel }: Pick<Changing, 'account' | 'channel'>,
): Promise<void> {
  await voidOthers(work, { account: account.id, run, channel })
  if (!isContact(channel)) await endOtherSessions(work, { account: account.id, conversation })
}

/**
 * Stages a changed channel, and tells every address that was proven until now.
 *
 * @param changing the account as it was before
 */
export async function placeChannel(
  deps: ServiceDeps,
  asking: Asking,
  { account, ...placed }: Changing,
): Promise<AnswerTo<'channel.change'>> {
  const { work, locale } = asking
  const { now } = work
  const { channel, address } = placed
  const change = newChangeId(deps)
  await endOthers(asking, { account, channel })
  const { holdMs, undoMs } = deps.policy
  const after = withChannel(account, { ...placed, id: change, now, holdMs, undoMs })
  work.put('accounts', after)
  const from = maskChannel(channel, account[channel])
  const to = maskChannel(channel, address)
  const details = { channel, from, to, isVerified: placed.isVerified, change }
  await audit(asking, { chain: account.id, action: 'channel.changed', details })
  const letter = (link: NoticeLink) =>
    ({ template: 'channel-changed', channel, ...link, at: now }) as const
  await tellOfChange(deps, work, { account, change, locale, letter })
  const until = heldUntil(after, channel, now)
  return { type: 'channel.changed', isVerified: placed.isVerified, heldUntil: until }
}

/** Asks the directory that the account lives in; what comes of it is staged by conclude.ts. */
async function askForChannel(
  deps: ServiceDeps,
  asking: Asking,
  { account, channel, address, isVerified: isProven }: Changing,
): Promise<Outside> {
  await endOthers(asking, { account, channel })
  const outside = askOutside(deps, asking, {
    account: account.id,
    effect: 'channel.change',
    change: {
      kind: 'channel',
      channel,
      ...sealedEnds(deps, { from: account[channel], to: address }),
      isVerified: isProven,
    },
  })
  const to = maskChannel(channel, address)
  const details = { channel, to, operation: outside.intent }
  await audit(asking, { chain: account.id, action: 'channel.asked', details })
  return outside
}

const make = async (deps: ServiceDeps, asking: Asking, changing: Changing) =>
  deps.directory === null
    ? placeChannel(deps, asking, changing)
    : askForChannel(deps, asking, changing)

/**
 * Changes a channel. Needs a proof of identity made for this run by what was proven before, and for any but a contact
 * channel a proof of the new address too (NIST SP 800-63B-4 section 3.1.3.3; attacks G1). A login email that another
 * account has is refused like a missing proof, so that a code for it does not tell. Every address proven until then is
 * told and can undo the change.
 */
export const changeChannel: UseCase<'channel.change'> = {
  reads: ownReads,
  mark: () => ({ target: null }),
  async perform(deps, asking, effect) {
    const account = await ownAccount(deps, asking)
    if (account === null) return refused('proof')
    const { channel, address, purpose, keepsProof } = effect
    const reason = obstacle(deps, { account, now: asking.work.now }, effect)
    if (reason !== null) return refused(reason)
    const isFree = channel !== 'loginEmail' || (await isFreeLogin(asking.work, account.id, address))
    const placing = { account, channel, address }
    const isKnown =
      address === null ||
      provenAddresses(account).some((each) => each.address === address) ||
      (await takeAddressProof(deps, asking, placing))
    if (!isFree || (!isKnown && !isContact(channel))) return refused('proof')
    const wanted = { purpose, account: account.id, keeps: keepsProof }
    if (!(await takeProof(asking, wanted))) return refused('proof')
    const changing = { ...placing, isVerified: isKnown }
    return make(deps, asking, changing)
  },
}

/**
 * Stages a contact channel as verified.
 *
 * @param confirmed address that was proven; another one stands there by now when it was changed since
 * @returns whether it is verified now
 */
export async function markVerified(
  work: UnitOfWork,
  account: Account,
  confirmed: { readonly channel: ContactName; readonly address: string | null; actor: string },
): Promise<boolean> {
  const { channel, address, actor } = confirmed
  if (address === null || account[channel] !== address) return false
  if (isVerified(account, channel)) return true
  work.put('accounts', {
    ...account,
    unverified: account.unverified.filter((name) => name !== channel),
    reminders: (account.reminders ?? []).filter((reminder) => reminder.channel !== channel),
  })
  const details = { channel, to: maskChannel(channel, address) }
  await work.note({ chain: account.id, action: 'channel.verified', actor, details })
  return true
}

/** Marks a contact channel as verified after a code to it in this run; one that its link confirmed is already. */
export const confirmChannel: UseCase<'channel.confirm'> = {
  reads: ownReads,
  mark: () => ({ target: null }),
  async perform(deps, asking, { channel, address }) {
    const account = await ownAccount(deps, asking)
    if (account === null) return refused('proof')
    const verified = { type: 'channel.changed', isVerified: true, heldUntil: null } as const
    const wanted = address ?? account[channel]
    if (wanted !== null && account[channel] === wanted && isVerified(account, channel)) {
      return verified
    }
    if (!(await takeAddressProof(deps, asking, { account, channel, address }))) {
      return refused('proof')
    }
    const actor = `chat:${asking.person}`
    const isDone = await markVerified(asking.work, account, { channel, address: wanted, actor })
    return isDone ? verified : refused('proof')
  },
}
