import { expect } from 'chai'
import { correctedTail } from '../../src/domain/tail-correction.ts'
import { createWorld } from '../stand-ins/world.ts'

const given = '+8613800138001'

describe('a corrected end of a number', () => {
  it('is read against the number given before', () => {
    for (const [text, tail] of [
      ['sorry I meant ...09', '09'],
      ['ends in 2 not 1', '02'],
      ['not 1, the last digit is 0', '00'],
      ['the last two digits are 45', '45'],
      ['no, ending in seven', '07'],
      ['不对，是尾号02', '02'],
      ['打错了，最后一位是0', '00'],
      ['最后两位是45', '45'],
      ['尾号不是1是2', '02'],
    ] as const) {
      expect(correctedTail(text, given), text).to.equal(`+86138001380${tail}`)
    }
  })

  it('is none in a code, another number, the same end, and words of something else', () => {
    for (const text of [
      '012345',
      'it ends in 1',
      'last week',
      'wait 2 minutes',
      '最后',
      'meant 13800138009',
    ]) {
      expect(correctedTail(text, given), text).to.equal(null)
    }
  })

  it('is asked about before anything is sent to it, and a no sends nothing', async () => {
    for (const answer of ['yes', 'no'] as const) {
      const world = createWorld()
      for (const text of ['find my account', 'mobile', '13800138001']) await world.say(text)
      const before = world.sent.length
      const asked = await world.say('ends in 2 not 1')
      expect(asked.text).to.include('Did you mean +86 138 0013 8002?')
      expect(world.sent).to.have.length(before)
      const said = await world.say(answer)
      expect(said.step.prompt).to.equal(answer === 'yes' ? 'ask-code' : 'ask-method')
    }
  })
})
