import type { WrittenRow } from '../tables.ts'
import type { Disk, DiskFile } from './disk.ts'
import { opOf } from './entry.ts'
import { pathOf } from './folder.ts'
import { encodeLine } from './line.ts'
import { abandon, beginFile } from './line-file.ts'
import { asidePath } from './row-file.ts'

/** Above so many rows a transaction is written in parts: one text for a million rows would pass V8's longest string. */
const rowsPerPart = 1000
/** Texts of transactions are joined into one line up to about this many characters. */
const lineLength = 4 << 20

/** The log that commits go to. */
export interface LogWriter {
  readonly generation: number
  /** Bytes that survive a power cut: everything up to here is acknowledged or about to be. */
  readonly bytes: number
  /**
   * Writes transactions, durably when it resolves. Only the last line can be cut short by a crash, because each one
   * is synced before the next begins.
   */
  append(transactions: readonly (readonly WrittenRow[])[]): Promise<void>
  close(): Promise<void>
}

/** Where writing goes on. */
export interface LogStart {
  readonly generation: number
  readonly bytes: number
  readonly checksum: number
}

/** Writes on after the last whole commit of a log. */
export function createLogWriter(file: DiskFile, start: LogStart): LogWriter {
  let { bytes, checksum } = start

  const write = async (body: string): Promise<void> => {
    const line = encodeLine(body, checksum)
    await file.append(line.bytes)
    await file.sync()
    checksum = line.checksum
    bytes += line.bytes.length
  }

  const writeParts = async (rows: readonly WrittenRow[]): Promise<void> => {
    let part = 0
    for (let from = 0; from < rows.length; from += rowsPerPart, part += 1) {
      const ops = rows.slice(from, from + rowsPerPart).map(opOf)
      await write(JSON.stringify({ part, ops }))
    }
    await write(JSON.stringify({ whole: part }))
  }

  return {
    generation: start.generation,
    get bytes() {
      return bytes
    },
    async append(transactions) {
      for (const step of steps(transactions)) {
        await (typeof step === 'string' ? write(step) : writeParts(step))
      }
    },
    close: () => file.close(),
  }
}

/** Bodies of lines, and transactions that need several, in the order they were committed. */
function* steps(
  transactions: readonly (readonly WrittenRow[])[],
): Generator<string | readonly WrittenRow[]> {
  let texts: string[] = []
  let length = 0
  for (const rows of transactions) {
    const large = rows.length > rowsPerPart
    if (texts.length > 0 && (large || length > lineLength)) {
      yield `[${texts.join(',')}]`
      texts = []
      length = 0
    }
    if (large) yield rows
    else {
      const text = JSON.stringify(rows.map(opOf))
      texts.push(text)
      length += text.length
    }
  }
  if (texts.length > 0) yield `[${texts.join(',')}]`
}

/**
 * Begins the log of a generation. Its first line is durable before the file gets its name, so a log without one
 * is always damage.
 */
export async function createLog(disk: Disk, dir: string, generation: number): Promise<LogWriter> {
  const path = pathOf(dir, 'log', generation)
  const begun = await beginFile(disk, { path: asidePath(path), kind: 'log', generation })
  try {
    await begun.file.sync()
    await begun.file.close()
  } catch (error) {
    await abandon(disk, { path: asidePath(path), file: begun.file })
    throw error
  }
  await disk.rename(asidePath(path), path)
  await disk.syncFolder(dir)
  return createLogWriter(await disk.open(path, 'append'), { generation, ...begun })
}
