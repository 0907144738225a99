import { Attribute, Change, Client, InvalidCredentialsError } from 'ldapts'
import { walker, walkThrough, type WalkStand } from './program-walk.ts'
import { domainDn, noSamba, startSamba, type Samba } from './samba.ts'

const peopleDn = `OU=people,${domainDn}`
const serviceDn = `CN=latchkey,CN=Users,${domainDn}`
const servicePassword = 'a-Service-Passw0rd'
const dn = `CN=${walker.id},${peopleDn}`

const replaced = (type: string, value: string | Buffer): Change =>
  new Change({
    operation: 'replace',
    modification: new Attribute({ type, values: [value] as string[] }),
  })

async function addUser(
  client: Client,
  name: string,
  given: { readonly password: string; readonly attributes: Readonly<Record<string, string>> },
): Promise<void> {
  await client.add(name, { objectClass: 'user', ...given.attributes })
  await client.modify(name, replaced('unicodePwd', Buffer.from(`"${given.password}"`, 'utf16le')))
  await client.modify(name, replaced('userAccountControl', '512'))
}

async function populate(samba: Samba): Promise<void> {
  await samba.admin(async (client) => {
    await client.modify(domainDn, replaced('minPwdAge', '0'))
    await client.add(peopleDn, { objectClass: 'organizationalUnit' })
    await addUser(client, serviceDn, {
      password: servicePassword,
      attributes: { sAMAccountName: 'latchkey' },
    })
    await client.modify(
      `CN=Account Operators,CN=Builtin,${domainDn}`,
      new Change({
        operation: 'add',
        modification: new Attribute({ type: 'member', values: [serviceDn] }),
      }),
    )
    await addUser(client, dn, {
      password: walker.password,
      attributes: {
        sAMAccountName: walker.id,
        displayName: walker.name,
        mail: walker.mail,
        mobile: '+86 138 0013 8000',
      },
    })
  })
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

const standOn = (samba: Samba): WalkStand => ({
  variables: {
    DIRECTORY: 'ldap',
    LDAP_KIND: 'active-directory',
    LDAP_URL: samba.url,
    LDAP_CA_FILE: samba.certificate.certificateFile,
    LDAP_BIND_DN: serviceDn,
    LDAP_BIND_PASSWORD: servicePassword,
    LDAP_BASE_DN: peopleDn,
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

describe('the whole program with a Samba domain controller', function () {
  this.timeout(240_000)
  let samba: Samba | null = null

  before(async function () {
    const reason = noSamba()
    if (reason !== null) {
      process.stdout.write(`    skipped: ${reason}\n`)
      this.skip()
    }
    samba = await startSamba()
    await populate(samba)
  })
  after(async () => samba?.remove())

  walkThrough(() => {
    if (samba === null) throw new Error('no domain')
    return standOn(samba)
  })
})
