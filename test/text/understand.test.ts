import { expect } from 'chai'
import * as fc from 'fast-check'
import { languages } from '../../dialogs/language/index.ts'
import { loadIntentModel } from '../../src/app/intent-model.ts'
import { vocabulary } from '../../src/app/vocabulary.ts'
import { commandIds } from '../../src/flow/command.ts'
import { locales } from '../../src/flow/locale.ts'
import { phrases } from '../../src/flow/phrases.ts'
import type { Choice } from '../../src/flow/reply.ts'
import { createUnderstanding } from '../../src/text/understand.ts'
import { written, type PhraseCase } from './phrase-case.ts'
import { english } from './phrases.en.ts'
import { chinese } from './phrases.zh-cn.ts'

const understand = createUnderstanding(vocabulary, loadIntentModel())

const choice = (id: string, label: string, cell: string): Choice => ({
  id,
  label,
  also: phrases(cell),
})

const choices: readonly Choice[] = [
  choice(
    'mobile',
    'Mobile number',
    'mobile | phone | phone number | my phone | by phone | use my mobile number | 手机号 | 手机 | 手机号码 | 用手机号',
  ),
  choice(
    'account-id',
    'Account ID',
    'id | by id | use my account id | use my account id instead | 账号ID | 用账号ID',
  ),
  choice(
    'server-ip',
    'Server IP',
    'ip | ip address | use my server ip instead | 服务器IP | 用服务器IP',
  ),
]

const chosen = (text: string): string => written(understand({ text, choices, expects: 'choice' }))

const confusions = (set: readonly PhraseCase[]): readonly string[] =>
  set.flatMap(({ expects, text, meant }) => {
    const got = written(understand({ text, choices, expects }))
    return got === meant
      ? []
      : [`${expects}: ${JSON.stringify(text)} is ${meant}, taken for ${got}`]
  })

describe('understanding typed words', () => {
  for (const [language, set] of [
    ['English', english],
    ['Chinese', chinese],
  ] as const) {
    it(`takes every labelled ${language} phrase for what it means`, () => {
      const wrong = confusions(set)
      expect(wrong, `${wrong.length} of ${set.length}:\n${wrong.join('\n')}`).to.deep.equal([])
    })

    it(`is judged by many different ${language} phrases, most of them in no table`, () => {
      const tables = locales.flatMap((locale) =>
        [languages[locale].commands, languages[locale].smalltalk].flatMap((table) =>
          Object.values(table).flat(),
        ),
      )
      const own = set.filter(({ text }) => !tables.includes(text))
      expect(new Set(set.map(({ expects, text }) => `${expects} ${text}`)).size).to.equal(
        set.length,
      )
      expect(set.length).to.be.at.least(150)
      expect(own.length / set.length).to.be.above(0.7)
    })
  }

  it('takes every phrase of the command table for its command, whatever is asked', () => {
    const wrong = commandIds.flatMap((id) =>
      locales.flatMap((locale) =>
        languages[locale].commands[id].flatMap((text) =>
          (['choice', 'value', 'words'] as const)
            .map((expects) => written(understand({ text, choices: [], expects })))
            .filter((got) => got !== id)
            .map((got) => `${text} is ${id}, taken for ${got}`),
        ),
      ),
    )
    expect(wrong).to.deep.equal([])
  })

  it('has at least twelve phrases for each command and language', () => {
    for (const id of commandIds) {
      for (const locale of locales) {
        expect(new Set(languages[locale].commands[id]).size, `${id} ${locale}`).to.be.at.least(12)
      }
    }
  })

  it('lets the waiting question’s own words win over a command', () => {
    const stop = [choice('stop-server', 'Stop', 'halt')]
    const heard = { text: 'stop', choices: stop, expects: 'choice' } as const
    expect(understand(heard)).to.deep.equal({ kind: 'choice', id: 'stop-server' })
  })

  it('takes a choice before the first comma, unless a value follows that may correct it', () => {
    const confirm = [choice('yes', 'Yes', 'y'), choice('no', 'No', 'n')]
    const hear = (text: string) =>
      written(understand({ text, choices: confirm, expects: 'choice' }))
    expect(hear('no, I do not have it any more')).to.equal('#no')
    expect(hear('Yes!! that one')).to.equal('#yes')
    expect(hear('no, it is 13900139000')).to.equal('words')
  })

  it('asks back when a slip lies as near to one choice as to another', () => {
    const near = [choice('a', 'Mobile one', 'bloke'), choice('b', 'Mobile two', 'blokes')]
    const heard = { text: 'blokez', choices: near, expects: 'choice' } as const
    expect(written(understand(heard))).to.equal('?#a,#b')
  })

  it('sees through zero-width characters, width and case', () => {
    for (const text of ['ｃａｎｃｅｌ', 'can\u200Bcel', ' CANCEL\n', '「取消」']) {
      expect(written(understand({ text, choices, expects: 'choice' }))).to.equal('cancel')
    }
  })

  it('takes nothing for nothing', () => {
    for (const text of ['', ' ', '\u200B', '!?', '…']) {
      expect(understand({ text, choices, expects: 'choice' })).to.deep.equal({ kind: 'words' })
    }
  })

  it('answers any text under any question', () => {
    const expects = fc.constantFrom('choice', 'value', 'words')
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), expects, (text, kind) => {
        expect(written(understand({ text, choices, expects: kind }))).to.be.a('string')
      }),
    )
  })

  it('looks at no more than the first 2,000 characters', () => {
    const filler = 'lorem '.repeat(400)
    expect(chosen(`${filler} talk to a person`)).to.equal('words')
    expect(chosen(`${filler.slice(0, 1_200)} talk to a person`)).to.equal('person')
  })
})
