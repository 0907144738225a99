import { expect } from 'chai'
import { createWorld } from '../stand-ins/world.ts'

describe('the step entity at the menu', () => {
  it('names the flow that has just come to what it is for, and none that was stopped', async () => {
    const world = createWorld()
    await world.add({ id: '100000000012', recoveryMobile: '+8613800138000', unverified: [] })
    for (const words of ['find my account', 'mobile', '13800138000']) await world.say(words)
    const found = await world.say(world.codeFor('+8613800138000'))
    expect(found.step).to.include({ flow: 'menu', done: 'retrieve-account' })
    await world.say('find my account')
    expect((await world.say('cancel')).step).not.to.have.property('done')
    await world.say('find my account')
    expect((await world.say('back')).step).not.to.have.property('done')
  })

  it('is followed by what somebody who is signed in comes for, and not by finding the account', async () => {
    const world = createWorld()
    await world.add({ id: '100000000012', recoveryMobile: '+8613800138000', unverified: [] })
    for (const words of ['sign in', 'use my account id and a code', '100000000012'])
      await world.say(words)
    const { step, choices } = await world.say(world.codeFor('+8613800138000'))
    expect(step.done).to.equal('sign-in')
    expect(choices.map(({ id }) => id)).to.deep.equal([
      'start:my-account',
      'start:change-password',
      'start:change-contact',
      'start:change-recovery',
      'start:bind-email',
      'start:talk-to-support',
    ])
  })
})
