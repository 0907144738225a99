import { expect } from 'chai'
import { linkIn, oldPassword, openPage, owner } from '../stand-ins/owner.ts'
import { accountIn, worldWithPassword } from '../stand-ins/signed-in.ts'
import type { World } from '../stand-ins/world.ts'

const minuteMs = 60_000

async function signIn(world: World): Promise<void> {
  for (const words of ['cancel', 'sign out']) await world.say(words)
  const { link } = await world.say('sign in')
  const page = await openPage(world, 'sign-in', linkIn([link?.url ?? ''], 'sign-in'))
  await page.send({ email: owner.loginEmail, password: oldPassword })
}

/** Changes the recovery email, as somebody does who knows the password and holds the number. */
async function change(world: World, address: string): Promise<void> {
  let said = await world.say('change my recovery email')
  if (said.step.prompt === 'ask-code') said = await world.say(world.codeFor(owner.recoveryMobile))
  if (said.step.prompt === 'ask-kind') await world.say('email')
  for (const words of [address, 'yes']) await world.say(words)
  await world.say(world.codeFor(address))
  await world.say('no')
}

const linksTo = (world: World, to: string) =>
  world.sent
    .filter((each) => each.template === 'channel-changed' && each.to === to)
    .map(({ text }) => linkIn([text], 'undo'))

describe('several changes of one channel by somebody who is not its owner', () => {
  it('are taken back by the link of the newest, to what the owner had', async () => {
    const world = await worldWithPassword({ contactEmail: null })
    await signIn(world)
    await change(world, 'x0@evil.example')
    world.clock.pass(90_000)
    await change(world, 'x1@evil.example')
    const links = linksTo(world, owner.loginEmail)
    expect(links).to.have.lengthOf(2)
    const page = await openPage(world, 'undo', links.at(-1) ?? '')
    await page.send({ action: 'confirm' })
    const account = await accountIn(world)
    expect(account.recoveryEmail).to.equal(owner.recoveryEmail)
    expect(account.changes.every(({ undoneAt }) => undoneAt !== null)).to.equal(true)
    expect(await world.core.pages.look('undo', links[0] ?? '')).to.equal(null)
  })

  it('leave every link alive within its time, and each is sent to the mailbox that was replaced too', async () => {
    const world = await worldWithPassword({ contactEmail: null })
    for (let times = 0; times < 12; times += 1) {
      if (times % 2 === 0) await signIn(world)
      await change(world, `x${times}@evil.example`)
      world.clock.pass(times % 2 === 0 ? 70_000 : 62 * minuteMs)
    }
    expect((await accountIn(world)).recoveryEmail).to.equal('x11@evil.example')
    for (const to of [owner.recoveryEmail, owner.loginEmail]) {
      const links = linksTo(world, to)
      expect(links, to).to.have.lengthOf(12)
      for (const link of links) {
        const shown = await world.core.pages.look('undo', link)
        expect(shown?.now, to).to.deep.include({ step: 'undo', does: 'restore' })
      }
    }
    const page = await openPage(world, 'undo', linksTo(world, owner.recoveryEmail)[5] ?? '')
    await page.send({ action: 'confirm' })
    expect((await accountIn(world)).recoveryEmail).to.equal(owner.recoveryEmail)
  })
})
