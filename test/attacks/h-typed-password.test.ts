import { expect } from 'chai'
import { createPasswordHasher } from '../../src/hashing/password-hasher.ts'
import { oldPassword, owner } from '../stand-ins/owner.ts'
import { createWorld } from '../stand-ins/world.ts'

describe('a password typed in the chat', () => {
  it('H1 a password is typed in every state of every flow → recognised, echoed nowhere, kept nowhere', async () => {
    const world = createWorld()
    const passwordHash = await createPasswordHasher({ cost: 4 }).hash(oldPassword)
    await world.add({ ...owner, passwordHash })
    const lines = ['hello', 'find my account', 'mobile number', 'a person', 'reset my password']
    for (const line of lines) {
      await world.say(line)
      const said = await world.say(`my password is ${oldPassword}`)
      expect(said.text).not.to.include(oldPassword)
      expect(said.text).to.match(/password/i)
    }
    for (const name of [
      'conversations',
      'cases',
      'audit',
      'outbox',
      'limits',
      'challenges',
    ] as const) {
      for await (const { row } of world.store.scan(name)) {
        expect(JSON.stringify(row)).not.to.include(oldPassword)
      }
    }
  })
})
