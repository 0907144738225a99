import { chmod, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { ServiceError } from '../../errors.ts'
import { makeFolder, withinPatience } from '../../make-folder.ts'
import { corrupt } from './disk.ts'

/**
 * What a file of the store holds: `snapshot-<g>` every row as generation g began, `log-<g>` the commits of generation
 * g, `cold-<g>` the cold rows of a log that a snapshot has replaced.
 */
export type FileKind = 'snapshot' | 'log' | 'cold'

/** The format this program reads and writes; a file says its own in its first line. */
export const format = 1

/** Generations found in the folder, by kind, ascending; and files that were never finished. */
export interface Folder {
  readonly snapshot: readonly number[]
  readonly log: readonly number[]
  readonly cold: readonly number[]
  readonly unfinished: readonly string[]
}

/** What has to be read, once gaps are ruled out. */
export interface Survey {
  /** The newest snapshot's generation, or null before the first. */
  readonly snapshot: number | null
  /** The logs to read after it, without a gap; empty only in an empty folder. */
  readonly logs: readonly number[]
  /** Files that the snapshot has replaced, and that a crash left behind. */
  readonly replaced: readonly string[]
}

/** Where a file of the store lies. */
export function pathOf(dir: string, kind: FileKind, generation: number): string {
  return join(dir, `${kind}-${generation}`)
}

/**
 * Makes the folder when there is none and keeps it to its owner (0700). The mode of a shared folder with
 * the sticky bit, such as `/tmp` itself, is not changed.
 */
export async function prepareFolder(dir: string): Promise<void> {
  await makeFolder(dir)
  const found = await withinPatience(dir, stat(dir))
  if (!found.isDirectory()) {
    throw new ServiceError('ERR_STORE_UNAVAILABLE', `${dir} is no folder; set DATA_DIR to one`)
  }
  const { mode } = found
  const sticky = (mode & 0o1000) !== 0
  if (process.platform !== 'win32' && !sticky && (mode & 0o077) !== 0) await chmod(dir, 0o700)
}

/** Lists the store's own files; others in the folder are ignored. */
export async function listFolder(dir: string): Promise<Folder> {
  const names = await readdir(dir)
  const generations = (kind: FileKind): number[] =>
    names
      .flatMap((name) => {
        const found = /^([a-z]+)-([1-9]\d{0,14})$/.exec(name)
        return found?.[1] === kind ? [Number(found[2])] : []
      })
      .toSorted((a, b) => a - b)
  return {
    snapshot: generations('snapshot'),
    log: generations('log'),
    cold: generations('cold'),
    unfinished: names.filter((name) => /^(snapshot|log|cold)-\d+\.tmp$/.test(name)),
  }
}

/**
 * Finds what has to be read.
 *
 * @throws ServiceError `ERR_STORE_CORRUPT` when a file of the sequence is missing
 */
export function survey(dir: string, folder: Folder): Survey {
  const { snapshot, log, cold } = folder
  const newest = snapshot.at(-1) ?? null
  const first = newest ?? 1
  const logs = log.filter((generation) => generation >= first)
  // Cold rows are taken out of a log only after its successor has begun.
  const last = Math.max(logs.at(-1) ?? 0, (cold.at(-1) ?? -1) + 1, newest ?? 0)
  refuseGaps(dir, 'log', { found: logs, from: first, to: last })
  refuseGaps(dir, 'cold', { found: cold, from: 1, to: first - 1 })
  const replaced = [
    ...snapshot.filter((each) => each < first).map((each) => pathOf(dir, 'snapshot', each)),
    ...log.filter((each) => each < first).map((each) => pathOf(dir, 'log', each)),
  ]
  return { snapshot: newest, logs, replaced }
}

interface Sequence {
  readonly found: readonly number[]
  readonly from: number
  readonly to: number
}

function refuseGaps(dir: string, kind: FileKind, { found, from, to }: Sequence): void {
  const there = new Set(found)
  for (let generation = from; generation <= to; generation += 1) {
    if (there.has(generation)) continue
    throw corrupt({ path: pathOf(dir, kind, generation), at: 0, why: 'the file is missing' })
  }
}
