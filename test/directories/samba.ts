import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Client } from 'ldapts'
import { makeCertificate, type TestCertificate } from './certificate.ts'

/** A real domain controller of the tests' own, in a network of its own. */
export interface Samba {
  /** `ldaps://`. */
  readonly url: string
  /** `ldap://`, which becomes TLS by StartTLS. */
  readonly startTlsUrl: string
  readonly certificate: TestCertificate
  /** `smb.conf`. */
  readonly settingsFile: string
  /** Of the administrator of the domain. */
  readonly adminPassword: string
  /** Runs as the administrator of the domain. */
  admin<Answer>(work: (client: Client) => Promise<Answer>): Promise<Answer>
  remove(): Promise<void>
}

/** The name of the domain. */
export const domainDn = 'DC=example,DC=com'
const administrator = 'administrator@example.com'
const secret = 'Adm1n-Correct-Horse'

/**
 * Why a domain controller cannot be run here; null when it can. It listens on ports of its own choice, so it needs a
 * network of its own, which only root can make.
 */
export function noSamba(): string | null {
  const wanted = ['/usr/sbin/samba', '/usr/bin/samba-tool', '/usr/share/samba/setup/ad-schema']
  const missing = wanted.filter((path) => !existsSync(path))
  if (missing.length > 0) {
    return 'no Samba domain controller: install Debian’s samba-ad-dc, samba-ad-provision and samba-dsdb-modules'
  }
  const tried = spawnSync('unshare', ['--net', 'ip', 'link', 'set', 'lo', 'up'])
  return tried.status === 0 ? null : 'no network of its own for a Samba domain controller'
}

/** Makes a domain in a folder. */
function provision(folder: string): string {
  const dc = join(folder, 'dc')
  const words = [
    'domain provision --realm=EXAMPLE.COM --domain=EXAMPLE --server-role=dc --host-name=dc',
    '--dns-backend=NONE --option=interfaces=127.0.0.1',
  ]
  const options = [`--targetdir=${dc}`, `--adminpass=${secret}`]
  const only = '--option=bind interfaces only=yes'
  execFileSync('samba-tool', [...words.join(' ').split(' '), ...options, only], { stdio: 'pipe' })
  return join(dc, 'etc', 'smb.conf')
}

function settings(folder: string, { certificateFile, keyFile }: TestCertificate): string[] {
  // Samba reads no key that others could read.
  chmodSync(keyFile, 0o600)
  const run = join(folder, 'run')
  mkdirSync(run)
  return [
    'server services=ldap',
    'interfaces=127.0.0.1',
    'bind interfaces only=yes',
    `log file=${join(folder, 'log')}`,
    `pid directory=${run}`,
    `ncalrpc dir=${join(run, 'ncalrpc')}`,
    `lock directory=${run}`,
    `tls certfile=${certificateFile}`,
    `tls keyfile=${keyFile}`,
    `tls cafile=${certificateFile}`,
    'old password allowed period=0',
  ].map((option) => `--option=${option}`)
}

/** Passes connections from a file in one network to a port of another. */
const passOn = `
const { connect, createServer } = require('node:net')
const [, path, port] = process.argv
createServer((here) => {
  const there = connect(Number(port), '127.0.0.1')
  for (const [from, to] of [[here, there], [there, here]]) from.on('error', () => to.destroy()).pipe(to)
}).listen(path)
`

/** A port of this machine that leads to a file. */
async function leadTo(path: string) {
  const server = createServer((here) => {
    const there = connect(path)
    there.on('error', () => here.destroy()).pipe(here)
    here.on('error', () => there.destroy()).pipe(there)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { port: address.port, server }
}

async function answering(
  url: string,
  { certificate }: TestCertificate,
  child: ChildProcess,
): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`samba ended with ${child.exitCode}`)
    const client = new Client({ url, tlsOptions: { ca: certificate, host: '127.0.0.1' } })
    try {
      await client.bind(administrator, secret)
      await client.unbind()
      return
    } catch {
      await wait(50)
    }
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  await gone
}

/** Makes a domain and starts its controller; it takes some twenty seconds. */
export async function startSamba(): Promise<Samba> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-samba-'))
  const certificate = makeCertificate(folder, 'IP:127.0.0.1')
  const file = provision(folder)
  const inside = 'ip link set lo up && exec samba "$@"'
  const options = ['-F', '--no-process-group', '-M', 'single', '-s', file]
  const words = ['--net', 'sh', '-c', inside, 'sh', ...options, ...settings(folder, certificate)]
  const samba = spawn('unshare', words, { stdio: 'ignore' })
  const children = [samba]
  const onExit = (): void => children.forEach((child) => void child.kill('SIGKILL'))
  process.on('exit', onExit)
  const ways: Awaited<ReturnType<typeof leadTo>>[] = []
  for (const port of [636, 389]) {
    const path = join(folder, `${port}.socket`)
    const enter = ['--net', '-t', String(samba.pid), process.execPath, '-e', passOn, path]
    // Until `unshare` has run there is no other network to enter.
    await wait(200)
    children.push(spawn('nsenter', [...enter, String(port)], { stdio: 'ignore' }))
    ways.push(await leadTo(path))
  }
  const [secure, inClear] = ways.map(({ port }) => port)
  const url = `ldaps://127.0.0.1:${secure}`
  await answering(url, certificate, samba)
  return {
    url,
    startTlsUrl: `ldap://127.0.0.1:${inClear}`,
    certificate,
    settingsFile: file,
    adminPassword: secret,
    async admin(work) {
      const tlsOptions = { ca: certificate.certificate, host: '127.0.0.1' }
      const client = new Client({ url, tlsOptions })
      await client.bind(administrator, secret)
      try {
        return await work(client)
      } finally {
        await client.unbind()
      }
    },
    async remove() {
      process.off('exit', onExit)
      for (const child of children.toReversed()) await end(child)
      for (const { server } of ways) server.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
