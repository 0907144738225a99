import { expect } from 'chai'
import { Attribute, Change, type Client } from 'ldapts'
import { parseAttributes } from '../../src/directories/ldap/attribute-roles.ts'
import { usualLimits } from '../../src/directories/ldap/connection.ts'
import { createLdapDirectory, type LdapOptions } from '../../src/directories/ldap/ldap-directory.ts'
import { skipBecause } from '../stand-ins/skip.ts'
import { directoryContract } from './contract.ts'
import {
  about,
  done,
  entryOf,
  firstPassword,
  nextPassword,
  people,
  type Person,
  type Stand,
  writings,
} from './people.ts'
import { domainDn, noSamba, startSamba, type Samba } from './samba.ts'

const peopleDn = `OU=people,${domainDn}`
const branchDn = `OU=branch,${peopleDn}`
const serviceDn = `CN=latchkey,CN=Users,${domainDn}`
const mostFailures = 6

const dnOf = ({ id, nested }: Person): string => `CN=${id},${nested ? branchDn : peopleDn}`

const set = (type: string, ...values: (string | Buffer)[]): Change =>
  new Change({
    operation: 'replace',
    modification: new Attribute({ type, values: values as string[] }),
  })

const quoted = (password: string): Buffer => Buffer.from(`"${password}"`, 'utf16le')

async function addUser(
  client: Client,
  dn: string,
  attributes: Readonly<Record<string, string>>,
): Promise<void> {
  await client.add(dn, { objectClass: 'user', ...attributes })
  await client.modify(dn, set('unicodePwd', quoted(firstPassword)))
  await client.modify(dn, set('userAccountControl', '512'))
}

/** Attributes of a domain have one value each here. */
async function addPerson(client: Client, one: Person): Promise<void> {
  const [mail, mobile] = [one.mails[0], one.mobiles[0]]
  await addUser(client, dnOf(one), {
    sAMAccountName: one.id,
    displayName: one.name,
    ...(mail === undefined ? {} : { mail }),
    ...(mobile === undefined ? {} : { mobile }),
  })
  if (one.status === 'disabled') await client.modify(dnOf(one), set('userAccountControl', '514'))
  if (one.status === 'expired') {
    await client.modify(dnOf(one), set('accountExpires', '132000000000000000'))
  }
}

async function populate(samba: Samba): Promise<void> {
  await samba.admin(async (client) => {
    await client.modify(domainDn, [
      set('minPwdAge', '0'),
      set('lockoutThreshold', String(mostFailures)),
    ])
    await client.add(peopleDn, { objectClass: 'organizationalUnit' })
    await client.add(branchDn, { objectClass: 'organizationalUnit' })
    await addUser(client, serviceDn, { sAMAccountName: 'latchkey' })
    const operators = `CN=Account Operators,CN=Builtin,${domainDn}`
    const member = new Attribute({ type: 'member', values: [serviceDn] })
    await client.modify(operators, new Change({ operation: 'add', modification: member }))
    for (const one of Object.values<Person>(people)) await addPerson(client, one)
  })
}

const optionsOf = (samba: Samba, over: Partial<LdapOptions> = {}): LdapOptions => ({
  address: {
    url: samba.url,
    tls: true,
    ca: samba.certificate.certificate,
    limits: usualLimits,
  },
  credentials: { dn: serviceDn, password: firstPassword },
  baseDn: domainDn,
  kind: 'active-directory',
  attributes: parseAttributes(
    'id=sAMAccountName,displayName=displayName,loginEmail=mail,recoveryMobile=mobile',
  ) ?? { id: '' },
  reading: { defaultRegion: 'CN', allowDocumentationIps: true },
  now: () => Date.now(),
  ...over,
})

describe('accounts in Active Directory, with a Samba domain controller', () => {
  let samba: Samba | null = null
  let stand: Stand | null = null
  const get = (): { samba: Samba; stand: Stand } => {
    if (samba === null || stand === null) throw new Error('no domain')
    return { samba, stand }
  }

  before(async function () {
    this.timeout(180_000)
    const reason = noSamba()
    if (reason !== null) skipBecause(this, reason)
    samba = await startSamba()
    await populate(samba)
    stand = {
      directory: createLdapDirectory(optionsOf(samba)),
      hasOpaqueReferences: true,
      hasManyValues: false,
      statuses: ['active', 'locked', 'disabled', 'expired'],
      // Samba 4.17 does not know the control that holds a reset to the history; Active Directory does.
      badPasswords: [
        { password: 'sH0r-t', refusal: 'too-short' },
        { password: 'aaaaaaaaaaaaaaa', refusal: 'too-simple' },
      ],
    }
    const { reference } = await entryOf(stand, people.locked)
    for (let failures = 0; failures < mostFailures; failures += 1) {
      await stand.directory.verifyPassword(reference, 'x')
    }
  })

  after(async () => {
    await stand?.directory.close()
    await samba?.remove()
  })

  directoryContract(() => get().stand)

  for (const [index, rdn] of ['CN=王芳', 'CN=Wei\\, Li', 'CN=Jörg \\"J\\" Müller \\\\'].entries()) {
    it(`has a name like ${rdn}, and is found, compared, set and changed as any other`, async () => {
      const sAMAccountName = `named${index}`
      const mail = `${sAMAccountName}@example.com`
      await get().samba.admin(async (client) =>
        addUser(client, `${rdn},${peopleDn}`, { sAMAccountName, mail }),
      )
      const { directory } = get().stand
      const [[entry] = []] = await directory.find([{ by: 'account-id', value: sAMAccountName }])
      if (entry === undefined) throw new Error('nobody there')
      expect(await directory.verifyPassword(entry.reference, firstPassword)).to.equal('right')
      expect(await directory.setPassword(about(entry), nextPassword)).to.deep.equal(done)
      expect(await directory.verifyPassword(entry.reference, nextPassword)).to.equal('right')
      const to = { channel: 'loginEmail', from: mail, to: `new.${mail}` } as const
      expect(await directory.changeChannel(about(entry), to)).to.deep.equal(done)
    })
  }

  it('finds a mobile however it is written, though the domain compares it as it stands', async () => {
    await get().samba.admin(async (client) => {
      for (const [index, mobile] of writings.entries()) {
        const name = `written${index}`
        await addUser(client, `CN=${name},${peopleDn}`, { sAMAccountName: name, mobile })
      }
    })
    for (const [index] of writings.entries()) {
      const value = `+86137123456${String(index + 1).padStart(2, '0')}`
      const [found = []] = await get().stand.directory.find([{ by: 'mobile', value }])
      expect(found.map(({ accountId }) => accountId)).to.deep.equal([`written${index}`])
    }
  })

  it('says that it holds a reset to no history, and does not', async () => {
    const { directory } = get().stand
    const entry = await entryOf(get().stand, people.twinB)
    const remarks = (await directory.remarks?.()) ?? []
    expect(remarks.join()).to.match(/no history/)
    for (const password of ['Once-Used-8-Twice', 'Other-Used-8-Once', 'Once-Used-8-Twice']) {
      expect(await directory.setPassword(about(entry), password)).to.deep.equal(done)
    }
  })

  it('sets passwords over StartTLS too, and not at all in clear', async () => {
    const entry = await entryOf(get().stand, people.twinA)
    const url = get().samba.startTlsUrl
    const { address } = optionsOf(get().samba)
    const upgraded = createLdapDirectory(optionsOf(get().samba, { address: { ...address, url } }))
    expect(await upgraded.setPassword(about(entry), 'Over-Start-9-Tls')).to.include({
      outcome: 'done',
    })
    await upgraded.close()
    const inClear = createLdapDirectory(
      optionsOf(get().samba, { address: { ...address, url, tls: false } }),
    )
    expect(inClear.abilities.setsPassword).to.equal(false)
    expect(await inClear.setPassword(about(entry), 'In-Clear-9-Text')).to.include({
      outcome: 'refused',
    })
    await inClear.close()
  })
})
