import { expect } from 'chai'
import { systemRandom } from '../../src/app/system.ts'
import { makeLink } from '../../src/services/link.ts'
import { createSealer, keysFrom } from '../../src/services/sealing.ts'
import { endEverything } from '../../src/services/session.ts'
import { beginWork } from '../../src/services/unit-of-work.ts'
import { createMemoryStore } from '../../src/stores/memory/memory-store.ts'

const deps = {
  random: systemRandom,
  sealer: createSealer(keysFrom('a secret of at least thirty-two characters'), systemRandom),
  publicUrl: 'http://localhost:3978',
}

describe('ending everything of an account', () => {
  it('misses nothing, however many links it has, and spares those that undo a change', async () => {
    const store = createMemoryStore()
    const making = beginWork(store, 1_000)
    const order = { account: 'a', lifetimeMs: 1_000, payload: null } as const
    const binding = { conversation: '', flow: '', run: '' }
    for (let number = 0; number < 250; number += 1) {
      const page = number % 2 === 0 ? 'undo' : 'reset-password'
      await makeLink(deps, making, { ...order, page, binding, subject: String(number) })
    }
    await making.commit()
    const ending = beginWork(store, 1_001)
    await endEverything(ending, 'a')
    await ending.commit()
    const states = { undo: new Set<string>(), 'reset-password': new Set<string>() }
    for await (const { row } of store.scan('challenges')) {
      states[row.purpose === 'undo' ? 'undo' : 'reset-password'].add(row.state)
    }
    expect([...states.undo]).to.deep.equal(['live'])
    expect([...states['reset-password']]).to.deep.equal(['dead'])
  })
})
