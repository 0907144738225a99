import { expect } from 'chai'
import { compareSync } from 'bcryptjs'
import { readFileSync } from 'node:fs'
import { loadDemoAccounts } from '../../src/operations/import-accounts.ts'
import { verifyAudit } from '../../src/operations/audit.ts'
import { collect, createStand } from './stand.ts'

// Tests run from the root of the repository.
const file = 'data/demo-accounts.ndjson'
const readme = readFileSync('data/README.md', 'utf8')

/** Whether a value comes twice. */
const shared = (values: readonly (string | null)[]) => {
  const known = values.filter((value) => value !== null)
  return new Set(known).size < known.length
}

async function loaded() {
  const stand = createStand()
  await loadDemoAccounts({ ...stand.deps, allowDocumentationIps: false }, file)
  return { ...stand, people: (await collect(stand.store.scan('accounts'))).map(({ row }) => row) }
}

describe('demo accounts', () => {
  it('are loaded into an empty store and recorded', async () => {
    const { people, store } = await loaded()
    expect(people.length).to.be.at.least(12)
    expect((await store.get('audit', 'system:1'))?.row).to.include({
      actor: 'system',
      action: 'accounts.imported',
    })
    expect((await verifyAudit(store)).faults).to.deep.equal([])
  })

  it('are not loaded into a store that has an account', async () => {
    const { deps, importObjects, accounts } = createStand()
    await importObjects([{ id: '999999999999' }])
    expect(await loadDemoAccounts(deps, file)).to.equal(null)
    expect(await accounts()).to.equal(1)
  })

  it('show every branch that a flow has', async () => {
    const { people } = await loaded()
    const some = (holds: (person: (typeof people)[number]) => boolean) => people.some(holds)
    expect(some((a) => a.loginEmail === null && a.recoveryEmail === null)).to.equal(true)
    expect(some((a) => a.recoveryMobile === null)).to.equal(true)
    expect(shared(people.map((a) => a.recoveryMobile))).to.equal(true)
    expect(shared(people.flatMap((a) => a.servers.map(({ ip }) => ip)))).to.equal(true)
    expect(some((a) => a.servers.some(({ ip }) => ip.includes(':')))).to.equal(true)
    expect(some((a) => a.unverified.length > 0)).to.equal(true)
    expect(some((a) => a.passwordHash === null)).to.equal(true)
    expect(people.map((a) => a.status)).to.include.members(['active', 'disabled', 'frozen'])
    expect(people.map((a) => a.signedUpWith)).to.include.members(['sub-user', 'wechat', 'mobile'])
    expect(people.map((a) => a.recoveryMobile?.slice(0, 3))).to.include.members([
      '+86',
      '+44',
      '+12',
    ])
  })

  it('have hashes of cost 12 and no password in clear', async () => {
    const text = readFileSync(file, 'utf8')
    expect(text).not.to.include('"password"')
    for (const hash of text.match(/\$2b\$\d\d/g) ?? []) expect(hash).to.equal('$2b$12')
  })

  it('are each in the table of the folder, by number, login and server', async () => {
    const { people } = await loaded()
    for (const person of people) {
      const row = readme.split('\n').find((line) => line.includes(`| ${person.id} |`))
      expect(row, person.id).to.include(person.recoveryMobile ?? '–')
      expect(row, person.id).to.include(person.loginEmail ?? '–')
      for (const { ip } of person.servers) expect(row, person.id).to.include(ip)
    }
  })

  it('have passwords that meet the policy, and Li Wei signs in with the one in the table', async () => {
    const passwords = [...readme.matchAll(/^\|[^|]+\| \d{12} \|.*\| `([^`]+)` \|/gm)].map(
      ([, password = '']) => password,
    )
    expect(passwords.length).to.be.at.least(11)
    for (const password of passwords) {
      expect(password).to.match(/^(?=.*[a-z])(?=.*\d)(?=.*[^A-Za-z\d])\S{8,20}$/i)
    }
    const { account } = await loaded()
    const liWei = await account('100000000012')
    expect(compareSync(passwords[0] ?? '', liWei?.passwordHash ?? '')).to.equal(true)
    expect(liWei).to.include({
      displayName: 'Li Wei',
      recoveryMobile: '+8613800138000',
      loginEmail: 'li.wei@example.com',
    })
  })
})
