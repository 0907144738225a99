import { expect } from 'chai'
import { ServiceError } from '../../src/errors.ts'
import { owner } from '../stand-ins/owner.ts'
import { createWorld } from '../stand-ins/world.ts'

describe('a code that could not be sent', () => {
  it('is not sent once it has expired, and the log has no word of it', async () => {
    const tried: string[] = []
    const world = createWorld({
      messenger: {
        async deliver({ text }) {
          tried.push(/\d{6}/.exec(text)?.[0] ?? text)
          throw new ServiceError('ERR_GATEWAY_UNAVAILABLE', 'it is away', { retryable: true })
        },
        async pretend() {},
        async close() {},
      },
    })
    await world.add(owner)
    for (const text of ['find my account', 'mobile number', owner.recoveryMobile]) {
      await world.say(text)
    }
    expect(tried).to.have.length(1)
    world.clock.pass(5 * 60_000)
    world.core.courier.wake()
    await world.core.courier.idle()
    expect(tried).to.have.length(1)
    const logged = JSON.stringify(world.troubles)
    expect(logged).to.include('message.failed')
    expect(logged).to.not.include(tried[0])
    expect(logged).to.not.include(owner.recoveryMobile)
  })
})
