/** Runs in a thread of the pool, where the synchronous calls block nothing and are the fastest. */
import { compareSync, hashSync } from 'bcryptjs'
import { readForeignHash } from '../domain/password-hash.ts'
import { madeForeign } from './foreign-hash.ts'

/** One job of a thread. Passwords are NFC; a cost of 12 means 2^12 rounds. */
export type HashTask =
  | { readonly kind: 'hash'; readonly password: string; readonly cost: number }
  | { readonly kind: 'index'; readonly password: string; readonly hashes: readonly string[] }

/**
 * Runs one job.
 *
 * @returns the new hash, or the index of the first hash this password made, or -1
 */
export async function work(task: HashTask): Promise<string | number> {
  if (task.kind === 'hash') return hashSync(task.password, task.cost)
  for (const [index, hash] of task.hashes.entries()) {
    const foreign = readForeignHash(hash)
    const isMade =
      foreign === null
        ? compareSync(task.password, hash)
        : await madeForeign(task.password, foreign)
    if (isMade) return index
  }
  return -1
}
