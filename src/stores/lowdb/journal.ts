import type { Adapter } from 'lowdb'
import type { ServiceError } from '../../errors.ts'
import type { Tables, WrittenRow } from '../tables.ts'
import type { LivePosition } from './cold-rows.ts'
import { compact } from './compaction.ts'
import type { Disk } from './disk.ts'
import { pathOf } from './folder.ts'
import { createLog, type LogWriter } from './log-writer.ts'
import { outage } from './outage.ts'
import { recover } from './recovery.ts'

/** What a journal is made of. */
export interface JournalOptions {
  readonly disk: Disk
  readonly dir: string
  /** A log longer than this, and longer than the last snapshot, is compacted. */
  readonly maxLogBytes: number
  /** Told once, when a write failed: memory is ahead of the disk, and only a new start puts that right. */
  readonly onFailure: (error: ServiceError) => void
  /** Told when a compaction failed: nothing is lost, the logs only grow, and it is tried again. */
  readonly onCompactionFailure: (error: ServiceError) => void
}

/**
 * A lowdb adapter whose write costs what changed: commits are appended to a log and synced, many at a time, and the
 * log is compacted into a snapshot now and then. The data are the tables; what changed in them is staged before
 * `write` is called.
 */
export class Journal implements Adapter<Tables> {
  readonly #options: JournalOptions
  #log: LogWriter | null = null
  #tables: Tables | null = null
  #staged: (readonly WrittenRow[])[] = []
  #flushing: Promise<void> | null = null
  #tail: Promise<void> = Promise.resolve()
  #compacting: Promise<void> = Promise.resolve()
  #compacts = false
  #nextCompaction = 0
  #failure: ServiceError | null = null
  readonly #closing = new AbortController()

  constructor(options: JournalOptions) {
    this.#options = options
  }

  /** Why nothing can be read or written any more, or null. */
  get failure(): ServiceError | null {
    return this.#failure
  }

  /** Transactions that wait for the next write. */
  get waiting(): number {
    return this.#staged.length
  }

  get position(): LivePosition {
    const log = this.#opened()
    return { generation: log.generation, bytes: log.bytes }
  }

  /** Recovers what was acknowledged. @throws ServiceError `ERR_STORE_CORRUPT` and the store's outages */
  async read(): Promise<Tables> {
    const { disk, dir, maxLogBytes } = this.#options
    const { tables, log, snapshotBytes } = await recover({ disk, dir })
    this.#log = log
    this.#tables = tables
    this.#nextCompaction = Math.max(maxLogBytes, snapshotBytes)
    return tables
  }

  /** Takes one transaction's rows, already applied to the tables, for the next `write`. */
  stage(rows: readonly WrittenRow[]): void {
    this.#staged.push(rows)
  }

  /** Resolves when everything staged is durable. @throws ServiceError when it never will be; the journal has stopped */
  write(_tables: Tables): Promise<void> {
    if (this.#staged.length === 0) return this.#tail
    this.#flushing ??= this.#enqueue()
    return this.#flushing
  }

  /** Resolves when nothing is being written or compacted. */
  async idle(): Promise<void> {
    await this.#tail.catch(() => {})
    await this.#compacting
  }

  /** Finishes what was staged and gives up a compaction that is under way. */
  async close(): Promise<void> {
    this.#closing.abort()
    await this.idle()
    await this.#log?.close()
    this.#log = null
  }

  #opened(): LogWriter {
    if (this.#log === null) throw outage(new Error('the store is closed'), this.#options.dir)
    return this.#log
  }

  /** One flush at a time; those who come while one is running share the next. */
  #enqueue(): Promise<void> {
    const flushed = this.#tail.then(() => this.#flush())
    this.#tail = flushed.then(() => this.#startCompaction())
    // Whoever waits for the tail hears of it as well; nobody else must, for the callers of this flush do.
    this.#tail.catch(() => {})
    return flushed
  }

  async #flush(): Promise<void> {
    const transactions = this.#staged
    this.#staged = []
    this.#flushing = null
    await this.#orStop(() => this.#opened().append(transactions))
  }

  async #orStop<T>(work: () => Promise<T>): Promise<T> {
    if (this.#failure !== null) throw this.#failure
    try {
      return await work()
    } catch (error) {
      this.#failure = outage(error, `the store in ${this.#options.dir} has stopped`)
      this.#options.onFailure(this.#failure)
      throw this.#failure
    }
  }

  async #startCompaction(): Promise<void> {
    const log = this.#opened()
    if (this.#compacts || log.bytes <= this.#nextCompaction) return
    this.#compacts = true
    const { disk, dir } = this.#options
    // A half-begun log must not be written past: it would make the old one's torn end look like damage.
    this.#log = await this.#orStop(() => createLog(disk, dir, log.generation + 1))
    await this.#orStop(() => log.close())
    this.#compacting = this.#compact(log.generation + 1)
  }

  async #compact(generation: number): Promise<void> {
    const { disk, dir, maxLogBytes, onCompactionFailure } = this.#options
    try {
      const tables = this.#tables
      if (tables === null) return
      const settled = (): Promise<void> => this.#tail
      const { signal } = this.#closing
      const bytes = await compact({ disk, dir, tables, generation, settled, signal })
      this.#nextCompaction = Math.max(maxLogBytes, bytes)
    } catch (error) {
      if (this.#closing.signal.aborted) return
      onCompactionFailure(outage(error, `compacting ${pathOf(dir, 'log', generation - 1)}`))
    } finally {
      this.#compacts = false
    }
  }
}
