import { expect } from 'chai'
import { assistant } from '../../dialogs/index.ts'
import { createWorld } from '../stand-ins/world.ts'

const { en, 'zh-CN': zhCn } = assistant.texts

const labels = ({ choices }: { readonly choices: readonly { readonly label: string }[] }) =>
  choices.map(({ label }) => label)

describe('whoever wants nothing done is met', () => {
  it('in despair with help that is there now and a person, and no question about an account', async () => {
    for (const words of [
      'I lost everything and I want to die',
      'please, I just want to end my life',
    ]) {
      const world = createWorld()
      const said = await world.say(words)
      expect(said.text).to.equal(en.situations.crisis)
      expect(labels(said)).to.deep.equal(['Talk to a person'])
    }
  })

  it('in despair inside a flow, twice in two ways, and the flow is still there', async () => {
    const world = createWorld()
    await world.say('find my account')
    const said = await world.say('I cannot go on, I do not want to live any more')
    expect(said.text).to.equal(en.situations.crisis)
    const again = await world.say('I want to die')
    expect(again.text).to.equal(en.situationsMet.crisis)
    const back = await world.say('mobile')
    expect(back.step).to.include({ flow: 'retrieve-account', prompt: 'ask-mobile' })
  })

  it('in despair where a problem was to be described, and other problems are still written down', async () => {
    const world = createWorld()
    const asked = await world.say('a person')
    expect(asked.step.prompt).to.equal('ask-problem')
    expect((await world.say('I want to end my life')).text).to.equal(en.situations.crisis)
    const told = await world.say('somebody phoned me and said he was one of you')
    expect(told.step.prompt).to.equal('confirm-case')
  })

  it('in despair in Chinese', async () => {
    const said = await createWorld().say('数据全没了，我不想活了')
    expect(said.text).to.equal(zhCn.situations.crisis)
  })

  it('in grief with condolence, evidence and a person', async () => {
    const said = await createWorld().say('my wife died last month and I cannot open her account')
    expect(said.text).to.equal(en.situations.bereaved)
    expect(said.choices.map(({ id }) => id)).to.deep.equal([
      'start:talk-to-support',
      'start:claim-account',
    ])
  })

  it('with a greeting after noises as first words, and no word of not understanding', async () => {
    for (const noise of ['ok', 'lol', '嗯', 'huh']) {
      const said = await createWorld().say(noise)
      expect(said.text, noise).not.to.include(en.notUnderstood)
      expect(said.text, noise).not.to.include('没有看懂')
      expect(said.step.prompt, noise).to.equal('ask-what')
    }
  })

  it('without another question after a farewell or a request to wait', async () => {
    const world = createWorld()
    await world.say('hello')
    expect((await world.say('ok bye')).text).to.equal(en.goodbye)
    expect((await world.say('hang on a second')).text).to.equal(en.wait)
  })

  it('in anger without being called outside', async () => {
    const world = createWorld()
    await world.say('hello')
    const said = await world.say('you are useless')
    expect(said.text).to.include(en.upset)
  })

  it('with a way that does without the phone, where a code waits and the phone is another', async () => {
    const world = createWorld()
    await world.say('find my account')
    await world.say('mobile')
    await world.say('13800138001')
    const said = await world.say('I have got a different phone now')
    expect(said.text).to.include(en.situations['lost-phone'])
  })

  it('in the language that the chat is held in, after a sentence in Japanese', async () => {
    const world = createWorld()
    await world.say('hello')
    const said = await world.say('パスワードを忘れました。助けてください')
    expect(said.text).to.equal(assistant.strangers['ja'])
    expect(labels(said)).to.include('Talk to a person')
  })
})
