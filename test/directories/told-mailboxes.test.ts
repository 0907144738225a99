import { expect } from 'chai'
import { createLdapDirectory } from '../../src/directories/ldap/ldap-directory.ts'
import { directoryWorld, reference } from '../stand-ins/directory-world.ts'
import { linkIn, openPage, owner } from '../stand-ins/owner.ts'
import { changeRecoveryMobile } from '../stand-ins/signed-in.ts'
import { skipBecause } from '../stand-ins/skip.ts'
import { createWorld, type World } from '../stand-ins/world.ts'
import { addOwner } from './owner-entry.ts'
import { hasSlapd, noSlapd, slapdOptions, startSlapd, type Slapd } from './slapd.ts'

const second = 'li.second@example.net'
const third = 'li.third@example.org'
const secondNumber = '+8613911110000'
const thiefs = '+8613900139000'

const toldOf = (world: World, template: string): readonly string[] =>
  world.sent.filter((each) => each.template === template).map(({ to }) => to)

describe('an entry with several mailboxes and numbers', () => {
  const several = {
    loginEmails: [owner.loginEmail, second],
    recoveryEmails: [owner.recoveryEmail, third],
    recoveryMobiles: [owner.recoveryMobile, secondNumber],
  }

  it('is told of a change at each of them, and not at the one that the change brought', async () => {
    const { world } = directoryWorld({ entry: several })
    await changeRecoveryMobile(world, thiefs)
    expect(toldOf(world, 'channel-changed')).to.have.members([
      owner.loginEmail,
      second,
      owner.recoveryEmail,
      third,
      owner.contactEmail,
      owner.recoveryMobile,
      secondNumber,
    ])
  })

  it('can take a change back from any mailbox that guards it', async () => {
    for (const mailbox of [second, third]) {
      const { world, directory } = directoryWorld({ entry: several })
      await changeRecoveryMobile(world, thiefs)
      const texts = world.sent.filter(({ to }) => to === mailbox).map(({ text }) => text)
      const page = await openPage(world, 'undo', linkIn(texts, 'undo'))
      await page.send({ action: 'confirm' })
      world.clock.pass(5 * 60_000)
      await world.core.attendOutside()
      const { recoveryMobiles } = directory.kept(reference).entry
      expect(recoveryMobiles, mailbox).to.have.members(several.recoveryMobiles)
    }
  })

  it('is stored as the opaque reference all the same', async () => {
    const { world } = directoryWorld({ entry: several })
    await changeRecoveryMobile(world, thiefs)
    let rows = ''
    for await (const { row } of world.kept.scan('accounts')) rows += JSON.stringify(row)
    for (const value of [second, third, secondNumber]) expect(rows).not.to.include(value)
  })
})

describe('an entry with several mailboxes in OpenLDAP', () => {
  let slapd: Slapd | null = null
  before(async function () {
    this.timeout(60_000)
    if (!hasSlapd()) skipBecause(this, noSlapd)
    slapd = await startSlapd()
  })
  after(async () => slapd?.remove())

  it('is told of a change at each of them', async function () {
    this.timeout(30_000)
    if (slapd === null) throw new Error(noSlapd)
    await addOwner(slapd, {
      mail: [owner.loginEmail, second, third],
      employeeType: [owner.recoveryEmail],
      mobile: [owner.recoveryMobile, secondNumber],
    })
    const base = slapdOptions(slapd)
    const attributes = { ...base.attributes, recoveryEmail: 'employeeType' }
    const world = createWorld({ directory: createLdapDirectory({ ...base, attributes }) })
    await changeRecoveryMobile(world, thiefs)
    expect(toldOf(world, 'channel-changed')).to.have.members([
      owner.loginEmail,
      second,
      third,
      owner.recoveryEmail,
      owner.recoveryMobile,
      secondNumber,
    ])
  })
})
