import { expect } from 'chai'
import { dayMs } from '../../src/domain/durations.ts'
import { openCase, registered } from '../stand-ins/agent.ts'
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

  for (const [weeks, standing] of [
    [0, /case 1001 was marked as solved|工单 1001 .*标记为解决/],
    [2, /case 1001 has been closed|工单 1001 .*关闭/],
  ] as const) {
    it(`hears how the case stands once support has ended it, ${weeks} weeks later too`, async () => {
      for (const text of [
        'my case',
        'any news?',
        'how long will it take',
        'close my case',
        'it works again',
        'I want to add something: I am in Berlin',
        '再补充一句：我在柏林',
        '要多久',
        '我的工单',
      ]) {
        const world = createWorld()
        const agent = await registered(world)
        await openCase(world)
        await agent.type('resolve 1001 solved')
        await world.say('back')
        world.clock.pass(weeks * 7 * dayMs)
        await world.core.attendCases()
        await world.say('hello')
        const said = await world.say(text)
        expect(said.step, text).to.include({ flow: 'my-case', prompt: 'ask-case-step' })
        expect(said.text, text).to.match(standing)
      }
    })
  }

  it('means the open case, where another one was opened after the one that is over', async () => {
    const world = createWorld()
    const agent = await registered(world)
    await openCase(world)
    await agent.type('resolve 1001 solved')
    await world.say('back')
    await openCase(world, 'Now my mail is gone, too')
    expect((await world.say('any news?')).text).to.include('case 1002 was opened')
  })

  it('hears that a case was taken back, where it is asked for', async () => {
    const world = await withCase()
    await world.say('withdraw my case')
    await world.say('yes')
    expect((await world.say('my case')).text).to.match(/You withdrew your case \d+ on/)
  })

  it('means nothing where no case is open', async () => {
    const world = await withCase()
    await world.say('withdraw my case')
    await world.say('yes')
    expect((await world.say('how long will it take')).step.flow).to.equal('menu')
    expect((await createWorld().say('actually i found my phone')).step.flow).to.equal('menu')
  })
})
