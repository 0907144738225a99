import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { Client } from 'ldapts'
import { parseAttributes } from '../../src/directories/ldap/attribute-roles.ts'
import { usualLimits } from '../../src/directories/ldap/connection.ts'
import type { LdapOptions } from '../../src/directories/ldap/ldap-directory.ts'
import { freePort } from '../stand-ins/free-port.ts'
import { makeCertificate, type TestCertificate } from './certificate.ts'

/** A real OpenLDAP of the tests' own, on ports of this machine alone. */
export interface Slapd {
  readonly url: string
  readonly secureUrl: string
  readonly certificate: TestCertificate
  readonly baseDn: string
  /** Runs as its administrator, whom no policy holds. */
  admin<Answer>(work: (client: Client) => Promise<Answer>): Promise<Answer>
  /** Loads entries beside it, by which thousands take no time. */
  load(ldif: string): Promise<void>
  /** The same from a file, for more than a text can hold. */
  loadFile(path: string): Promise<void>
  stop(): Promise<void>
  start(): Promise<void>
  remove(): Promise<void>
}

const program = '/usr/sbin/slapd'
const schemas = '/etc/ldap/schema'
const modules = '/usr/lib/ldap'

/** Why the tests of a machine without OpenLDAP say `skipped`. */
export const noSlapd = 'no OpenLDAP: install Debian’s slapd and ldap-utils'

/** Whether an OpenLDAP can be started here. */
export const hasSlapd = (): boolean =>
  existsSync(program) && existsSync(join(schemas, 'core.schema')) && existsSync(modules)

/** Where everything lies in a directory of a test. */
export const baseDn = 'dc=example,dc=com'
const adminDn = `cn=admin,${baseDn}`
const secret = 'only-for-this-test'

/** The program's own account. */
export const serviceDn = `cn=latchkey,ou=services,${baseDn}`
/** Another, to whom the server answers one entry at most. */
export const smallDn = `cn=small,ou=services,${baseDn}`
/** The password of both. */
export const servicePassword = 'a-service-password-of-the-test'

/** Where a directory lies, and how large it may become. */
export interface SlapdOptions {
  /** Of the system's temporary files unless told otherwise. */
  readonly parent?: string
  /** Bytes; 256 MiB when left out. */
  readonly maxSize?: number
}

interface Settings {
  readonly folder: string
  readonly maxSize: number
  readonly certificate: TestCertificate
}

function settings({ folder, maxSize, certificate }: Settings): string {
  const { certificateFile, keyFile } = certificate
  const includes = ['core', 'cosine', 'nis', 'inetorgperson']
  return [
    ...includes.map((name) => `include ${schemas}/${name}.schema`),
    `modulepath ${modules}`,
    ...['back_mdb', 'ppolicy', 'unique'].map((name) => `moduleload ${name}`),
    `pidfile ${folder}/slapd.pid`,
    `TLSCertificateFile ${certificateFile}`,
    `TLSCertificateKeyFile ${keyFile}`,
    'database mdb',
    `suffix "${baseDn}"`,
    `rootdn "${adminDn}"`,
    `rootpw ${secret}`,
    `directory ${folder}/db`,
    `maxsize ${maxSize}`,
    'dbnosync',
    'index uid,mail,mobile,ipHostNumber,entryUUID,objectClass eq',
    'access to attrs=userPassword',
    `  by dn.exact="${serviceDn}" =w`,
    '  by anonymous auth',
    '  by * none',
    'access to *',
    `  by dn.exact="${serviceDn}" write`,
    `  by dn.exact="${smallDn}" read`,
    '  by * none',
    `limits dn.exact="${smallDn}" size.soft=1 size.hard=1`,
    'overlay ppolicy',
    `ppolicy_default "cn=default,ou=policies,${baseDn}"`,
    'ppolicy_use_lockout',
    'ppolicy_hash_cleartext',
    '',
  ].join('\n')
}

const frame = `
dn: ${baseDn}
objectClass: dcObject
objectClass: organization
o: Example
dc: example

dn: ou=policies,${baseDn}
objectClass: organizationalUnit
ou: policies

dn: cn=default,ou=policies,${baseDn}
objectClass: device
objectClass: pwdPolicy
cn: default
pwdAttribute: userPassword
pwdCheckQuality: 2
pwdMinLength: 8
pwdInHistory: 3
pwdLockout: TRUE
pwdMaxFailure: 5

dn: cn=opening,ou=policies,${baseDn}
objectClass: device
objectClass: pwdPolicy
cn: opening
pwdAttribute: userPassword
pwdLockout: TRUE
pwdMaxFailure: 5
pwdLockoutDuration: 60

dn: cn=changing,ou=policies,${baseDn}
objectClass: device
objectClass: pwdPolicy
cn: changing
pwdAttribute: userPassword
pwdMustChange: TRUE

dn: cn=slow,ou=policies,${baseDn}
objectClass: device
objectClass: pwdPolicy
cn: slow
pwdAttribute: userPassword
pwdMinAge: 86400

dn: ou=services,${baseDn}
objectClass: organizationalUnit
ou: services

dn: ${serviceDn}
objectClass: applicationProcess
objectClass: simpleSecurityObject
cn: latchkey
userPassword: ${servicePassword}

dn: ${smallDn}
objectClass: applicationProcess
objectClass: simpleSecurityObject
cn: small
userPassword: ${servicePassword}

dn: ou=people,${baseDn}
objectClass: organizationalUnit
ou: people

dn: ou=branch,ou=people,${baseDn}
objectClass: organizationalUnit
ou: branch
`

async function answering(url: string, child: ChildProcess): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`slapd ended with ${child.exitCode}`)
    const client = new Client({ url })
    try {
      await client.bind(adminDn, secret)
      await client.unbind()
      return
    } catch {
      await wait(20)
    }
  }
}

/** Makes a directory in a folder of its own and starts it. */
export async function startSlapd({
  parent = tmpdir(),
  maxSize = 268_435_456,
}: SlapdOptions = {}): Promise<Slapd> {
  const folder = mkdtempSync(join(parent, 'latchkey-slapd-'))
  mkdirSync(join(folder, 'db'))
  const certificate = makeCertificate(folder, 'IP:127.0.0.1')
  const file = join(folder, 'slapd.conf')
  writeFileSync(file, settings({ folder, maxSize, certificate }))
  const ports = [await freePort(), await freePort()] as const
  const url = `ldap://127.0.0.1:${ports[0]}`
  const secureUrl = `ldaps://127.0.0.1:${ports[1]}`
  let child: ChildProcess | null = null
  const slapadd = '/usr/sbin/slapadd'
  const add = (ldif: string): void => {
    execFileSync(slapadd, ['-q', '-f', file], { input: ldif, stdio: 'pipe' })
  }
  const onExit = (): void => void child?.kill('SIGKILL')
  process.on('exit', onExit)
  const start = async (): Promise<void> => {
    child = spawn(program, ['-f', file, '-h', `${url} ${secureUrl}`, '-d', '0'], {
      stdio: 'ignore',
    })
    await answering(url, child)
  }
  const stop = async (): Promise<void> => {
    if (child === null || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGTERM')
    await gone
  }
  add(frame)
  await start()
  return {
    url,
    secureUrl,
    certificate,
    baseDn,
    async admin(work) {
      const client = new Client({ url })
      await client.bind(adminDn, secret)
      try {
        return await work(client)
      } finally {
        await client.unbind()
      }
    },
    async load(ldif) {
      await stop()
      add(ldif)
      await start()
    },
    async loadFile(path) {
      await stop()
      await promisify(execFile)(slapadd, ['-q', '-f', file, '-l', path])
      await start()
    },
    start,
    stop,
    async remove() {
      process.off('exit', onExit)
      await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** What the program is set up with for such a directory. */
export function slapdOptions(slapd: Slapd, over: Partial<LdapOptions> = {}): LdapOptions {
  const attributes = parseAttributes(
    'id=uid,displayName=cn,loginEmail=mail,recoveryMobile=mobile,server=ipHostNumber',
  )
  if (attributes === null) throw new Error('attributes')
  return {
    address: {
      url: slapd.url,
      tls: true,
      ca: slapd.certificate.certificate,
      limits: usualLimits,
    },
    credentials: { dn: serviceDn, password: servicePassword },
    baseDn,
    kind: 'openldap',
    attributes,
    reading: { defaultRegion: 'CN', allowDocumentationIps: true },
    now: () => Date.now(),
    ...over,
  }
}
