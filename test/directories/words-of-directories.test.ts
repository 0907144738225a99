import { expect } from 'chai'
import { directoryWorld } from '../stand-ins/directory-world.ts'
import { linkIn, newPassword, openPage, owner } from '../stand-ins/owner.ts'
import * as answers from '../../src/directories/http/answers.ts'

/** What the log has once a directory has refused the owner's new password in these words. */
async function loggedOf(words: string): Promise<string> {
  const { world, directory } = directoryWorld()
  directory.fail('setPassword', { outcome: 'password', refusal: 'policy', words })
  await world.say('reset my password')
  await world.say(owner.loginEmail)
  const texts = world.sent.filter(({ to }) => to === owner.loginEmail).map(({ text }) => text)
  const page = await openPage(world, 'reset-password', linkIn(texts, 'reset-password'))
  const made = await page.send({ newPassword, confirmPassword: newPassword })
  const passwordKey = made !== null && made !== 'foreign' ? made.passwordKey : undefined
  await page.send({ code: world.codeFor(owner.recoveryMobile), passwordKey })
  return JSON.stringify(world.troubles)
}

describe('the words of a directory in the log', () => {
  it('repeat no piece of a password, in any case', async () => {
    for (const said of [newPassword, newPassword.toUpperCase(), newPassword.slice(2, 8)]) {
      const logged = await loggedOf(`"${said}" is too like others`)
      expect(logged).to.include('directory.refused').and.include('not shown')
      expect(logged.toLowerCase()).not.to.include(said.toLowerCase())
    }
  })

  it('name nobody, and stay otherwise', async () => {
    const logged = await loggedOf(`too like ${owner.loginEmail} or ${owner.recoveryMobile}`)
    expect(logged).to.include('too like')
    expect(logged).not.to.include(owner.loginEmail)
    expect(logged).not.to.include(owner.recoveryMobile)
  })
})

describe('an answer over HTTP that has too much of something', () => {
  const entry = { reference: 'r', accountId: 'li.wei', status: 'active', hasPassword: true }

  it('is cut, and is no outage, which would tell its account from none', () => {
    const mobiles = Array.from({ length: 1_200 }, (_, index) => `+86138${index}`)
    const long = { ...entry, displayName: 'x'.repeat(1_001), recoveryMobiles: mobiles }
    const read = answers.found.parse({ entries: [Array.from({ length: 101 }, () => long)] })
    expect(read.entries[0]).to.have.lengthOf(101)
    expect(read.entries[0]?.[0]?.displayName).to.have.lengthOf(1_000)
    expect(read.entries[0]?.[0]?.recoveryMobiles).to.have.lengthOf(1_000)
  })
})
