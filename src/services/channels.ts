import type { Account, ChannelName, ContactName } from '../domain/account.ts'
import {
  channelMedium,
  counterpartOf,
  heldUntil,
  isContact,
  isVerified,
  withChannel,
} from '../domain/channel.ts'
import { maskEmailForOwner, maskMobileForOwner } from '../domain/masking.ts'
import type { Answer, ChannelRefusal } from '../flow/answer.ts'
import type { Effect } from '../flow/effect.ts'
import { takeGrant } from './check-code.ts'
import { provenAddresses, tellOfChange } from './notices.ts'
import { leaveProof, takeProof } from './proof.ts'
import { useSession } from './session.ts'
import { isFreeLogin, provenWay, resolveSubject, subjectHandle } from './subject.ts'
import type { Asking, ServiceDeps } from './turn-context.ts'
import type { UnitOfWork } from './unit-of-work.ts'

type EffectOf<T extends Effect['type']> = Extract<Effect, { type: T }>

const changeIdBytes = 12

/** An address as its signed-in owner sees it, or null for none. */
export function maskChannel(channel: ChannelName, address: string | null): string | null {
  if (address === null) return null
  return channelMedium[channel] === 'sms' ? maskMobileForOwner(address) : maskEmailForOwner(address)
}

/** The own account, for a session that may change it. */
export async function ownAccount(deps: ServiceDeps, asking: Asking): Promise<Account | null> {
  const open = await useSession(deps, asking.work, asking.conversation)
  return open === null || open.session.scope !== 'signed-in' ? null : open.account
}

const refused = (reason: ChannelRefusal): Answer => ({ type: 'channel.refused', reason })

const isFrozen = ({ frozenUntil }: Account, now: number): boolean =>
  frozenUntil !== null && now < frozenUntil

/** What forbids a change whoever asks for it; null for nothing. Without a recovery mobile nobody signs in by code. */
function obstacle(
  account: Account,
  { channel, address }: Pick<EffectOf<'channel.change'>, 'channel' | 'address'>,
  now: number,
): ChannelRefusal | null {
  if (isFrozen(account, now)) return 'frozen'
  if (address === account[channel]) return 'same'
  if (address !== null) return null
  const canDoWithout = channel === 'loginEmail' && provenWay(account, 'recoveryMobile') !== null
  return canDoWithout ? null : 'only-way'
}

/** Whether an address can become a channel, and what it would replace; whether somebody else has it is not told. */
export async function checkChannel(
  deps: ServiceDeps,
  asking: Asking,
  effect: EffectOf<'channel.check'>,
): Promise<Answer> {
  const account = await ownAccount(deps, asking)
  if (account === null) return { type: 'session.missing' }
  const { channel, address } = effect
  const reason = obstacle(account, effect, asking.work.now)
  if (reason !== null) return refused(reason)
  const other = counterpartOf(channel)
  return {
    type: 'channel.usable',
    before: maskChannel(channel, account[channel]),
    after: maskChannel(channel, address) ?? '',
    isSharable: other !== null && account[other] !== address,
  }
}

/** Turns the code just accepted for a new address into a proof of it, for the run that called this flow. */
export async function proveChannel(
  deps: ServiceDeps,
  asking: Asking,
  { target }: EffectOf<'channel.prove'>,
): Promise<Answer> {
  const account = await ownAccount(deps, asking)
  const subject = await resolveSubject(deps, asking, target)
  const isGranted = await takeGrant(asking, { purpose: 'verify-channel', subject })
  const { callerRun } = asking
  if (account === null || callerRun === null || !isGranted) return { type: 'session.missing' }
  await leaveProof(asking, {
    purpose: 'verify-channel',
    callerRun,
    subject: subject.handle,
    account: account.id,
  })
  return { type: 'channel.proven' }
}

async function isProvenAddress(
  deps: ServiceDeps,
  asking: Asking,
  proven: {
    readonly account: Account
    readonly channel: ChannelName
    readonly address: string | null
  },
): Promise<boolean> {
  const { account, channel, address } = proven
  if (provenAddresses(account).some((each) => each.address === address)) return true
  const target = { by: 'new', channel, value: address } as const
  const subject = subjectHandle(deps, asking, { target, account: account.id })
  return takeProof(asking, { purpose: 'verify-channel', account: account.id, subject })
}

/**
 * Ends what other runs have proven by now or are about to: it was proven against an account that is another one now.
 * Links that were mailed to a contact channel die by what they name.
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

async function put(
  deps: ServiceDeps,
  asking: Asking,
  changed: {
    readonly account: Account
    readonly effect: EffectOf<'channel.change'>
    readonly isVerified: boolean
  },
): Promise<Answer> {
  const { account, effect, isVerified: isProven } = changed
  const { channel, address } = effect
  const { work, run } = asking
  const { now } = work
  const id = Buffer.from(deps.random.bytes(changeIdBytes)).toString('base64url')
  const { holdMs } = deps.policy
  await voidOthers(work, { account: account.id, run, channel })
  const placed = { channel, address, isVerified: isProven }
  const after = withChannel(account, { ...placed, id, now, holdMs })
  work.put('accounts', after)
  const from = maskChannel(channel, account[channel])
  const to = maskChannel(channel, address)
  await work.note({
    chain: account.id,
    action: 'channel.changed',
    actor: `chat:${asking.person}`,
    details: { channel, from, to, isVerified: isProven, change: id },
  })
  const letter = (url: string) => ({ template: 'channel-changed', channel, url, at: now }) as const
  await tellOfChange(deps, work, { account, change: id, locale: asking.locale, letter })
  const until = heldUntil(after, channel, now)
  return { type: 'channel.changed', isVerified: isProven, heldUntil: until }
}

/**
 * Changes a channel: with a proof of identity made for this very run by what was proven before, and for any but a
 * contact channel with a proof of the new address too (NIST SP 800-63B-4 section 3.1.3.3; attacks G1). Every address
 * proven until then is told and can undo it.
 *
 * @returns `channel.changed`, or `channel.refused` with nothing changed; also for a login email that another account
 *   has, which nobody with a code for it can hear
 */
export async function changeChannel(
  deps: ServiceDeps,
  asking: Asking,
  effect: EffectOf<'channel.change'>,
): Promise<Answer> {
  const account = await ownAccount(deps, asking)
  if (account === null) return refused('proof')
  const { channel, address, purpose, keepsProof } = effect
  const reason = obstacle(account, effect, asking.work.now)
  if (reason !== null) return refused(reason)
  const isFree = channel !== 'loginEmail' || (await isFreeLogin(asking.work, account.id, address))
  const isKnown =
    address === null || (await isProvenAddress(deps, asking, { account, channel, address }))
  if (!isFree || (!isKnown && !isContact(channel))) return refused('proof')
  const wanted = { purpose, account: account.id, keeps: keepsProof }
  if (!(await takeProof(asking, wanted))) return refused('proof')
  return put(deps, asking, { account, effect, isVerified: isKnown })
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
  const to = maskChannel(channel, address)
  await work.note({
    chain: account.id,
    action: 'channel.verified',
    actor,
    details: { channel, to },
  })
  return true
}

/** Marks a contact channel as verified, after a code to it in this run; one that its link confirmed is already. */
export async function confirmChannel(
  deps: ServiceDeps,
  asking: Asking,
  { channel, address }: EffectOf<'channel.confirm'>,
): Promise<Answer> {
  const account = await ownAccount(deps, asking)
  if (account === null) return refused('proof')
  const wanted = address ?? account[channel]
  const isThere = wanted !== null && account[channel] === wanted && isVerified(account, channel)
  const verified: Answer = { type: 'channel.changed', isVerified: true, heldUntil: null }
  if (isThere) return verified
  const target = { by: 'new', channel, value: address } as const
  const subject = subjectHandle(deps, asking, { target, account: account.id })
  const proof = { purpose: 'verify-channel', account: account.id, subject } as const
  if (!(await takeProof(asking, proof))) return refused('proof')
  const actor = `chat:${asking.person}`
  const isDone = await markVerified(asking.work, account, { channel, address: wanted, actor })
  return isDone ? verified : refused('proof')
}
