import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect } from 'chai'
import { Attribute, Change } from 'ldapts'
import { createLdapDirectory, type LdapOptions } from '../../src/directories/ldap/ldap-directory.ts'
import { projectRoot } from '../../src/root.ts'
import { skipBecause } from '../stand-ins/skip.ts'
import { directoryContract } from './contract.ts'
import {
  about,
  byId,
  done,
  entryOf,
  firstPassword,
  people,
  type Person,
  type Stand,
} from './people.ts'
import {
  baseDn,
  hasSlapd,
  noSlapd,
  serviceDn,
  servicePassword,
  slapdOptions,
  startSlapd,
  type Slapd,
} from './slapd.ts'

const dnOf = ({ id, nested }: Person): string =>
  `uid=${id},${nested ? 'ou=branch,' : ''}ou=people,${baseDn}`

function attributesOf(one: Person): Record<string, string | string[]> {
  return {
    objectClass: [
      'inetOrgPerson',
      ...(one.servers.length > 0 ? ['ipHost'] : []),
      ...(one.status === 'expired' ? ['shadowAccount'] : []),
    ],
    uid: one.id,
    cn: one.name,
    sn: one.name,
    userPassword: firstPassword,
    ...(one.mails.length > 0 ? { mail: [...one.mails] } : {}),
    ...(one.mobiles.length > 0 ? { mobile: [...one.mobiles] } : {}),
    ...(one.servers.length > 0 ? { ipHostNumber: [...one.servers] } : {}),
    ...(one.status === 'expired' ? { shadowExpire: '1' } : {}),
  }
}

const lockedTimes = { locked: '20260101000000Z', disabled: '000001010000Z' } as const

async function populate(slapd: Slapd): Promise<void> {
  await slapd.admin(async (client) => {
    for (const one of Object.values<Person>(people)) {
      await client.add(dnOf(one), attributesOf(one))
      if (one.status !== 'locked' && one.status !== 'disabled') continue
      const modification = new Attribute({
        type: 'pwdAccountLockedTime',
        values: [lockedTimes[one.status]],
      })
      await client.modify(dnOf(one), new Change({ operation: 'replace', modification }))
    }
  })
}

describe('accounts in OpenLDAP', () => {
  let slapd: Slapd | null = null
  let stand: Stand | null = null

  before(async function () {
    this.timeout(60_000)
    if (!hasSlapd()) skipBecause(this, noSlapd)
    slapd = await startSlapd()
    await populate(slapd)
    stand = {
      directory: createLdapDirectory(slapdOptions(slapd)),
      hasOpaqueReferences: true,
      hasManyValues: true,
      statuses: ['active', 'locked', 'disabled', 'expired'],
      badPasswords: [
        { password: 'sh0rt', refusal: 'too-short' },
        { password: firstPassword, refusal: 'used-before' },
      ],
    }
  })

  after(async () => {
    await stand?.directory.close()
    await slapd?.remove()
  })

  directoryContract(() => {
    if (stand === null) throw new Error(noSlapd)
    return stand
  })

  const get = (): { slapd: Slapd; stand: Stand } => {
    if (slapd === null || stand === null) throw new Error(noSlapd)
    return { slapd, stand }
  }

  /** What a directory with other settings says to a look. */
  async function check(over: Partial<LdapOptions>): Promise<unknown> {
    const directory = createLdapDirectory(slapdOptions(get().slapd, over))
    try {
      return await directory.check().catch((error: unknown) => error)
    } finally {
      await directory.close()
    }
  }

  it('speaks LDAPS as well as StartTLS', async () => {
    const { address } = slapdOptions(get().slapd)
    const url = get().slapd.secureUrl
    expect(await check({ address: { ...address, url } })).to.equal(undefined)
  })

  it('trusts no certificate of strangers, and none for another name', async () => {
    const { address } = slapdOptions(get().slapd)
    for (const url of [get().slapd.url, get().slapd.secureUrl]) {
      const stranger = await check({ address: { ...address, url, ca: null } })
      expect(stranger).to.include({ code: 'ERR_DIRECTORY_UNAVAILABLE' })
      expect(stranger).to.have.nested.property('cause.code', 'DEPTH_ZERO_SELF_SIGNED_CERT')
      const renamed = url.replace('127.0.0.1', 'localhost')
      const other = await check({ address: { ...address, url: renamed } })
      expect(other).to.have.nested.property('cause.code', 'ERR_TLS_CERT_ALTNAME_INVALID')
    }
  })

  it('is away with a wrong password of its own, and with a base that is not there', async () => {
    const credentials = { dn: serviceDn, password: 'x' }
    expect(await check({ credentials })).to.include({ code: 'ERR_DIRECTORY_UNAVAILABLE' })
    expect(await check({ baseDn: `ou=nowhere,${baseDn}` })).to.include({
      code: 'ERR_DIRECTORY_UNAVAILABLE',
    })
  })

  it('says too-young of a password that its policy wants to be older', async () => {
    const entry = await entryOf(get().stand, people.twinA)
    const first = await get().stand.directory.setPassword(about(entry), 'Only-Just-9-Set')
    expect(first).to.deep.equal(done)
    await get().slapd.admin(async (client) => {
      const type = 'pwdPolicySubentry'
      const values = [`cn=slow,ou=policies,${baseDn}`]
      const modification = new Attribute({ type, values })
      await client.modify(dnOf(people.twinA), new Change({ operation: 'replace', modification }))
    })
    const { directory } = get().stand
    expect(await directory.setPassword(about(entry), 'Too-Early-9-Now')).to.include({
      outcome: 'password',
      refusal: 'too-young',
    })
  })

  it('says locked after so many wrong passwords, even to the right one, until it is opened', async () => {
    const { directory } = get().stand
    const entry = await entryOf(get().stand, people.twinB)
    for (let wrong = 0; wrong < 5; wrong += 1) {
      expect(await directory.verifyPassword(entry.reference, 'x')).to.equal('wrong')
    }
    expect(await directory.verifyPassword(entry.reference, firstPassword)).to.equal('locked')
    expect(await entryOf(get().stand, people.twinB)).to.include({ status: 'locked' })
    expect(await directory.unlock(about(entry))).to.deep.equal(done)
    expect(await directory.verifyPassword(entry.reference, firstPassword)).to.equal('right')
  })

  it('offers nothing of an attribute that is left out', async () => {
    const attributes = { id: 'uid' }
    const directory = createLdapDirectory(slapdOptions(get().slapd, { attributes }))
    const [entry] = (await directory.find([byId(people.owner.id)]))[0] ?? []
    expect(entry).to.deep.include({ displayName: null, loginEmails: [], recoveryMobiles: [] })
    expect(directory.abilities).to.deep.include({ finds: ['reference', 'account-id'], changes: [] })
    await directory.close()
  })

  it('answers a hundred entries for a key with more, and leaves room for the other keys', async () => {
    const mobile = '+8613800138777'
    const crowd = Array.from({ length: 250 }, (_, index) => `crowd${index}`)
    const lines = crowd.map((id) =>
      [
        `dn: uid=${id},ou=people,${baseDn}`,
        'objectClass: inetOrgPerson',
        `uid: ${id}`,
        `cn: ${id}`,
        `sn: ${id}`,
        `mobile: ${mobile}`,
      ].join('\n'),
    )
    await get().slapd.load(lines.join('\n\n'))
    const [many = [], one = []] = await get().stand.directory.find([
      { by: 'mobile', value: mobile },
      byId(people.owner.id),
    ])
    expect(many).to.have.length(100)
    expect(one).to.have.length(1)
  })

  it('is verified by the command line, with a line for each promise', async () => {
    const main = join(projectRoot(), 'dist', 'src', 'cli', 'main.js')
    const ca = get().slapd.certificate.certificateFile
    const env = {
      PATH: process.env['PATH'],
      DIRECTORY: 'ldap',
      LDAP_URL: get().slapd.url,
      LDAP_BIND_DN: serviceDn,
      LDAP_BIND_PASSWORD: servicePassword,
      LDAP_BASE_DN: baseDn,
      LDAP_CA_FILE: ca,
    }
    const words = ['directory', 'verify', '--write', people.bare.id]
    const run = promisify(execFile)
    const { stdout } = await run(process.execPath, [main, ...words], { env })
    const verdicts = stdout.trim().split('\n')
    expect(verdicts).to.have.length(12)
    expect(verdicts.filter((line) => !line.startsWith('kept'))).to.deep.equal([
      'not offered  ends sessions',
    ])
    const untrusting = run(process.execPath, [main, ...words], {
      env: { ...env, LDAP_CA_FILE: '' },
    })
    const failed: unknown = await untrusting.catch((error: unknown) => error)
    expect(failed).to.include({ code: 1 })
    const wrong = run(process.execPath, [main, ...words], { env: { ...env, LDAP_CA_FILE: main } })
    const refused: unknown = await wrong.catch((error: unknown) => error)
    expect(refused).to.have.property('stderr').that.includes('LDAP_CA_FILE')
  })

  it('goes on by itself when the server was away', async () => {
    const { directory } = get().stand
    await directory.check()
    await get().slapd.stop()
    const away: unknown = await directory.check().catch((error: unknown) => error)
    expect(away).to.include({ code: 'ERR_DIRECTORY_UNAVAILABLE', retryable: true })
    await get().slapd.start()
    await directory.check()
    await get().slapd.stop()
    await get().slapd.start()
    await directory.check()
  })
})
