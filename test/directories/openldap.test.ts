import { Attribute, Change } from 'ldapts'
import { createLdapDirectory } from '../../src/directories/ldap/ldap-directory.ts'
import { directoryContract } from './contract.ts'
import { firstPassword, people, type Person, type Stand } from './people.ts'
import { baseDn, hasSlapd, noSlapd, slapdOptions, startSlapd, type Slapd } from './slapd.ts'

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
    if (!hasSlapd()) {
      process.stdout.write(`    skipped: ${noSlapd}\n`)
      this.skip()
    }
    slapd = await startSlapd()
    await populate(slapd)
    stand = {
      directory: createLdapDirectory(slapdOptions(slapd)),
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
})
