import { expect } from 'chai'
import { ServiceError } from '../../src/errors.ts'
import { createMemoryStore } from '../../src/stores/memory/memory-store.ts'
import { createWorld } from '../stand-ins/world.ts'

/** A memory store whose commits fail while it is told to. */
function failingStore() {
  const store = createMemoryStore()
  const state = { isOut: false }
  return {
    state,
    store: {
      ...store,
      commit: async (changes: Parameters<typeof store.commit>[0]) => {
        if (state.isOut) {
          throw new ServiceError('ERR_STORE_UNAVAILABLE', 'out', { retryable: true })
        }
        return store.commit(changes)
      },
    },
  }
}

describe('an outage', () => {
  it('is answered kindly, with a reference for the operator, and the person keeps their place', async () => {
    const { store, state } = failingStore()
    const world = createWorld({ store })
    for (const line of ['find my account', 'mobile number']) await world.say(line)
    state.isOut = true
    const said = await world.say('13800138000')
    expect(said.text).to.match(/RCV-\d{6}/)
    expect(said.step).to.deep.include({ flow: 'retrieve-account', prompt: 'ask-mobile' })
    expect(world.sent).to.deep.equal([])
    const [trouble] = world.troubles
    expect(trouble?.event).to.equal('turn.outage')
    expect(JSON.stringify(trouble)).to.include(/RCV-\d{6}/.exec(said.text)?.[0])
    state.isOut = false
    expect((await world.say('13800138000')).step.prompt).to.equal('ask-code')
  })

  it('of the random generator is a bug: nothing is staged, and nobody reads a stack', async () => {
    let isBroken = false
    const world = createWorld({
      random: {
        bytes(size) {
          if (isBroken) throw new TypeError('secret inner detail')
          return new Uint8Array(size).fill(7)
        },
        below: (limit) => limit - 1,
      },
    })
    await world.say('hello')
    isBroken = true
    const said = await world.say('find my account')
    expect(said.text).not.to.match(/TypeError|secret inner detail|\bat /)
    expect(said.step.prompt).to.equal('ask-what')
    expect(world.troubles[0]?.event).to.equal('turn.bug')
  })
})
