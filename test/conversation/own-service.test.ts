import { expect } from 'chai'
import { createWorld } from '../stand-ins/world.ts'

describe('whoever runs a service of their own', () => {
  for (const [words, situation] of [
    ['log out all my users', 'outside'],
    ['踢掉我的所有用户', 'outside'],
    ['hackers kick out my users', 'compromised'],
    ['someone is logged in as me, kick them out', 'compromised'],
    ['sign out all my devices', 'other-devices'],
  ] as const) {
    it(`is told of a break-in only where one is told: ${words}`, async () => {
      const said = await createWorld().say(words)
      expect(said.heard).to.deep.equal({ kind: 'situation', ids: [situation] })
    })
  }
})
