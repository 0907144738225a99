import { setTimeout as wait } from 'node:timers/promises'
import { ServiceError } from '../errors.ts'
import type { Random } from '../ports/random.ts'
import type { Change, CommitResult, Store } from '../ports/store.ts'

/** How long other writers may be faster before the store counts as too busy. */
export interface RetryRule {
  readonly attempts: number
  /** The error's message when every attempt was overtaken. */
  readonly busy: string
  /** Given, it draws a wait of at most 1, 2, 4 … 64 ms after each attempt; otherwise the next begins at once. */
  readonly random?: Random
}

/** What one attempt came to: its commit, and what to answer if that was made. */
interface Attempt<T> {
  readonly commit: CommitResult
  readonly result: T
}

const longestWaitMs = 64

/**
 * Optimistic concurrency: runs a read, a decision and a commit again, each time from fresh state, until no row it was
 * based on has moved meanwhile.
 *
 * @throws ServiceError `ERR_STORE_BUSY`, retryable, after the last attempt; nothing was written then. Whatever an
 *   attempt throws ends it at once
 */
export async function commitWithRetry<T>(
  { attempts, busy, random }: RetryRule,
  attempt: () => Promise<Attempt<T>>,
): Promise<T> {
  for (let before = 0; before < attempts; before += 1) {
    const { commit, result } = await attempt()
    if (commit.outcome === 'committed') return result
    if (random !== undefined) {
      await wait(random.below(Math.min(2 ** before, longestWaitMs) + 1))
    }
  }
  throw new ServiceError('ERR_STORE_BUSY', busy, { retryable: true })
}

/** Commits independent changes together; when one of them has moved, each by itself, so that it holds up no other. */
export async function commitTogetherOrEach(
  store: Store,
  changes: readonly Change[],
): Promise<void> {
  if (changes.length === 0 || (await store.commit(changes)).outcome === 'committed') return
  for (const change of changes) await store.commit([change])
}
