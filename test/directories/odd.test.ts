import { expect } from 'chai'
import { Attribute, Change, Client } from 'ldapts'
import { createLdapDirectory, type LdapOptions } from '../../src/directories/ldap/ldap-directory.ts'
import type { Directory, DirectoryKey } from '../../src/ports/directory.ts'
import { skipBecause } from '../stand-ins/skip.ts'
import { about, byId, done, firstPassword, nextPassword, writings } from './people.ts'
import {
  baseDn,
  hasSlapd,
  noSlapd,
  slapdOptions,
  smallDn,
  startSlapd,
  type Slapd,
} from './slapd.ts'

type Values = Readonly<Record<string, string | string[] | Buffer>>

const peopleDn = `ou=people,${baseDn}`
const mobileOf = (index: number): string => `+8613700${String(100_000 + index)}`

describe('odd directories, in a real OpenLDAP', () => {
  let slapd: Slapd | null = null
  let directory: Directory | null = null
  const get = () => {
    if (slapd === null || directory === null) throw new Error(noSlapd)
    return { slapd, directory }
  }

  before(async function () {
    this.timeout(60_000)
    if (!hasSlapd()) skipBecause(this, noSlapd)
    slapd = await startSlapd()
    directory = createLdapDirectory(slapdOptions(slapd))
  })
  after(async () => {
    await directory?.close()
    await slapd?.remove()
  })

  const put = async (dn: string, values: Values): Promise<void> =>
    get().slapd.admin(async (client) =>
      client.add(dn, {
        objectClass: 'inetOrgPerson',
        cn: 'Somebody',
        sn: 'Body',
        userPassword: firstPassword,
        ...(values as Record<string, string>),
      }),
    )
  const set = async (dn: string, type: string, ...values: string[]): Promise<void> =>
    get().slapd.admin(async (client) => {
      const modification = new Attribute({ type, values })
      await client.modify(dn, new Change({ operation: 'replace', modification }))
    })
  const find = async (key: DirectoryKey) => (await get().directory.find([key]))[0] ?? []
  const one = async (key: DirectoryKey) => {
    const [entry, ...more] = await find(key)
    expect(more).to.deep.equal([])
    if (entry === undefined) throw new Error(`nobody by ${key.value}`)
    return entry
  }
  const other = (over: Partial<LdapOptions>): Directory =>
    createLdapDirectory(slapdOptions(get().slapd, over))

  for (const [what, rdn, cn] of [
    ['umlauts', 'cn=Jörg Müller-Lüdenscheidt', 'Jörg Müller-Lüdenscheidt'],
    ['Chinese characters', 'cn=王芳', '王芳'],
    ['a comma', 'cn=Wei\\, Li', 'Wei, Li'],
    ['a backslash and quotes', 'cn=Li \\\\ \\"Wei\\"', 'Li \\ "Wei"'],
    ['a plus, a sharp and angles', 'cn=\\#Li \\+ \\<Wei\\>', '#Li + <Wei>'],
    ['two attributes', 'cn=Li Twice+employeeNumber=7', 'Li Twice'],
    ['a line break', 'cn=Li\\0AWei', 'Li\nWei'],
  ] as const) {
    it(`has a name with ${what}, and is found, compared, set and changed as any other`, async () => {
      const folder = `ou=Köln\\, 华北,${peopleDn}`
      await get().slapd.admin(async (client) =>
        client.add(folder, { objectClass: 'organizationalUnit' }).catch(() => {}),
      )
      const id = `named.${what.replaceAll(/\W/g, '-').toLowerCase()}`
      await put(`${rdn},${folder}`, { uid: id, cn, mail: `${id}@example.com`, employeeNumber: '7' })
      const entry = await one(byId(id))
      expect(entry.displayName).to.equal(cn)
      expect(await get().directory.verifyPassword(entry.reference, firstPassword)).to.equal('right')
      expect(await get().directory.setPassword(about(entry), nextPassword)).to.deep.equal(done)
      expect(await get().directory.verifyPassword(entry.reference, nextPassword)).to.equal('right')
      const to = {
        channel: 'loginEmail',
        from: `${id}@example.com`,
        to: `${id}@example.net`,
      } as const
      expect(await get().directory.changeChannel(about(entry), to)).to.deep.equal(done)
    })
  }

  it('has five hundred numbers, and is found by each of them', async () => {
    const mobile = Array.from({ length: 500 }, (_, index) => mobileOf(index))
    await put(`uid=many,${peopleDn}`, { uid: 'many', mobile })
    for (const value of [mobile[0], mobile[250], mobile[499]]) {
      const entry = await one({ by: 'mobile', value: value ?? '' })
      expect(entry.recoveryMobiles).to.have.lengthOf(500).and.include(value)
    }
    const entry = await one(byId('many'))
    const to = { channel: 'recoveryMobile', from: mobileOf(250), to: mobileOf(777) } as const
    expect(await get().directory.changeChannel(about(entry), to)).to.deep.equal(done)
    expect((await one(byId('many'))).recoveryMobiles)
      .to.have.lengthOf(500)
      .and.include(mobileOf(777))
  })

  for (const [index, text] of writings.entries()) {
    it(`writes a number as ${text}, and is found by it`, async () => {
      await put(`uid=written${index},${peopleDn}`, { uid: `written${index}`, mobile: text })
      const value = `+86137123456${String(index + 1).padStart(2, '0')}`
      expect((await one({ by: 'mobile', value })).accountId).to.equal(`written${index}`)
    })
  }

  it('has bytes where a text is expected, which is no name', async () => {
    await put(`uid=bytes,${peopleDn}`, { uid: 'bytes', jpegPhoto: Buffer.from([0xff, 0xd8, 0, 1]) })
    const attributes = { id: 'uid', displayName: 'jpegPhoto', loginEmail: 'jpegPhoto' }
    const odd = other({ attributes })
    const [found = []] = await odd.find([byId('bytes')])
    expect(found).to.have.lengthOf(1)
    expect(found[0]).to.deep.include({ displayName: null, loginEmails: [] })
    expect(await odd.find([{ by: 'login-email', value: 'a@example.com' }])).to.deep.equal([[]])
    await odd.close()
  })

  it('refers to another server for a part of it, which is not asked', async () => {
    await get().slapd.admin(async (client) =>
      client.add(`ou=elsewhere,${peopleDn}`, {
        objectClass: ['referral', 'extensibleObject'],
        ou: 'elsewhere',
        ref: 'ldap://127.0.0.1:9/ou=people,dc=example,dc=net',
      }),
    )
    await put(`uid=here,${peopleDn}`, { uid: 'here' })
    expect(await one(byId('here'))).to.include({ accountId: 'here' })
    const base = other({ baseDn: `ou=elsewhere,${peopleDn}` })
    const error: unknown = await base.find([byId('here')]).catch((thrown: unknown) => thrown)
    expect(error).to.include({ code: 'ERR_DIRECTORY_UNAVAILABLE' })
    await base.close()
  })

  it('has an alias, which is nobody of its own', async () => {
    await put(`uid=meant,${peopleDn}`, { uid: 'meant', mobile: '+8613700200001' })
    await get().slapd.admin(async (client) =>
      client.add(`uid=alias,${peopleDn}`, {
        objectClass: ['alias', 'extensibleObject'],
        uid: ['alias'],
        mobile: '+8613700200001',
        aliasedObjectName: `uid=meant,${peopleDn}`,
      }),
    )
    expect(await find(byId('alias'))).to.deep.equal([])
    expect(await one({ by: 'mobile', value: '+8613700200001' })).to.include({ accountId: 'meant' })
  })

  it('answers one entry at most: who is alone is found, and more than it says is never guessed', async () => {
    await put(`uid=alone,${peopleDn}`, {
      uid: 'alone',
      mobile: '+8613700300001',
      mail: 'alone@example.com',
    })
    await put(`uid=pair1,${peopleDn}`, { uid: 'pair1', mobile: '+8613700300002' })
    await put(`uid=pair2,${peopleDn}`, { uid: 'pair2', mobile: '+8613700300002' })
    const { credentials } = slapdOptions(get().slapd)
    const small = other({ credentials: { ...credentials, dn: smallDn } })
    const keys = [
      byId('alone'),
      byId('pair1'),
      { by: 'login-email', value: 'nobody@example.com' },
    ] as const
    const found = await small.find(keys).catch((thrown: unknown) => thrown)
    expect(found).to.be.an('array')
    const pair = small.find([{ by: 'mobile', value: '+8613700300002' }])
    const error: unknown = await pair.catch((thrown: unknown) => thrown)
    expect(error).to.include({ code: 'ERR_DIRECTORY_UNAVAILABLE' })
    expect(String(error)).to.include('fewer entries')
    await small.close()
  })

  it('has an empty base: nobody is there, and it can be asked', async () => {
    await get().slapd.admin(async (client) =>
      client.add(`ou=empty,${baseDn}`, { objectClass: 'organizationalUnit' }),
    )
    const empty = other({ baseDn: `ou=empty,${baseDn}` })
    await empty.check()
    expect(await empty.find([byId('here')])).to.deep.equal([[]])
    expect(await empty.verifyPassword('', 'x')).to.equal('wrong')
    await empty.close()
  })

  it('writes IDs in another case, and has one person of them', async () => {
    await put(`uid=Chen.Jie,${peopleDn}`, { uid: 'Chen.Jie' })
    for (const typed of ['chen.jie', 'CHEN.JIE', 'Chen.Jie']) {
      expect((await one(byId(typed))).accountId).to.equal('Chen.Jie')
    }
  })

  it('has two IDs of one person, who is found by either', async () => {
    await put(`uid=zhao.new,${peopleDn}`, { uid: ['zhao.new', 'zhao.old'] })
    for (const typed of ['zhao.new', 'zhao.old']) {
      expect((await one(byId(typed))).accountId).to.equal(typed)
    }
  })

  it('has one ID twice, and says both', async () => {
    const branch = `ou=branch,${peopleDn}`
    await put(`uid=double,${peopleDn}`, { uid: 'double' })
    await put(`uid=double,${branch}`, { uid: 'double' })
    expect(await find(byId('double'))).to.have.lengthOf(2)
  })

  it('opens a lock by itself after a time, which the right password notices first', async () => {
    const dn = `uid=opening,${peopleDn}`
    await put(dn, { uid: 'opening', pwdPolicySubentry: `cn=opening,ou=policies,${baseDn}` })
    await set(dn, 'pwdAccountLockedTime', '20260101000000Z')
    const { reference } = await one(byId('opening'))
    expect(await get().directory.verifyPassword(reference, 'x')).to.equal('locked')
    expect(await get().directory.verifyPassword(reference, firstPassword)).to.equal('right')
  })

  it('wants a password changed that others have set, which its owner did here', async () => {
    const dn = `uid=changing,${peopleDn}`
    await put(dn, { uid: 'changing', pwdPolicySubentry: `cn=changing,ou=policies,${baseDn}` })
    const entry = await one(byId('changing'))
    expect(await get().directory.setPassword(about(entry), nextPassword)).to.deep.equal(done)
    const client = new Client({ url: get().slapd.url })
    await client.bind(dn, nextPassword)
    const { searchEntries } = await get().slapd.admin(async (admin) =>
      admin.search(dn, { scope: 'base', attributes: ['pwdReset'] }),
    )
    expect(searchEntries[0]?.['pwdReset'] ?? []).to.deep.equal([])
    await client.unbind()
  })
})
