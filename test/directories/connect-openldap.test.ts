import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect } from 'chai'
import { Client, InvalidCredentialsError } from 'ldapts'
import { projectRoot } from '../../src/root.ts'
import { skipBecause } from '../stand-ins/skip.ts'
import { blocksOf, put, settingsOf } from './connect-doc.ts'
import { hasDebianSlapd, startDebianSlapd, type DebianSlapd } from './debian-slapd.ts'
import { walker, walkThrough, type WalkStand } from './program-walk.ts'

const run = promisify(execFile)
const section = 'OpenLDAP'
const baseDn = 'dc=example,dc=com'
const dn = `uid=${walker.id},ou=people,${baseDn}`

/** Runs the commands of the page as they stand, but for the folder, the host, and the password that is asked for. */
async function follow({ folder, socketUrl, adminPassword }: DebianSlapd): Promise<string> {
  const commands = blocksOf(section, 'sh').filter((block) => !block.includes('npm '))
  expect(commands).to.have.lengthOf(5)
  const script = put(commands.join('\n'), {
    'ldapi:///': socketUrl,
    ' -W': ` -w ${adminPassword}`,
    '/etc/ldap/': `${folder}/`,
    'DNS:ldap.example.com': 'IP:127.0.0.1',
    'chown openldap ': 'test -f ',
  })
  const told = `${script}\nprintf '\\n%s' "$SERVICE_PASSWORD"\n`
  const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', told])
  return stdout.split('\n').at(-1) ?? ''
}

async function as<Answer>(
  { url }: DebianSlapd,
  who: { readonly dn: string; readonly password: string },
  work: (client: Client) => Promise<Answer>,
): Promise<Answer> {
  const client = new Client({ url })
  try {
    await client.bind(who.dn, who.password)
    return await work(client)
  } finally {
    await client.unbind()
  }
}

async function opens(slapd: DebianSlapd, password: string): Promise<boolean> {
  try {
    return await as(slapd, { dn, password }, async () => true)
  } catch (error) {
    if (error instanceof InvalidCredentialsError) return false
    throw error
  }
}

describe('docs/connect.md, followed with the OpenLDAP of Debian', function () {
  this.timeout(120_000)
  let slapd: DebianSlapd | null = null
  let stand: WalkStand | null = null

  before(async function () {
    if (!hasDebianSlapd()) skipBecause(this, 'no slapd and ldap-utils of Debian, or not root')
    const started = await startDebianSlapd()
    slapd = started
    const { folder, url, adminPassword: password } = started
    const bindPassword = await follow(started)
    const given = settingsOf(section)
    expect(given).to.include.keys('LDAP_BIND_DN', 'LDAP_ATTRIBUTES', 'ACCOUNT_ID_PATTERN')
    stand = {
      variables: {
        ...given,
        LDAP_URL: url,
        LDAP_CA_FILE: put(given['LDAP_CA_FILE'] ?? '', { '/etc/ldap/': `${folder}/` }),
        LDAP_BIND_PASSWORD: bindPassword,
      },
      opensWith: async (typed) => opens(started, typed),
      mobiles: async () =>
        as(started, { dn: `cn=admin,${baseDn}`, password }, async (client) => {
          const options = { scope: 'base', attributes: ['mobile'] } as const
          const { searchEntries } = await client.search(dn, { ...options, attributes: ['mobile'] })
          return searchEntries.flatMap(({ mobile }) => mobile).map(String)
        }),
      findsServers: true,
      refused: [
        { password: 'Copper-9-Ti', sentence: /wants a longer password/ },
        { password: walker.password, sentence: /knows this password from before/ },
      ],
    }
  })
  after(async () => slapd?.remove())

  const get = (): WalkStand => {
    if (stand === null) throw new Error('no directory')
    return stand
  }

  it('keeps every promise of `directory verify`', async () => {
    const main = join(projectRoot(), 'dist', 'src', 'cli', 'main.js')
    const env = { PATH: process.env['PATH'], ALLOW_DOCUMENTATION_IPS: 'true', ...get().variables }
    const { stdout } = await run(
      process.execPath,
      [main, 'directory', 'verify', '--read', walker.id],
      { env },
    )
    const verdicts = stdout.trim().split('\n')
    expect(verdicts.filter((line) => !line.startsWith('kept'))).to.deep.equal([])
    expect(verdicts).to.have.lengthOf(7)
  })

  describe('', () => walkThrough(get))
})
