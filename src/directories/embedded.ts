import type { Account } from '../domain/account.ts'
import { latestChanges, longestUndoMs } from '../domain/change-chains.ts'
import { isVerified, withAddress } from '../domain/channel.ts'
import { earlierHashes, withPassword } from '../domain/password-change.ts'
import { judgePassword, type PasswordFault } from '../domain/password-policy.ts'
import { ServiceError } from '../errors.ts'
import type { Clock } from '../ports/clock.ts'
import { accountIndexes } from '../ports/collections.ts'
import type {
  Directory,
  DirectoryChange,
  DirectoryEntry,
  DirectoryKey,
  DirectoryOutcome,
  PasswordRefusal,
} from '../ports/directory.ts'
import type { PasswordHasher } from '../ports/password-hasher.ts'
import type { Change, Store, Versioned } from '../ports/store.ts'
import { done, everyAbility, refused } from './home.ts'
import { isAskable, isExact, mostEntries, type Reading } from './exact.ts'

/** What the accounts of the store are seen through as a directory. */
export interface EmbeddedOptions {
  readonly store: Pick<Store, 'get' | 'find' | 'commit' | 'check'>
  readonly clock: Clock
  readonly passwords: PasswordHasher
  readonly reading: Reading
}

const listed = (value: string | null): readonly string[] => (value === null ? [] : [value])

function statusOf({ status, lockedUntil }: Account, now: number): DirectoryEntry['status'] {
  if (status !== 'active') return 'disabled'
  return lockedUntil !== null && lockedUntil > now ? 'locked' : 'active'
}

function entryOf(account: Account, now: number): DirectoryEntry {
  return {
    reference: account.id,
    accountId: account.id,
    displayName: account.displayName,
    status: statusOf(account, now),
    signedUpWith: account.signedUpWith,
    loginEmails: listed(account.loginEmail),
    recoveryMobiles: listed(account.recoveryMobile),
    recoveryEmails: listed(account.recoveryEmail),
    contactMobiles: listed(account.contactMobile),
    contactEmails: listed(account.contactEmail),
    servers: account.servers.map(({ ip }) => ip),
    locale: account.locale,
    hasPassword: account.passwordHash !== null,
    passwordChangedAt: account.passwordChangedAt,
  }
}

async function accountsBy({ store }: EmbeddedOptions, { by, value }: DirectoryKey) {
  if (by === 'reference' || by === 'account-id') {
    const found = await store.get('accounts', value)
    return found === null ? [] : [found.row]
  }
  const found = await store.find('accounts', accountIndexes[by], { value, limit: mostEntries })
  return found.map(({ row }) => row)
}

const refusals: Readonly<Partial<Record<PasswordFault, PasswordRefusal>>> = {
  'too-short': 'too-short',
  'too-long': 'policy',
}

async function passwordRefusal(
  { passwords }: EmbeddedOptions,
  account: Account,
  password: string,
): Promise<PasswordRefusal | null> {
  const [fault] = judgePassword(password, { account, providerName: '' })
  if (fault !== undefined) return refusals[fault] ?? 'too-simple'
  const earlier = await passwords.indexAmong(password, earlierHashes(account))
  return earlier < 0 ? null : 'used-before'
}

/** How often a change is tried anew when the account moved meanwhile. */
const mostTries = 5

type ChannelChange = Parameters<Directory['changeChannel']>[1] & Pick<DirectoryChange, 'operation'>

type Tried = { readonly changes: readonly Change[] } | DirectoryOutcome

/** Changes one account in a commit of its own; a repeat under the same operation changes nothing. */
async function change(
  { store }: EmbeddedOptions,
  { operation, reference }: DirectoryChange,
  tried: (found: Versioned<Account>) => Promise<Tried>,
): Promise<DirectoryOutcome> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const found = await store.get('accounts', reference)
    if (found === null) return refused('no such account')
    if (found.row.changes.some(({ id }) => id === operation)) return done
    const wanted = await tried(found)
    if ('outcome' in wanted) return wanted
    if (wanted.changes.length === 0) return done
    if ((await store.commit(wanted.changes)).outcome === 'committed') return done
  }
  throw new ServiceError('ERR_DIRECTORY_UNAVAILABLE', 'the account keeps changing', {
    retryable: true,
  })
}

const rewritten = ({ row, version }: Versioned<Account>, account: Account): Tried => ({
  changes: [{ collection: 'accounts', key: row.id, base: version, row: account }],
})

/** Replaces the address of a channel that still is what it was. */
async function replaceAddress(
  { store, clock }: EmbeddedOptions,
  found: Versioned<Account>,
  to: ChannelChange,
): Promise<Tried> {
  const { row: account } = found
  const { channel, from, to: address, operation: id } = to
  if (account[channel] !== from) return { outcome: 'moved' }
  if (channel === 'loginEmail' && address !== null) {
    const others = await store.find('accounts', 'loginEmail', { value: address })
    if (others.length > 0) return { outcome: 'taken' }
  }
  const before = { address: from, isVerified: isVerified(account, channel) }
  const made = {
    id,
    kind: 'channel',
    channel,
    before,
    after: address,
    undoneAt: null,
    at: clock.now(),
  } as const
  const placed = withAddress(account, { channel, address, isVerified: true })
  return rewritten(found, {
    ...placed,
    changes: latestChanges([made, ...account.changes], longestUndoMs),
  })
}

function createChanges(options: EmbeddedOptions) {
  const { store, clock, passwords } = options
  return {
    setPassword: async (about, password) =>
      change(options, about, async (found) => {
        const refusal = await passwordRefusal(options, found.row, password)
        if (refusal !== null) return { outcome: 'password', refusal, words: refusal }
        const hash = await passwords.hash(password)
        const made = { hash, id: about.operation, now: clock.now(), undoMs: longestUndoMs }
        return rewritten(found, withPassword(found.row, made))
      }),
    changeChannel: async (about, { channel, from, to }) =>
      change(options, about, async (found) =>
        replaceAddress(options, found, { operation: about.operation, channel, from, to }),
      ),
    endSessions: async (about) =>
      change(options, about, async ({ row }) => {
        const sessions = await store.find('sessions', 'account', { value: row.id })
        const gone = ({ row: { key }, version: base }: (typeof sessions)[number]) =>
          ({ collection: 'sessions', key, base, row: null }) as const
        return { changes: sessions.map(gone) }
      }),
    unlock: async (about) =>
      change(options, about, async (found) => {
        const { row: account } = found
        if (account.status !== 'active') return refused(account.status)
        return account.lockedUntil === null
          ? done
          : rewritten(found, { ...account, lockedUntil: null })
      }),
  } satisfies Partial<Directory>
}

/**
 * The accounts of the store as a directory, so that one suite of promises is held to all homes. The conversations of the
 * program commit such accounts together with everything else, and do without it.
 */
export function createEmbeddedDirectory(options: EmbeddedOptions): Directory {
  const { store, clock, passwords, reading } = options
  return {
    abilities: everyAbility,
    find: async (keys) =>
      Promise.all(
        keys.map(async (key) => {
          if (!isAskable(key, reading)) return []
          const entries = (await accountsBy(options, key)).map((row) => entryOf(row, clock.now()))
          return entries.filter((entry) => isExact(entry, key))
        }),
      ),
    async verifyPassword(reference, password) {
      const account = (await store.get('accounts', reference))?.row ?? null
      if (account === null) return 'wrong'
      if (statusOf(account, clock.now()) !== 'active') return 'locked'
      const { passwordHash } = account
      if (password === '' || passwordHash === null) return 'wrong'
      return (await passwords.matches(password, passwordHash)) ? 'right' : 'wrong'
    },
    ...createChanges(options),
    check: async () => store.check(),
    async close() {},
  }
}
