import { crc32 } from 'node:zlib'

/** A file of an archive: its name, and what is in it. */
export interface ZipEntry {
  readonly name: string
  readonly bytes: Uint8Array
}

const version = 20
/** The names are UTF-8. */
const flags = 0x0800
/** The first day that the format knows: the same files make the same archive. */
const date = 0x0021

/** What both the header of a file and its line in the directory say, in the same order. */
function facts({ name, bytes }: ZipEntry): Buffer {
  const part = Buffer.alloc(26)
  part.writeUInt16LE(version, 0)
  part.writeUInt16LE(flags, 2)
  part.writeUInt16LE(date, 8)
  part.writeUInt32LE(crc32(bytes), 10)
  part.writeUInt32LE(bytes.length, 14)
  part.writeUInt32LE(bytes.length, 18)
  part.writeUInt16LE(Buffer.byteLength(name), 22)
  return part
}

function signature(mark: number, ...more: readonly number[]): Buffer {
  return Buffer.from([0x50, 0x4b, mark, mark + 1, ...more])
}

function directoryLine(entry: ZipEntry, offset: number): Buffer {
  const tail = Buffer.alloc(14)
  tail.writeUInt32LE(offset, 10)
  return Buffer.concat([signature(1, version, 0), facts(entry), tail, Buffer.from(entry.name)])
}

function ending(entries: number, { length, offset }: { length: number; offset: number }): Buffer {
  const end = Buffer.alloc(18)
  end.writeUInt16LE(entries, 4)
  end.writeUInt16LE(entries, 6)
  end.writeUInt32LE(length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([signature(5), end])
}

/** A zip archive whose files are stored as they are: enough for a few small ones, which a Teams app is. */
export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const entry of entries) {
    const file = Buffer.concat([signature(3), facts(entry), Buffer.from(entry.name), entry.bytes])
    files.push(file)
    directory.push(directoryLine(entry, offset))
    offset += file.length
  }
  const length = directory.reduce((sum, line) => sum + line.length, 0)
  return Buffer.concat([...files, ...directory, ending(entries.length, { length, offset })])
}
