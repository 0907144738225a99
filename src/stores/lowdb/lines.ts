import { open, type FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
import { crc32 } from 'node:zlib'
import { corrupt, type Disk, type DiskFile } from './disk.ts'
import { isRecord } from './entry.ts'
import { format, type FileKind } from './folder.ts'

const space = 0x20
const newline = 0x0a
const checksumDigits = 8

/**
 * How much of a file is read at once. Rows of a snapshot stay in what was read, and the engine looks through its whole heap
 * for garbage after every 64 MiB of such memory, however many pieces that is: 16 times for a million accounts, now 5.
 */
const chunkBytes: Readonly<Record<FileKind, number>> = {
  snapshot: 1 << 28,
  cold: 1 << 20,
  log: 1 << 20,
}

/**
 * One line of a file: `<crc32> <bytes> <JSON>\n`. The checksum goes on from the line before, so that a line that is
 * missing or out of place is found too; the length tells a line cut short from two lines run together.
 */
export interface EncodedLine {
  readonly bytes: Buffer
  /** What the next line's checksum goes on from. */
  readonly checksum: number
}

/** JSON without raw line breaks, in pieces: a text joined from them would be twice as long as all that a turn writes. */
export type Body = readonly string[]

/**
 * A body as a line, written once into the bytes it goes to the disk as.
 *
 * @param previous the checksum of the line before, 0 for the first
 */
export function encodeLine(body: Body, previous: number): EncodedLine {
  const sizes = body.map((piece) => Buffer.byteLength(piece))
  const length = sizes.reduce((sum, size) => sum + size, 0)
  const count = ` ${length} `
  const start = checksumDigits + count.length
  const bytes = Buffer.allocUnsafe(start + length + 1)
  bytes.write(count, checksumDigits, 'latin1')
  let at = start
  for (const [place, piece] of body.entries()) {
    // ASCII, as most of it is, is copied as it stands.
    at += bytes.write(piece, at, sizes[place] === piece.length ? 'latin1' : 'utf8')
  }
  bytes[at] = newline
  const checksum = crc32(bytes.subarray(start, at), previous)
  bytes.write(digits(checksum), 0, 'latin1')
  return { bytes, checksum }
}

/** What a line says, or null when it is not exactly what `encodeLine` made after `previous`. */
function decodeLine(
  line: Buffer,
  previous: number,
): { readonly body: Buffer; readonly checksum: number } | null {
  const head = headOf(line)
  if (head === null || line.length !== head.end) return null
  const body = line.subarray(head.start)
  const checksum = crc32(body, previous)
  if (line.toString('latin1', 0, checksumDigits) !== digits(checksum)) return null
  return { body, checksum }
}

/** Whether a bad last line is longer than it says: then lines ran together, and it is no append that was cut short. */
function isOverlong(line: Buffer): boolean {
  const head = headOf(line)
  return head !== null && line.length > head.end
}

function headOf(line: Buffer): { readonly start: number; readonly end: number } | null {
  const from = checksumDigits + 1
  const to = line.indexOf(space, from)
  if (line[checksumDigits] !== space || to < 0) return null
  const length = line.toString('latin1', from, to)
  return /^[1-9]\d{0,9}$/.test(length) ? { start: to + 1, end: to + 1 + Number(length) } : null
}

function digits(checksum: number): string {
  return checksum.toString(16).padStart(checksumDigits, '0')
}

/** A file of the store. */
export interface FileName {
  readonly path: string
  readonly kind: FileKind
  readonly generation: number
}

/** Where a line ends: bytes from the beginning, and the checksum the next line goes on from. */
export interface LineEnd {
  readonly bytes: number
  readonly checksum: number
}

/** Appends lines to a file, without syncing them. */
export interface LineWriter {
  /** The end of the last line that was appended. */
  readonly end: LineEnd
  append(body: Body): Promise<void>
}

/** Writes on in a file after its last good line. */
export function createLineWriter(file: DiskFile, from: LineEnd): LineWriter {
  let end = from
  return {
    get end() {
      return end
    },
    async append(body) {
      const { bytes, checksum } = encodeLine(body, end.checksum)
      await file.append(bytes)
      end = { bytes: end.bytes + bytes.length, checksum }
    },
  }
}

const asidePath = (path: string): string => `${path}.tmp`

/**
 * Writes a whole file, durably, under a temporary name until {@link publish} gives it its own. Its first line says what
 * the file is and in which format. When writing fails, the file is removed: on a full disk the log needs the room.
 */
export async function writeAside<T>(
  disk: Disk,
  { path, kind, generation }: FileName,
  write: (lines: LineWriter) => Promise<T>,
): Promise<T> {
  const file = await disk.open(asidePath(path), 'fresh')
  try {
    const lines = createLineWriter(file, { bytes: 0, checksum: 0 })
    await lines.append([JSON.stringify({ latchkey: kind, format, generation })])
    const result = await write(lines)
    await file.sync()
    await file.close()
    return result
  } catch (error) {
    await file.close().catch(() => {})
    await disk.remove(asidePath(path)).catch(() => {})
    throw error
  }
}

/** Gives a file that was written aside its name, durably. */
export async function publish(disk: Disk, path: string): Promise<void> {
  await disk.rename(asidePath(path), path)
  await disk.syncFolder(dirname(path))
}

/** One line that is as it was written, its body in UTF-8, or the place (in bytes) where the good lines end. */
export type ScannedLine =
  | { readonly kind: 'line'; readonly body: Buffer; readonly end: LineEnd }
  | {
      readonly kind: 'damage'
      readonly at: number
      readonly isLast: boolean
      /**
       * Whether an append that was cut short explains it: nothing follows, its line break never came, and it is not too
       * long. A commit with its line break was written whole, and may have been acknowledged.
       */
      readonly torn: boolean
    }

/**
 * Reads a file line by line, its first line checked and included.
 *
 * @param until bytes to read at most; the rest is still being written
 * @throws ServiceError `ERR_STORE_CORRUPT` when the file is not the one meant or of another format
 */
export async function* readLines(name: FileName, until = Infinity): AsyncGenerator<ScannedLine> {
  const handle = await open(name.path, 'r')
  try {
    yield* scan(handle, name, until)
  } finally {
    await handle.close()
  }
}

async function* scan(
  handle: FileHandle,
  name: FileName,
  until: number,
): AsyncGenerator<ScannedLine> {
  const size = Math.min((await handle.stat()).size, until)
  let end: LineEnd = { bytes: 0, checksum: 0 }
  for await (const { line, isEnded } of split(handle, size, chunkBytes[name.kind])) {
    const decoded = isEnded ? decodeLine(line, end.checksum) : null
    if (end.bytes === 0) refuseStranger(decoded?.body ?? null, name)
    if (decoded === null) {
      // What has no line break can only be the last.
      const isLast = !isEnded || end.bytes + line.length + 1 >= size
      yield { kind: 'damage', at: end.bytes, isLast, torn: !isEnded && !isOverlong(line) }
      return
    }
    end = { bytes: end.bytes + line.length + 1, checksum: decoded.checksum }
    yield { kind: 'line', body: decoded.body, end }
  }
  if (end.bytes === 0) refuseStranger(null, name)
}

interface Piece {
  readonly line: Buffer
  /** False for what follows the last line break. */
  readonly isEnded: boolean
}

async function* split(handle: FileHandle, size: number, most: number): AsyncGenerator<Piece> {
  let pending: Buffer[] = []
  for (let at = 0; at < size;) {
    const chunk = Buffer.allocUnsafe(Math.min(most, size - at))
    const { bytesRead } = await handle.read(chunk, 0, chunk.length, at)
    if (bytesRead === 0) break
    at += bytesRead
    let from = 0
    for (
      let to = chunk.indexOf(newline);
      to >= 0 && to < bytesRead;
      to = chunk.indexOf(newline, from)
    ) {
      const rest = chunk.subarray(from, to)
      yield { line: pending.length === 0 ? rest : Buffer.concat([...pending, rest]), isEnded: true }
      pending = []
      from = to + 1
    }
    if (from < bytesRead) pending.push(chunk.subarray(from, bytesRead))
  }
  if (pending.length > 0) yield { line: Buffer.concat(pending), isEnded: false }
}

/** The first line was synced before the file got its name, so no crash explains a bad one. */
function refuseStranger(body: Buffer | null, { path, kind, generation }: FileName): void {
  const refused = (why: string, remedy?: string) => corrupt({ path, at: 0, why, remedy })
  if (body === null) {
    throw refused('not a file of this store: it is empty, damaged or somebody else’s')
  }
  const head: unknown = JSON.parse(body.toString())
  if (!isRecord(head) || !('latchkey' in head) || !('format' in head)) {
    throw refused('not a file of this store')
  }
  if (head['format'] !== format) {
    throw refused(
      `written in format ${String(head['format'])}, and this version reads format ${format}`,
      'Start the version of the program that wrote it',
    )
  }
  if (head['latchkey'] !== kind || head['generation'] !== generation) {
    throw refused('another file of a store under this name')
  }
}
