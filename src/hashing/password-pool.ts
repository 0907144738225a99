import { availableParallelism } from 'node:os'
import { Piscina } from 'piscina'
import { ServiceError } from '../errors.ts'
import type { PasswordHasher } from '../ports/password-hasher.ts'
import { decoyHash, defaultCost, hashable, hashableOrThrow } from './password-hasher.ts'
import type { HashTask, work } from './hash-worker.ts'

export interface PasswordPoolOptions {
  /** One less than the machine has cores, at least one: the event loop keeps a core. */
  readonly threads?: number
  /** How many jobs may wait, 32 unless told: at a quarter of a second each, that is what a person waits for. */
  readonly maxQueue?: number
  /** bcrypt's; 12 unless a test says otherwise. */
  readonly cost?: number
}

/** Hashes in threads of its own, so that many passwords at once delay no chat turn. */
export interface PasswordPool extends PasswordHasher {
  /** The hash to compare with for an unknown account; it costs as much as any other of this pool. */
  readonly decoyHash: string
  /** Refuses new jobs, finishes those it has and ends its threads; may be called twice. */
  close(): Promise<void>
}

/** Beside this file, compiled or not: a URL is not among what the compiler rewrites. */
const workerFile = import.meta.url.replace(/password-pool(\.[jt]s)$/, 'hash-worker$1')

function busy(message: string): ServiceError {
  return new ServiceError('ERR_HASHING_BUSY', message, { retryable: true })
}

/** Runs at most `threads + maxQueue` jobs at once; further ones, and all after closing, are refused at once. */
function createBoundedThreads(threads: number, maxQueue: number) {
  const pool = new Piscina<HashTask, Awaited<ReturnType<typeof work>>>({
    filename: workerFile,
    name: 'work',
    minThreads: threads,
    maxThreads: threads,
  })
  const underway = new Set<Promise<unknown>>()
  let isClosing = false
  return {
    async run(task: HashTask): Promise<Awaited<ReturnType<typeof work>>> {
      if (isClosing) throw busy('the password pool is closing')
      // Counted here: the pool itself would tell its full queue from a fault by the words of an error alone.
      if (underway.size >= threads + maxQueue) throw busy('too many passwords wait to be hashed')
      const job = pool.run(task)
      underway.add(job)
      try {
        return await job
      } finally {
        underway.delete(job)
      }
    },
    async close(): Promise<void> {
      isClosing = true
      await Promise.allSettled(underway)
      await pool.destroy()
    },
  }
}

/**
 * bcrypt in a bounded pool of threads (attacks L2). A password over 72 bytes made no hash of ours: `hash` refuses it
 * with a RangeError, the comparisons answer no, all of them before any work.
 *
 * @throws RangeError for a number of threads or waiting jobs that is none
 */
export function createPasswordPool(options: PasswordPoolOptions = {}): PasswordPool {
  const { threads = Math.max(1, availableParallelism() - 1), maxQueue = 32 } = options
  const { cost = defaultCost } = options
  if (!(threads >= 1 && maxQueue >= 0)) throw new RangeError('a pool has a thread and a queue')
  const bounded = createBoundedThreads(threads, maxQueue)
  const indexAmong = async (password: string, hashes: readonly string[]): Promise<number> => {
    const normal = hashable(password)
    if (normal === null || hashes.length === 0) return -1
    return Number(await bounded.run({ kind: 'index', password: normal, hashes }))
  }
  return {
    decoyHash: decoyHash(cost),
    hash: async (password) =>
      String(await bounded.run({ kind: 'hash', password: hashableOrThrow(password), cost })),
    matches: async (password, passwordHash) => (await indexAmong(password, [passwordHash])) === 0,
    indexAmong,
    close: async () => bounded.close(),
  }
}
