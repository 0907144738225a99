import { Low } from 'lowdb'
import type { Socket } from 'node:net'
import { ServiceError } from '../../errors.ts'
import type { Store } from '../../ports/store.ts'
import { createTables, isCold, readTables, type Tables } from '../tables.ts'
import { createDisk, outage, type Disk } from './disk.ts'
import { prepareFolder } from './folder.ts'
import { Journal } from './journal.ts'
import { takeLock, type Lock } from './lock.ts'
import { readColdFiles } from './row-files.ts'

/** Where and how the embedded store works. */
export interface LowdbOptions {
  /** Made when it does not exist; kept to its owner (0700). */
  readonly dir: string
  /** A log longer than this, in bytes, and longer than the last snapshot is compacted; 64 MiB. */
  readonly maxLogBytes?: number
  /** So many commits may wait for the disk; the next is refused with `ERR_STORE_BUSY`; 10,000. */
  readonly maxWaiting?: number
  /** Told when a compaction failed: nothing is lost, the folder only grows, and it is tried again. */
  readonly onCompactionFailure?: (error: ServiceError) => void
  /** The machine's disk, unless a test brings another. */
  readonly disk?: Disk
}

/** The store of one process, on its own disk. */
export interface LowdbStore extends Store {
  /** Where the lock listens, for messages to the operator. */
  readonly lockPath: string
  /**
   * Told once, when a write failed. Memory is then ahead of the disk and every call throws: the process has to end,
   * and a new start reads what was acknowledged. Told at once when it has happened already.
   */
  onFailure(listener: (error: ServiceError) => void): void
  /** Who serves other processes of the same user that come through the lock; see `visitOwner`. */
  onVisitor(handler: (socket: Socket) => void): void
  /** Resolves when nothing is being written or compacted: the moment to copy the folder. */
  idle(): Promise<void>
}

/**
 * Opens the embedded store and holds its folder until it is closed. An empty or missing folder becomes an empty store.
 *
 * @throws ServiceError `ERR_STORE_LOCKED` (another process has it), `ERR_STORE_CORRUPT` (never started from a part),
 *   `ERR_STORE_UNAVAILABLE` or `ERR_STORE_FULL` (the folder cannot be read or written)
 */
export async function openLowdbStore(options: LowdbOptions): Promise<LowdbStore> {
  const { dir } = options
  try {
    await prepareFolder(dir)
    const lock = await takeLock(dir)
    try {
      return await openHeld(options, lock)
    } catch (error) {
      await lock.release()
      throw error
    }
  } catch (error) {
    throw outage(error, `opening the store in ${dir}`)
  }
}

async function openHeld(options: LowdbOptions, lock: Lock): Promise<LowdbStore> {
  const { dir, disk = createDisk(), maxLogBytes = 64 << 20, maxWaiting = 10_000 } = options
  const onCompactionFailure = options.onCompactionFailure ?? ((): void => {})
  const journal = new Journal({ disk, dir, maxLogBytes, onCompactionFailure })
  const low = new Low<Tables>(journal, createTables({ keepsCold: false }))
  await low.read()
  const held = { dir, low, journal }
  return { ...readsOf(held), ...writesOf(held, maxWaiting), ...careOf(journal, lock) }
}

interface Held {
  readonly dir: string
  readonly low: Low<Tables>
  readonly journal: Journal
}

function readsOf({
  dir,
  low,
  journal,
}: Held): Pick<Store, 'get' | 'find' | 'due' | 'claim' | 'scan'> {
  const warm = readTables(low.data, () => journal.assertOpen())
  const cold = readColdFiles(dir, () => {
    journal.assertOpen()
    return journal.position
  })
  return {
    ...warm,
    async claim(collection, request) {
      const claimed = await warm.claim(collection, request)
      // Memory is ahead of the disk by one sync: what is acted on, and not only read, must have arrived there.
      if (claimed.length > 0) await journal.write(low.data)
      return claimed
    },
    get: (collection, key) => (isCold(collection) ? cold : warm).get(collection, key),
    find: (collection, index, options) =>
      (isCold(collection) ? cold : warm).find(collection, index, options),
    scan: (collection) => (isCold(collection) ? cold : warm).scan(collection),
  }
}

function writesOf({ low, journal }: Held, maxWaiting: number): Pick<Store, 'commit' | 'check'> {
  return {
    async commit(changes) {
      journal.assertOpen()
      if (journal.waiting >= maxWaiting) {
        throw new ServiceError('ERR_STORE_BUSY', `${maxWaiting} commits wait for the disk`, {
          retryable: true,
        })
      }
      const prepared = low.data.prepare(changes)
      if ('outcome' in prepared) return prepared
      // Nothing between the check and here waits for anything, so what was checked is what is changed.
      await low.update(() => journal.stage(prepared.apply()))
      return { outcome: 'committed' }
    },
    async check() {
      journal.assertOpen()
    },
  }
}

function careOf(
  journal: Journal,
  lock: Lock,
): Pick<LowdbStore, 'lockPath' | 'onFailure' | 'onVisitor' | 'idle' | 'close'> {
  let closing: Promise<void> | null = null
  const close = async (): Promise<void> => {
    try {
      await journal.close()
    } finally {
      await lock.release()
    }
  }
  return {
    lockPath: lock.path,
    onFailure: (listener) => journal.onFailure(listener),
    onVisitor: (handler) => lock.onVisitor(handler),
    idle: () => journal.idle(),
    close() {
      closing ??= close()
      return closing
    },
  }
}
