import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'
import { expect } from 'chai'
import { Client, InvalidCredentialsError } from 'ldapts'
import { skipBecause } from '../stand-ins/skip.ts'
import { blocksOf, put, settingsOf } from './connect-doc.ts'
import { walker, walkThrough, type WalkStand } from './program-walk.ts'
import { domainDn, noSamba, startSamba, type Samba } from './samba.ts'

const section = 'Active Directory and Samba'
const dn = `CN=${walker.id},OU=People,${domainDn}`

/** Runs the commands of docs/connect.md as they stand, but for the host, and the password that is asked for. */
async function follow({ url, certificate, settingsFile, adminPassword }: Samba): Promise<string> {
  const commands = blocksOf(section, 'sh')
  expect(commands).to.have.lengthOf(2)
  const script = put(commands.join('\n'), {
    'ldaps://dc1.example.com': url,
    ' -W': ` -w ${adminPassword}`,
    '/var/lib/samba/private/tls/ca.pem': certificate.certificateFile,
  })
  const here = `samba-tool() { command samba-tool "$@" -s ${settingsFile}; }`
  const told = `${here}\n${script}\nprintf '\\n%s' "$SERVICE_PASSWORD"\n`
  const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', told])
  return stdout.split('\n').at(-1) ?? ''
}

async function opens({ url, certificate }: Samba, password: string): Promise<boolean> {
  const tlsOptions = { ca: certificate.certificate, host: '127.0.0.1' }
  const client = new Client({ url, tlsOptions })
  try {
    await client.bind(dn, password)
    return true
  } catch (error) {
    if (error instanceof InvalidCredentialsError) return false
    throw error
  } finally {
    await client.unbind()
  }
}

const standOn = (samba: Samba, bindPassword: string): WalkStand => ({
  variables: {
    ...settingsOf(section),
    LDAP_URL: samba.url,
    LDAP_CA_FILE: samba.certificate.certificateFile,
    LDAP_BIND_PASSWORD: bindPassword,
  },
  opensWith: async (password) => opens(samba, password),
  mobiles: async () =>
    samba.admin(async (client) => {
      const { searchEntries } = await client.search(dn, { scope: 'base', attributes: ['mobile'] })
      return searchEntries.flatMap(({ mobile }) => mobile).map(String)
    }),
  findsServers: false,
  // Samba 4.17 holds a reset to length and kinds alone, which our own policy has already seen to.
  refused: [],
})

describe('docs/connect.md, followed with a Samba domain controller', function () {
  this.timeout(240_000)
  let samba: Samba | null = null
  let stand: WalkStand | null = null

  before(async function () {
    const reason = existsSync('/usr/bin/ldapmodify') ? noSamba() : 'no ldap-utils of Debian'
    if (reason !== null) skipBecause(this, reason)
    samba = await startSamba()
    stand = standOn(samba, await follow(samba))
  })
  after(async () => samba?.remove())

  walkThrough(() => {
    if (stand === null) throw new Error('no domain')
    return stand
  })
})
