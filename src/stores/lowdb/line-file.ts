import { open, type FileHandle } from 'node:fs/promises'
import type { Disk, DiskFile } from './disk.ts'
import { format, type FileKind } from './folder.ts'
import { decodeLine, encodeLine, isOverlong } from './line.ts'
import { corrupt } from './outage.ts'

/** One line that is as it was written, or the place where the good lines end. Offsets are bytes. */
export type ScannedLine =
  | {
      readonly kind: 'line'
      readonly body: string
      readonly end: number
      readonly checksum: number
    }
  | {
      readonly kind: 'damage'
      readonly at: number
      /** Whether an append that was cut short explains it: nothing follows, and the line is not too long. */
      readonly torn: boolean
    }

/** Which file of the store is meant. */
export interface FileName {
  readonly path: string
  readonly kind: FileKind
  readonly generation: number
}

const chunkBytes = 1 << 20
const newline = 0x0a

/** A file with its first line, not synced yet. */
export interface Begun {
  readonly file: DiskFile
  readonly bytes: number
  readonly checksum: number
}

/** A file of the store, begun with the line that says what it is and in which format. */
export async function beginFile(disk: Disk, { path, kind, generation }: FileName): Promise<Begun> {
  const file = await disk.open(path, 'fresh')
  const { bytes, checksum } = encodeLine(JSON.stringify({ latchkey: kind, format, generation }), 0)
  try {
    await file.append(bytes)
  } catch (error) {
    await abandon(disk, { path, file })
    throw error
  }
  return { file, bytes: bytes.length, checksum }
}

/** Gives up a file that cannot be finished: on a full disk, half a snapshot is room that the log needs. */
export async function abandon(
  disk: Disk,
  { path, file }: { readonly path: string; readonly file: DiskFile },
): Promise<void> {
  await file.close().catch(() => {})
  await disk.remove(path).catch(() => {})
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
  let checksum = 0
  let end = 0
  for await (const { line, ended } of split(handle, size)) {
    const decoded = ended ? decodeLine(line, checksum) : null
    if (end === 0) refuseStranger(decoded?.body ?? null, name)
    if (decoded === null) {
      const last = end + line.length + (ended ? 1 : 0) >= size
      yield { kind: 'damage', at: end, torn: last && !isOverlong(line) }
      return
    }
    end += line.length + 1
    checksum = decoded.checksum
    yield { kind: 'line', body: decoded.body, end, checksum }
  }
  if (end === 0) refuseStranger(null, name)
}

interface Piece {
  readonly line: Buffer
  /** False for what follows the last line break. */
  readonly ended: boolean
}

async function* split(handle: FileHandle, size: number): AsyncGenerator<Piece> {
  let pending: Buffer[] = []
  for (let at = 0; at < size;) {
    const chunk = Buffer.allocUnsafe(Math.min(chunkBytes, size - at))
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
      yield { line: pending.length === 0 ? rest : Buffer.concat([...pending, rest]), ended: true }
      pending = []
      from = to + 1
    }
    if (from < bytesRead) pending.push(chunk.subarray(from, bytesRead))
  }
  if (pending.length > 0) yield { line: Buffer.concat(pending), ended: false }
}

/** The first line was synced before the file got its name, so no crash explains a bad one. */
function refuseStranger(body: string | null, { path, kind, generation }: FileName): void {
  const refused = (why: string, remedy?: string) =>
    corrupt({ path, at: 0, why, ...(remedy === undefined ? {} : { remedy }) })
  if (body === null)
    throw refused('not a file of this store: it is empty, damaged or somebody else’s')
  const head: unknown = JSON.parse(body)
  if (typeof head !== 'object' || head === null || !('latchkey' in head) || !('format' in head)) {
    throw refused('not a file of this store')
  }
  if (head.format !== format) {
    throw refused(
      `written in format ${String(head.format)}, and this version reads format ${format}`,
      'Start the version of the program that wrote it',
    )
  }
  if (head.latchkey !== kind || !('generation' in head) || head.generation !== generation) {
    throw refused('another file of a store under this name')
  }
}
