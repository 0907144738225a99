import { expect } from 'chai'
import { createWorld } from '../stand-ins/world.ts'

async function after(...texts: readonly string[]) {
  const world = createWorld()
  for (const text of texts) await world.say(text)
  return world
}

const talk = ['a person', 'i need help with my bill', 'reset my password', 'li.wei@example.com']
const search = ['find my account', 'mobile', 'reset my password']

describe('a flow that was put aside', () => {
  for (const words of [
    'find my account',
    '还是先找账号吧',
    'can we go back to finding my account',
  ]) {
    it(`goes on at its question when it is asked for again: ${words}`, async () => {
      const world = await after(...search)
      const said = await world.say(words)
      expect(said.step).to.include({ flow: 'retrieve-account', prompt: 'ask-mobile' })
      expect(said.step.stack).to.deep.equal(['retrieve-account'])
    })
  }

  for (const words of ['a person', 'HUMAN', '人工', 'talk to a person']) {
    it(`is the talk with support whenever a person is asked for: ${words}`, async () => {
      const world = await after(...talk)
      const said = await world.say(words)
      expect(said.step).to.include({ flow: 'talk-to-support', prompt: 'confirm-case' })
      expect(said.text).to.include('i need help with my bill')
    })
  }

  it('is come back to from a sign-in above it', async () => {
    const world = await after('find my account', 'mobile', 'change my contact details')
    const said = await world.say('find my account')
    expect(said.step).to.include({ flow: 'retrieve-account', prompt: 'ask-mobile' })
    const person = await after('a person', 'my bill', 'change my contact details')
    expect((await person.say('a person')).step.flow).to.equal('talk-to-support')
  })

  it('is told what is known by now', async () => {
    const world = await after('reset my password', 'find my account')
    const said = await world.say('forgot my password, should it be li.wei@example.com?')
    expect(said.step).to.include({ flow: 'reset-password', prompt: 'confirm-email' })
    expect(said.step.stack).to.deep.equal(['reset-password'])
  })

  it('takes back whoever it sent to look for the account', async () => {
    const world = await after('reset my password', 'I don’t know my email')
    const said = await world.say('reset my password')
    expect(said.step).to.include({ flow: 'reset-password', prompt: 'ask-email' })
  })

  it('is only asked again while it waits', async () => {
    const world = await after('change my contact details')
    const said = await world.say('change my contact details')
    expect(said.step.stack).to.deep.equal(['change-contact', 'sign-in'])
  })
})
