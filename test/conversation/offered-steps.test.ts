import { expect } from 'chai'
import { createWorld, type World } from '../stand-ins/world.ts'

const labelsOf = ({ choices }: Awaited<ReturnType<World['say']>>) => choices.map(({ id }) => id)

describe('a yes or no to steps that were offered', () => {
  for (const [ask, way] of [
    ['password', 'start:talk-to-support'],
    ['密码', 'start:talk-to-support'],
    ['my number is wrong', 'start:talk-to-support'],
  ] as const) {
    it(`has a person beside them: ${ask}`, async () => {
      const said = await createWorld().say(ask)
      expect(labelsOf(said).at(-1)).to.equal(way)
    })
  }

  for (const [ask, yes] of [
    ['password', 'yes'],
    ['password', 'ok'],
    ['密码', '是的'],
    ['密码', '嗯'],
    ['密码', '好的'],
    ['password', 'both'],
    ['password', 'either'],
    ['密码', '都可以'],
  ] as const) {
    it(`begins none of several: ${ask}, ${yes}`, async () => {
      const world = createWorld()
      await world.say(ask)
      const said = await world.say(yes)
      expect(said.text).to.match(/^(?:Which one|请问是哪一个)/u)
      expect(said.heard).to.deep.equal({
        kind: 'unclear',
        ids: ['reset-password', 'change-password'],
      })
      expect(labelsOf(said)).to.deep.equal([
        'start:reset-password',
        'start:change-password',
        'start:talk-to-support',
      ])
    })
  }

  it('begins the only one that was asked about, though a person is offered beside it', async () => {
    const world = createWorld()
    const asked = await world.say('forgot what I signed up with')
    expect(asked.heard).to.deep.equal({ kind: 'unclear', ids: ['retrieve-account'] })
    expect((await world.say('yes')).step.flow).to.equal('retrieve-account')
  })

  for (const [ask, no] of [
    ['password', 'no'],
    ['password', 'none of those'],
    ['password', 'neither, thanks'],
    ['password', 'something else'],
    ['password', 'no no no!!!'],
    ['password', '👎'],
    ['密码', '不是'],
    ['密码', '都不是'],
    ['密码', '其他的'],
  ] as const) {
    it(`leaves the rest of the menu with a person: ${ask}, ${no}`, async () => {
      const world = createWorld()
      await world.say(ask)
      const said = await world.say(no)
      expect(said.heard).to.deep.equal({ kind: 'choice', ids: ['no'] })
      expect(labelsOf(said)).to.deep.equal([
        'start:retrieve-account',
        'start:change-contact',
        'start:change-recovery',
        'start:talk-to-support',
      ])
      expect((await world.say('yes')).step.flow).to.equal('menu')
    })
  }

  for (const [ask, words, flow] of [
    ['password', 'no, I forgot my account', 'retrieve-account'],
    ['password', 'no I want to talk to someone', 'talk-to-support'],
    ['password', 'no, a human', 'talk-to-support'],
    ['密码', '不是，我要找回账号', 'retrieve-account'],
    ['密码', '不，转人工', 'talk-to-support'],
  ] as const) {
    it(`says nothing where a wish stands behind the no: ${ask}, ${words}`, async () => {
      const world = createWorld()
      await world.say(ask)
      const { step, heard } = await world.say(words)
      const named = step.flow === 'sign-in' ? heard?.ids : [step.flow]
      expect(named).to.deep.equal([flow])
    })
  }

  for (const [ask, words] of [
    ['password', 'no, my phone was stolen'],
    ['密码', '不是，手机丢了'],
  ] as const) {
    it(`says nothing where a situation is told behind the no: ${words}`, async () => {
      const world = createWorld()
      await world.say(ask)
      expect((await world.say(words)).heard?.ids).to.deep.equal(['lost-phone'])
    })
  }

  it('says nothing where something is ordered behind the no', async () => {
    const world = createWorld()
    for (const line of ['find my account', 'mobile number', 'password']) await world.say(line)
    expect((await world.say('no, cancel')).step.flow).to.equal('menu')
  })

  it('asks about the only one that is left by its name', async () => {
    const world = createWorld()
    await world.say('password')
    expect((await world.say('the reset one')).text).to.match(/^Did you mean “Reset my password”/u)
  })

  for (const [ask, no] of [
    ['password', 'no'],
    ['my number is wrong', 'nope'],
    ['密码', '不要'],
  ] as const) {
    it(`goes on with the question that waits: ${ask}, ${no}`, async () => {
      const world = createWorld()
      await world.say('find my account')
      const question = await world.say('mobile number')
      await world.say(ask)
      const said = await world.say(no)
      expect(said.step.prompt).to.equal('ask-mobile')
      expect(labelsOf(said)).to.deep.equal(labelsOf(question))
      expect(said.text).to.not.match(/not understand|没有看懂/u)
    })
  }

  it('is none where a number among them is picked', async () => {
    const world = createWorld()
    await world.say('my number is wrong')
    expect((await world.say('the second one')).heard?.ids).to.deep.equal(['change-recovery'])
  })

  it('keeps what was told, so that the step that is chosen then need not ask for it', async () => {
    const world = createWorld()
    await world.say('I lost my phone with 13800138000 in it')
    await world.say('no')
    const said = await world.say('find my account')
    expect(said.text).to.include('138')
  })
})
