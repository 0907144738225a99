import { truncate } from 'node:fs/promises'
import { createDisk, type Disk, type DiskFile } from '../../src/stores/lowdb/disk.ts'

/** A disk that never waits for the platter, for tests that open a store hundreds of times. */
export function fastDisk(): Disk {
  const disk = createDisk(false)
  return {
    ...disk,
    async open(path, how) {
      return { ...(await disk.open(path, how)), sync: async () => {} }
    },
    truncate,
    syncFolder: async () => {},
  }
}

/** What a disk is asked to do, as a name a test can wait for. */
export type DiskStep = 'open' | 'append' | 'sync' | 'rename' | 'remove' | 'truncate' | 'syncFolder'

/**
 * A disk that asks before every step.
 *
 * @param before throws to let the step fail; an append that fails has written half of its bytes
 */
export function watchedDisk(before: (step: DiskStep, path: string) => void): Disk {
  const disk = fastDisk()
  const watchFile = (file: DiskFile, path: string): DiskFile => ({
    async append(bytes) {
      try {
        before('append', path)
      } catch (error) {
        await file.append(bytes.subarray(0, bytes.length >> 1))
        throw error
      }
      await file.append(bytes)
    },
    async sync() {
      before('sync', path)
      await file.sync()
    },
    close: () => file.close(),
  })
  return {
    async open(path, how) {
      before('open', path)
      return watchFile(await disk.open(path, how), path)
    },
    async rename(from, to) {
      before('rename', to)
      await disk.rename(from, to)
    },
    async remove(path) {
      before('remove', path)
      await disk.remove(path)
    },
    async truncate(path, bytes) {
      before('truncate', path)
      await disk.truncate(path, bytes)
    },
    async syncFolder(path) {
      before('syncFolder', path)
      await disk.syncFolder(path)
    },
  }
}

/** The error of a disk that is full. */
export function diskFull(): Error {
  return Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })
}
