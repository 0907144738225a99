import { keyOfReference } from '../domain/account.ts'
import type { Directory, DirectoryEntry, DirectoryKey } from '../ports/directory.ts'

/** What one turn has asked a directory, and what waits to be asked along with the next question. */
export interface AskedEntries {
  /** Has a key asked for along with whatever is asked next. */
  later(key: DirectoryKey): void
  /** Asks for these keys and all that wait, in one trip; those that were asked before are left out. */
  ask(keys: readonly DirectoryKey[]): void
  /**
   * The entries of a key, asked for now if they were not before.
   *
   * @throws ServiceError `ERR_DIRECTORY_UNAVAILABLE`
   */
  of(key: DirectoryKey): Promise<readonly DirectoryEntry[]>
}

const nameOf = ({ by, value }: DirectoryKey): string => `${by}:${value}`

/** Begins a turn's questions; every key is asked for once, and what was found is known by its reference as well. */
export function askEntries(directory: Pick<Directory, 'abilities' | 'find'>): AskedEntries {
  const answers = new Map<string, Promise<readonly DirectoryEntry[]>>()
  const waiting = new Map<string, DirectoryKey>()

  async function found(keys: readonly DirectoryKey[]) {
    const lists = await directory.find(keys)
    for (const entry of lists.flat()) {
      const name = nameOf({ by: 'reference', value: entry.reference })
      if (!answers.has(name)) answers.set(name, Promise.resolve([entry]))
    }
    return lists
  }

  function ask(keys: readonly DirectoryKey[]): void {
    const named = [...waiting.values(), ...keys].map((key) => [nameOf(key), key] as const)
    const asked = [...new Map(named)].filter(([name]) => !answers.has(name))
    waiting.clear()
    const { finds } = directory.abilities
    const able = asked.filter(([, { by }]) => finds.includes(by))
    for (const [name, { by }] of asked) {
      if (!finds.includes(by)) answers.set(name, Promise.resolve([]))
    }
    if (able.length === 0) return
    const trip = found(able.map(([, key]) => key))
    for (const [index, [name]] of able.entries()) {
      const answer = trip.then((lists) => lists[index] ?? [])
      // Thrown where the answer is read; a question that was only likely may fail unheard.
      answer.catch(() => {})
      answers.set(name, answer)
    }
  }

  return {
    later(key) {
      if (!answers.has(nameOf(key))) waiting.set(nameOf(key), key)
    },
    ask,
    async of(key) {
      if (!answers.has(nameOf(key))) ask([key])
      return (await answers.get(nameOf(key))) ?? []
    },
  }
}

/** The keys of our rows about entries. */
export const keysOf = (entries: readonly DirectoryEntry[]): readonly string[] =>
  entries.map(({ reference }) => keyOfReference(reference))
