import { expect } from 'chai'
import { createLdapDirectory } from '../../src/directories/ldap/ldap-directory.ts'
import { directoryWorld, reference } from '../stand-ins/directory-world.ts'
import { linkIn, openPage, owner } from '../stand-ins/owner.ts'
import { changeRecoveryMobile } from '../stand-ins/signed-in.ts'
import { skipBecause } from '../stand-ins/skip.ts'
import { createWorld, type World } from '../stand-ins/world.ts'
import { addOwner } from './owner-entry.ts'
import { hasSlapd, noSlapd, slapdOptions, startSlapd, type Slapd } from './slapd.ts'

const thiefs = '+8613900139000'
const second = '+8613911110000'
const minuteMs = 60_000

async function undoIt(world: World): Promise<void> {
  const texts = world.sent
    .filter((each) => each.template === 'channel-changed' && each.to === owner.loginEmail)
    .map(({ text }) => text)
  const page = await openPage(world, 'undo', linkIn(texts, 'undo'))
  await page.send({ action: 'confirm' })
  world.clock.pass(5 * minuteMs)
  await world.core.attendOutside()
}

describe('"this wasn’t me", of one of several numbers in OpenLDAP', () => {
  let slapd: Slapd | null = null
  before(async function () {
    this.timeout(60_000)
    if (!hasSlapd()) skipBecause(this, noSlapd)
    slapd = await startSlapd()
  })
  after(async () => slapd?.remove())

  it('takes the new number away, and not another of the owner’s', async function () {
    this.timeout(30_000)
    if (slapd === null) throw new Error(noSlapd)
    const server = slapd
    const dn = await addOwner(server, {
      employeeType: [owner.recoveryEmail],
      mobile: [owner.recoveryMobile, second],
    })
    const base = slapdOptions(server)
    const attributes = { ...base.attributes, recoveryEmail: 'employeeType' }
    const world = createWorld({ directory: createLdapDirectory({ ...base, attributes }) })
    const mobiles = async () =>
      server.admin(async (client) => {
        const { searchEntries } = await client.search(dn, { scope: 'base', attributes: ['mobile'] })
        return searchEntries[0]?.['mobile']
      })
    await changeRecoveryMobile(world, thiefs)
    expect(await mobiles()).to.have.members([second, thiefs])
    await undoIt(world)
    expect(await mobiles()).to.have.members([second, owner.recoveryMobile])
  })
})

describe('"this wasn’t me", of one of several numbers in a directory', () => {
  it('takes the new number away whichever value is named first, and keeps both of a row sealed', async () => {
    const { world, directory } = directoryWorld({
      entry: { recoveryMobiles: [owner.recoveryMobile, second] },
    })
    await changeRecoveryMobile(world, thiefs)
    const { entry } = directory.kept(reference)
    expect(entry.recoveryMobiles).to.have.members([thiefs, second])
    let rows = ''
    for await (const { row } of world.kept.scan('accounts')) rows += JSON.stringify(row)
    expect(rows).not.to.include(thiefs)
    directory.add({ ...entry, recoveryMobiles: [second, thiefs] }, 'Harbour-Light-71')
    await undoIt(world)
    expect(directory.kept(reference).entry.recoveryMobiles).to.have.members([
      second,
      owner.recoveryMobile,
    ])
  })
})
