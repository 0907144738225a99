import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { errorCode, ServiceError } from './errors.ts'

/** How long a disk may take, as of a network that does not answer. */
const patienceMs = 5_000

/** One folder; `isThere` when it, or a file of its name, is there already. */
async function makeOne(folder: string): Promise<'made' | 'isThere' | 'noParent'> {
  try {
    await mkdir(folder, { mode: 0o700 })
    return 'made'
  } catch (error) {
    const code = errorCode(error)
    if (code === 'EEXIST') return 'isThere'
    if (code !== 'ENOENT') throw error
    return 'noParent'
  }
}

/**
 * Not `recursive`: below `/proc`, where a parent is there and takes no folder, that tries for ever in Node.
 */
async function makeAll(folder: string): Promise<void> {
  if ((await makeOne(folder)) !== 'noParent') return
  const parent = dirname(folder)
  if (parent !== folder) await makeAll(parent)
  if ((await makeOne(folder)) === 'noParent') {
    throw new ServiceError(
      'ERR_STORE_UNAVAILABLE',
      `${folder} cannot be made: its parent takes no folder`,
    )
  }
}

/**
 * Waits for work on a disk for five seconds at most; what hangs, as a network share does, goes on in vain.
 *
 * @throws ServiceError `ERR_STORE_UNAVAILABLE` naming the folder
 */
export async function withinPatience<T>(folder: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const words = `${folder} does not answer; look at the disk or the network that DATA_DIR lies on`
      reject(new ServiceError('ERR_STORE_UNAVAILABLE', words))
    }, patienceMs)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

/**
 * Makes a folder, and those above it, for its owner alone (0700); one that is there stays as it is.
 *
 * @throws ServiceError `ERR_STORE_UNAVAILABLE` when it cannot be made or the disk does not answer; the system's error
 */
export async function makeFolder(folder: string): Promise<void> {
  await withinPatience(folder, makeAll(folder))
}
