import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from '../stand-ins/free-port.ts'
import { unprivileged } from '../stores/postgres/binaries.ts'

/** Two PostgreSQL servers that Patroni keeps as primary and synchronous standby, behind HAProxy. */
export interface SynchronousPair {
  /** Leads to whichever is the primary. */
  readonly url: string
  /** Ends the primary and its guard at once (`kill -9`), and starts them again when the other has taken over. */
  killPrimary(): Promise<void>
  /** Resolves when the standby is there and confirms every commit. */
  synchronous(): Promise<void>
  stop(): Promise<void>
}

interface Programs {
  readonly etcd: string
  readonly patroni: string
  readonly haproxy: string
  /** The folder of PostgreSQL's own programs. */
  readonly postgres: string
}

function found(name: string): string | null {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/bin']
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null
}

/** Where Debian keeps PostgreSQL's programs. */
function postgresFolder(): string | null {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).toSorted().toReversed() : []
  const folders = versions.map((version) => join(debian, version, 'bin'))
  return folders.find((folder) => existsSync(join(folder, 'postgres'))) ?? null
}

/** What such a pair is made of on this machine, or the name of what is missing. */
export function findPrograms(): Programs | string {
  const [etcd, patroni, haproxy] = ['etcd', 'patroni', 'haproxy'].map(found)
  const postgres = postgresFolder()
  if (etcd == null) return 'etcd'
  if (patroni == null) return 'patroni'
  if (haproxy == null) return 'haproxy'
  return postgres === null ? 'postgresql' : { etcd, patroni, haproxy, postgres }
}

const at = (port: number): string => `127.0.0.1:${port}`

const secret = 'a password of these tests'
const logins = {
  superuser: { username: 'latchkey', password: secret },
  replication: { username: 'standby', password: secret },
}

/** Where one server and its guard listen, and what they keep. */
interface Node {
  readonly name: string
  readonly port: number
  readonly restPort: number
  readonly folder: string
}

function configOf(node: Node, etcdPort: number, programs: Programs): object {
  const { name, port, restPort, folder } = node
  return {
    scope: 'latchkey',
    name,
    restapi: { listen: at(restPort), connect_address: at(restPort) },
    etcd3: { host: at(etcdPort) },
    bootstrap: {
      dcs: {
        // How long an outage lasts: the lease of a primary that is gone has to end first.
        ttl: 20,
        loop_wait: 2,
        retry_timeout: 5,
        synchronous_mode: true,
        postgresql: { use_pg_rewind: true, parameters: { max_connections: 60 } },
      },
      initdb: [{ encoding: 'UTF8' }, { locale: 'C' }, 'data-checksums'],
    },
    postgresql: {
      listen: at(port),
      connect_address: at(port),
      data_dir: join(folder, 'data'),
      bin_dir: programs.postgres,
      pgpass: join(folder, 'pgpass'),
      authentication: logins,
      pg_hba: [
        'host all all 127.0.0.1/32 scram-sha-256',
        'host replication all 127.0.0.1/32 scram-sha-256',
      ],
      parameters: { unix_socket_directories: '', shared_buffers: '64MB' },
    },
  }
}

function proxyConfig(port: number, nodes: readonly Node[]): string {
  const servers = nodes.map(
    (node) =>
      `  server ${node.name} 127.0.0.1:${node.port} check port ${node.restPort} on-marked-down shutdown-sessions`,
  )
  return `${[
    'defaults',
    '  mode tcp',
    '  timeout connect 2s',
    '  timeout client 30m',
    '  timeout server 30m',
    '  timeout check 2s',
    'listen primary',
    `  bind 127.0.0.1:${port}`,
    '  option httpchk OPTIONS /primary',
    '  http-check expect status 200',
    '  default-server inter 500ms fall 2 rise 1',
    ...servers,
  ].join('\n')}\n`
}

async function end(child: ChildProcess | null, signal: NodeJS.Signals): Promise<void> {
  if (child === null || child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill(signal)
  await gone
}

/** Kills the server of a folder, whose guard is gone by then. */
async function killServer({ folder }: Node): Promise<void> {
  const lines = await readFile(join(folder, 'data', 'postmaster.pid'), 'utf8').catch(() => '')
  const pid = Number(lines.split('\n')[0])
  if (pid > 1) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It had ended by itself.
    }
  }
}

interface Member {
  readonly name: string
  readonly role: string
  readonly state: string
}

/** Who is what, as a guard sees it; nobody while it does not answer. */
async function membersSeenBy({ restPort }: Node): Promise<readonly Member[]> {
  try {
    const answer = await fetch(`http://127.0.0.1:${restPort}/cluster`)
    const { members } = (await answer.json()) as { members: Member[] }
    return members
  } catch {
    return []
  }
}

/** How long a pair may take for a start or a failover, on a machine that does much else. */
const patienceMs = 120_000

async function until(what: string, look: () => Promise<boolean>): Promise<void> {
  for (const last = performance.now() + patienceMs; performance.now() < last;) {
    if (await look()) return
    await wait(200)
  }
  throw new Error(`${what}: not within ${patienceMs / 1000} s`)
}

/**
 * Starts the pair on ports of its own, in a folder that goes with it.
 *
 * @throws Error when it is not synchronous in time
 */
export async function startPair(programs: Programs): Promise<SynchronousPair> {
  const home = mkdtempSync(join(tmpdir(), 'latchkey-patroni-'))
  chmodSync(home, 0o755)
  const user = unprivileged()
  const folderFor = (name: string): string => {
    const folder = join(home, name)
    mkdirSync(folder, { mode: 0o700 })
    if (user !== null) chownSync(folder, user.uid, user.gid)
    return folder
  }
  const running: ChildProcess[] = []
  const run = (program: string, args: readonly string[]): ChildProcess => {
    const child = spawn(program, args, { cwd: '/', stdio: 'ignore', ...user })
    running.push(child)
    return child
  }
  const [etcdPort, peerPort, proxyPort] = [await freePort(), await freePort(), await freePort()]
  const etcdOptions = {
    'data-dir': join(folderFor('etcd'), 'data'),
    'listen-client-urls': `http://${at(etcdPort)}`,
    'advertise-client-urls': `http://${at(etcdPort)}`,
    'listen-peer-urls': `http://${at(peerPort)}`,
    'initial-advertise-peer-urls': `http://${at(peerPort)}`,
    'initial-cluster': `default=http://${at(peerPort)}`,
  }
  run(
    programs.etcd,
    Object.entries(etcdOptions).map(([name, value]) => `--${name}=${value}`),
  )
  const nodes: Node[] = []
  for (const name of ['one', 'two']) {
    const ports = { port: await freePort(), restPort: await freePort() }
    nodes.push({ name, ...ports, folder: folderFor(name) })
  }
  const guards = new Map<string, ChildProcess>()
  const start = async (node: Node): Promise<void> => {
    const file = join(node.folder, 'patroni.json')
    // JSON is YAML.
    await writeFile(file, JSON.stringify(configOf(node, etcdPort, programs)))
    guards.set(node.name, run(programs.patroni, [file]))
  }
  const members = async (): Promise<readonly Member[]> => {
    const seen = await Promise.all(nodes.map(membersSeenBy))
    return seen.find((each) => each.length > 0) ?? []
  }
  const isSynchronous = async (): Promise<boolean> => {
    const all = await members()
    const leads = all.some(({ role, state }) => role === 'leader' && state === 'running')
    return leads && all.some(({ role }) => role === 'sync_standby')
  }
  const leader = async (): Promise<string | undefined> =>
    (await members()).find(({ role }) => role === 'leader')?.name

  async function stop(): Promise<void> {
    for (const guard of guards.values()) await end(guard, 'SIGKILL')
    for (const node of nodes) await killServer(node)
    for (const child of running) await end(child, 'SIGKILL')
    await rm(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
  }

  try {
    for (const node of nodes) await start(node)
    const proxyFile = join(home, 'haproxy.cfg')
    await writeFile(proxyFile, proxyConfig(proxyPort, nodes))
    run(programs.haproxy, ['-db', '-f', proxyFile])
    await until('a synchronous pair', isSynchronous)
  } catch (error) {
    await stop()
    throw error
  }
  return {
    url: `postgres://latchkey:${encodeURIComponent(secret)}@127.0.0.1:${proxyPort}/postgres`,
    synchronous: async () => until('a synchronous pair', isSynchronous),
    async killPrimary() {
      const name = await leader()
      const node = nodes.find((each) => each.name === name)
      if (node === undefined) throw new Error('there is no primary')
      await end(guards.get(node.name) ?? null, 'SIGKILL')
      await killServer(node)
      await until('a new primary', async () => {
        const now = await leader()
        return now !== undefined && now !== name
      })
      await start(node)
    },
    stop,
  }
}
