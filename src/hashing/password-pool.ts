import { availableParallelism } from 'node:os'
import type { Piscina } from 'piscina'
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

type Pool = Piscina<HashTask, Awaited<ReturnType<typeof work>>>

/** Hashes in threads of its own, which start with the first password; so that many passwords at once delay no chat turn. */
export interface PasswordPool extends PasswordHasher {
  /** The hash to compare with for an unknown account; it costs as much as any other of this pool. */
  readonly decoyHash: string
  /** Starts the threads now, so that the first password need not wait for them. */
  warm(): Promise<void>
  /** Refuses new jobs, finishes those it has and ends its threads; may be called twice. */
  close(): Promise<void>
}

/** Beside this file, compiled or not: a URL is not among what the compiler rewrites. */
const workerFile = import.meta.url.replace(/password-pool(\.[jt]s)$/, 'hash-worker$1')

function busy(message: string): ServiceError {
  return new ServiceError('ERR_HASHING_BUSY', message, { retryable: true })
}

/** One network may fill at most one in so many places, so that it starves nobody else. */
const sources = 8

/** Lets each source have so many jobs at once, and refuses its further ones before any work. */
function createShares(share: number) {
  const bySource = new Map<string, number>()
  const change = (source: string, by: 1 | -1): void => {
    const jobs = (bySource.get(source) ?? 0) + by
    if (jobs === 0) bySource.delete(source)
    else bySource.set(source, jobs)
  }
  return {
    async run<T>(source: string, job: () => Promise<T>): Promise<T> {
      if ((bySource.get(source) ?? 0) >= share) throw busy('too many passwords of one network wait')
      change(source, 1)
      try {
        return await job()
      } finally {
        change(source, -1)
      }
    },
  }
}

/**
 * Runs at most `threads + maxQueue` jobs at once, and of one source its share of that; further ones, and all after
 * closing, are refused at once.
 */
function createBoundedThreads(threads: number, maxQueue: number) {
  let pool: Promise<Pool> | null = null
  const open = async (): Promise<Pool> => {
    const { Piscina: Threads } = await import('piscina')
    return new Threads({
      filename: workerFile,
      name: 'work',
      minThreads: threads,
      maxThreads: threads,
    })
  }
  const underway = new Set<Promise<unknown>>()
  let isClosing = false
  const shares = createShares(Math.max(1, Math.floor((threads + maxQueue) / sources)))
  async function run(task: HashTask): Promise<Awaited<ReturnType<typeof work>>> {
    if (isClosing) throw busy('the password pool is closing')
    // Counted here: the pool itself would tell its full queue from a fault by the words of an error alone.
    if (underway.size >= threads + maxQueue) throw busy('too many passwords wait to be hashed')
    const job = (pool ??= open()).then(async (opened) => opened.run(task))
    underway.add(job)
    try {
      return await job
    } finally {
      underway.delete(job)
    }
  }
  return {
    async warm(): Promise<void> {
      if (!isClosing) await (pool ??= open())
    },
    /** @param source whose share the job takes a place of; null for none */
    run: async (task: HashTask, source: string | null): Promise<Awaited<ReturnType<typeof work>>> =>
      source === null ? run(task) : shares.run(source, async () => run(task)),
    async close(): Promise<void> {
      isClosing = true
      await Promise.allSettled(underway)
      await (await pool)?.destroy()
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
  const hasherFrom = (source: string | null): PasswordHasher => {
    const indexAmong = async (password: string, hashes: readonly string[]): Promise<number> => {
      const normal = hashable(password)
      if (normal === null || hashes.length === 0) return -1
      return Number(await bounded.run({ kind: 'index', password: normal, hashes }, source))
    }
    return {
      async hash(password) {
        const task = { kind: 'hash', password: hashableOrThrow(password), cost } as const
        return String(await bounded.run(task, source))
      },
      matches: async (password, passwordHash) => (await indexAmong(password, [passwordHash])) === 0,
      indexAmong,
    }
  }
  return {
    ...hasherFrom(null),
    from: hasherFrom,
    decoyHash: decoyHash(cost),
    warm: async () => bounded.warm(),
    close: async () => bounded.close(),
  }
}
