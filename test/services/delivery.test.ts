import { expect } from 'chai'
import { ServiceError } from '../../src/errors.ts'
import { owner } from '../stand-ins/owner.ts'
import { createWorld } from '../stand-ins/world.ts'

/** A promise, and what keeps it. */
function promised() {
  const keep: (() => void)[] = []
  const promise = new Promise<void>((resolve) => keep.push(resolve))
  return { promise, keep: () => keep[0]?.() }
}

describe('a code that is sent', () => {
  it('waits for no gateway that another one waits for', async () => {
    const asked: (string | null)[] = []
    const [first, both] = [promised(), promised()]
    const world = createWorld({
      messenger: {
        async deliver({ to }) {
          asked.push(to)
          if (asked.length === 2) both.keep()
          else await first.promise
        },
        async pretend() {},
        async close() {},
      },
    })
    const other = { ...owner, id: '100000000013', recoveryMobile: '+8613900139000' }
    await world.add(owner)
    await world.add({ ...other, loginEmail: 'other@example.com' })
    const chats = [owner, other].map(({ id, recoveryMobile }) => ({
      number: recoveryMobile,
      turn: { address: { chatChannel: 'test', tenantId: '', conversationId: id, userId: id } },
    }))
    for (const { turn } of chats) {
      for (const text of ['find my account', 'mobile number']) await world.say(text, turn)
    }
    const sent = chats.map(async ({ number, turn }) => world.say(number, turn))
    await both.promise
    expect(asked).to.have.members(chats.map(({ number }) => number))
    first.keep()
    await Promise.all(sent)
    expect(
      await world.store.due('outbox', { before: Number.MAX_SAFE_INTEGER, limit: 9 }),
    ).to.deep.equal([])
  })
})

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
