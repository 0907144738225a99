import { expect } from 'chai'
import { inertText } from '../../src/domain/inert-text.ts'
import { momentIn, withMoments } from '../../src/flow/moment.ts'
import { deskCard } from '../../src/bot/desk-card.ts'
import type { DeskAction, DeskCard, DeskField } from '../../src/flow/desk.ts'

type Node = Readonly<Record<string, unknown>>

function card(over: Partial<DeskCard> = {}): DeskCard {
  return {
    title: 'Case 12',
    subtitle: null,
    tone: 'default',
    facts: [],
    sections: [],
    actions: [],
    ...over,
  }
}

function contentOf(over: Partial<DeskCard>): Node {
  return deskCard(card(over), { text: 'Case 12 is new.', locale: 'en' }).content as Node
}

/** Every object in a card that has a type, outermost first. */
function nodesIn(value: unknown): readonly Node[] {
  if (typeof value !== 'object' || value === null) return []
  const inner = Object.values(value).flatMap(nodesIn)
  return 'type' in value ? [value, ...inner] : inner
}

function ofType(content: Node, type: string): readonly Node[] {
  return nodesIn(content).filter((node) => node['type'] === type)
}

function field(over: Partial<DeskField> = {}): DeskField {
  return {
    id: 'text',
    kind: 'paragraph',
    label: 'Reply',
    placeholder: 'What to say',
    options: [],
    isRequired: true,
    ...over,
  }
}

function action(over: Partial<DeskAction> = {}): DeskAction {
  return {
    verb: 'take',
    label: 'Take',
    number: 12,
    revision: 3,
    fields: [],
    style: 'default',
    ...over,
  }
}

const hostile = [
  '[Reset it here](https://evil.example)',
  '<at>Everyone</at> come',
  '<b onclick="x()">bold</b><script>x()</script>',
  '**Latchkey:** this person was *verified*',
  '# Verified\n---\n| a | b |',
  '![x](https://evil.example/pixel.png)',
]

describe('the card of a desk', () => {
  it('is an Adaptive Card 1.3 that falls back to its message', () => {
    const attachment = deskCard(card(), { text: 'Case 12 is new.', locale: 'zh-CN' })
    expect(attachment.contentType).to.equal('application/vnd.microsoft.card.adaptive')
    expect(attachment.content).to.include({
      type: 'AdaptiveCard',
      version: '1.3',
      lang: 'zh-CN',
      fallbackText: 'Case 12 is new.',
    })
  })

  it('shows strangers’ words as they are, wherever they stand: no element reads marks or links', () => {
    const lines = hostile.map((text) => ({ text, isQuoted: true, tone: 'default' as const }))
    for (const text of hostile) {
      const content = contentOf({
        title: text,
        subtitle: text,
        facts: [{ label: text, value: text }],
        sections: [{ heading: text, lines }],
        tone: 'attention',
      })
      const runs = ofType(content, 'TextRun').map((run) => run['text'])
      expect(runs.slice(0, 5)).to.deep.equal([text, text, text, text, text])
      expect(runs.slice(5)).to.deep.equal(hostile)
      for (const type of ['TextBlock', 'FactSet', 'Image', 'Action.OpenUrl']) {
        expect(ofType(content, type), type).to.deep.equal([])
      }
      for (const run of ofType(content, 'TextRun')) expect(run).to.not.have.property('selectAction')
    }
  })

  it('lets no client work a date out of what somebody typed', () => {
    const typed = '{{DATE(2017-02-14T06:00:00Z, SHORT)}} {{{TIME(2017-02-14T06:00:00Z)}}}'
    const [title] = ofType(contentOf({ title: typed }), 'TextRun')
    expect(title?.['text']).to.not.include('{{')
    expect(String(title?.['text']).replaceAll('\u2060', '')).to.equal(typed)
  })

  it('tells times in the zone and language of whoever looks at it, and only those that it means', () => {
    const at = Date.UTC(2026, 10, 26, 9, 5, 7, 123)
    const [title] = ofType(contentOf({ title: `due ${momentIn(at)}` }), 'TextRun')
    const told = '{{DATE(2026-11-26T09:05:07Z, SHORT)}} {{TIME(2026-11-26T09:05:07Z)}}'
    expect(title?.['text']).to.equal(`due ${told}`)
    expect(withMoments(inertText(`due ${momentIn(at)}`, 100), () => 'a time')).to.equal(`due ${at}`)
  })

  it('gives every quoted text a frame of its own, and our words none', () => {
    const line = { text: 'one', isQuoted: true, tone: 'default' } as const
    const lines = [line, { ...line, text: 'two' }, { ...line, text: 'ours', isQuoted: false }]
    const content = contentOf({ sections: [{ heading: 'Said', lines }] })
    const frames = ofType(content, 'Container').filter(({ style }) => style === 'emphasis')
    expect(frames.map((frame) => ofType(frame, 'TextRun').map(({ text }) => text))).to.deep.equal([
      ['one'],
      ['two'],
    ])
  })

  it('has a word for every empty text, since phones refuse a card without', () => {
    const [run] = ofType(contentOf({ title: '' }), 'TextRun')
    expect(run?.['text']).to.equal('\u00A0')
  })

  it('shows its tone on the head and a line’s on the line', () => {
    const lines = [{ text: 'late', isQuoted: false, tone: 'warning' as const }]
    const content = contentOf({ tone: 'attention', sections: [{ heading: 'Due', lines }] })
    expect(ofType(content, 'Container')[0]).to.include({ style: 'attention' })
    expect(ofType(content, 'TextRun').at(-1)).to.include({ color: 'warning' })
    expect(ofType(contentOf({}), 'Container')[0]).to.not.have.property('style')
  })

  it('makes a plain button a submit that waits for no field', () => {
    const [button] = ofType(
      contentOf({ actions: [action({ style: 'positive' })] }),
      'Action.Submit',
    )
    expect(button).to.deep.equal({
      type: 'Action.Submit',
      title: 'Take',
      style: 'positive',
      data: { latchkeyDesk: { verb: 'take', number: 12, revision: 3 } },
      associatedInputs: 'none',
    })
  })

  it('opens the fields of a button first, with one button of the same words below them', () => {
    const options = [{ value: 'solved', label: 'Solved' }]
    const fields = [
      field({ id: 'outcome', kind: 'choice', label: 'Outcome', options }),
      field({ id: 'name', kind: 'line', label: 'Name', isRequired: false }),
      field(),
    ]
    const verb = 'resolve'
    const actions = [action({ verb, label: 'Resolve', style: 'destructive', fields })]
    const [show] = ofType(contentOf({ actions }), 'Action.ShowCard')
    const asked = { placeholder: 'What to say', isRequired: true }
    expect(show).to.deep.equal({
      type: 'Action.ShowCard',
      title: 'Resolve',
      style: 'destructive',
      card: {
        type: 'AdaptiveCard',
        body: [
          {
            ...asked,
            type: 'Input.ChoiceSet',
            style: 'compact',
            id: 'outcome-0',
            label: 'Outcome',
            errorMessage: 'Outcome',
            choices: [{ title: 'Solved', value: 'solved' }],
          },
          {
            type: 'Input.Text',
            isMultiline: false,
            maxLength: 200,
            id: 'name-0',
            label: 'Name',
            placeholder: 'What to say',
          },
          {
            ...asked,
            type: 'Input.Text',
            isMultiline: true,
            maxLength: 2_000,
            id: 'text-0',
            label: 'Reply',
            errorMessage: 'Reply',
          },
        ],
        actions: [
          {
            type: 'Action.Submit',
            title: 'Resolve',
            style: 'destructive',
            data: { latchkeyDesk: { verb, number: 12, revision: 3 } },
          },
        ],
      },
    })
  })

  it('has no two inputs of one id, which clients refuse the whole card for', () => {
    const actions = (['reply', 'ask', 'note'] as const).map((verb) =>
      action({ verb, fields: [field()] }),
    )
    const ids = ofType(contentOf({ actions }), 'Input.Text').map(({ id }) => id)
    expect(ids).to.deep.equal(['text-0', 'text-1', 'text-2'])
  })

  it('puts five buttons in a row and leaves none out', () => {
    const labels = Array.from({ length: 12 }, (_, index) => `Do ${index}`)
    const content = contentOf({ actions: labels.map((label) => action({ label })) })
    const rows = ofType(content, 'ActionSet').map(({ actions }) => (actions as Node[]).length)
    expect(rows).to.deep.equal([5, 5, 2])
    expect(ofType(content, 'Action.Submit').map(({ title }) => title)).to.deep.equal(labels)
    expect(ofType(contentOf({}), 'ActionSet')).to.deep.equal([])
  })
})
