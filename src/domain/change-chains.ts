import type { Account, AccountChange, ChannelName } from './account.ts'
import { hourMs } from './durations.ts'

// Changes of a channel follow one another: what one brought, the next replaced. What several changes in a row came to is
// taken back as a whole, to the last value that none of them brought (attacks G6).

/** The longest time in which a change can be undone: the bound of `UNDO_HOURS`. */
export const longestUndoMs = 168 * hourMs

type ChannelChange = Extract<AccountChange, { readonly kind: 'channel' }>

/** A value of a channel, and whether it was proven. */
type Value = ChannelChange['before']

/** A change with the value that it brought; undefined where an earlier version did not write it down. */
interface Brought {
  readonly change: ChannelChange
  readonly after: string | null | undefined
}

interface Live {
  /** Epoch ms: older changes cannot be undone any more. */
  readonly since: number
  /** What the channel holds now. */
  readonly current?: string | null
}

/**
 * The changes of a channel that can still be undone, oldest first. Where one does not say what it brought, that is what
 * the next one replaced: earlier versions knew one value of a channel.
 */
function liveOf(
  changes: readonly AccountChange[],
  channel: ChannelName,
  { since, current }: Live,
): readonly Brought[] {
  const live = changes.flatMap((change): readonly ChannelChange[] =>
    change.kind === 'channel' &&
    change.channel === channel &&
    change.undoneAt === null &&
    change.at > since
      ? [change]
      : [],
  )
  // Newest first, as they are kept: the one after a change stands before it.
  return live
    .map((change, index) => {
      const next = live[index - 1]
      const replaced = next === undefined ? current : next.before.address
      return { change, after: change.after === undefined ? replaced : change.after }
    })
    .toReversed()
}

/** Whether one change replaced what another brought. */
const follows = (one: Brought, other: Brought): boolean =>
  other.after !== undefined && one.change.before.address === other.after

/** Those that replaced what no other of them brought. */
const firstOf = (live: readonly Brought[]): readonly Brought[] =>
  live.filter((each, index) => !live.slice(0, index).some((earlier) => follows(each, earlier)))

/** The changes before and after one, each the next that follows; oldest first. */
function chainThrough(live: readonly Brought[], index: number): readonly Brought[] {
  const chain = live.slice(index, index + 1)
  for (const earlier of live.slice(0, index).toReversed()) {
    const [first] = chain
    if (first !== undefined && follows(first, earlier)) chain.unshift(earlier)
  }
  for (const later of live.slice(index + 1)) {
    const last = chain.at(-1)
    if (last !== undefined && follows(later, last)) chain.push(later)
  }
  return chain
}

/** The change that an undo link is about; also where it was folded into a later one. */
export function changeNamed(
  { changes }: Pick<Account, 'changes'>,
  id: string | undefined,
): AccountChange | undefined {
  return changes.find((each) => [each.id, ...(each.folded ?? [])].some((own) => own === id))
}

/** What is taken back with a change of a channel. */
export interface TakenBack {
  /** The changes before and after it too. */
  readonly changes: readonly AccountChange[]
  /** What the last of them brought, and what the first of them replaced. */
  readonly from: string | null
  readonly to: Value
}

/**
 * What an undo of a change of a channel takes back: every change in a row with it that can still be undone, so that what
 * an intruder set first does not come back when only the last of theirs is undone.
 *
 * @param since epoch ms, see {@link Live}
 */
export function takenBack(account: Account, change: ChannelChange, since: number): TakenBack {
  const { channel } = change
  const live = liveOf(account.changes, channel, { since, current: account[channel] })
  const index = live.findIndex((each) => each.change === change)
  const chain = index < 0 ? [] : chainThrough(live, index)
  const [first] = chain
  return {
    changes: chain.map((each) => each.change),
    from: chain.at(-1)?.after ?? null,
    to: first?.change.before ?? change.before,
  }
}

/**
 * The values of a channel that no change brought which could still be undone, with all that a directory has there: of
 * those that were replaced meanwhile, the first. An address that an intruder has just set is not among them, and the owner's is.
 *
 * @param since epoch ms, see {@link Live}
 */
export function settledValues(
  account: Account,
  channel: ChannelName,
  since: number,
): readonly Value[] {
  const current = account[channel]
  const live = liveOf(account.changes, channel, { since, current })
  const isBrought = live.some(({ after }) => after === current)
  const isVerified = !account.unverified.includes(channel)
  const present = isBrought ? [] : [{ address: current, isVerified }]
  const further = (account.further?.[channel] ?? [])
    .filter((address) => !live.some(({ after }) => after === address))
    .map((address) => ({ address, isVerified: true }))
  return [...present, ...further, ...firstOf(live).map(({ change }) => change.before)]
}

/** How many changes of an account are kept. */
const keptChanges = 10

/** The ids of changes that have to stay: the first of each row, by which the owner's value comes back. */
function heldIds(changes: readonly AccountChange[], since: number): ReadonlySet<string> {
  const channels = new Set(
    changes.flatMap((change) => (change.kind === 'channel' ? [change.channel] : [])),
  )
  const firsts = [...channels].flatMap((channel) => firstOf(liveOf(changes, channel, { since })))
  const password = changes.findLast(
    ({ kind, at, undoneAt }) => kind === 'password' && undoneAt === null && at > since,
  )
  return new Set([
    ...firsts.map(({ change }) => change.id),
    ...(password === undefined ? [] : [password.id]),
    ...changes.slice(0, 1).map(({ id }) => id),
  ])
}

const isOfContact = (change: AccountChange): boolean =>
  change.kind === 'channel' && change.channel.startsWith('contact')

/** The change that goes when there are too many, or undefined: an old one, and of a contact channel first. */
function droppedOf(changes: readonly AccountChange[], since: number): AccountChange | undefined {
  const held = heldIds(changes, since)
  const free = changes.filter(({ id }) => !held.has(id))
  return free.findLast(isOfContact) ?? free.at(-1)
}

/** What follows a change takes its place: it replaced what that did, and is undone by its link too. */
function folded(later: AccountChange, dropped: AccountChange): AccountChange {
  const ids = [...(later.folded ?? []), ...(dropped.folded ?? []), dropped.id]
  const isRow = later.kind === 'channel' && dropped.kind === 'channel'
  return isRow ? { ...later, folded: ids, before: dropped.before } : { ...later, folded: ids }
}

/** The index of the change that a dropped one is folded into, or -1. */
function heirOf(changes: readonly AccountChange[], dropped: AccountChange, since: number): number {
  if (dropped.kind === 'password') {
    return changes.findIndex(
      (each) => each !== dropped && each.kind === 'password' && each.undoneAt === null,
    )
  }
  const live = liveOf(changes, dropped.channel, { since })
  const at = live.findIndex(({ change }) => change === dropped)
  const own = live[at]
  const heir = own && live.slice(at + 1).find((each) => follows(each, own))
  return heir === undefined ? -1 : changes.indexOf(heir.change)
}

/**
 * The latest changes, newest first. Too many are folded: as long as one can be undone, what it replaced is kept with the
 * change after it, so that no number of changes takes an owner's undo away (attacks G6).
 *
 * @param undoMs how long a change can be undone
 */
export function latestChanges(
  changes: readonly AccountChange[],
  undoMs: number,
): readonly AccountChange[] {
  if (changes.length <= keptChanges) return changes
  const since = (changes[0]?.at ?? 0) - undoMs
  const dropped = droppedOf(changes, since)
  if (dropped === undefined) return changes
  const isLive = dropped.undoneAt === null && dropped.at > since
  const heir = isLive ? heirOf(changes, dropped, since) : -1
  return changes
    .map((each, index) => (index === heir ? folded(each, dropped) : each))
    .filter((each) => each !== dropped)
}
