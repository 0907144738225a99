import { access } from 'node:fs/promises'
import { errorCode } from '../../errors.ts'
import {
  collectionNames,
  declarationOf,
  type CollectionName,
  type Records,
} from '../../ports/collections.ts'
import type { Store, Versioned } from '../../ports/store.ts'
import type { Filed } from '../table.ts'
import { findLimit, freezeRow, isCold, isStoredRow, type WrittenRow } from '../tables.ts'
import { corrupt, type Disk } from './disk.ts'
import { opOf, parseEntry, parseFiled, type Entry } from './entry.ts'
import { listFolder, pathOf } from './folder.ts'
import { readLines, writeAside, type FileName, type LineWriter } from './lines.ts'

/** Characters in a line: half a millisecond of work. Other work of the process runs between two lines. */
const lineLength = 1 << 16

/** A snapshot or a file of cold rows: written aside and whole, and never changed afterwards. */
export interface RowFile extends FileName {
  readonly kind: 'snapshot' | 'cold'
}

/** Rows a few at a time: a promise for each of a million would be most of the work. */
export type Batches = Iterable<Batch> | AsyncIterable<Batch>

/** What nobody asked for since it was read from a file is written as it lies there. */
export type Batch = readonly (WrittenRow | Filed)[]

/**
 * Writes rows aside, durably; see {@link writeAside}.
 *
 * @returns the file's length in bytes
 */
export async function writeRows(disk: Disk, name: RowFile, batches: Batches): Promise<number> {
  return writeAside(disk, name, async (lines) => appendRows(lines, batches))
}

async function appendRows(lines: LineWriter, batches: Batches): Promise<number> {
  let count = 0
  let length = 0
  let body: string[] = []
  for await (const batch of batches) {
    for (const row of batch) {
      const text = 'text' in row ? row.text() : JSON.stringify(opOf(row))
      body.push(length === 0 ? '[[' : ',', text)
      length += text.length
    }
    count += batch.length
    if (length < lineLength) continue
    await lines.append([...body, ']]'])
    body = []
    length = 0
  }
  if (length > 0) await lines.append([...body, ']]'])
  await lines.append([JSON.stringify({ rows: count })])
  return lines.end.bytes
}

/**
 * Reads a row file, a line's rows at a time.
 *
 * @throws ServiceError `ERR_STORE_CORRUPT` for any damage: such a file was synced before it got its name
 */
export async function* readRows(name: RowFile): AsyncGenerator<readonly WrittenRow[]> {
  let at = 0
  let count = 0
  let isFinished = false
  for await (const line of readLines(name)) {
    if (line.kind === 'damage' || isFinished) throw corrupt({ path: name.path, at, why: 'damaged' })
    // The first line says what the file is, and was checked.
    const read = at === 0 ? [] : rowsOrEnd(parseFiled(line.body), count)
    at = line.end.bytes
    if (read === 'end') isFinished = true
    else if (read === null) throw corrupt({ path: name.path, at, why: 'rows are missing' })
    else {
      count += read.length
      yield read
    }
  }
  if (!isFinished) throw corrupt({ path: name.path, at, why: 'its end is missing' })
}

function rowsOrEnd(entry: Entry | null, before: number): readonly WrittenRow[] | 'end' | null {
  if (entry?.kind === 'group') return entry.transactions.flat()
  return entry?.kind === 'end' && entry.rows === before ? 'end' : null
}

/**
 * The cold rows in a log, in order, a line's at a time.
 *
 * @param until bytes that are durable; the whole log when left out, which is then written no more
 */
export async function* coldRowsInLog(
  dir: string,
  generation: number,
  until?: number,
): AsyncGenerator<readonly WrittenRow[]> {
  const path = pathOf(dir, 'log', generation)
  let isFirst = true
  for await (const line of readLines({ path, kind: 'log', generation }, until)) {
    if (line.kind === 'damage') throw corrupt({ path, at: line.at, why: 'damaged' })
    if (!isFirst && mayHoldCold(line.body)) {
      yield rowsIn(line.body).filter(({ collection }) => isCold(collection))
    }
    isFirst = false
  }
}

/** How rows of cold collections begin in a line; most lines have none, and are not parsed for them. */
const coldBeginnings = collectionNames
  .filter(isCold)
  .map((collection) => JSON.stringify([collection]).slice(0, -1))

const mayHoldCold = (body: Buffer): boolean => coldBeginnings.some((each) => body.includes(each))

function rowsIn(body: Buffer): readonly WrittenRow[] {
  const entry = parseEntry(body.toString())
  if (entry?.kind === 'group') return entry.transactions.flat()
  return entry?.kind === 'part' ? entry.rows : []
}

/** How far the live log is durable. */
export interface LivePosition {
  readonly generation: number
  readonly bytes: number
}

/**
 * Reads of cold collections. Each goes through all their files, so they are for people and reports, not for turns.
 * They see what was durable when they began.
 *
 * @param position asked before each read; throws when the store may not be read any more
 */
export function readColdFiles(
  dir: string,
  position: () => LivePosition,
): Pick<Store, 'get' | 'find' | 'scan'> {
  const scan = <C extends CollectionName>(collection: C): AsyncGenerator<Versioned<Records[C]>> =>
    scanCold(collection, { dir, position })
  return {
    scan,
    async get(collection, key) {
      const keyOf = declarationOf(collection).key
      for await (const found of scan(collection)) if (keyOf(found.row) === key) return found
      return null
    },
    async find(collection, index, { value, limit = findLimit }) {
      const { key, indexes } = declarationOf(collection)
      const declared = indexes[index]
      if (declared === undefined) throw new RangeError(`no index is named ${index}`)
      const found: Versioned<Records[typeof collection]>[] = []
      for await (const each of scan(collection)) {
        if (declared.values(each.row).includes(value)) found.push(each)
      }
      return found.toSorted((a, b) => (key(a.row) < key(b.row) ? -1 : 1)).slice(0, limit)
    },
  }
}

async function* scanCold<C extends CollectionName>(
  collection: C,
  { dir, position }: { readonly dir: string; readonly position: () => LivePosition },
): AsyncGenerator<Versioned<Records[C]>> {
  for await (const rows of readColdRows(dir, position())) {
    for (const { collection: from, row, version } of rows) {
      if (from !== collection || row === null || !isStoredRow(row, collection)) continue
      freezeRow(row)
      yield Object.freeze({ row, version })
    }
  }
}

/** Every cold row that was durable at `live`, oldest first. */
async function* readColdRows(
  dir: string,
  live: LivePosition,
): AsyncGenerator<readonly WrittenRow[]> {
  const { log, cold } = await listFolder(dir)
  const generations = [...new Set([...cold, ...log])].toSorted((a, b) => a - b)
  for (const generation of generations) {
    if (generation > live.generation) return
    const until = generation === live.generation ? live.bytes : undefined
    yield* coldRowsOfGeneration(dir, generation, until)
  }
}

/** A compaction puts the file of cold rows there before it takes the log away, so one of the two can always be opened. */
async function* coldRowsOfGeneration(
  dir: string,
  generation: number,
  until: number | undefined,
): AsyncGenerator<readonly WrittenRow[]> {
  const path = pathOf(dir, 'cold', generation)
  if (!(await exists(path))) {
    try {
      yield* coldRowsInLog(dir, generation, until)
      return
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') throw error
    }
  }
  yield* readRows({ path, kind: 'cold', generation })
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path)
    return true
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false
    throw error
  }
}
