import { unavailable } from '../../src/directories/home.ts'
import type {
  Directory,
  DirectoryAbilities,
  DirectoryEntry,
  DirectoryKey,
  DirectoryOutcome,
} from '../../src/ports/directory.ts'
import { createMemoryDirectory, type DirectoryCall } from './memory-directory.ts'

type Method = DirectoryCall['method']

/** What goes wrong at the border, for the next call of a method. */
export type Fault =
  /** It cannot be reached: nothing is done. */
  | 'away'
  /** The answer is lost: it was done, and nobody is told. */
  | 'lost'
  | DirectoryOutcome

/** What a test reads of an entry. */
interface Kept {
  readonly entry: DirectoryEntry
  readonly password: string | null
  /** Newest first. */
  readonly used: readonly string[]
  readonly endedSessions: number
}

/** A directory in memory that can be made to fail at its border, call by call. */
export interface FailingDirectory extends Directory {
  readonly calls: readonly Pick<DirectoryCall, 'method' | 'operation'>[]
  /** Keys of every trip of `find`, in order. */
  readonly trips: readonly (readonly DirectoryKey[])[]
  kept(reference: string): Kept
  add(entry: Partial<DirectoryEntry> & { readonly reference: string }, password?: string): void
  /** Changes an entry behind the program's back. */
  edit(reference: string, given: Partial<DirectoryEntry>): void
  /** The next calls of a method end so, one after another; null for an ordinary one. */
  fail(method: Method, ...faults: readonly (Fault | null)[]): void
  /** Waits so long before a method answers. */
  delay(wait: (keys: readonly DirectoryKey[]) => Promise<void>): void
}

const blank = {
  accountId: '100000000012',
  displayName: 'Li Wei',
  signedUpWith: 'email',
} as const satisfies Partial<DirectoryEntry>

const atOnce = async (): Promise<void> => {}

/**
 * Makes an empty one. It knows no operations unless told otherwise, so that a change that is made again is made twice.
 *
 * @param now the clock of its password changes, epoch ms
 */
export function createFailingDirectory(
  now: () => number,
  given: Partial<DirectoryAbilities> = {},
): FailingDirectory {
  const inner = createMemoryDirectory({ abilities: { knowsOperations: false, ...given }, now })
  const faults = new Map<Method, (Fault | null)[]>()
  const calls: Pick<DirectoryCall, 'method' | 'operation'>[] = []
  const trips: (readonly DirectoryKey[])[] = []
  let waiting: (keys: readonly DirectoryKey[]) => Promise<void> = atOnce

  function kept(reference: string): Kept {
    const entry = inner.entry(reference)
    if (entry === null) throw new Error(`no entry ${reference}`)
    return {
      entry,
      password: inner.passwordOf(reference),
      used: inner.passwordsBefore(reference),
      endedSessions: inner.sessionsEnded(reference),
    }
  }

  /** Runs a method with the fault that waits for it. */
  async function act<T>(
    method: Method,
    operation: string | null,
    run: () => Promise<T>,
  ): Promise<T> {
    calls.push({ method, operation })
    const fault = faults.get(method)?.shift() ?? null
    if (fault === 'away') throw unavailable('the directory of the test is away')
    if (fault !== null && fault !== 'lost') return fault as T
    const result = await run()
    if (fault === 'lost') throw unavailable('the answer of the directory of the test is lost')
    return result
  }

  return {
    abilities: inner.abilities,
    calls,
    trips,
    kept,
    add: (entry, password) => inner.put({ ...blank, ...entry }, password ?? null),
    edit: (reference, changed) => inner.edit(reference, changed),
    fail: (method, ...next) => void faults.set(method, [...next]),
    delay(wait) {
      waiting = wait
    },
    async find(keys) {
      trips.push(keys)
      await waiting(keys)
      return act('find', null, () => inner.find(keys))
    },
    verifyPassword: async (reference, password) =>
      act('verifyPassword', null, () => inner.verifyPassword(reference, password)),
    setPassword: async (asked, password) =>
      act('setPassword', asked.operation, () => inner.setPassword(asked, password)),
    changeChannel: async (asked, to) =>
      act('changeChannel', asked.operation, () => inner.changeChannel(asked, to)),
    endSessions: async (asked) =>
      act('endSessions', asked.operation, () => inner.endSessions(asked)),
    unlock: async (asked) => act('unlock', asked.operation, () => inner.unlock(asked)),
    check: async () => act('check', null, () => inner.check()),
    close: async () => inner.close(),
  }
}
