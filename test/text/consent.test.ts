import { expect } from 'chai'
import { assistant } from '../../dialogs/index.ts'
import { loadIntentModel } from '../../src/app/intent-model.ts'
import { vocabulary } from '../../src/app/vocabulary.ts'
import type { Choice } from '../../src/flow/reply.ts'
import { createUnderstanding } from '../../src/text/understand.ts'

const understand = createUnderstanding(vocabulary, loadIntentModel())

const lists = ({ label, also }: Choice, word: string): boolean =>
  [label, ...also].some((phrase) => phrase.toLowerCase() === word)

/** Every choice that a yes takes; its phrases are the same in all languages. */
const consents = assistant.choices.filter(
  (choice, index, all) =>
    lists(choice, 'yes') && all.findIndex(({ also }) => also === choice.also) === index,
)

const refusal: Choice = { id: 'refused', label: 'No', also: ['否', '不'] }

/** The choices that a text takes at all questions that have one for yes. */
function taken(text: string): ReadonlySet<string> {
  const ids = consents.map((consent) => {
    const choices = [consent, refusal]
    const understood = understand({ text, choices, expects: 'choice' })
    if (understood.kind !== 'choice') return 'none'
    return understood.id === refusal.id ? 'no' : 'yes'
  })
  return new Set(ids)
}

const agreed = [
  'yes',
  'Yes!',
  'YES!!!',
  'yep',
  'yup',
  'yeah sure',
  'yeah',
  'y',
  'Y.',
  'ok',
  'OK',
  'Okay',
  'k',
  'sure',
  'go ahead',
  'please do',
  'yes please',
  'Yes, please.',
  'yes thanks',
  'correct',
  'that’s right',
  'of course',
  'do it',
  'yes do it now',
  'yes yes yes',
  'ok go ahead',
  'absolutely',
  'I agree',
  'sounds good',
  'right',
  'ok thanks',
  'ＹＥＳ',
  'yes\u200b',
  '👍',
  '👍🏽',
  '✅',
  '✔️',
  '👌 ok',
  'yes 👍',
  '是',
  '是的',
  '好',
  '好的',
  '好的，谢谢',
  '行',
  '嗯',
  '嗯嗯',
  '可以',
  '没错',
  '确定',
  '确认',
  '对',
  '对的',
  '同意',
  '当然可以',
  '没问题',
  '好，可以',
  '是的！！！',
  '好的好的',
  '行，确定',
  '沒問題',
  '確定',
]

const refused = [
  'no',
  'No!',
  'nope',
  'n',
  'no thanks',
  'No, thank you.',
  'no no no',
  'don’t',
  'wrong',
  'that’s not right',
  '👎',
  '❌',
  '不',
  '不是',
  '不对',
  '不用了，谢谢',
  '否',
  '不行',
  '别',
  '不要',
]

const neither = [
  'are you sure?',
  'are you sure',
  'wait before you send it',
  'when will you send it',
  'ok, wait',
  'ok wait a minute',
  'yes but not yet',
  'yes, but change the number',
  'yes if it is free',
  'if yes, what happens?',
  'yes?',
  'ok?',
  'sure?',
  'not yes',
  'not ok',
  'not sure',
  '"yes"',
  '“yes”',
  '「是」',
  '‘yes’',
  'should I say yes',
  'what does yes mean',
  'yesterday',
  'yes or no',
  'yes and no',
  'ok so what now',
  'maybe',
  'I think so',
  'probably yes',
  'hm',
  'I said yes to the other one',
  'hold on',
  'later',
  'not yet',
  'is that right',
  'is it right?',
  'do it later',
  'go away',
  'right after lunch',
  'sure, once my boss agrees',
  'ok I will think about it',
  'yes unless it costs money',
  'confirm what',
  'you send it then I sue you',
  'send what',
  'okay… but why',
  'I do not know',
  '对吗？',
  '对吗',
  '好的，等一下',
  '好吗',
  '好，不过先等等',
  '可以吗',
  '行不行',
  '对不对',
  '是不是',
  '好不好',
  '确定吗？',
  '是吧',
  '真的可以吗',
  '如果可以的话',
  '嗯？',
  '好像不对',
  '不确定',
  '“好的”',
  '是吗',
  '等我确认',
  '要是不对呢',
  '你确定',
  '好了吗',
  '可以晚点吗',
  '好，但是不要发',
]

describe('a yes where something is done after it (U1)', () => {
  it('is looked for at every question that has one', () => {
    expect(consents.map(({ id }) => id)).to.include.members(['yes', 'verify', 'both'])
  })

  for (const [expected, texts] of Object.entries({ yes: agreed, no: refused })) {
    for (const text of texts) {
      it(`is ${expected} for ${JSON.stringify(text)}`, () => {
        expect([...taken(text)]).to.deep.equal([expected])
      })
    }
  }

  for (const text of neither) {
    it(`is not said by ${JSON.stringify(text)}`, () => {
      expect([...taken(text)]).not.to.include('yes')
    })
  }

  it('is not changed by what stands around it: no further word makes a yes of anything', () => {
    const tails = [
      'but',
      'if',
      'unless',
      'wait',
      'later',
      'why',
      'not',
      'until',
      '吗',
      '但是',
      '等',
      '如果',
      '?',
      '？',
    ]
    const wrong = agreed.flatMap((yes) =>
      tails.flatMap((tail) =>
        [`${yes} ${tail}`, `${tail} ${yes}`].filter((text) => taken(text).has('yes')),
      ),
    )
    expect(wrong).to.deep.equal([])
  })
})
