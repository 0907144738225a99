import { expect } from 'chai'
import { owner } from '../stand-ins/owner.ts'
import {
  accountIn,
  actionsIn,
  elsewhere,
  proveFor,
  signInByPassword,
  signInFor,
  worldOf,
  worldWithPassword,
} from '../stand-ins/signed-in.ts'

const minuteMs = 60_000
const newMobile = '+8613900139000'

describe('a fresh proof of identity (W9)', () => {
  it('counts for the next step of the same or lesser strength, and for one only', async () => {
    const world = await worldOf()
    await proveFor(world, 'change my recovery number')
    await world.say('cancel')
    world.clock.pass(2 * minuteMs)
    const next = await world.say('change my contact number')
    expect(next.step).to.deep.include({ flow: 'change-contact', prompt: 'ask-kind' })
    for (const words of ['mobile', newMobile, 'yes', 'later', 'only this one'])
      await world.say(words)
    expect((await accountIn(world)).contactMobile).to.equal(newMobile)
    expect(await actionsIn(world)).to.include('identity.counted-again')
    const third = await world.say('change my contact number')
    expect(third.step).to.deep.include({ flow: 'verify-identity', prompt: 'ask-code' })
  })

  it('counts for nothing stronger than what it was given for (attacks B7)', async () => {
    const world = await worldOf()
    await proveFor(world, 'change my contact number')
    await world.say('cancel')
    world.clock.pass(2 * minuteMs)
    for (const words of ['change my recovery number', 'change my password']) {
      const said = await world.say(words)
      expect(said.step, words).to.deep.include({ flow: 'verify-identity', prompt: 'ask-code' })
      await world.say('cancel')
      world.clock.pass(2 * minuteMs)
    }
  })

  it('counts for ten minutes from its code, and what it opened ends then too', async () => {
    const world = await worldOf()
    await proveFor(world, 'change my recovery number')
    await world.say('cancel')
    world.clock.pass(10 * minuteMs)
    const late = await world.say('change my recovery number')
    expect(late.step).to.deep.include({ flow: 'verify-identity', prompt: 'ask-code' })
    const other = await worldOf()
    await proveFor(other, 'change my recovery number')
    await other.say('cancel')
    other.clock.pass(6 * minuteMs)
    for (const words of ['change my recovery number', 'mobile', newMobile]) await other.say(words)
    other.clock.pass(4 * minuteMs)
    await other.say('yes')
    await other.say(other.codeFor(newMobile))
    expect((await accountIn(other)).recoveryMobile).to.equal(owner.recoveryMobile)
  })

  it('counts in its own conversation and session alone', async () => {
    const world = await worldOf()
    await proveFor(world, 'change my recovery number')
    await world.say('cancel')
    world.clock.pass(2 * minuteMs)
    const there = await signInFor(world, 'change my recovery number', elsewhere)
    expect(there.step).to.deep.include({ flow: 'verify-identity', prompt: 'ask-code' })
    await world.say('sign out')
    world.clock.pass(4 * minuteMs)
    const anew = await signInFor(world, 'change my recovery number')
    expect(anew.step).to.deep.include({ flow: 'verify-identity', prompt: 'ask-code' })
  })

  it('by a channel that was changed since counts no more', async () => {
    const world = await worldWithPassword()
    await signInByPassword(world, 'change my recovery number')
    await world.say(world.codeFor(owner.recoveryMobile))
    for (const words of ['mobile', newMobile, 'yes']) await world.say(words)
    await world.say(world.codeFor(newMobile))
    await world.say('only this one')
    const said = await world.say('change my recovery number')
    expect(said.step).to.deep.include({ flow: 'verify-identity', prompt: 'ask-code' })
    expect(world.sent.at(-1)?.to).to.equal(owner.recoveryEmail)
  })
})
