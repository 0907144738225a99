import { expect } from 'chai'
import { createWorld } from '../stand-ins/world.ts'

const two = '13800138001 or 13800138002'

describe('“which of these two?”', () => {
  const picks: Readonly<Record<string, readonly string[]>> = {
    'value:+8613800138001': [
      'first',
      '1',
      'the former',
      'the one ending in 01',
      '01那个',
      '前面那个',
      '第一个',
      '我要前一个',
    ],
    'value:+8613800138002': [
      'the last one',
      'the second one',
      'the latter',
      '02',
      '最后一个',
      '后面那个',
      '后一个',
      '第二个',
    ],
  }
  for (const [id, texts] of Object.entries(picks)) {
    for (const words of texts) {
      it(`counts the values alone and knows them by their ends: ${words}`, async () => {
        for (const before of [[], ['find my account', 'mobile']]) {
          const world = createWorld()
          for (const text of [...before, two]) await world.say(text)
          const said = await world.say(words)
          expect(said.heard).to.deep.equal({ kind: 'choice', ids: [id] })
          expect(said.step.prompt).to.equal('ask-code')
        }
      })
    }
  }

  for (const words of [
    'both',
    '3',
    'hmm',
    'not the first one',
    'the one ending in 0138',
    'wait 02 minutes',
    'is it 02?',
    'I lost 02',
  ]) {
    it(`keeps both in sight where none is told: ${words}`, async () => {
      const world = createWorld()
      for (const text of ['find my account', 'mobile', two]) await world.say(text)
      const said = await world.say(words)
      expect(said.choices.slice(0, 2).map(({ id }) => id)).to.deep.equal(Object.keys(picks))
    })
  }

  it('tells two addresses apart by a word of one of them', async () => {
    const world = createWorld()
    await world.say('reset my password')
    await world.say('li.wei@gmail.example or li.wei@example.com')
    const said = await world.say('the gmail one')
    expect(said.heard).to.deep.equal({ kind: 'choice', ids: ['value:li.wei@gmail.example'] })
    await world.say('different email')
    await world.say('li.wei@example.com or lw@example.net')
    const other = await world.say('the example.net one')
    expect(other.heard).to.deep.equal({ kind: 'choice', ids: ['value:lw@example.net'] })
  })
})

describe('two values beside each other at the menu', () => {
  for (const words of ['203.0.113.10 或者 203.0.113.11', '203.0.113.10 or 203.0.113.11']) {
    it(`are told apart by their place: ${words}`, async () => {
      const world = createWorld()
      await world.say(words)
      const said = await world.say('前面那个')
      expect(said.heard).to.deep.equal({ kind: 'choice', ids: ['value:203.0.113.10'] })
    })
  }

  it('are told apart by how they begin', async () => {
    const world = createWorld()
    await world.say('13800138000 or 13900139000')
    const said = await world.say('139那个')
    expect(said.heard).to.deep.equal({ kind: 'choice', ids: ['value:+8613900139000'] })
  })
})

describe('a number as the very first words', () => {
  for (const words of ['6', '1', '2', 'the first one', '第一个', '666']) {
    it(`picks nothing from a list that was never shown: ${words}`, async () => {
      const said = await createWorld().say(words)
      expect(said.step.flow).to.equal('menu')
    })
  }

  it('picks from the menu once that was shown', async () => {
    const world = createWorld()
    await world.say('hello')
    expect((await world.say('1')).step.flow).to.equal('retrieve-account')
  })
})
