import { constants } from 'node:fs'
import { open, rename, rm, truncate, type FileHandle } from 'node:fs/promises'
import { errorCode, ServiceError } from '../../errors.ts'

/** A file that only grows. */
export interface DiskFile {
  /** Resolves when the system has all the bytes, which is not yet when they are safe. */
  append(bytes: Uint8Array): Promise<void>
  /** Resolves when everything appended survives a power cut (fdatasync). */
  sync(): Promise<void>
  close(): Promise<void>
}

/** Every way the journal changes the disk, so that a test can make each of them fail. */
export interface Disk {
  /** Opens for appending; `fresh` empties what was there. A new file is its owner's alone (0600). */
  open(path: string, how: 'append' | 'fresh'): Promise<DiskFile>
  rename(from: string, to: string): Promise<void>
  /** Does nothing when the file is gone already. */
  remove(path: string): Promise<void>
  /** Cuts a file, durably. */
  truncate(path: string, bytes: number): Promise<void>
  /** Makes new names, renames and removals in a folder durable. */
  syncFolder(path: string): Promise<void>
}

/** Writes to the end of a file; the system may take only a part at a time. */
async function writeWhole(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  let at = 0
  while (at < bytes.length) {
    const { bytesWritten } = await handle.write(bytes, at, bytes.length - at)
    at += bytesWritten
  }
}

const { O_WRONLY, O_CREAT, O_APPEND, O_DSYNC } = constants

/**
 * Opens a file whose every write is durable when it is over (O_DSYNC, the same as an fdatasync after it): one trip to
 * the thread pool where there would be two. Only what somebody else had written before is left to be synced.
 */
async function openThrough(path: string): Promise<DiskFile> {
  const handle = await open(path, O_WRONLY | O_CREAT | O_APPEND | O_DSYNC, 0o600)
  let isSynced = false
  return {
    append: (bytes) => writeWhole(handle, bytes),
    async sync() {
      if (!isSynced) await handle.datasync()
      isSynced = true
    },
    close: () => handle.close(),
  }
}

/**
 * The machine's own disk.
 *
 * @param writesThrough whether appending makes durable by itself; elsewhere than on Linux that promises less than a sync
 */
export function createDisk(writesThrough = process.platform === 'linux'): Disk {
  return {
    async open(path, how) {
      if (how === 'append' && writesThrough) return openThrough(path)
      const handle = await open(path, how === 'append' ? 'a' : 'w', 0o600)
      return {
        append: (bytes) => writeWhole(handle, bytes),
        sync: () => handle.datasync(),
        close: () => handle.close(),
      }
    },
    rename,
    remove: (path) => rm(path, { force: true }),
    async truncate(path, bytes) {
      await truncate(path, bytes)
      await syncPath(path, 'r+')
    },
    async syncFolder(path) {
      // Windows cannot open a folder; NTFS journals its names by itself.
      if (process.platform !== 'win32') await syncPath(path, 'r')
    },
  }
}

async function syncPath(path: string, flags: string): Promise<void> {
  const handle = await open(path, flags)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/**
 * What a failed piece of work on the store's files is called outside.
 *
 * @param doing what was tried, naming the file, such as `writing /srv/latchkey/log-3`
 */
export function outage(error: unknown, doing: string): ServiceError {
  if (error instanceof ServiceError) return error
  const word = errorCode(error)
  const full = word === 'ENOSPC' || word === 'EDQUOT'
  // A system's own message names the call and the path; any other error's may quote a row.
  const reason = error instanceof Error && word !== null ? error.message : 'an error of the program'
  return new ServiceError(
    full ? 'ERR_STORE_FULL' : 'ERR_STORE_UNAVAILABLE',
    `${doing}: ${reason}`,
    {
      cause: error,
    },
  )
}

/** A place in a file that is not as this program wrote it. */
export interface Damage {
  readonly path: string
  /** Bytes from the beginning of the file. */
  readonly at: number
  readonly why: string
  /** What the operator can do; a backup unless something else helps. */
  readonly remedy?: string | undefined
}

const wayOut = 'Restore the whole folder from a backup'

/** Refuses a damaged file. The store is never started from a part of what it held, nor empty. */
export function corrupt({ path, at, why, remedy = wayOut }: Damage): ServiceError {
  return new ServiceError(
    'ERR_STORE_CORRUPT',
    `${path}, byte ${at}: ${why}. Nothing was changed. ${remedy}.`,
  )
}
