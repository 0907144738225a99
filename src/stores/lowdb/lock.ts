import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { chmod, lstat, mkdir, realpath, rename, rm } from 'node:fs/promises'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { errorCode, ServiceError } from '../../errors.ts'

/** The one ownership of a folder. The kernel frees it when the process dies, however it dies. */
export interface Lock {
  /** Where it listens. */
  readonly path: string
  /** Who answers those that come through the lock; without a handler their connection is closed at once. */
  onVisitor(handler: (socket: Socket) => void): void
  /** Frees the folder and ends every visit. */
  release(): Promise<void>
}

const attempts = 5

/**
 * Takes a folder for this process.
 *
 * @throws ServiceError `ERR_STORE_LOCKED` when another process holds it
 */
export async function takeLock(dir: string): Promise<Lock> {
  const path = await lockPath(dir)
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const lock = await listen(path)
    if (lock !== null) return lock
    if (!(await clearStale(path))) break
  }
  throw new ServiceError(
    'ERR_STORE_LOCKED',
    `${dir} is in use by another process (its lock is ${path}). Stop that one first, or choose another folder.`,
  )
}

/**
 * Connects to the process that holds a folder.
 *
 * @returns null when nobody holds it, or there is no such folder
 * @throws ServiceError `ERR_STORE_LOCKED` when it belongs to another user
 */
export async function visitOwner(dir: string): Promise<Socket | null> {
  try {
    return await reach(await lockPath(dir))
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null
    throw error
  }
}

async function listen(path: string): Promise<Lock | null> {
  const server = createServer()
  // Before it listens: a visitor that came in between would be accepted and never answered.
  const lock = lockOf(server, path)
  server.unref()
  try {
    server.listen(path)
    await once(server, 'listening')
    if (process.platform !== 'win32') await chmod(path, 0o600)
    return lock
  } catch (error) {
    server.close()
    if (errorCode(error) === 'EADDRINUSE') return null
    throw error
  }
}

function turnAway(socket: Socket): void {
  socket.destroy()
}

function lockOf(server: Server, path: string): Lock {
  const visits = new Set<Socket>()
  let handler = turnAway
  server.on('connection', (socket) => {
    visits.add(socket)
    socket.once('close', () => visits.delete(socket))
    // A visitor may break off; without a listener its error would end the process.
    socket.on('error', () => {})
    handler(socket)
  })
  return {
    path,
    onVisitor(next) {
      handler = next
    },
    async release() {
      const closed = once(server, 'close')
      server.close()
      for (const socket of visits) socket.destroy()
      await closed
    },
  }
}

/**
 * Clears the socket of a process that is gone.
 *
 * @returns false when its owner lives
 */
async function clearStale(path: string): Promise<boolean> {
  if (await answers(path)) return false
  // Of two that find it stale, the slower may be looking at the faster one's new lock: moving it aside first, and
  // asking again there, is what tells.
  const aside = `${path}.${process.pid}`
  try {
    await rename(path, aside)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return true
    throw error
  }
  if (await answers(aside)) {
    await rename(aside, path)
    return false
  }
  await rm(aside, { force: true })
  return true
}

async function answers(path: string): Promise<boolean> {
  const socket = await reach(path)
  socket?.destroy()
  return socket !== null
}

async function reach(path: string): Promise<Socket | null> {
  const socket = connect(path)
  try {
    await once(socket, 'connect')
    return socket
  } catch (error) {
    socket.destroy()
    const code = errorCode(error)
    if (code === 'ECONNREFUSED' || code === 'ENOENT') return null
    throw new ServiceError('ERR_STORE_LOCKED', `${path} cannot be asked who holds it`, {
      cause: error,
    })
  }
}

/** A socket's path may have 107 bytes on Linux and 103 on macOS. */
const longestSocketPath = 100

/**
 * Where the lock of a folder listens: `lock` inside it; for a long path, a name made from the folder's real path
 * under `/tmp`, the same whatever TMPDIR says, so that no two processes can miss each other; on Windows, a named pipe.
 *
 * @throws ServiceError `ERR_STORE_UNAVAILABLE` when the place under `/tmp` belongs to somebody else
 */
async function lockPath(dir: string): Promise<string> {
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
