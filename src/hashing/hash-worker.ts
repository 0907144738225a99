/** Runs in a thread of the pool, where nobody waits for the event loop: the synchronous calls are the fastest ones. */
import { compareSync, hashSync } from 'bcryptjs'

/** One job of a thread. Passwords are normalised already; costs are powers of two. */
export type HashTask =
  | { readonly kind: 'hash'; readonly password: string; readonly cost: number }
  | { readonly kind: 'index'; readonly password: string; readonly hashes: readonly string[] }

/**
 * Does one job to its end.
 *
 * @returns the new hash, or the index of the first hash this password made, or -1
 */
export function work(task: HashTask): string | number {
  if (task.kind === 'hash') return hashSync(task.password, task.cost)
  return task.hashes.findIndex((hash) => compareSync(task.password, hash))
}
