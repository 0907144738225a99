import type { Adapter } from 'lowdb'
import { ServiceError } from '../../errors.ts'
import { collectionNames } from '../../ports/collections.ts'
import { createTables, isCold, type Tables, type WrittenRow } from '../tables.ts'
import { outage, type Disk } from './disk.ts'
import { listFolder, pathOf, survey } from './folder.ts'
import { publish } from './lines.ts'
import { createLog, type LogWriter } from './log.ts'
import { recover } from './recovery.ts'
import { coldRowsInLog, writeRows, type Batch, type LivePosition } from './row-files.ts'

/** What a journal is made of. */
export interface JournalOptions {
  readonly disk: Disk
  readonly dir: string
  /** A log longer than this, and longer than the last snapshot, is compacted. */
  readonly maxLogBytes: number
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
  /** The cold rows of the live log, so that a compaction need not read it for them; null where not all of them are here. */
  #cold: WrittenRow[] | null = null
  #tables: Tables = createTables({ keepsCold: false })
  #staged: (readonly WrittenRow[])[] = []
  #flushing: Promise<void> | null = null
  #tail: Promise<void> = Promise.resolve()
  #compacting: Promise<void> = Promise.resolve()
  #isCompacting = false
  #nextCompaction = 0
  #failure: ServiceError | null = null
  readonly #listeners: ((error: ServiceError) => void)[] = []
  readonly #closing = new AbortController()

  constructor(options: JournalOptions) {
    this.#options = options
  }

  /** @throws ServiceError once a write has failed or the journal was closed */
  assertOpen(): void {
    if (this.#failure !== null) throw this.#failure
    if (this.#closing.signal.aborted) throw this.#closedError()
  }

  /** Calls the listener once, when a write has failed: memory is ahead of the disk, and only a new start mends that. */
  onFailure(listener: (error: ServiceError) => void): void {
    if (this.#failure === null) this.#listeners.push(listener)
    else listener(this.#failure)
  }

  /** Transactions that wait for the next write. */
  get waiting(): number {
    return this.#staged.length
  }

  /** How far the live log is durable. */
  get position(): LivePosition {
    const { generation, bytes } = this.#openLog()
    return { generation, bytes }
  }

  /** Recovers what was acknowledged. @throws ServiceError `ERR_STORE_CORRUPT` and the store's outages */
  async read(): Promise<Tables> {
    const { disk, dir, maxLogBytes } = this.#options
    const { tables, log, snapshotBytes } = await recover(disk, dir)
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

  #closedError(): ServiceError {
    return new ServiceError('ERR_STORE_UNAVAILABLE', `the store in ${this.#options.dir} is closed`)
  }

  #openLog(): LogWriter {
    if (this.#log === null) throw this.#closedError()
    return this.#log
  }

  /** One flush at a time; those who come while one is running share the next. */
  #enqueue(): Promise<void> {
    const flushed = this.#tail.then(endOfMoment).then(() => this.#flush())
    this.#tail = flushed.then(() => this.#startCompaction())
    // The callers of this flush get its error; without a handler the tail's copy of it would end the process.
    this.#tail.catch(() => {})
    return flushed
  }

  async #flush(): Promise<void> {
    const transactions = this.#staged
    this.#staged = []
    this.#flushing = null
    await this.#orStop(() => this.#append(transactions))
  }

  /**
   * Appends durably, or takes back what was written. After a failed sync the system may show bytes that it has given up
   * saving: the next start would count them and write on behind them, until a loss of power leaves a hole there.
   */
  async #append(transactions: readonly (readonly WrittenRow[])[]): Promise<void> {
    const log = this.#openLog()
    try {
      await log.append(transactions)
      this.#rememberCold(transactions)
    } catch (error) {
      const { disk, dir } = this.#options
      await disk.truncate(pathOf(dir, 'log', log.generation), log.bytes).catch(() => {})
      throw error
    }
  }

  /** A log of nothing but cold rows has hundreds of thousands: so many are not held, and are read from it later. */
  #rememberCold(transactions: readonly (readonly WrittenRow[])[]): void {
    if (this.#cold === null) return
    for (const rows of transactions) {
      for (const row of rows) if (isCold(row.collection)) this.#cold.push(row)
    }
    if (this.#cold.length > mostColdHeld) this.#cold = null
  }

  /** Runs work on the log; a failure stops the journal for good. */
  async #orStop<T>(work: () => Promise<T>): Promise<T> {
    if (this.#failure !== null) throw this.#failure
    try {
      return await work()
    } catch (error) {
      this.#failure = outage(error, `the store in ${this.#options.dir} has stopped`)
      for (const listener of this.#listeners) listener(this.#failure)
      throw this.#failure
    }
  }

  async #startCompaction(): Promise<void> {
    const log = this.#openLog()
    if (this.#isCompacting || log.bytes <= this.#nextCompaction) return
    this.#isCompacting = true
    const { disk, dir } = this.#options
    // A half-begun log must not be written past: it would make the old one's torn end look like damage.
    this.#log = await this.#orStop(() => createLog(disk, dir, log.generation + 1))
    const held = this.#cold
    this.#cold = []
    await this.#orStop(() => log.close())
    this.#compacting = this.#compact(log.generation + 1, held)
  }

  async #compact(generation: number, held: readonly WrittenRow[] | null): Promise<void> {
    const { dir, maxLogBytes, onCompactionFailure } = this.#options
    try {
      this.#nextCompaction = Math.max(maxLogBytes, await this.#replaceOlder(generation, held))
    } catch (error) {
      if (this.#closing.signal.aborted) return
      onCompactionFailure(outage(error, `compacting ${pathOf(dir, 'log', generation - 1)}`))
    } finally {
      this.#isCompacting = false
    }
  }

  /**
   * Replaces everything older than `generation` by a snapshot, while commits go on into that generation's log. A row
   * may be caught in a newer form than the log begins with: replaying the log puts it right. Every step can be the
   * last: what is there at any moment is whole, and the next compaction or start finishes the rest.
   *
   * @param held the cold rows of the log before, or null
   * @returns the snapshot's length in bytes
   */
  async #replaceOlder(generation: number, held: readonly WrittenRow[] | null): Promise<number> {
    const { disk, dir } = this.#options
    const { signal } = this.#closing
    await keepColdRows({ disk, dir, generation, signal }, held)
    const path = pathOf(dir, 'snapshot', generation)
    const rows = rowsOf(this.#tables, signal)
    const bytes = await writeRows(disk, { path, kind: 'snapshot', generation }, rows)
    // A row it holds may belong to a commit whose other rows it missed: those must be in the log first.
    await this.#tail
    await publish(disk, path)
    const { replaced } = survey(dir, await listFolder(dir))
    for (const each of replaced) await disk.remove(each)
    await disk.syncFolder(dir)
    return bytes
  }
}

/**
 * Resolves when everything that came in at this moment was worked on, so that its commits share one write and one sync:
 * 2,000 turns over 16 connections took 505 of them without it, and 452 with it.
 */
const endOfMoment = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

interface Compaction {
  readonly disk: Disk
  readonly dir: string
  /** The log that was begun just before; everything older is replaced. */
  readonly generation: number
  /** Gives the compaction up when the store is closed: nothing depends on it, and it may take a while. */
  readonly signal: AbortSignal
}

/** Cold rows of the live log that are held in memory at most. */
const mostColdHeld = 50_000

function* inBatches(rows: readonly WrittenRow[]): Generator<readonly WrittenRow[]> {
  for (let from = 0; from < rows.length; from += rowsPerBatch) {
    yield rows.slice(from, from + rowsPerBatch)
  }
}

/**
 * Writes the cold rows of every log that is about to go into files of their own; one that is there already is whole.
 * Those of the last log are taken from memory where they are held: reading a log of 64 MiB again for a few hundred kB
 * of them took about as long as writing the snapshot.
 */
async function keepColdRows(
  { disk, dir, generation, signal }: Compaction,
  held: readonly WrittenRow[] | null,
): Promise<void> {
  const { log, cold } = await listFolder(dir)
  for (const each of log) {
    if (each >= generation || cold.includes(each)) continue
    signal.throwIfAborted()
    const path = pathOf(dir, 'cold', each)
    const isHeld = held !== null && each === generation - 1
    const batches = isHeld ? inBatches(held) : coldRowsInLog(dir, each)
    await writeRows(disk, { path, kind: 'cold', generation: each }, batches)
    await publish(disk, path)
  }
}

const rowsPerBatch = 32

function* rowsOf(tables: Tables, signal: AbortSignal): Generator<Batch> {
  for (const collection of collectionNames) {
    if (isCold(collection)) continue
    let batch: Batch[number][] = []
    for (const [key, held] of tables.of(collection).entries()) {
      batch.push('row' in held ? { collection, key, version: held.version, row: held.row } : held)
      if (batch.length < rowsPerBatch) continue
      signal.throwIfAborted()
      yield batch
      batch = []
    }
    yield batch
  }
}
