import { collectionNames } from '../../ports/collections.ts'
import { isCold, type Tables, type WrittenRow } from '../tables.ts'
import { coldRowsOf } from './cold-rows.ts'
import type { Disk } from './disk.ts'
import { listFolder, pathOf, survey } from './folder.ts'
import { asidePath, writeRows, type RowFile } from './row-file.ts'

/** What a compaction works on and waits for. */
export interface Compaction {
  readonly disk: Disk
  readonly dir: string
  readonly tables: Tables
  /** The log that was begun just before; the snapshot stands for everything older. */
  readonly generation: number
  /** Resolves when every commit made up to now is durable; rejects when one never will be. */
  readonly settled: () => Promise<void>
  /** Gives the compaction up when the store is closed: nothing depends on it, and it may take a while. */
  readonly signal: AbortSignal
}

/**
 * Replaces everything older than `generation` by a snapshot, while commits go on into that generation's log. A row
 * may be caught in a newer form than the log begins with: replaying the log puts it right. Every step can be the
 * last: what is there at any moment is whole, and the next compaction or start finishes the rest.
 *
 * @returns the snapshot's length in bytes
 */
export async function compact(compaction: Compaction): Promise<number> {
  const { disk, dir, tables, generation, settled, signal } = compaction
  await keepColdRows(compaction)
  const snapshot: RowFile = {
    path: pathOf(dir, 'snapshot', generation),
    kind: 'snapshot',
    generation,
  }
  const bytes = await writeRows(disk, snapshot, rowsOf(tables, signal))
  // A row it holds may belong to a commit whose other rows it missed: those must be in the log first.
  await settled()
  await publish(disk, dir, snapshot)
  const { replaced } = survey(dir, await listFolder(dir))
  for (const path of replaced) await disk.remove(path)
  await disk.syncFolder(dir)
  return bytes
}

/** Copies the cold rows of every log that is about to go; a file that is there already is whole. */
async function keepColdRows({ disk, dir, generation, signal }: Compaction): Promise<void> {
  const { log, cold } = await listFolder(dir)
  for (const each of log) {
    if (each >= generation || cold.includes(each)) continue
    signal.throwIfAborted()
    const file: RowFile = { path: pathOf(dir, 'cold', each), kind: 'cold', generation: each }
    await writeRows(disk, file, coldRowsOf({ path: pathOf(dir, 'log', each), generation: each }))
    await publish(disk, dir, file)
  }
}

async function publish(disk: Disk, dir: string, { path }: RowFile): Promise<void> {
  await disk.rename(asidePath(path), path)
  await disk.syncFolder(dir)
}

const rowsPerBatch = 32

function* rowsOf(tables: Tables, signal: AbortSignal): Generator<readonly WrittenRow[]> {
  for (const collection of collectionNames) {
    if (isCold(collection)) continue
    let batch: WrittenRow[] = []
    for (const [key, { row, version }] of tables.of(collection).entries()) {
      batch.push({ collection, key, version, row })
      if (batch.length < rowsPerBatch) continue
      signal.throwIfAborted()
      yield batch
      batch = []
    }
    yield batch
  }
}
