import { expect } from 'chai'
import { caseIn, openCase, registered } from '../stand-ins/agent.ts'
import { owner } from '../stand-ins/owner.ts'
import { proveFor } from '../stand-ins/signed-in.ts'
import { createWorld } from '../stand-ins/world.ts'

const hour = 3_600_000

describe('assisted recovery', () => {
  it('is not for an account that was named after another was proven (T13)', async () => {
    const world = createWorld()
    await world.add(owner, { ...owner, id: '100000000020', loginEmail: 'thief@example.net' })
    const victim = {
      id: '100000000031',
      loginEmail: 'victim@example.com',
      recoveryMobile: '+8613700137000',
    } as const
    await world.add(victim)
    const mei = await registered(world)
    await proveFor(world, 'change my recovery number')
    await world.say('sign out')
    world.clock.pass(2 * 60_000)
    for (const words of ['find my account', 'account id', victim.id, 'menu']) await world.say(words)
    await openCase(world)
    expect((await caseIn(world)).account).to.equal(victim.id)
    await mei.type('take 1001')
    expect(await mei.type('recover 1001')).to.include('not possible')
  })

  it('is not for an account whose proofs all failed, however long ago (T13)', async () => {
    const world = createWorld()
    await world.add(owner)
    const mei = await registered(world)
    for (const words of ['find my account', 'mobile', owner.recoveryMobile, '000000', 'menu']) {
      await world.say(words)
    }
    for (const words of [owner.id, 'yes', '+8613900000000', 'menu']) await world.say(words)
    await openCase(world)
    await mei.type('take 1001')
    world.clock.pass(2 * hour)
    expect(await mei.type('recover 1001')).to.include('not possible')
  })
})
