import { createHash } from 'node:crypto'
import { chmod, lstat, mkdir, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { ServiceError } from '../../errors.ts'

/** A socket's path may have 107 bytes on Linux and 103 on macOS. */
const longestSocketPath = 100

/**
 * Where the lock of a folder listens: `lock` inside it; for a long path, a name made from the folder's real path
 * under `/tmp`, the same whatever TMPDIR says, so that no two processes can miss each other; on Windows, a named pipe.
 *
 * @throws ServiceError `ERR_STORE_UNAVAILABLE` when the place under `/tmp` belongs to somebody else
 */
export async function lockPath(dir: string): Promise<string> {
  const folder = await realpath(dir)
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 32)
  if (process.platform === 'win32') return `\\\\.\\pipe\\latchkey-${name}`
  const inside = join(folder, 'lock')
  if (Buffer.byteLength(inside) <= longestSocketPath) return inside
  return join(await sharedFolder(), `${name}.lock`)
}

/** Anybody may make names in `/tmp`: a folder that another user put there first is not used. */
async function sharedFolder(): Promise<string> {
  const user = process.getuid?.() ?? 0
  const folder = `/tmp/latchkey-${user}`
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const found = await lstat(folder)
  if (!found.isDirectory() || found.uid !== user) {
    throw new ServiceError(
      'ERR_STORE_UNAVAILABLE',
      `${folder} belongs to somebody else, and the store’s own path is too long for a lock: choose a shorter one`,
    )
  }
  await chmod(folder, 0o700)
  return folder
}
