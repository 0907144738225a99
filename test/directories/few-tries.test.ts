import { expect } from 'chai'
import { Client } from 'ldapts'
import { createLdapDirectory } from '../../src/directories/ldap/ldap-directory.ts'
import { noReference } from '../../src/ports/directory.ts'
import { directoryWorld } from '../stand-ins/directory-world.ts'
import type { FailingDirectory } from '../stand-ins/failing-directory.ts'
import { linkIn, newPassword, oldPassword, openPage, owner } from '../stand-ins/owner.ts'
import { proveFor } from '../stand-ins/signed-in.ts'
import { skipBecause } from '../stand-ins/skip.ts'
import { createWorld, defaultPolicy, type World } from '../stand-ins/world.ts'
import { addOwner } from './owner-entry.ts'
import { hasSlapd, noSlapd, slapdOptions, startSlapd } from './slapd.ts'

/** A sign-in page in a chat of its own. */
async function signInPage(world: World, chat: string) {
  const address = { chatChannel: 'test', tenantId: '', conversationId: chat, userId: chat }
  const { link } = await world.say('sign in', { address })
  return openPage(world, 'sign-in', linkIn([link?.url ?? ''], 'sign-in'))
}

/** What a page says of wrong entries by a stranger, one after another. */
async function guess(world: World, email: string, times: number) {
  const page = await signInPage(world, `stranger of ${email}`)
  const said = []
  for (let time = 0; time < times; time += 1) {
    await page.send({ email, password: `Wrong-Entry-1${time}` })
    said.push({ kind: page.state().notice?.kind, now: page.state().now })
  }
  return said
}

/** Whose password a directory is asked about from now on; nobody's is not counted. */
function asksOf(directory: FailingDirectory): readonly string[] {
  const asked: string[] = []
  const verify = directory.verifyPassword.bind(directory)
  Object.assign(directory, {
    async verifyPassword(reference: string, password: string) {
      if (reference !== noReference) asked.push(reference)
      return verify(reference, password)
    },
  })
  return asked
}

async function enterByBoth(world: World) {
  const page = await signInPage(world, 'own')
  await page.send({ email: owner.loginEmail, password: oldPassword })
  const code = world.codeFor(owner.recoveryMobile)
  await page.send({ email: owner.loginEmail, password: oldPassword, code })
  return page.state().now
}

describe('wrong passwords of strangers', () => {
  it('reach a directory three times, and the owner still gets in by password and code', async () => {
    const { world, directory } = directoryWorld()
    const asked = asksOf(directory)
    await guess(world, owner.loginEmail, 12)
    expect(asked).to.have.lengthOf(3)
    world.clock.pass(5 * 60_000)
    expect(await enterByBoth(world)).to.deep.equal({ step: 'done', outcome: 'signed-in' })
  })

  it('reach it three times too under several login emails of one account', async () => {
    const second = 'li.second@example.net'
    const { world, directory } = directoryWorld({
      entry: { loginEmails: [owner.loginEmail, second] },
    })
    const asked = asksOf(directory)
    await guess(world, owner.loginEmail, 2)
    await guess(world, second, 2)
    expect(asked).to.have.lengthOf(3)
  })

  it('reach it as often as DIRECTORY_TRIES says, and with 0 after a right code alone', async () => {
    for (const directoryTries of [0, 1]) {
      const { world, directory } = directoryWorld({ policy: { ...defaultPolicy, directoryTries } })
      const asked = asksOf(directory)
      await guess(world, owner.loginEmail, 12)
      expect(asked).to.have.lengthOf(directoryTries)
      world.clock.pass(5 * 60_000)
      expect(await enterByBoth(world)).to.deep.equal({ step: 'done', outcome: 'signed-in' })
    }
  })

  it('as the old one of a change reach it five times a day', async () => {
    const { world, directory } = directoryWorld()
    const { link } = await proveFor(world, 'change my password')
    const asked = asksOf(directory)
    const page = await openPage(
      world,
      'change-password',
      linkIn([link?.url ?? ''], 'change-password'),
    )
    for (let time = 0; time < 12; time += 1) {
      await page.send({
        oldPassword: `Wrong-Entry-1${time}`,
        newPassword,
        confirmPassword: newPassword,
      })
    }
    expect(asked).to.have.lengthOf(5)
  })

  it('are answered alike for an email that nobody has', async () => {
    const { world } = directoryWorld()
    const known = await guess(world, owner.loginEmail, 12)
    expect(await guess(world, 'nobody@example.com', 12)).to.deep.equal(known)
  })

  it('do not lock an account of OpenLDAP that locks after five', async function () {
    this.timeout(60_000)
    if (!hasSlapd()) skipBecause(this, noSlapd)
    const slapd = await startSlapd()
    try {
      const dn = await addOwner(slapd, { userPassword: oldPassword })
      const world = createWorld({ directory: createLdapDirectory(slapdOptions(slapd)) })
      await guess(world, owner.loginEmail, 12)
      const elsewhere = new Client({ url: slapd.url })
      await elsewhere.bind(dn, oldPassword)
      await elsewhere.unbind()
    } finally {
      await slapd.remove()
    }
  })
})
