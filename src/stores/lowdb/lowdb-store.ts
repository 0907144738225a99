import { Low } from 'lowdb'
import type { Socket } from 'node:net'
import { ServiceError } from '../../errors.ts'
import type { CollectionName } from '../../ports/collections.ts'
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
   * Calls the listener once, when a write has failed. Memory is then ahead of the disk and every call throws: the
   * process has to end, and the next start reads what was acknowledged. Calls it at once when that has happened already.
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
      return await openLocked(options, lock)
    } catch (error) {
      await lock.release()
      throw error
    }
  } catch (error) {
    throw outage(error, `opening the store in ${dir}`)
  }
}

async function openLocked(options: LowdbOptions, lock: Lock): Promise<LowdbStore> {
  const { dir, disk = createDisk(), maxLogBytes = 64 << 20, maxWaiting = 10_000 } = options
  const onCompactionFailure = options.onCompactionFailure ?? ((): void => {})
  const journal = new Journal({ disk, dir, maxLogBytes, onCompactionFailure })
  const low = new Low<Tables>(journal, createTables({ keepsCold: false }))
  await low.read()
  let closing: Promise<void> | null = null
  return {
    ...readsOf(dir, low, journal),
    async commit(changes) {
      journal.assertOpen()
      if (journal.waiting >= maxWaiting) {
        const full = `${maxWaiting} commits wait for the disk`
        throw new ServiceError('ERR_STORE_BUSY', full, { retryable: true })
      }
      const prepared = low.data.prepare(changes)
      if ('outcome' in prepared) return prepared
      // Nothing between the check and here waits for anything, so what was checked is what is changed.
      await low.update(() => journal.stage(prepared.apply()))
      return { outcome: 'committed' }
    },
    check: async () => journal.assertOpen(),
    lockPath: lock.path,
    onFailure: (listener) => journal.onFailure(listener),
    onVisitor: (handler) => lock.onVisitor(handler),
    idle: () => journal.idle(),
    close() {
      closing ??= closeAll(journal, lock)
      return closing
    },
  }
}

async function closeAll(journal: Journal, lock: Lock): Promise<void> {
  try {
    await journal.close()
  } finally {
    await lock.release()
  }
}

/** Cold collections are read from the files, everything else from memory. */
function readsOf(dir: string, low: Low<Tables>, journal: Journal): ReturnType<typeof readTables> {
  const warm = readTables(low.data, () => journal.assertOpen())
  const cold = readColdFiles(dir, () => {
    journal.assertOpen()
    return journal.position
  })
  const homeOf = (collection: CollectionName) => (isCold(collection) ? cold : warm)
  return {
    ...warm,
    async claim(collection, request) {
      const claimed = await warm.claim(collection, request)
      // Memory is ahead of the disk by one sync: what is acted on, and not only read, must have arrived there.
      if (claimed.length > 0) await journal.write(low.data)
      return claimed
    },
    get: (collection, key) => homeOf(collection).get(collection, key),
    find: (collection, ...asked) => homeOf(collection).find(collection, ...asked),
    scan: (collection) => homeOf(collection).scan(collection),
  }
}
