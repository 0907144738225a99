import type { WrittenRow } from '../tables.ts'
import { corrupt, type Disk, type DiskFile } from './disk.ts'
import { opOf, parseEntry, type Entry } from './entry.ts'
import { pathOf } from './folder.ts'
import {
  createLineWriter,
  publish,
  readLines,
  writeAside,
  type Body,
  type FileName,
  type LineEnd,
} from './lines.ts'

/** The rows that one commit wrote. */
type Transaction = readonly WrittenRow[]

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
  append(transactions: readonly Transaction[]): Promise<void>
  close(): Promise<void>
}

/** Where writing goes on. */
export interface LogStart extends LineEnd {
  readonly generation: number
}

/** Writes on after the last whole commit of a log. */
export function createLogWriter(file: DiskFile, start: LogStart): LogWriter {
  const lines = createLineWriter(file, start)
  let { bytes } = start

  const write = async (body: Body): Promise<void> => {
    await lines.append(body)
    await file.sync()
    bytes = lines.end.bytes
  }

  const writeParts = async (rows: Transaction): Promise<void> => {
    let part = 0
    for (let from = 0; from < rows.length; from += rowsPerPart, part += 1) {
      const ops = rows.slice(from, from + rowsPerPart).map(opOf)
      await write([JSON.stringify({ part, ops })])
    }
    await write([JSON.stringify({ whole: part })])
  }

  return {
    generation: start.generation,
    get bytes() {
      return bytes
    },
    async append(transactions) {
      for (const step of steps(transactions)) {
        await ('body' in step ? write(step.body) : writeParts(step))
      }
    },
    close: () => file.close(),
  }
}

/** Bodies of lines, and transactions that need several, in the order they were committed. */
function* steps(
  transactions: readonly Transaction[],
): Generator<{ readonly body: Body } | Transaction> {
  let body: string[] = []
  let length = 0
  for (const rows of transactions) {
    const isLarge = rows.length > rowsPerPart
    if (length > 0 && (isLarge || length > lineLength)) {
      yield { body: [...body, ']'] }
      body = []
      length = 0
    }
    if (isLarge) yield rows
    else {
      const text = JSON.stringify(rows.map(opOf))
      body.push(length === 0 ? '[' : ',', text)
      length += text.length
    }
  }
  if (length > 0) yield { body: [...body, ']'] }
}

/**
 * Begins the log of a generation. Its first line is durable before the file gets its name, so a log without one
 * is always damage.
 */
export async function createLog(disk: Disk, dir: string, generation: number): Promise<LogWriter> {
  const path = pathOf(dir, 'log', generation)
  const end = await writeAside(disk, { path, kind: 'log', generation }, async (lines) => lines.end)
  await publish(disk, path)
  return createLogWriter(await disk.open(path, 'append'), { generation, ...end })
}

/** Where the whole commits of a log end, for writing on. */
export interface LogEnd extends LogStart {
  /** Whether bytes follow: the commit that was being written when the process died. It was never acknowledged. */
  readonly torn: boolean
}

/**
 * Reads every whole commit of a log, in order.
 *
 * @param apply is given the rows of one transaction, or of a large one bit by bit once all of it is there
 * @throws ServiceError `ERR_STORE_CORRUPT` for damage that no interrupted append explains
 */
export async function replayLog(
  name: FileName,
  apply: (rows: Transaction) => void,
): Promise<LogEnd> {
  const replay = createReplay(apply)
  const { path, generation } = name
  let whole: LineEnd = { bytes: 0, checksum: 0 }
  let read = 0
  for await (const line of readLines(name)) {
    if (line.kind === 'damage') {
      if (!line.torn) throw damaged(path, line)
      return { ...whole, generation, torn: true }
    }
    if (read > 0 && !replay.take(parseEntry(line.body.toString()))) {
      throw corrupt({ path, at: read, why: 'not what this program writes' })
    }
    read = line.end.bytes
    if (replay.isSettled()) whole = line.end
  }
  return { ...whole, generation, torn: whole.bytes < read }
}

/** The last commit may be the one that a loss of power spoilt in its middle: only the operator can know. */
function damaged(path: string, { at, isLast }: { readonly at: number; readonly isLast: boolean }) {
  if (!isLast) return corrupt({ path, at, why: 'damaged' })
  const why = 'its last commit was written to its end, and is not what was written'
  const remedy = `Restore the whole folder from a backup. Only if the machine lost its power in that very moment nobody was told of the commit: then cut it off with \`truncate -s ${at}\``
  return corrupt({ path, at, why, remedy })
}

interface Replay {
  /** False when no commit can have written this here. */
  take(entry: Entry | null): boolean
  /** Whether every transaction that was begun has come to its end. */
  isSettled(): boolean
}

function createReplay(apply: (rows: Transaction) => void): Replay {
  let parts: Transaction[] = []

  const applyAll = (transactions: readonly Transaction[]): true => {
    for (const rows of transactions) apply(rows)
    parts = []
    return true
  }

  return {
    isSettled: () => parts.length === 0,
    take(entry) {
      switch (entry?.kind) {
        case 'group':
          return parts.length === 0 && applyAll(entry.transactions)
        case 'part':
          return entry.part === parts.length && parts.push(entry.rows) > 0
        case 'whole':
          return entry.parts === parts.length && applyAll(parts)
        case 'end':
        case undefined:
          return false
        default:
          return entry
      }
    },
  }
}
