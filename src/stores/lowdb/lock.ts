import { once } from 'node:events'
import { chmod, rename, rm } from 'node:fs/promises'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { ServiceError } from '../../errors.ts'
import { lockPath } from './lock-path.ts'
import { systemCode } from './outage.ts'

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
    const server = await listen(path)
    if (server !== null) return lockOf(server, path)
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
    if (systemCode(error) === 'ENOENT') return null
    throw error
  }
}

async function listen(path: string): Promise<Server | null> {
  const server = createServer()
  server.unref()
  try {
    server.listen(path)
    await once(server, 'listening')
    if (process.platform !== 'win32') await chmod(path, 0o600)
    return server
  } catch (error) {
    server.close()
    if (systemCode(error) === 'EADDRINUSE') return null
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
    // A visitor that breaks off is its own loss; without a listener it would end the process.
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
    if (systemCode(error) === 'ENOENT') return true
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
    const code = systemCode(error)
    if (code === 'ECONNREFUSED' || code === 'ENOENT') return null
    throw new ServiceError('ERR_STORE_LOCKED', `${path} cannot be asked who holds it`, {
      cause: error,
    })
  }
}
