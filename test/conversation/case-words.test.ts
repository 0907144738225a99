import { expect } from 'chai'
import { createWorld, type World } from '../stand-ins/world.ts'

const problem = 'I cannot get into my account since yesterday'

async function atCase(): Promise<World> {
  const world = createWorld()
  await world.say('a person')
  await world.say(problem)
  return world
}

async function withCase(): Promise<World> {
  const world = await atCase()
  await world.say('yes')
  return world
}

describe('what is said about a case', () => {
  it('is added to the text before it is sent, shown whole, and waits for a plain yes', async () => {
    for (const [text, added] of [
      ['Yes please send it but add that I am in Berlin', '\nI am in Berlin\n'],
      ['再加一句：我在深圳', '\n我在深圳\n'],
      ["it's missing my account id 100000000012", '••••••••0012'],
    ] as const) {
      const world = await atCase()
      const said = await world.say(text)
      expect(said.step.prompt, text).to.equal('confirm-case')
      expect(said.text, text).to.include(problem).and.include(added)
      expect((await world.say('yes')).step.prompt, text).to.equal('ask-what')
    }
  })

  it('is asked for where somebody only says that they want to add something', async () => {
    const world = await atCase()
    const asked = await world.say('wait, I want to add something')
    expect(asked.step.prompt).to.equal('ask-problem')
    expect(asked.text).to.include('What shall I add')
    const said = await world.say('it began after the update')
    expect(said.text).to.include(`${problem}\nit began after the update`)
  })

  it('is kept by going back from an addition, and forgotten by writing it anew', async () => {
    const world = await atCase()
    await world.say('I want to add something')
    const back = await world.say('back')
    expect(back.step.prompt).to.equal('confirm-case')
    expect(back.text).to.include(problem)
    await world.say('write it anew')
    const said = await world.say('The console shows an error')
    expect(said.text).to.include('The console shows an error').and.not.include(problem)
  })

  it('grows to a bound and no further', async () => {
    const world = await atCase()
    const text = `add that ${'the page is blank and the console says nothing. '.repeat(30)}`
    const lengths: number[] = []
    for (let turn = 0; turn < 6; turn += 1) {
      await world.say(`${text} ${turn}`)
      lengths.push((await world.say('what exactly will you send')).text.length)
    }
    expect(lengths.at(-1)).to.equal(lengths.at(-2))
  })

  it('is repeated only when it is asked for or was changed', async () => {
    const world = await atCase()
    for (const text of ['are you sure', 'maybe', 'who sees this']) {
      expect((await world.say(text)).text, text).not.to.include(problem)
    }
    expect((await world.say('show it again')).text).to.include(problem)
  })

  it('is not sent where somebody asks whether it can be left', async () => {
    const world = await atCase()
    expect((await world.say('能不发吗')).text).to.include('没有转发任何内容')
  })

  it('belongs to the open case afterwards: when somebody answers, more to say, and an end to it', async () => {
    for (const text of ['how long will it take', 'when do they answer', '大概多久有人回']) {
      const world = await withCase()
      expect((await world.say(text)).step, text).to.include({
        flow: 'my-case',
        prompt: 'ask-case-step',
      })
    }
    for (const text of ['I want to add something: I am in Berlin', '我再补充一句：我在柏林']) {
      const world = await withCase()
      const said = await world.say(text)
      expect(said.step.prompt, text).to.equal('confirm-case')
      expect(said.text, text).to.match(/\n(?:I am in Berlin|我在柏林)\n/)
    }
    for (const text of [
      'I changed my mind, withdraw it',
      'actually i found my phone, you can close my case',
      '手机找到了，不用了',
    ]) {
      const world = await withCase()
      expect((await world.say(text)).step.prompt, text).to.equal('confirm-withdraw')
      expect((await world.say('wait, what happens then?')).step.prompt).to.equal('confirm-withdraw')
      expect((await world.say('yes')).text, text).to.match(/is withdrawn|已撤回/)
    }
  })

  it('means nothing where no case is open', async () => {
    const world = await withCase()
    await world.say('withdraw my case')
    await world.say('yes')
    expect((await world.say('how long will it take')).step.flow).to.equal('menu')
    expect((await createWorld().say('actually i found my phone')).step.flow).to.equal('menu')
  })
})
