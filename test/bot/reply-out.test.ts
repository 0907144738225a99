import { expect } from 'chai'
import type { Attachment } from 'botbuilder'
import { repliesOf, replyOf } from '../../src/bot/reply-out.ts'
import { said } from './bot-world.ts'

const choices = [
  { id: 'resend', label: 'Send a New Code', also: [] },
  { id: 'alternate', label: 'Use Alternate Verification', also: [] },
]

const form = {
  fields: [
    {
      id: 'country',
      kind: 'country',
      label: 'Country',
      placeholder: 'Country',
      options: [{ value: '+86', label: 'China (+86)' }],
      initial: '+86',
    },
    {
      id: 'value',
      kind: 'mobile',
      label: 'Mobile number',
      placeholder: '138…',
      options: [],
      initial: null,
    },
  ],
  submit: 'Continue',
} as const

function cardOf(attachments: readonly Attachment[] | undefined): Record<string, unknown> {
  const card = attachments?.find(({ contentType }) => contentType.endsWith('.adaptive'))
  return card?.content as Record<string, unknown>
}

describe('said to activity', () => {
  it('keeps the text, asks for input and names the step that waits', () => {
    expect(replyOf(said(), 'webchat')).to.deep.equal({
      type: 'message',
      text: 'How shall we find your account?',
      speak: 'How shall we find your account?',
      locale: 'en',
      inputHint: 'expectingInput',
      entities: [{ type: 'latchkey/step', flow: 'menu', prompt: 'ask-what', stack: [] }],
    })
  })

  it('tells Teams no step', () => {
    expect(replyOf(said(), 'msteams')).to.not.have.property('entities')
  })

  it('suggests choices by their labels, so that a press is the same as typing one', () => {
    const { suggestedActions, attachments } = replyOf(said({ choices }), 'emulator')
    expect(suggestedActions?.actions).to.deep.equal([
      { type: 'imBack', title: 'Send a New Code', value: 'Send a New Code' },
      { type: 'imBack', title: 'Use Alternate Verification', value: 'Use Alternate Verification' },
    ])
    expect(attachments).to.equal(undefined)
  })

  it('puts choices on the card in Teams, each with its question', () => {
    const reply = replyOf(said({ choices, form }), 'msteams')
    expect(reply.suggestedActions).to.equal(undefined)
    const actions = cardOf(reply.attachments)['actions'] as { data: unknown; title: string }[]
    expect(actions.map(({ title, data }) => [title, data])).to.deep.equal([
      ['Continue', { latchkey: { question: 3, choice: null } }],
      ['Send a New Code', { latchkey: { question: 3, choice: 'resend' } }],
      ['Use Alternate Verification', { latchkey: { question: 3, choice: 'alternate' } }],
    ])
  })

  it('makes a form an Adaptive Card that every client can show or fall back from', () => {
    const card = cardOf(replyOf(said({ form }), 'webchat').attachments)
    expect(card).to.deep.include({ type: 'AdaptiveCard', version: '1.3', lang: 'en' })
    expect(card['fallbackText']).to.equal('How shall we find your account?')
    expect(card['speak']).to.equal('How shall we find your account?')
    expect(card['body']).to.deep.equal([
      {
        type: 'Input.ChoiceSet',
        style: 'compact',
        choices: [{ title: 'China (+86)', value: '+86' }],
        id: 'country',
        label: 'Country',
        placeholder: 'Country',
        isRequired: true,
        errorMessage: 'Country',
        value: '+86',
      },
      {
        type: 'Input.Text',
        style: 'tel',
        maxLength: 40,
        id: 'value',
        label: 'Mobile number',
        placeholder: '138…',
        isRequired: true,
        errorMessage: 'Mobile number',
      },
    ])
    expect(card['actions']).to.deep.equal([
      {
        type: 'Action.Submit',
        title: 'Continue',
        data: { latchkey: { question: 3, choice: null } },
      },
    ])
  })

  it('shows a link as a button and its address as plain text, once', () => {
    const link = { label: 'Open the Page', url: 'https://id.example/p/check/abc' }
    const reply = replyOf(said({ text: 'Open this page.', link }), 'emulator')
    expect(reply.text).to.equal('Open this page.\n\nhttps://id.example/p/check/abc')
    expect(reply.attachments).to.deep.equal([
      {
        contentType: 'application/vnd.microsoft.card.hero',
        content: { buttons: [{ type: 'openUrl', title: link.label, value: link.url }] },
      },
    ])
    const told = replyOf(said({ text: `Open ${link.url} now.`, link }), 'emulator')
    expect(told.text).to.equal(`Open ${link.url} now.`)
  })

  it('shows a link as a button alone where every client draws buttons', () => {
    const link = { label: 'Open the Page', url: 'https://id.example/p/check/abc' }
    for (const channel of ['webchat', 'msteams']) {
      const reply = replyOf(said({ text: 'Open this page.', link }), channel)
      expect(reply.text, channel).to.equal('Open this page.')
      expect(JSON.stringify(reply.attachments), channel).to.contain(link.url)
    }
  })

  it('lets no client read marks or links into a person’s own words', () => {
    expect(replyOf(said({ isVerbatim: true }), 'webchat')).to.include({ textFormat: 'plain' })
    expect(replyOf(said(), 'webchat')).to.not.have.property('textFormat')
  })

  it('attaches a desk’s card to its message, whose text stands aside where the card is surely shown', () => {
    const card = {
      title: 'Case 12',
      subtitle: null,
      tone: 'default',
      facts: [],
      sections: [],
      actions: [],
    } as const
    const reply = replyOf(said({ card }), 'webchat')
    expect(reply).to.include({ text: '', textFormat: 'plain' })
    expect(replyOf(said({ card }), 'msteams')).to.include({ text: '', summary: card.title })
    expect(replyOf(said({ card }), 'emulator').text).to.equal(said().text)
    expect(reply.attachments).to.have.length(1)
    expect(cardOf(reply.attachments)['fallbackText']).to.equal(said().text)
    expect(replyOf(said({ card, choices }), 'msteams').attachments).to.have.length(2)
  })

  const mention = { chatChannel: 'msteams', id: '29:mei', name: 'Mei' } as const
  const late = {
    title: 'Case [12](https://evil.example) *late* <at>all</at>',
    subtitle: null,
    tone: 'attention',
    facts: [],
    sections: [],
    actions: [],
  } as const

  it('calls somebody in Teams by an entity that the text repeats, with no other mark in it', () => {
    const reply = replyOf(said({ card: { ...late, title: 'Case 12' }, mention }), 'msteams')
    expect(reply).to.include({ text: '<at>Mei</at> Case 12', textFormat: 'markdown' })
    expect(reply.entities).to.deep.equal([
      { type: 'mention', text: '<at>Mei</at>', mentioned: { id: '29:mei', name: 'Mei' } },
    ])
    const odd = replyOf(said({ card: late, mention: { ...mention, name: 'A<b>&' } }), 'msteams')
    expect(odd.text).to.equal(
      String.raw`<at>A&lt;b&gt;&amp;</at> Case \[12\]\(https://evil.example\) \*late\* &lt;at&gt;all&lt;/at&gt;`,
    )
    expect(odd.entities?.[0]?.['text']).to.equal('<at>A&lt;b&gt;&amp;</at>')
  })

  it('calls nobody in another chat than the one they are known in', () => {
    const elsewhere = { ...mention, chatChannel: 'webchat' }
    for (const [channel, called] of [
      ['msteams', elsewhere],
      ['webchat', mention],
      ['webchat', elsewhere],
    ] as const) {
      const reply = replyOf(said({ card: late, mention: called }), channel)
      expect(reply).to.deep.equal(replyOf(said({ card: late }), channel))
    }
  })

  it('hands over by an event after the message, with what was said so far', () => {
    const value = { number: 12, topic: 'password' }
    const transcript = [{ by: 'user', text: 'I am locked out' }] as const
    const event = { name: 'handoff.initiate', value, transcript } as const
    const [first, second, ...rest] = repliesOf(said({ event }), 'directline')
    expect(first).to.deep.equal(replyOf(said(), 'directline'))
    expect(rest).to.deep.equal([])
    expect(second).to.deep.equal({
      type: 'event',
      name: 'handoff.initiate',
      value,
      locale: 'en',
      attachments: [
        {
          contentType: 'application/json',
          name: 'Transcript',
          content: {
            activities: [
              {
                type: 'message',
                from: { id: 'user', role: 'user' },
                text: 'I am locked out',
                textFormat: 'plain',
              },
            ],
          },
        },
      ],
    })
  })

  it('tells the state of a handover without attachments, and Teams no event at all', () => {
    const event = {
      name: 'handoff.status',
      value: { state: 'completed' },
      transcript: [],
    } as const
    expect(repliesOf(said({ event }), 'emulator')[1]).to.deep.equal({
      type: 'event',
      name: 'handoff.status',
      value: { state: 'completed' },
      locale: 'en',
    })
    expect(repliesOf(said({ event }), 'msteams')).to.have.length(1)
  })
})
