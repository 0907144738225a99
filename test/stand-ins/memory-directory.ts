import { done, everyAbility, refused, unavailable } from '../../src/directories/home.ts'
import type {
  Directory,
  DirectoryAbilities,
  DirectoryChange,
  DirectoryChannel,
  DirectoryEntry,
  DirectoryKey,
  DirectoryOutcome,
  PasswordRefusal,
} from '../../src/ports/directory.ts'

/** The entry a test names, the rest as a fresh active account has it. */
export type EntrySeed = Partial<DirectoryEntry> & Pick<DirectoryEntry, 'reference' | 'accountId'>

/** A call that reached the directory, in order; never a password. */
export interface DirectoryCall {
  readonly method: Exclude<keyof Directory, 'abilities'>
  readonly operation: string | null
  readonly reference: string | null
}

/** A directory for tests, and the hands of its administrator. */
export interface MemoryDirectory extends Directory {
  readonly calls: readonly DirectoryCall[]
  /** Puts an entry there as its administrator would; null for no password. */
  put(seed: EntrySeed, password: string | null): void
  remove(reference: string): void
  /** Changes what an entry says, as its administrator would. */
  edit(reference: string, given: Partial<DirectoryEntry>): void
  entry(reference: string): DirectoryEntry | null
  passwordOf(reference: string): string | null
  /** Every password an entry had before this one, newest first. */
  passwordsBefore(reference: string): readonly string[]
  /** How often every session of an entry was ended. */
  sessionsEnded(reference: string): number
  /** While away, every call throws and nothing happens. */
  setAway(away: boolean): void
  /** The next change is made, and its answer lost: the call throws. */
  loseNextAnswer(): void
}

const listOf = {
  loginEmail: 'loginEmails',
  recoveryMobile: 'recoveryMobiles',
  recoveryEmail: 'recoveryEmails',
  contactMobile: 'contactMobiles',
  contactEmail: 'contactEmails',
} as const satisfies Record<DirectoryChannel, keyof DirectoryEntry>

const limit = 100
const minLength = 8

interface Held {
  entry: DirectoryEntry
  password: string | null
  readonly history: string[]
  ended: number
}

function fresh(seed: EntrySeed, password: string | null): DirectoryEntry {
  return {
    displayName: null,
    status: 'active',
    signedUpWith: null,
    loginEmails: [],
    recoveryMobiles: [],
    recoveryEmails: [],
    contactMobiles: [],
    contactEmails: [],
    servers: [],
    locale: null,
    passwordChangedAt: null,
    ...seed,
    hasPassword: password !== null,
  }
}

const plain = (text: string): string => text.normalize('NFKC').toLowerCase()

function matches(entry: DirectoryEntry, { by, value }: DirectoryKey): boolean {
  switch (by) {
    case 'reference':
      return entry.reference === value
    case 'account-id':
      return plain(entry.accountId) === plain(value)
    case 'mobile':
      return entry.recoveryMobiles.includes(value)
    case 'login-email':
      return entry.loginEmails.includes(value)
    case 'server-ip':
      return entry.servers.includes(value)
    default:
      return by satisfies never
  }
}

function passwordRefusal(held: Held, password: string): PasswordRefusal | null {
  if (password.length < minLength) return 'too-short'
  if (/^(.)\1*$/u.test(password)) return 'too-simple'
  return held.history.includes(password) ? 'used-before' : null
}

/**
 * A complete directory in memory: it keeps each operation's outcome, passwords of at least 8 characters and every
 * earlier password. What `abilities` leaves out is refused.
 *
 * @param options now epoch ms, for `passwordChangedAt`
 */
export function createMemoryDirectory(
  options: {
    readonly abilities?: Partial<DirectoryAbilities>
    readonly now?: () => number
  } = {},
): MemoryDirectory {
  const abilities = { ...everyAbility, ...options.abilities }
  const rows = new Map<string, Held>()
  const outcomes = new Map<string, DirectoryOutcome>()
  const calls: DirectoryCall[] = []
  let isAway = false
  let losesAnswer = false

  function reached(method: DirectoryCall['method'], about: DirectoryChange | string | null): void {
    const { operation = null, reference = null } =
      about === null ? {} : typeof about === 'string' ? { reference: about } : about
    calls.push({ method, operation, reference })
    if (isAway) throw unavailable('the directory is away')
  }

  /** A change that is done once for an operation; the same operation again answers what it did. */
  function change(
    method: DirectoryCall['method'],
    about: DirectoryChange,
    apply: (held: Held) => DirectoryOutcome,
  ): DirectoryOutcome {
    reached(method, about)
    const before = abilities.knowsOperations ? outcomes.get(about.operation) : undefined
    const held = rows.get(about.reference)
    const outcome = before ?? (held === undefined ? refused('no such entry') : apply(held))
    outcomes.set(about.operation, outcome)
    if (!losesAnswer) return outcome
    losesAnswer = false
    throw unavailable('the directory is away')
  }

  function replaceValue(
    held: Held,
    to: { channel: DirectoryChannel; from: string | null; to: string | null },
  ): DirectoryOutcome {
    const name = listOf[to.channel]
    const values = held.entry[name]
    if (to.from === null ? values.length > 0 : !values.includes(to.from)) {
      return { outcome: 'moved' }
    }
    const others = [...rows.values()].filter((each) => each !== held)
    const key = to.to
    if (key !== null && name === 'loginEmails') {
      if (others.some(({ entry }) => entry.loginEmails.includes(key))) return { outcome: 'taken' }
    }
    const kept = to.from === null && key !== null ? [key] : []
    const replaced = values.flatMap((value) =>
      value === to.from ? (key === null ? [] : [key]) : [value],
    )
    held.entry = { ...held.entry, [name]: [...new Set([...kept, ...replaced])] }
    return done
  }

  return {
    abilities,
    calls,
    put(seed, password) {
      const history = password === null ? [] : [password]
      rows.set(seed.reference, { entry: fresh(seed, password), password, history, ended: 0 })
    },
    remove: (reference) => void rows.delete(reference),
    edit(reference, given) {
      const held = rows.get(reference)
      if (held === undefined) throw new Error(`no entry ${reference}`)
      held.entry = { ...held.entry, ...given }
    },
    entry: (reference) => rows.get(reference)?.entry ?? null,
    passwordOf: (reference) => rows.get(reference)?.password ?? null,
    passwordsBefore: (reference) => rows.get(reference)?.history.slice(0, -1).toReversed() ?? [],
    sessionsEnded: (reference) => rows.get(reference)?.ended ?? 0,
    setAway(away) {
      isAway = away
    },
    loseNextAnswer() {
      losesAnswer = true
    },
    async find(keys) {
      reached('find', null)
      return keys.map((key) =>
        abilities.finds.includes(key.by)
          ? [...rows.values()]
              .map(({ entry }) => entry)
              .filter((entry) => matches(entry, key))
              .slice(0, limit)
          : [],
      )
    },
    async verifyPassword(reference, password) {
      reached('verifyPassword', reference)
      const held = rows.get(reference)
      if (held === undefined) return 'wrong'
      if (held.entry.status !== 'active') return 'locked'
      return password !== '' && held.password === password ? 'right' : 'wrong'
    },
    async setPassword(about, password) {
      return change('setPassword', about, (held) => {
        if (!abilities.setsPassword) return refused('not offered')
        const refusal = passwordRefusal(held, password)
        if (refusal !== null) return { outcome: 'password', refusal, words: refusal }
        held.password = password
        held.history.push(password)
        const passwordChangedAt = options.now?.() ?? 0
        held.entry = { ...held.entry, hasPassword: true, passwordChangedAt }
        return done
      })
    },
    async changeChannel(about, to) {
      return change('changeChannel', about, (held) =>
        abilities.changes.includes(to.channel) ? replaceValue(held, to) : refused('not offered'),
      )
    },
    async endSessions(about) {
      return change('endSessions', about, (held) => {
        if (!abilities.endsSessions) return refused('not offered')
        held.ended += 1
        return done
      })
    },
    async unlock(about) {
      return change('unlock', about, (held) => {
        if (!abilities.unlocks) return refused('not offered')
        if (held.entry.status === 'disabled' || held.entry.status === 'expired') {
          return refused(held.entry.status)
        }
        held.entry = { ...held.entry, status: 'active' }
        return done
      })
    },
    async check() {
      reached('check', null)
    },
    async close() {},
  }
}
