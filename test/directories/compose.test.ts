import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect } from 'chai'
import { createLdapDirectory } from '../../src/directories/ldap/ldap-directory.ts'
import { parseAttributes } from '../../src/directories/ldap/attribute-roles.ts'
import { usualLimits } from '../../src/directories/ldap/connection.ts'
import type { Directory } from '../../src/ports/directory.ts'
import { freePort } from '../stand-ins/free-port.ts'
import { skipBecause } from '../stand-ins/skip.ts'
import { done } from './people.ts'
import { hasSlapd, noSlapd } from './slapd.ts'

// Tests run from the root of the repository.
const compose = readFileSync('compose.yaml', 'utf8')

/** What a file of `configs` holds. */
function configOf(name: string): string {
  const start = `\n  ${name}:\n    content: |\n`
  const lines = compose.slice(compose.indexOf(start) + start.length).split('\n')
  const end = lines.findIndex((line) => line !== '' && !line.startsWith('      '))
  return lines
    .slice(0, end)
    .map((line) => line.slice(6))
    .join('\n')
}

const settingOf = (name: string): string =>
  new RegExp(`^ +${name}: '?([^'\n]*)'?$`, 'm').exec(compose)?.[1] ?? ''

describe('the directory of compose.yaml', () => {
  let folder = ''
  let child: ChildProcess | null = null
  let directory: Directory | null = null

  before(async function () {
    if (!hasSlapd()) skipBecause(this, noSlapd)
    folder = mkdtempSync(join(tmpdir(), 'latchkey-compose-'))
    mkdirSync(join(folder, 'db'))
    const file = join(folder, 'slapd.conf')
    writeFileSync(file, configOf('slapd').replace('/tmp/db', join(folder, 'db')))
    execFileSync('/usr/sbin/slapadd', ['-f', file], { input: configOf('people'), stdio: 'pipe' })
    const url = `ldap://127.0.0.1:${await freePort()}`
    child = spawn('/usr/sbin/slapd', ['-f', file, '-h', url, '-d', '0'], { stdio: 'ignore' })
    directory = createLdapDirectory({
      address: { url, tls: false, ca: null, limits: usualLimits },
      credentials: { dn: settingOf('LDAP_BIND_DN'), password: settingOf('LDAP_BIND_PASSWORD') },
      baseDn: settingOf('LDAP_BASE_DN'),
      kind: 'openldap',
      attributes: parseAttributes('id=uid,loginEmail=mail,recoveryMobile=mobile') ?? { id: '' },
      reading: { defaultRegion: 'CN', allowDocumentationIps: true },
      now: () => Date.now(),
    })
    while (
      !(await directory.check().then(
        () => true,
        () => false,
      ))
    ) {
      if (child.exitCode !== null) throw new Error(`slapd ended with ${child.exitCode}`)
      await wait(20)
    }
  })
  after(async () => {
    await directory?.close()
    if (child !== null && child.exitCode === null) {
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      await gone
    }
    if (folder !== '') rmSync(folder, { recursive: true, force: true })
  })

  it('has the person that its first lines tell of, whose password and mobile can be changed', async () => {
    if (directory === null) throw new Error('no directory')
    const [[entry] = []] = await directory.find([{ by: 'mobile', value: '+8613800138000' }])
    expect(entry).to.deep.include({
      accountId: '100000000012',
      loginEmails: ['li.wei@example.com'],
    })
    const { reference } = entry ?? { reference: '' }
    const about = (operation: string) => ({ operation, reference })
    expect(await directory.setPassword(about('1'), 'Another-Long-1')).to.deep.equal(done)
    expect(await directory.verifyPassword(reference, 'Another-Long-1')).to.equal('right')
    expect(await directory.setPassword(about('2'), 'Another-Long-1')).to.include({
      refusal: 'used-before',
    })
    const to = { channel: 'recoveryMobile', from: '+8613800138000', to: '+8613900139000' } as const
    expect(await directory.changeChannel(about('3'), to)).to.deep.equal(done)
  })
})
