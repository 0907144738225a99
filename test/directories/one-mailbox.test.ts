import { expect } from 'chai'
import { mailboxOf } from '../../src/domain/email.ts'
import type { DirectoryEntry } from '../../src/ports/directory.ts'
import { directoryWorld, reference } from '../stand-ins/directory-world.ts'
import { linkIn, newPassword, oldPassword, openPage, owner } from '../stand-ins/owner.ts'

const second = 'li.second@example.net'

/** The page of a reset that was asked for with one login email of an entry, at the step after the new password. */
async function resetBy(email: string, entry: Partial<DirectoryEntry>) {
  const { world, directory } = directoryWorld({ entry })
  await world.say('reset my password')
  await world.say(email)
  const texts = world.sent.filter(({ to }) => to === email).map(({ text }) => text)
  const page = await openPage(world, 'reset-password', linkIn(texts, 'reset-password'))
  const made = await page.send({ newPassword, confirmPassword: newPassword })
  const passwordKey = made !== null && made !== 'foreign' ? made.passwordKey : undefined
  const before = world.sent.length
  await page.send({ action: 'other-way', passwordKey })
  await page.send({ way: 'recoveryEmail', passwordKey })
  const codes = world.sent.slice(before).filter(({ to }) => to !== owner.recoveryMobile)
  return { page, codes, passwordKey, world, kept: () => directory.kept(reference).password }
}

describe('the mailbox that a reset link was read in', () => {
  it('is no second proof as the recovery email, whichever of several login emails it is', async () => {
    for (const loginEmails of [[owner.loginEmail, second], [second, owner.loginEmail], [second]]) {
      const { codes, kept } = await resetBy(second, { loginEmails, recoveryEmails: [second] })
      expect(codes, loginEmails.join(' ')).to.deep.equal([])
      expect(kept()).to.equal(oldPassword)
    }
  })

  it('is none under an address that only sorts its mail', async () => {
    const recoveryEmails = ['li.second+recovery@example.net']
    const loginEmails = [owner.loginEmail, second]
    const { codes, kept } = await resetBy(second, { loginEmails, recoveryEmails })
    expect(codes).to.deep.equal([])
    expect(kept()).to.equal(oldPassword)
  })

  it('leaves another mailbox to prove by', async () => {
    const loginEmails = [owner.loginEmail, second]
    const { page, codes, passwordKey, world, kept } = await resetBy(second, { loginEmails })
    expect(codes.map(({ to }) => to)).to.deep.equal([owner.recoveryEmail])
    await page.send({ code: world.codeFor(owner.recoveryEmail), passwordKey })
    expect(page.state().now).to.deep.equal({ step: 'done', outcome: 'password-changed' })
    expect(kept()).to.equal(newPassword)
  })

  it('is the part before a plus sign, in any spelling that is stored', () => {
    expect(mailboxOf('li+r@x.example')).to.equal('li@x.example')
    expect(mailboxOf('li+a+b@x.example')).to.equal('li@x.example')
    expect(mailboxOf('+r@x.example')).to.equal('+r@x.example')
    expect(mailboxOf('li@x.example')).to.equal('li@x.example')
  })
})
