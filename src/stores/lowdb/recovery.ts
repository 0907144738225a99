import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { createTables, type Tables, type WrittenRow } from '../tables.ts'
import { corrupt, type Disk } from './disk.ts'
import { listFolder, pathOf, survey } from './folder.ts'
import { createLog, createLogWriter, replayLog, type LogEnd, type LogWriter } from './log.ts'
import { readRows } from './row-files.ts'

/** The store as it was when its last commit was acknowledged. */
export interface Recovered {
  readonly tables: Tables
  readonly log: LogWriter
  /** Bytes of the snapshot it began with, 0 without one. */
  readonly snapshotBytes: number
}

/**
 * Reads the newest snapshot and every log after it, sets aside a commit that was cut short, and clears what an
 * interrupted compaction left. The caller holds the folder's lock.
 *
 * @throws ServiceError `ERR_STORE_CORRUPT`; then no row of the store was touched
 */
export async function recover(disk: Disk, dir: string): Promise<Recovered> {
  const folder = await listFolder(dir)
  const { snapshot, logs, replaced } = survey(dir, folder)
  const tables = createTables({ keepsCold: false })
  const snapshotBytes = snapshot === null ? 0 : await loadSnapshot(dir, snapshot, tables)
  const end = await replayLogs(dir, logs, tables)
  for (const name of folder.unfinished) await disk.remove(join(dir, name))
  for (const path of replaced) await disk.remove(path)
  await disk.syncFolder(dir)
  const log = end === null ? await createLog(disk, dir, 1) : await goOn(disk, dir, end)
  return { tables, log, snapshotBytes }
}

async function loadSnapshot(dir: string, generation: number, tables: Tables): Promise<number> {
  const path = pathOf(dir, 'snapshot', generation)
  for await (const rows of readRows({ path, kind: 'snapshot', generation })) {
    restore(tables, rows, path)
  }
  return (await stat(path)).size
}

async function replayLogs(
  dir: string,
  generations: readonly number[],
  tables: Tables,
): Promise<LogEnd | null> {
  let last: LogEnd | null = null
  for (const generation of generations) {
    if (last?.torn === true) {
      const path = pathOf(dir, 'log', last.generation)
      throw corrupt({ path, at: last.bytes, why: 'damaged at its end, with another log after it' })
    }
    const path = pathOf(dir, 'log', generation)
    last = await replayLog({ path, kind: 'log', generation }, (rows) => restore(tables, rows, path))
  }
  return last
}

function restore(tables: Tables, rows: readonly WrittenRow[], path: string): void {
  if (tables.restore(rows)) return
  const names = [...new Set(rows.map(({ collection }) => collection))].join(' or ')
  const why = `a row of ${names} lies under a key that is not its own, or twice`
  throw corrupt({ path, at: 0, why })
}

/** Writes on after the last whole commit. A commit that was cut short is kept in a file beside the log. */
async function goOn(disk: Disk, dir: string, end: LogEnd): Promise<LogWriter> {
  const path = pathOf(dir, 'log', end.generation)
  if (end.torn) {
    await setAside(disk, path, end.bytes)
    await disk.truncate(path, end.bytes)
  }
  const file = await disk.open(path, 'append')
  // The process that wrote the last lines may have died before they were safe, and from here on they count.
  try {
    await file.sync()
  } catch (error) {
    await file.close().catch(() => {})
    throw error
  }
  return createLogWriter(file, end)
}

async function setAside(disk: Disk, path: string, from: number): Promise<void> {
  const file = await disk.open(`${path}.${from}.torn`, 'fresh')
  try {
    for await (const chunk of createReadStream(path, { start: from })) await file.append(chunk)
    await file.sync()
  } finally {
    await file.close()
  }
}
