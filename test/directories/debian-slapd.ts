import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from '../stand-ins/free-port.ts'

/** An OpenLDAP with the settings that Debian's package makes, and one entry: its base. */
export interface DebianSlapd {
  readonly folder: string
  /** `ldap://`. */
  readonly url: string
  /** The socket for whoever is root on this machine. */
  readonly socketUrl: string
  /** Of `cn=admin` at the base. */
  readonly adminPassword: string
  remove(): Promise<void>
}

const template = '/usr/share/slapd/slapd.init.ldif'
const suffix = 'dc=example,dc=com'
const adminPassword = 'only-for-this-test'

/** Whether Debian's first settings are on this machine. */
export const hasDebianSlapd = (): boolean =>
  [template, '/usr/bin/ldapadd'].every((path) => existsSync(path)) && process.getuid?.() === 0

const base = `dn: ${suffix}
objectClass: top
objectClass: dcObject
objectClass: organization
o: example.com
dc: example
`

/** The first settings of the package, with folders of the test's own. */
function settings(folder: string): string {
  return readFileSync(template, 'utf8')
    .replaceAll('@SUFFIX@', suffix)
    .replaceAll('@PASSWORD@', adminPassword)
    .replaceAll('/var/run/slapd', folder)
    .replaceAll('/var/lib/ldap', join(folder, 'db'))
}

/** Makes one in a folder of its own and starts it. */
export async function startDebianSlapd(): Promise<DebianSlapd> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-debian-'))
  const config = join(folder, 'slapd.d')
  for (const each of [config, join(folder, 'db')]) mkdirSync(each)
  const add = (number: string, ldif: string): void => {
    const file = join(folder, `${number}.ldif`)
    writeFileSync(file, ldif)
    execFileSync('/usr/sbin/slapadd', ['-n', number, '-F', config, '-l', file], { stdio: 'pipe' })
  }
  add('0', settings(folder))
  add('1', base)
  const url = `ldap://127.0.0.1:${await freePort()}`
  const socket = join(folder, 'ldapi')
  const socketUrl = `ldapi://${encodeURIComponent(socket)}`
  const child = spawn('/usr/sbin/slapd', ['-F', config, '-h', `${url} ${socketUrl}`, '-d', '0'], {
    stdio: 'ignore',
  })
  const onExit = (): void => void child.kill('SIGKILL')
  process.on('exit', onExit)
  while (!existsSync(socket)) {
    if (child.exitCode !== null) throw new Error(`slapd ended with ${child.exitCode}`)
    await wait(20)
  }
  return {
    folder,
    url,
    socketUrl,
    adminPassword,
    async remove() {
      process.off('exit', onExit)
      if (child.exitCode === null) {
        const gone = once(child, 'exit')
        child.kill('SIGTERM')
        await gone
      }
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
