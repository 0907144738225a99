import { expect } from 'chai'
import { desk } from '../../dialogs/desk/index.ts'
import { createOrderReader, keyByWord, pressedOrder, stretchOf } from '../../src/triage/order.ts'

const read = createOrderReader(desk.phrases)

describe('an order that is typed', () => {
  const table: readonly (readonly [string, string, number | null, string])[] = [
    ['take 1001', 'take', 1001, ''],
    ['Take #1001', 'take', 1001, ''],
    ['take1001', 'take', 1001, ''],
    ['接单１００１', 'take', 1001, ''],
    ['接单 ＃1001', 'take', 1001, ''],
    ['回复1001你好', 'reply', 1001, '你好'],
    ['reply 1001: Hello  there\nfriend', 'reply', 1001, 'Hello  there\nfriend'],
    ['ｒｅｐｌｙ　1001 Hello', 'reply', 1001, 'Hello'],
    ['ta\u200bke 1001', 'take', 1001, ''],
    ['reply 1001 1002 is your number', 'reply', 1001, '1002 is your number'],
    ['cases mine', 'cases', null, 'mine'],
    ['take', 'take', null, ''],
    ['take 12345678901', 'take', null, '12345678901'],
    ['snooze 1001 2h', 'snooze', 1001, '2h'],
  ]
  for (const [text, verb, number, words] of table) {
    it(`is read from “${text}”`, () => {
      expect(read(text, null)).to.deep.equal({ verb, number, revision: null, words })
    })
  }

  it('is about the case of its thread when it names none', () => {
    const inThread: readonly (readonly [string, number, string])[] = [
      ['take', 1007, ''],
      ['snooze 2h', 1007, '2h'],
      ['snooze 30 min', 1007, '30 min'],
      ['reply 5 minutes, please', 1007, '5 minutes, please'],
      ['reply 2026-08-01 is the day', 1007, '2026-08-01 is the day'],
      ['reply 13800138000 is not yours', 1007, '13800138000 is not yours'],
      ['reply 1008 Hello', 1008, 'Hello'],
    ]
    for (const [text, number, words] of inThread) {
      expect(read(text, 1007), text).to.include({ number, words })
    }
  })

  it('is none where no order begins, and none of what every object has', () => {
    for (const text of ['hello', 'taken 1001', 'constructor 1001', '__proto__', 'toString', '']) {
      expect(read(text, null), text).to.equal(null)
    }
  })
})

const inMs = (text: string) => stretchOf(text, desk.words.unit)

describe('the words behind an order', () => {
  it('are found by the longest word for them, and keep what follows as it was typed', () => {
    const { outcome } = desk.words
    expect(keyByWord(outcome, 'Solved All Done')).to.deep.equal({ key: 'solved', rest: 'All Done' })
    expect(keyByWord(outcome, '已解决 谢谢')).to.deep.equal({ key: 'solved', rest: '谢谢' })
    expect(keyByWord(outcome, 'not proven at all')).to.include({ key: 'not-proven' })
  })

  it('are no member of every object', () => {
    for (const word of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
      const tables: readonly Readonly<Record<string, readonly string[]>>[] = Object.values(
        desk.words,
      )
      for (const table of tables) expect(keyByWord(table, word)).to.equal(null)
      expect(stretchOf(`2${word}`, desk.words.unit)).to.equal(null)
    }
  })

  it('are a stretch of time of two weeks at most', () => {
    const hour = 3_600_000
    expect(['2h', '30 min', '1d', '2小时', '１d', '14d'].map(inMs)).to.deep.equal([
      2 * hour,
      hour / 2,
      24 * hour,
      2 * hour,
      24 * hour,
      14 * 24 * hour,
    ])
    for (const text of ['15d', '0h', '-2h', '2', '9999h', 'h', '2h 30m', '1e3h']) {
      expect(inMs(text), text).to.equal(null)
    }
  })

  it('come from the one field of a pressed card that belongs to its button', () => {
    const fields = { text: 'words', outcome: 'solved', until: '2h' }
    const pressed = { number: 1001, revision: 3, fields }
    expect(pressedOrder({ verb: 'resolve', ...pressed }).words).to.equal('solved')
    expect(pressedOrder({ verb: 'snooze', ...pressed }).words).to.equal('2h')
    expect(pressedOrder({ verb: 'reply', ...pressed }).words).to.equal('words')
    expect(pressedOrder({ verb: 'assign', ...pressed }).words).to.equal('')
  })
})
