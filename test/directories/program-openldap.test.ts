import { Client, InvalidCredentialsError } from 'ldapts'
import { openAt } from '../stores/postgres/stores.ts'
import { withPostgres } from '../stores/postgres/server.ts'
import { skipBecause } from '../stand-ins/skip.ts'
import { walker, walkThrough, type WalkStand } from './program-walk.ts'
import {
  baseDn,
  hasSlapd,
  noSlapd,
  serviceDn,
  servicePassword,
  startSlapd,
  type Slapd,
} from './slapd.ts'

const dn = `uid=${walker.id},ou=branch,ou=people,${baseDn}`

async function opens({ url }: Slapd, password: string): Promise<boolean> {
  const client = new Client({ url })
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

async function standOn(slapd: Slapd): Promise<WalkStand> {
  await slapd.admin(async (client) => {
    const policy = `cn=longer,ou=policies,${baseDn}`
    await client.add(policy, {
      objectClass: ['device', 'pwdPolicy'],
      cn: 'longer',
      pwdAttribute: 'userPassword',
      pwdCheckQuality: '2',
      pwdMinLength: '12',
      pwdInHistory: '3',
    })
    await client.add(dn, {
      pwdPolicySubentry: policy,
      objectClass: ['inetOrgPerson', 'ipHost'],
      uid: walker.id,
      cn: walker.name,
      sn: walker.name,
      mail: walker.mail,
      mobile: '+86 138 0013 8000',
      ipHostNumber: walker.server,
      userPassword: walker.password,
    })
  })
  return {
    variables: {
      DIRECTORY: 'ldap',
      LDAP_URL: slapd.secureUrl,
      LDAP_CA_FILE: slapd.certificate.certificateFile,
      LDAP_BIND_DN: serviceDn,
      LDAP_BIND_PASSWORD: servicePassword,
      LDAP_BASE_DN: `ou=people,${baseDn}`,
    },
    opensWith: async (password) => opens(slapd, password),
    mobiles: async () =>
      slapd.admin(async (client) => {
        const { searchEntries } = await client.search(dn, { scope: 'base', attributes: ['mobile'] })
        return searchEntries.flatMap(({ mobile }) => mobile).map(String)
      }),
    findsServers: true,
    refused: [
      { password: 'Copper-9-Ti', sentence: /wants a longer password/ },
      { password: walker.password, sentence: /knows this password from before/ },
    ],
  }
}

describe('the whole program with OpenLDAP', function () {
  this.timeout(120_000)

  for (const kind of ['the embedded store', 'PostgreSQL'] as const) {
    describe(`on ${kind}`, () => {
      let slapd: Slapd | null = null
      let stand: WalkStand | null = null
      const postgres = kind === 'PostgreSQL' ? withPostgres() : null

      before(async function () {
        if (!hasSlapd()) skipBecause(this, noSlapd)
        slapd = await startSlapd()
        stand = await standOn(slapd)
        if (postgres === null) return
        const url = await postgres().database()
        stand = {
          ...stand,
          variables: {
            ...stand.variables,
            STORE: 'postgres',
            DATABASE_URL: url,
            SECRET_KEY: 'only-for-this-test-only-for-this-test',
          },
          openStore: async () => openAt(url),
        }
      })
      after(async () => slapd?.remove())

      walkThrough(() => {
        if (stand === null) throw new Error('no directory')
        return stand
      })
    })
  }
})
