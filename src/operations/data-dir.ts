import { access, constants, mkdir, readdir, rmdir, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { errorCode, ServiceError } from '../errors.ts'
import { withinPatience } from '../make-folder.ts'
import { fail, ok, warn, type Finding } from './finding.ts'

/** What to do about a folder that takes no files. */
const otherFolder = 'set DATA_DIR to a folder that this user may write'

/** Whether a folder that is not there could be made: its first missing part is, and is taken away again. */
async function examineMissingDir(dir: string): Promise<Finding> {
  let part = resolve(dir)
  while ((await stat(dirname(part)).catch(() => null)) === null && dirname(part) !== part) {
    part = dirname(part)
  }
  try {
    await mkdir(part, { mode: 0o700 })
    await rmdir(part)
    return warn('data-dir', `${dir} is not there yet`, 'the first start makes it')
  } catch (error) {
    const code = errorCode(error) ?? 'unknown'
    return fail('data-dir', `${dir} cannot be made (${code})`, otherFolder)
  }
}

/** A commit that a start has set aside, or null. */
async function examineTorn(dir: string): Promise<Finding | null> {
  const torn = (await readdir(dir)).find((name) => name.endsWith('.torn'))
  if (torn === undefined) return null
  return warn(
    'data-dir',
    `${torn} holds a commit that a crash cut short; nobody was told of it`,
    'look at it if you want to know what it was, and remove it',
  )
}

async function examineDir(dir: string): Promise<Finding> {
  const found = await stat(dir).catch(() => null)
  if (found === null) return examineMissingDir(dir)
  if (!found.isDirectory()) return fail('data-dir', `${dir} is no folder`, otherFolder)
  const isWritable = await access(dir, constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  )
  if (!isWritable) return fail('data-dir', `${dir} cannot be written`, otherFolder)
  // Windows has no such bits and reports all of them.
  const isOpen = process.platform !== 'win32' && (found.mode & 0o077) !== 0
  if (isOpen) return warn('data-dir', `others on this machine can enter ${dir}`, `chmod 700 ${dir}`)
  return (await examineTorn(dir)) ?? ok('data-dir', `${dir} is closed to others`)
}

/** Whether DATA_DIR is a folder that can be written and is closed to others, said within five seconds. Leaves nothing behind. */
export async function examineDataDir(dir: string): Promise<Finding> {
  try {
    return await withinPatience(dir, examineDir(dir))
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error
    return fail('data-dir', error.message, otherFolder)
  }
}
