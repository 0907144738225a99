import { expect } from 'chai'
import { usualLimits } from '../../src/directories/ldap/connection.ts'
import { createLdapDirectory } from '../../src/directories/ldap/ldap-directory.ts'
import { request, startFakeLdap } from '../directories/fake-ldap.ts'
import { directoryWorld, type DirectoryWorld } from '../stand-ins/directory-world.ts'
import { owner } from '../stand-ins/owner.ts'

const server = '203.0.113.7'
const newMobile = '+8613900139000'

/** What somebody says of a job, up to its end; null is the newest code to where the next word says. */
const jobs: Readonly<Record<string, readonly (string | { readonly codeTo: string })[]>> = {
  'finding it by a mobile': [
    'retrieve my account',
    'by mobile',
    owner.recoveryMobile,
    { codeTo: owner.recoveryMobile },
  ],
  'finding it by an ID': [
    'retrieve my account',
    'by account id',
    owner.id,
    owner.recoveryMobile,
    { codeTo: owner.recoveryMobile },
  ],
  'finding it by a server': [server, 'yes', owner.recoveryMobile, { codeTo: owner.recoveryMobile }],
  'asking for a reset': ['reset my password', owner.loginEmail],
  'signing in, and changing the recovery mobile': [
    'sign in',
    'with a code',
    owner.id,
    { codeTo: owner.recoveryMobile },
    'my account',
    `change my recovery number to ${newMobile}`,
    { codeTo: owner.recoveryEmail },
    'yes',
    { codeTo: newMobile },
  ],
}

/** The most questions of a turn, and the changes that it makes. */
async function tripsOf({ world, directory }: DirectoryWorld, words: string) {
  const before = [directory.trips.length, directory.calls.length] as const
  await world.say(words)
  const calls = directory.calls.slice(before[1]).map(({ method }) => method)
  return { trips: directory.trips.length - before[0], calls }
}

describe('what a turn asks a directory', () => {
  for (const [job, lines] of Object.entries(jobs)) {
    it(`is one trip at most: ${job}`, async () => {
      const outside = directoryWorld({ entry: { servers: [server] } })
      let asked = 0
      for (const line of lines) {
        const words = typeof line === 'string' ? line : outside.world.codeFor(line.codeTo)
        const { trips, calls } = await tripsOf(outside, words)
        // A change that is concluded in the turn which asked for it reads the account once more, as it is by then.
        const most = calls.includes('changeChannel') ? 2 : 1
        expect(trips, `${words}: ${calls.join()}`).to.be.at.most(most)
        asked += trips
      }
      expect(asked).to.be.above(0)
    })
  }

  it('is one request on the wire, however many keys and spellings it has', async () => {
    const fake = await startFakeLdap(() => 0)
    const directory = createLdapDirectory({
      address: { url: fake.url, tls: false, ca: null, limits: usualLimits },
      credentials: { dn: 'cn=latchkey', password: 'x' },
      baseDn: 'dc=example,dc=com',
      kind: 'openldap',
      attributes: { id: 'uid', loginEmail: 'mail', recoveryMobile: 'mobile' },
      reading: { defaultRegion: 'CN', allowDocumentationIps: true },
      now: () => 0,
    })
    await directory.check()
    const before = fake.asked.length
    await directory.find([
      { by: 'mobile', value: '+8613800138000' },
      { by: 'account-id', value: 'li.wei' },
      { by: 'login-email', value: 'li.wei@example.com' },
    ])
    expect(fake.asked.slice(before)).to.deep.equal([request.search])
    await directory.close()
    await fake.close()
  })
})
