import { open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ServiceError } from '../errors.ts'
import { makeFolder } from '../make-folder.ts'
import type { Random } from '../ports/random.ts'

const keyBytes = 48
const shortestKey = 32

/** How a secret is generated and checked. */
interface Kept {
  readonly random: Random
  /** Of a new secret. */
  readonly bytes: number
  /** With fewer characters the file was truncated. */
  readonly shortest: number
}

/**
 * Reads a secret from its file (mode 0600); at the first start, generates it and writes the file.
 *
 * @throws ServiceError `ERR_CONFIG` when the file cannot be read, or holds less than a key
 */
export async function keptSecret(file: string, { random, bytes, shortest }: Kept): Promise<string> {
  const kept = await existing(file)
  if (kept !== null) {
    if (kept.length >= shortest) return kept
    throw new ServiceError(
      'ERR_CONFIG',
      `${file} holds no whole key; restore it, or remove it with the data`,
    )
  }
  await makeFolder(dirname(file))
  const made = Buffer.from(random.bytes(bytes)).toString('base64url')
  const handle = await open(file, 'wx', 0o600)
  try {
    await handle.writeFile(`${made}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
  return made
}

const fileOf = (dataDir: string): string => join(dataDir, 'secret.key')
const nextFileOf = (dataDir: string): string => `${fileOf(dataDir)}.next`

/** The secret key of a development machine, and the one that a crash left when it was about to take its place. */
export interface KeptSecret {
  readonly current: string
  readonly next: string | null
  /** Removes what was left over, once the store needs it no more. @throws the system's error */
  settle(): Promise<void>
}

/**
 * The secret key of a development machine, kept in the data folder so that links, chats and codes survive a restart.
 * Production needs SECRET_KEY.
 *
 * @throws ServiceError as `keptSecret`
 */
export async function keptSecretKey(dataDir: string, random: Random): Promise<KeptSecret> {
  const rules = { random, bytes: keyBytes, shortest: shortestKey }
  return {
    current: await keptSecret(fileOf(dataDir), rules),
    next: await existing(nextFileOf(dataDir)),
    settle: async () => rm(nextFileOf(dataDir), { force: true }),
  }
}

/** The secret key that was kept in a data folder before SECRET_KEY was set, or null. @throws ServiceError `ERR_CONFIG` */
export async function formerSecretKey(dataDir: string): Promise<string | null> {
  return existing(fileOf(dataDir))
}

/**
 * Makes the secret key that will take the place of the kept one; `settle` puts it there.
 *
 * @throws ServiceError as `keptSecret`; the system's error
 */
export async function nextSecretKey(dataDir: string, random: Random) {
  const file = nextFileOf(dataDir)
  await rm(file, { force: true })
  const secret = await keptSecret(file, { random, bytes: keyBytes, shortest: shortestKey })
  return {
    secret,
    async settle(): Promise<void> {
      await rename(file, fileOf(dataDir))
      const folder = await open(dataDir, 'r')
      try {
        await folder.sync()
      } finally {
        await folder.close()
      }
    },
  }
}

async function existing(file: string): Promise<string | null> {
  try {
    return (await readFile(file, 'utf8')).trim()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw new ServiceError('ERR_CONFIG', `${file} cannot be read`, { cause: error })
  }
}
