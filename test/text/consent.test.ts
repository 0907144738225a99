import { expect } from 'chai'
import { assistant } from '../../dialogs/index.ts'
import { loadIntentModel } from '../../src/app/intent-model.ts'
import { vocabulary } from '../../src/app/vocabulary.ts'
import type { Choice } from '../../src/flow/reply.ts'
import { createUnderstanding } from '../../src/text/understand.ts'
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
