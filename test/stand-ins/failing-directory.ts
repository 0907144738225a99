import { ServiceError } from '../../src/errors.ts'
import type {
  Directory,
  DirectoryAbilities,
  DirectoryChange,
  DirectoryChannel,
  DirectoryEntry,
  DirectoryKey,
  DirectoryOutcome,
} from '../../src/ports/directory.ts'

/** One entry as it is kept, and its password in clear: it forgets all with the test. */
interface Kept {
  entry: DirectoryEntry
  password: string | null
  /** Newest first. */
  used: readonly string[]
  endedSessions: number
}

type Method = 'find' | 'verifyPassword' | 'check' | ChangingMethod

type ChangingMethod = 'setPassword' | 'changeChannel' | 'endSessions' | 'unlock'

/** What goes wrong at the border, for the next call of a method. */
export type Fault =
  /** It cannot be reached: nothing is done. */
  | 'away'
  /** The answer is lost: it was done, and nobody is told. */
  | 'lost'
  | DirectoryOutcome

/** A directory in memory that keeps the contract, and can be made to fail at its border. */
export interface FailingDirectory extends Directory {
  readonly calls: { readonly method: Method; readonly operation?: string }[]
  /** Keys of every trip of `find`, in order. */
  readonly trips: (readonly DirectoryKey[])[]
  kept(reference: string): Kept
  add(entry: Partial<DirectoryEntry> & { readonly reference: string }, password?: string): void
  remove(reference: string): void
  /** Changes an entry behind the program's back. */
  edit(reference: string, given: Partial<DirectoryEntry>): void
  /** The next calls of a method end so, one after another; null for an ordinary one. */
  fail(method: Method, ...faults: readonly (Fault | null)[]): void
  /** Waits so long before a method answers. */
  delay(wait: (keys: readonly DirectoryKey[]) => Promise<void>): void
}

export const allAbilities: DirectoryAbilities = {
  finds: ['reference', 'account-id', 'mobile', 'login-email', 'server-ip'],
  verifiesPassword: true,
  setsPassword: true,
  changes: ['loginEmail', 'recoveryMobile', 'recoveryEmail', 'contactMobile', 'contactEmail'],
  endsSessions: true,
  unlocks: true,
  knowsOperations: false,
}

const blank: Omit<DirectoryEntry, 'reference'> = {
  accountId: '100000000012',
  displayName: 'Li Wei',
  status: 'active',
  signedUpWith: 'email',
  loginEmails: [],
  recoveryMobiles: [],
  recoveryEmails: [],
  contactMobiles: [],
  contactEmails: [],
  servers: [],
  locale: null,
  hasPassword: false,
  passwordChangedAt: null,
}

const lists = {
  loginEmail: 'loginEmails',
  recoveryMobile: 'recoveryMobiles',
  recoveryEmail: 'recoveryEmails',
  contactMobile: 'contactMobiles',
  contactEmail: 'contactEmails',
} as const satisfies Record<DirectoryChannel, keyof DirectoryEntry>

function isMeant(entry: DirectoryEntry, { by, value }: DirectoryKey): boolean {
  switch (by) {
    case 'reference':
      return entry.reference === value
    case 'account-id':
      return entry.accountId === value
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

const away = (): ServiceError =>
  new ServiceError('ERR_DIRECTORY_UNAVAILABLE', 'the directory of the test is away', {
    retryable: true,
  })

const done = { outcome: 'done' } as const
const gone = { outcome: 'refused', words: 'no such entry' } as const

const atOnce = async (): Promise<void> => {}

/** Makes an empty directory. @param now the clock of its password changes, epoch ms */
export function createFailingDirectory(
  now: () => number,
  abilities: Partial<DirectoryAbilities> = {},
): FailingDirectory {
  const entries = new Map<string, Kept>()
  const faults = new Map<Method, (Fault | null)[]>()
  const calls: FailingDirectory['calls'] = []
  const trips: FailingDirectory['trips'] = []
  let waiting: (keys: readonly DirectoryKey[]) => Promise<void> = atOnce

  const kept = (reference: string): Kept => {
    const found = entries.get(reference)
    if (found === undefined) throw new Error(`no entry ${reference}`)
    return found
  }

  /** Runs a method with the fault that waits for it. */
  async function act<T>(method: Method, operation: string | null, run: () => T): Promise<T> {
    calls.push({ method, ...(operation === null ? {} : { operation }) })
    const fault = faults.get(method)?.shift() ?? null
    if (fault === 'away') throw away()
    if (fault !== null && fault !== 'lost') return fault as T
    const result = run()
    if (fault === 'lost') throw away()
    return result
  }

  async function change(
    method: ChangingMethod,
    { operation, reference }: DirectoryChange,
    run: (found: Kept) => DirectoryOutcome,
  ): Promise<DirectoryOutcome> {
    return act(method, operation, () => {
      const found = entries.get(reference)
      return found === undefined ? gone : run(found)
    })
  }

  return {
    abilities: { ...allAbilities, ...abilities },
    calls,
    trips,
    kept,
    add(entry, password) {
      const hasPassword = password !== undefined
      entries.set(entry.reference, {
        entry: { ...blank, hasPassword, ...entry },
        password: password ?? null,
        used: [],
        endedSessions: 0,
      })
    },
    remove: (reference) => void entries.delete(reference),
    edit(reference, given) {
      const found = kept(reference)
      found.entry = { ...found.entry, ...given }
    },
    fail: (method, ...next) => void faults.set(method, [...next]),
    delay(wait) {
      waiting = wait
    },
    async find(keys) {
      trips.push(keys)
      await waiting(keys)
      return act('find', null, () =>
        keys.map((key) =>
          [...entries.values()].map(({ entry }) => entry).filter((entry) => isMeant(entry, key)),
        ),
      )
    },
    verifyPassword: async (reference, password) =>
      act('verifyPassword', null, () => {
        const found = entries.get(reference)
        if (found !== undefined && found.entry.status !== 'active') return 'locked'
        return found?.password !== null && found?.password === password ? 'right' : 'wrong'
      }),
    setPassword: async (asked, password) =>
      change('setPassword', asked, (found) => {
        if ([found.password, ...found.used].includes(password)) {
          return { outcome: 'password', refusal: 'used-before', words: 'in history' }
        }
        if (found.password !== null) found.used = [found.password, ...found.used]
        found.password = password
        found.entry = { ...found.entry, hasPassword: true, passwordChangedAt: now() }
        return done
      }),
    changeChannel: async (asked, { channel, from, to }) =>
      change('changeChannel', asked, (found) => {
        const list = lists[channel]
        const values = found.entry[list]
        if (from === null ? values.length > 0 : !values.includes(from)) return { outcome: 'moved' }
        const others = [...entries.values()].filter((each) => each !== found)
        const isTaken =
          channel === 'loginEmail' &&
          others.some(({ entry }) => to !== null && entry.loginEmails.includes(to))
        if (isTaken) return { outcome: 'taken' }
        const next = to === null ? [] : [to]
        const replaced =
          from === null ? next : values.flatMap((value) => (value === from ? next : [value]))
        found.entry = { ...found.entry, [list]: replaced }
        return done
      }),
    endSessions: async (asked) =>
      change('endSessions', asked, (found) => {
        found.endedSessions += 1
        return done
      }),
    unlock: async (asked) =>
      change('unlock', asked, (found) => {
        if (found.entry.status === 'locked') found.entry = { ...found.entry, status: 'active' }
        return done
      }),
    check: async () => act('check', null, () => {}),
    close: async () => {},
  }
}
