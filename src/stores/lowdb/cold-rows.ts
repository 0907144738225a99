import { access } from 'node:fs/promises'
import { isCold, type WrittenRow } from '../tables.ts'
import { parseEntry } from './entry.ts'
import { listFolder, pathOf } from './folder.ts'
import { readLines } from './line-file.ts'
import { corrupt, systemCode } from './outage.ts'
import { readRows } from './row-file.ts'

/** A log to read cold rows from. */
export interface ColdLog {
  readonly path: string
  readonly generation: number
  /** Bytes that are durable; all of them when the log is written no more. */
  readonly until?: number
}

/** The cold rows in a log whose commits are all whole up to `until`, in order, a line's at a time. */
export async function* coldRowsOf({
  path,
  generation,
  until,
}: ColdLog): AsyncGenerator<readonly WrittenRow[]> {
  let end = 0
  for await (const line of readLines({ path, kind: 'log', generation }, until)) {
    if (line.kind === 'damage') throw corrupt({ path, at: line.at, why: 'damaged' })
    if (end > 0) yield rowsIn(line.body).filter(({ collection }) => isCold(collection))
    end = line.end
  }
}

function rowsIn(body: string): readonly WrittenRow[] {
  const entry = parseEntry(body)
  if (entry?.kind === 'group') return entry.transactions.flat()
  return entry?.kind === 'part' ? entry.rows : []
}

/** How far the live log is durable. */
export interface LivePosition {
  readonly generation: number
  readonly bytes: number
}

/** Every cold row that was durable when the reading began, oldest first, streamed from the files. */
export async function* readColdRows(
  dir: string,
  live: LivePosition,
): AsyncGenerator<readonly WrittenRow[]> {
  const { log, cold } = await listFolder(dir)
  const generations = [...new Set([...cold, ...log])].toSorted((a, b) => a - b)
  for (const generation of generations) {
    if (generation > live.generation) return
    yield* rowsOfGeneration(dir, generation, live)
  }
}

/** A compaction puts the file of cold rows there before it takes the log away, so one of the two can always be opened. */
async function* rowsOfGeneration(
  dir: string,
  generation: number,
  live: LivePosition,
): AsyncGenerator<readonly WrittenRow[]> {
  const path = pathOf(dir, 'cold', generation)
  const moved = await exists(path)
  if (!moved) {
    try {
      const until = generation === live.generation ? { until: live.bytes } : {}
      yield* coldRowsOf({ path: pathOf(dir, 'log', generation), generation, ...until })
      return
    } catch (error) {
      if (systemCode(error) !== 'ENOENT') throw error
    }
  }
  for await (const { rows } of readRows({ path, kind: 'cold', generation })) yield rows
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path)
    return true
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return false
    throw error
  }
}
