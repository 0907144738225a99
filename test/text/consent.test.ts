import { expect } from 'chai'
import { assistant } from '../../dialogs/index.ts'
import { loadIntentModel } from '../../src/app/intent-model.ts'
import { vocabulary } from '../../src/app/vocabulary.ts'
import type { Choice } from '../../src/flow/reply.ts'
import { createUnderstanding } from '../../src/text/understand.ts'
import { moreNeither } from './consents-doubtful.ts'
import { agreed, neither, refused } from './consents.ts'

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

  for (const text of [...neither, ...moreNeither]) {
    it(`is not said by ${JSON.stringify(text)}`, () => {
      expect([...taken(text)]).not.to.include('yes')
    })
  }

  it('is asked for again, and is no no either, where words only sound alike', () => {
    for (const text of ['no worries', 'No hurry.', 'no rush', '没事', '没关系', '不急', '改吧']) {
      expect(taken(text), text).not.to.include('no')
    }
  })

  it('leaves the words beside them to be read as ever', () => {
    expect([...taken('no worries, no thanks')]).to.deep.equal(['no'])
    expect(taken('没事，不用了')).not.to.include('yes')
    expect(taken('no worries, I have time')).to.deep.equal(new Set(['none']))
    expect(taken('never mind')).to.deep.equal(new Set(['none']))
  })

  it('is neither where the words say both', () => {
    for (const text of [
      'no wait yes',
      'ok but don’t mention the amount',
      'yes, but no attachments please',
      '好，但不要写金额',
    ]) {
      expect([...taken(text)], text).to.deep.equal(['none'])
    }
    for (const text of ['no, not yet', 'do not send it', '不是', '不，这不是我的']) {
      expect(taken(text), text).not.to.include('yes')
    }
    expect([...taken('no, wrong')]).to.deep.equal(['no'])
  })

  it('is told by what is asked about, and not by another deed', () => {
    const denial = { id: 'no', label: '否', also: ['不'] }
    const deeds = {
      change: { id: 'yes', label: '对，修改', also: ['是', '改吧'] },
      send: { id: 'yes', label: '是，提交工单', also: ['是', '发吧'] },
      withdraw: { id: 'yes', label: '是，撤回', also: ['是', 'yes'] },
    }
    const takers = (text: string) =>
      Object.entries(deeds).flatMap(([deed, yes]) => {
        const understood = understand({ text, choices: [yes, denial], expects: 'choice' })
        return understood.kind === 'choice' ? [deed] : []
      })
    expect(takers('那就改吧')).to.deep.equal(['change'])
    expect(takers('那就发吧')).to.deep.equal(['send'])
    expect(takers('send it already!!!')).to.deep.equal([])
    expect(takers('那就这样吧')).to.deep.equal(['change', 'send', 'withdraw'])
  })

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
