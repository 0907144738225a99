import { expect } from 'chai'
import { createWorld } from '../stand-ins/world.ts'

const owner = { recoveryMobile: '+8613800138000', loginEmail: 'li.wei@example.com' }

describe('how long until another message can be asked for', () => {
  it('is told with the first code, and later in words and for the countdown by one figure', async () => {
    const world = createWorld()
    await world.add(owner)
    for (const text of ['find my account', 'mobile number']) await world.say(text)
    const sent = await world.say('13800138000')
    expect(sent).to.have.property('resendInSeconds', 60)
    expect(sent).to.not.have.property('isTooEarly')
    world.clock.pass(2_300)
    const early = await world.say('resend')
    expect(early).to.include({ resendInSeconds: 60, isTooEarly: true })
    expect(early.text).to.include('1 minute')
    world.clock.pass(3_000)
    const later = await world.say('resend')
    expect(later).to.have.property('resendInSeconds', 55)
    expect(later.text).to.include('55 seconds')
    expect(await world.say('what code')).to.not.have.property('resendInSeconds')
  })

  it('is told with a mail as well, whoever the address belongs to', async () => {
    for (const email of ['li.wei@example.com', 'nobody@example.com']) {
      const world = createWorld()
      await world.add(owner)
      await world.say('reset my password')
      expect(await world.say(email), email).to.have.property('resendInSeconds', 60)
      world.clock.pass(12_000)
      const early = await world.say('resend')
      expect(early).to.include({ resendInSeconds: 50, isTooEarly: true })
      expect(early.text).to.include('50 seconds')
    }
  })
})
