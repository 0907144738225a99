import { expect } from 'chai'
import { createWorld } from '../stand-ins/world.ts'

const story = [
  'Hello,',
  'I am writing for my father, who runs a small shop.',
  'Last year he opened an account with you.',
  'He wrote the password in a notebook.',
  'The notebook got wet when the kitchen flooded.',
  'Now he cannot read it any more.',
  'Can you help us to reset the password? Thank you so much.',
].join('\n')

const labels = ({ choices }: { readonly choices: readonly { readonly label: string }[] }) =>
  choices.map(({ label }) => label)

describe('words that mean nothing as a whole', () => {
  it('are read sentence by sentence in a story, and the wish in it is asked about', async () => {
    const world = createWorld()
    const said = await world.say(story)
    expect(said.text).to.include('Did you mean “Reset my password”?')
    expect(said.heard).to.deep.equal({ kind: 'unclear', ids: ['reset-password'] })
    const next = await world.say('yes')
    expect(next.step.flow).to.equal('reset-password')
  })

  it('tell a change of mind where a value was asked for, which a plain yes takes', async () => {
    const world = createWorld()
    await world.say('find my account')
    await world.say('mobile')
    const said = await world.say(
      'hm, I know the account after all, the trouble is a forgotten password',
    )
    expect(said.text).to.match(/^Did you mean “Reset my password”\?\n\nWhich mobile number/)
    expect(labels(said)).to.include('Reset my password')
    const next = await world.say('yes')
    expect(next.step).to.include({ flow: 'reset-password', prompt: 'ask-email' })
  })

  it('are only a miss where nothing was offered, and a value is a value', async () => {
    const world = createWorld()
    await world.say('find my account')
    await world.say('mobile')
    const yes = await world.say('yes')
    expect(yes.step.prompt).to.equal('ask-mobile')
    const said = await world.say(
      'um the number is one three eight double zero one three eight double zero one',
    )
    expect(said.step.prompt).to.equal('ask-code')
  })

  it('tell of waiting where a code was asked for', async () => {
    const world = createWorld()
    await world.say('find my account')
    await world.say('mobile')
    await world.say('13800138001')
    for (const words of [
      'still nothing, I have waited ten minutes',
      'I am still waiting for it',
      '等了半天还是没收到',
    ]) {
      const said = await world.say(words)
      expect(said.heard, words).to.deep.equal({ kind: 'situation', ids: ['no-code'] })
      expect(said.step.prompt).to.equal('ask-code')
    }
  })
})
