import type { WrittenRow } from '../tables.ts'
import type { Disk } from './disk.ts'
import { opOf, parseEntry, type Entry } from './entry.ts'
import { encodeLine } from './line.ts'
import { abandon, beginFile, readLines, type Begun, type FileName } from './line-file.ts'
import { corrupt } from './outage.ts'

/** Characters: half a millisecond of work. Between two lines everybody else gets their turn. */
const lineLength = 1 << 16

/** A snapshot or a file of cold rows: written aside and whole, and never changed afterwards. */
export interface RowFile extends FileName {
  readonly kind: 'snapshot' | 'cold'
}

/** Rows a few at a time: a promise for each of a million would be most of the work. */
export type Batches = Iterable<readonly WrittenRow[]> | AsyncIterable<readonly WrittenRow[]>

/** Where a row file lies until it is whole. */
export function asidePath(path: string): string {
  return `${path}.tmp`
}

/**
 * Writes rows aside (see {@link asidePath}), durably; giving the file its name is left to the caller.
 *
 * @returns the file's length in bytes
 */
export async function writeRows(disk: Disk, name: RowFile, batches: Batches): Promise<number> {
  const aside = asidePath(name.path)
  const begun = await beginFile(disk, { ...name, path: aside })
  try {
    const bytes = await writeLines(lineWriter(begun), batches)
    await begun.file.sync()
    await begun.file.close()
    return bytes
  } catch (error) {
    await abandon(disk, { path: aside, file: begun.file })
    throw error
  }
}

async function writeLines(lines: LineWriter, batches: Batches): Promise<number> {
  let count = 0
  let length = 0
  let texts: string[] = []
  for await (const batch of batches) {
    for (const row of batch) {
      const text = JSON.stringify(opOf(row))
      texts.push(text)
      length += text.length
    }
    count += batch.length
    if (length < lineLength) continue
    await lines.write(`[[${texts.join(',')}]]`)
    texts = []
    length = 0
  }
  if (texts.length > 0) await lines.write(`[[${texts.join(',')}]]`)
  return lines.write(JSON.stringify({ rows: count }))
}

interface LineWriter {
  /** Answers the file's length in bytes. */
  write(body: string): Promise<number>
}

function lineWriter({ file, ...from }: Begun): LineWriter {
  let { bytes, checksum } = from
  return {
    async write(body) {
      const line = encodeLine(body, checksum)
      await file.append(line.bytes)
      checksum = line.checksum
      bytes += line.bytes.length
      return bytes
    },
  }
}

/** The rows of one line, and where it ends. */
export interface RowLine {
  readonly rows: readonly WrittenRow[]
  readonly end: number
}

/**
 * Reads a row file, a line's rows at a time.
 *
 * @throws ServiceError `ERR_STORE_CORRUPT` for any damage: such a file was synced before it got its name
 */
export async function* readRows(name: RowFile): AsyncGenerator<RowLine> {
  let at = 0
  let count = 0
  let finished = false
  for await (const line of readLines(name)) {
    if (line.kind === 'damage' || finished) throw corrupt({ path: name.path, at, why: 'damaged' })
    // The first line says what the file is, and was checked.
    const read = at === 0 ? [] : rowsOf(parseEntry(line.body), count)
    at = line.end
    if (read === 'end') finished = true
    else if (read === null) throw corrupt({ path: name.path, at, why: 'rows are missing' })
    else {
      count += read.length
      yield { rows: read, end: line.end }
    }
  }
  if (!finished) throw corrupt({ path: name.path, at, why: 'its end is missing' })
}

function rowsOf(entry: Entry | null, before: number): readonly WrittenRow[] | 'end' | null {
  if (entry?.kind === 'group') return entry.transactions.flat()
  return entry?.kind === 'end' && entry.rows === before ? 'end' : null
}
