import { isFrozen, type Account, type ChannelName } from '../domain/account.ts'
import { heldUntil, isContact } from '../domain/channel.ts'
import { redacted } from '../domain/redact.ts'
import type { Answer, ChannelRefusal } from '../flow/answer.ts'
import type { IntentChange, IntentRow } from '../ports/records/intent.ts'
import { maskChannel, placeChannel } from './channels.ts'
import { askAlong, askOutside, openedEnds, type Outcome } from './outside.ts'
import { placePassword } from './password.ts'
import { endEverything } from './session.ts'
import { audit, type Asking, type ServiceDeps } from './use-case.ts'

/** How much of a directory's words the log gets. */
const longestWords = 200

/** An intent whose outcome is known, or that is given up. */
export interface Concluded {
  readonly row: IntentRow
  readonly outcome: Outcome
}

type About<K extends IntentChange['kind']> = Omit<Concluded, 'row'> & {
  readonly row: IntentRow
  readonly change: Extract<IntentChange, { kind: K }>
  readonly account: Account
}

function channelRefusal({ outcome }: Outcome): ChannelRefusal {
  if (outcome === 'taken' || outcome === 'moved' || outcome === 'unknown') return outcome
  return 'directory'
}

/** An account that was read after a change of a channel as it was before, whichever of several values was read first. */
function beforeChange(
  account: Account,
  channel: ChannelName,
  { from, to }: { readonly from: string | null; readonly to: string | null },
): Account {
  const { [channel]: shown, further = {} } = account
  const beside = [shown, ...(further[channel] ?? [])].filter(
    (value) => value !== null && value !== from && value !== to,
  )
  return { ...account, [channel]: from, further: { ...further, [channel]: beside } }
}

async function concludeChannel(
  deps: ServiceDeps,
  asking: Asking,
  { row, change, account, outcome }: About<'channel'>,
): Promise<Answer> {
  const { channel, isVerified } = change
  const { from, to: address } = openedEnds(deps, change)
  if (outcome.outcome === 'done') {
    askAlong(deps, asking, { account, endsSessions: !isContact(channel) })
    const before = beforeChange(account, channel, { from, to: address })
    return placeChannel(deps, asking, { account: before, channel, address, isVerified })
  }
  const reason = channelRefusal(outcome)
  const details = { channel, to: maskChannel(channel, address), reason, operation: row.id }
  await audit(asking, { chain: account.id, action: 'channel.refused', details })
  return { type: 'channel.refused', reason }
}

/** Makes the proof that was spent on a password good again, as old as it is: another one may be chosen with it. */
async function giveProofBack({ work }: Asking, key: string): Promise<void> {
  const proof = await work.get('challenges', key)
  if (proof?.state === 'used') work.put('challenges', { ...proof, state: 'live', usedAt: null })
}

async function concludePassword(
  deps: ServiceDeps,
  asking: Asking,
  { row, change, account, outcome }: About<'password'>,
): Promise<Answer> {
  const { work } = asking
  const { purpose, kept } = change
  if (outcome.outcome === 'done') {
    askAlong(deps, asking, { account, endsSessions: true })
    return placePassword(deps, asking, { account, hash: kept, purpose })
  }
  const reason = outcome.outcome === 'password' ? outcome.refusal : outcome.outcome
  const details = { purpose, reason, operation: row.id }
  await audit(asking, { chain: account.id, action: 'password.refused', details })
  if (outcome.outcome === 'password') {
    work.put('accounts', { ...account, rejected: outcome.refusal })
    await giveProofBack(asking, change.proof)
    return { type: 'password.rejected' }
  }
  if (outcome.outcome !== 'unknown') return { type: 'password.refused', reason: 'directory' }
  // It may have been set: whoever was signed in with the former one is no longer.
  await endEverything(work, account.id)
  return { type: 'password.refused', reason: 'unknown' }
}

/** An account with a channel on hold that may hold for a moment what nobody was told of. */
function withHold(
  account: Account,
  { channel, now, holdMs }: { channel: ChannelName; now: number; holdMs: number },
): Account {
  const others = (account.holds ?? []).filter((hold) => hold.channel !== channel)
  const until = Math.max(now + holdMs, heldUntil(account, channel, now) ?? 0)
  return { ...account, holds: [...others, { channel, until }] }
}

/** Has a directory take back what it made, or may have made, of an intent that was stopped meanwhile. */
function takeBack(
  deps: ServiceDeps,
  asking: Asking,
  { change, account }: Pick<About<'channel' | 'password'>, 'change' | 'account'>,
): void {
  const along = { account: account.id, effect: null } as const
  if (change.kind === 'password') {
    askOutside(deps, asking, { ...along, change: { kind: 'disable' } })
    return
  }
  const { channel, from: to, to: from } = change
  if (!isContact(channel)) {
    const { now } = asking.work
    const { holdMs } = deps.policy
    asking.work.put('accounts', withHold(account, { channel, now, holdMs }))
  }
  askOutside(deps, asking, { ...along, change: { kind: 'restore', channel, from, to } })
}

/** An intent that was stopped is refused, whatever came of it, and taken back where it was made. */
async function concludeStopped(
  deps: ServiceDeps,
  asking: Asking,
  { row, change, account, outcome }: About<'channel' | 'password'>,
): Promise<Answer> {
  const isMade = outcome.outcome === 'done' || outcome.outcome === 'unknown'
  if (isMade) takeBack(deps, asking, { change, account })
  const details = { reason: 'stopped', isTakenBack: isMade, operation: row.id }
  await audit(asking, { chain: account.id, action: `${change.kind}.refused`, details })
  if (change.kind === 'password') return { type: 'password.refused', reason: 'proof' }
  const reason = isFrozen(account, asking.work.now) ? 'frozen' : 'proof'
  return { type: 'channel.refused', reason }
}

/** What no flow waits for is only written down. */
async function concludeAlong(asking: Asking, { row, outcome }: Concluded): Promise<null> {
  const details = { what: row.change.kind, outcome: outcome.outcome, operation: row.id }
  await audit(asking, { chain: row.account, action: 'directory.concluded', details })
  return null
}

/** The answer to a flow whose account is gone from its directory. */
function answerWithout({ kind }: IntentChange): Answer | null {
  if (kind === 'channel') return { type: 'channel.refused', reason: 'directory' }
  return kind === 'password' ? { type: 'password.refused', reason: 'directory' } : null
}

/**
 * Stages what came of an intent, and removes it: our memory of the account, the sessions that end, the notices, and the
 * audit with the outcome.
 *
 * @returns the answer to the effect that waits for it; null where none does
 */
export async function concludeIntent(
  deps: ServiceDeps,
  asking: Asking,
  concluded: Concluded,
): Promise<Answer | null> {
  const { work } = asking
  const { row, outcome } = concluded
  const { change } = row
  const { outcome: kind } = outcome
  if ('words' in outcome) {
    // A directory may quote whom a change is about, and others.
    const words = redacted(outcome.words.slice(0, longestWords), deps.redactRules)
    deps.log.warn('directory.refused', { operation: row.id, outcome: kind, words })
  }
  work.remove('intents', row.id)
  if (change.kind !== 'channel' && change.kind !== 'password') {
    return concludeAlong(asking, concluded)
  }
  const account = await work.get('accounts', row.account)
  if (account === null) {
    await concludeAlong(asking, concluded)
    return answerWithout(change)
  }
  if (row.stoppedAt !== undefined) {
    return concludeStopped(deps, asking, { row, change, account, outcome })
  }
  return change.kind === 'channel'
    ? concludeChannel(deps, asking, { row, change, account, outcome })
    : concludePassword(deps, asking, { row, change, account, outcome })
}
