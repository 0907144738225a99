import { expect } from 'chai'
import { createPasswordHasher } from '../../src/hashing/password-hasher.ts'
import { caseIn, openCase, registered } from '../stand-ins/agent.ts'
import { linkIn, newPassword, oldPassword, openPage, owner } from '../stand-ins/owner.ts'
import { createWorld, type World } from '../stand-ins/world.ts'

const passwords = { newPassword, confirmPassword: newPassword }

async function atPage(): Promise<{
  readonly world: World
  readonly page: Awaited<ReturnType<typeof openPage>>
}> {
  const world = createWorld()
  const passwordHash = await createPasswordHasher({ cost: 4 }).hash(oldPassword)
  await world.add({ ...owner, passwordHash })
  await world.say('reset my password')
  await world.say(owner.loginEmail)
  const texts = world.sent.filter(({ to }) => to === owner.loginEmail).map(({ text }) => text)
  return { world, page: await openPage(world, 'reset-password', linkIn(texts, 'reset-password')) }
}

const answersOf = async (world: World) => (await caseIn(world)).trail.map(({ answer }) => answer)

describe('what was shown on the reset page', () => {
  it('reaches the case that is opened in the chat which asked for it: the mailbox and every step', async () => {
    const { world, page } = await atPage()
    const mei = await registered(world)
    await page.send(passwords)
    await page.send({ code: '000000' })
    await openCase(world)
    expect(await answersOf(world)).to.include.members([
      'mailbox.shown',
      'code.sent',
      'code.refused',
    ])
    const shown = await mei.type('show 1001')
    expect(shown).to.include('the link of a mail to the login email: passed')
    expect(shown).to.include('passed a proof about it').and.not.include('only named it')
  })

  it('is nothing while the page was only opened: programs open mails as well', async () => {
    const { world } = await atPage()
    const mei = await registered(world)
    await openCase(world)
    expect(await answersOf(world)).not.to.include('mailbox.shown')
    expect(await mei.type('show 1001')).to.include('only named it')
  })

  it('leaves no right code to a chat after the owner has reset the password: somebody else may have asked for it', async () => {
    const { world, page } = await atPage()
    await page.send(passwords)
    await page.send({ code: world.codeFor(owner.recoveryMobile) })
    expect(page.state().now).to.deep.equal({ step: 'done', outcome: 'password-changed' })
    await openCase(world)
    expect(await answersOf(world)).not.to.include('code.accepted')
  })

  it('counts the mailbox among the evidence and for no recovery by itself', async () => {
    const { world, page } = await atPage()
    const mei = await registered(world)
    await page.send(passwords)
    await openCase(world)
    await mei.type('take 1001')
    expect(await mei.type('recover 1001')).to.include('not possible')
  })
})
