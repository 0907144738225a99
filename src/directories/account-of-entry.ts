import {
  blankAccount,
  channelNames,
  keyOfReference,
  noFacts,
  type Account,
  type AccountChange,
  type ChannelName,
} from '../domain/account.ts'
import type { DirectoryEntry, DirectoryKey } from '../ports/directory.ts'
import type { Sealer } from '../ports/sealer.ts'

// An account of a directory is made of two parts: facts, which are the directory's and are read anew in every turn, and
// memory, which is ours and alone is stored.

/** Stands where the embedded store has a hash: there is a password, and the directory alone knows it. */
const heldByDirectory = 'directory'

type Change = (change: AccountChange) => AccountChange

/** The same changes with the addresses of before and after put through a function. */
const withAddresses = (over: (address: string) => string | null): Change => {
  const each = (address: string | null) => (address === null ? null : over(address))
  return (change) => {
    if (change.kind === 'password') return change
    const before = { ...change.before, address: each(change.before.address) }
    const after = change.after === undefined ? {} : { after: each(change.after) }
    return { ...change, before, ...after }
  }
}

/** What is ours of an account, as it is stored: no fact of the directory, and the addresses of its changes sealed. */
export function memoryOf(account: Account, sealer: Sealer): Account {
  const { accountId: _, isLocked: __, further: ___, ...rest } = account
  const changes = account.changes.map(withAddresses((address) => sealer.seal(address)))
  return { ...rest, ...noFacts(account.id), changes }
}

/** The value of a channel: the one that was asked for, if the entry has it, or the first. */
function valueOf(values: readonly string[], by: DirectoryKey['by'], asked: DirectoryKey) {
  return (asked.by === by && values.includes(asked.value) ? asked.value : values[0]) ?? null
}

const latestPassword = (changes: readonly AccountChange[]): AccountChange | undefined =>
  changes.find(({ kind }) => kind === 'password')

/** Whether the owner took the last change of the password back and none was set since: nobody knows the present one. */
function isDisabled({ passwordChangedAt }: DirectoryEntry, memory: Account): boolean {
  const change = latestPassword(memory.changes)
  if (change === undefined || change.undoneAt === null) return false
  // A directory counts whole seconds, and the random password that disabled the account was set right after.
  const graceMs = 60_000
  return passwordChangedAt === null || passwordChangedAt < change.undoneAt + graceMs
}

/** The facts of an entry, in the words of an account. */
function factsOf(entry: DirectoryEntry, asked: DirectoryKey) {
  return {
    accountId: entry.accountId,
    status: entry.status === 'active' || entry.status === 'locked' ? 'active' : 'disabled',
    displayName: entry.displayName,
    signedUpWith: entry.signedUpWith,
    loginEmail: valueOf(entry.loginEmails, 'login-email', asked),
    recoveryMobile: valueOf(entry.recoveryMobiles, 'mobile', asked),
    recoveryEmail: entry.recoveryEmails[0] ?? null,
    contactMobile: entry.contactMobiles[0] ?? null,
    contactEmail: entry.contactEmails[0] ?? null,
    servers: entry.servers.map((ip) => ({ ip })),
    locale: entry.locale,
  } as const
}

const valuesOf = {
  loginEmail: ({ loginEmails }) => loginEmails,
  recoveryMobile: ({ recoveryMobiles }) => recoveryMobiles,
  recoveryEmail: ({ recoveryEmails }) => recoveryEmails,
  contactMobile: ({ contactMobiles }) => contactMobiles,
  contactEmail: ({ contactEmails }) => contactEmails,
} as const satisfies Readonly<Record<ChannelName, (entry: DirectoryEntry) => readonly string[]>>

/** The values that no channel of the account shows: who has several mailboxes is told of changes at each. */
function furtherOf(
  entry: DirectoryEntry,
  shown: Pick<Account, ChannelName>,
): Pick<Account, 'further'> {
  const further = channelNames.flatMap((channel) => {
    const others = valuesOf[channel](entry).filter((value) => value !== shown[channel])
    return others.length === 0 ? [] : [[channel, others] as const]
  })
  return further.length === 0 ? {} : { further: Object.fromEntries(further) }
}

/**
 * An account as the program reads it: the entry's facts with our memory of it. An entry that was found by its second
 * number or mailbox has that one in the channel, so that it is proven by the number that was typed.
 */
export function accountOfEntry(
  entry: DirectoryEntry,
  { memory, asked, sealer }: { memory: Account | null; asked: DirectoryKey; sealer: Sealer },
): Account {
  const id = keyOfReference(entry.reference)
  const ours = memory ?? blankAccount(id)
  const hasPassword = entry.hasPassword && !isDisabled(entry, ours)
  const facts = factsOf(entry, asked)
  return {
    ...ours,
    ...facts,
    ...furtherOf(entry, facts),
    changes: ours.changes.map(withAddresses((address) => sealer.open(address))),
    passwordHash: hasPassword ? heldByDirectory : null,
    passwordChangedAt: entry.passwordChangedAt ?? latestPassword(ours.changes)?.at ?? null,
    ...(entry.status === 'locked' ? { isLocked: true } : {}),
  }
}
