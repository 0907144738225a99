import type { WrittenRow } from '../tables.ts'
import { parseEntry, type Entry } from './entry.ts'
import { readLines, type FileName } from './line-file.ts'
import { corrupt } from './outage.ts'

/** Where the whole commits of a log end, for whoever writes on. */
export interface LogEnd {
  readonly bytes: number
  readonly checksum: number
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
  apply: (rows: readonly WrittenRow[]) => void,
): Promise<LogEnd> {
  const replay = createReplay(apply)
  let whole = { bytes: 0, checksum: 0 }
  let read = 0
  for await (const line of readLines(name)) {
    if (line.kind === 'damage') {
      if (!line.torn) throw corrupt({ path: name.path, at: line.at, why: 'damaged' })
      return { ...whole, torn: true }
    }
    if (read > 0 && !replay.take(parseEntry(line.body))) {
      throw corrupt({ path: name.path, at: read, why: 'not what this program writes' })
    }
    read = line.end
    if (replay.settled()) whole = { bytes: line.end, checksum: line.checksum }
  }
  return { ...whole, torn: whole.bytes < read }
}

interface Replay {
  /** False when no commit can have written this here. */
  take(entry: Entry | null): boolean
  /** Whether every transaction that was begun has come to its end. */
  settled(): boolean
}

function createReplay(apply: (rows: readonly WrittenRow[]) => void): Replay {
  let parts: (readonly WrittenRow[])[] = []

  const applyAll = (transactions: readonly (readonly WrittenRow[])[]): true => {
    for (const rows of transactions) apply(rows)
    parts = []
    return true
  }

  const addPart = (rows: readonly WrittenRow[]): true => {
    parts.push(rows)
    return true
  }

  return {
    settled: () => parts.length === 0,
    take(entry) {
      switch (entry?.kind) {
        case 'group':
          return parts.length === 0 && applyAll(entry.transactions)
        case 'part':
          return entry.part === parts.length && addPart(entry.rows)
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
