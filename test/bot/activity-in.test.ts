import { expect } from 'chai'
import { turnOf } from '../../src/bot/activity-in.ts'
import { readActivity } from '../../src/bot/incoming.ts'
import type { Turn } from '../../src/conversation/turn.ts'
import { message } from './bot-world.ts'

function read(body: unknown): Turn | null {
  const activity = readActivity(body)
  if (activity === null) throw new Error('not an activity')
  return turnOf(activity, 7)
}

function group(conversation: object, channelId = 'msteams'): boolean | undefined {
  return read(message({ channelId, conversation: { id: 'c', ...conversation } }))?.group === null
}

describe('activity to turn', () => {
  it('takes a plain message apart', () => {
    const turn = read(message({ conversation: { id: 'c-1', tenantId: 't-1' } }))
    expect(turn).to.deep.include({
      address: {
        chatChannel: 'emulator',
        tenantId: 't-1',
        conversationId: 'c-1',
        userId: 'user-1',
      },
      kind: 'said',
      activityId: 'a-1',
      text: 'hello',
      submission: null,
      localeTag: 'en-US',
      isSignedInChannel: false,
      group: null,
      receivedAt: 7,
    })
  })

  it('takes the name of a time zone, and passes over what is none', () => {
    expect(read(message({ localTimezone: 'America/New_York' }))?.timeZone).to.equal(
      'America/New_York',
    )
    for (const bad of ['Mars/Olympus', '+08:00', '', 7, null, 'x'.repeat(3_000)]) {
      const turn = read(message({ localTimezone: bad }))
      expect(turn?.timeZone, String(bad).slice(0, 20)).to.equal(null)
    }
  })

  it('refuses what names no type, sender or conversation, or names them with something else than text', () => {
    const bad = [
      null,
      [],
      'text',
      7,
      {},
      message({ type: '' }),
      message({ type: 5 }),
      message({ from: null }),
      message({ from: 'me' }),
      message({ from: { id: 7 } }),
      message({ conversation: [] }),
      message({ conversation: { id: '' } }),
      message({ conversation: { id: 'x'.repeat(3_000) } }),
    ]
    for (const body of bad)
      expect(readActivity(body), JSON.stringify(body)?.slice(0, 60)).to.equal(null)
  })

  it('survives members of any shape and still answers', () => {
    const odd = [1, true, null, [], {}, 'x', [[null]], { id: {} }, { mentioned: 4, type: 9 }]
    const members = [
      'text',
      'value',
      'entities',
      'channelData',
      'recipient',
      'serviceUrl',
      'locale',
      'id',
      'attachments',
      'membersAdded',
      'deliveryMode',
      'name',
      'action',
      'channelId',
    ]
    const types = [
      'message',
      'messageUpdate',
      'conversationUpdate',
      'installationUpdate',
      'event',
      'invoke',
      'constructor',
    ]
    for (const type of types) {
      for (const member of members) {
        for (const value of odd) read(message({ type, [member]: value }))
      }
    }
    expect(read(message({ text: { not: 'text' } }))?.kind).to.equal('noticed')
  })

  it('cuts a huge text to 2,000 characters without halving one, and drops NUL', () => {
    expect(read(message({ text: 'a'.repeat(100_000) }))?.text).to.have.length(2_000)
    const cut = read(message({ text: `${'a'.repeat(1_999)}😀` }))?.text
    expect(cut).to.equal('a'.repeat(1_999))
    expect(read(message({ text: 'a\u0000b' }))?.text).to.equal('ab')
  })

  it('strips the mention that brought a message, and no other words', () => {
    const turn = read(
      message({
        channelId: 'msteams',
        text: '<at>Latchkey</at>&nbsp; reset <password>',
        entities: [{ type: 'mention', mentioned: { id: 'bot-1' }, text: '<at>Latchkey</at>' }],
      }),
    )
    expect(turn?.text).to.equal('reset <password>')
    const slack = message({
      text: '@Latchkey hi',
      entities: [{ type: 'mention', mentioned: { id: 'bot-1' }, text: '@Latchkey' }],
    })
    expect(read(slack)?.text).to.equal('hi')
  })

  it('sees a group or a channel as not private, and in Teams a thread whose kind is untold', () => {
    expect(group({ conversationType: 'channel' })).to.equal(false)
    expect(group({ conversationType: 'groupChat' })).to.equal(false)
    expect(group({ isGroup: true }, 'slack')).to.equal(false)
    expect(group({ id: '19:ops@thread.tacv2' })).to.equal(false)
    expect(group({ conversationType: 'personal' })).to.equal(true)
    expect(group({ id: 'a:1' })).to.equal(true)
  })

  it('counts Teams alone as a channel that has signed its people in', () => {
    expect(read(message({ channelId: 'msteams' }))?.isSignedInChannel).to.equal(true)
    expect(read(message({ channelId: 'webchat' }))?.isSignedInChannel).to.equal(false)
  })

  it('takes the tenant from the conversation or from Teams’ own data', () => {
    expect(read(message({ channelData: { tenant: { id: 't-9' } } }))?.address.tenantId).to.equal(
      't-9',
    )
    expect(read(message({ channelData: { tenant: 'x' } }))?.address.tenantId).to.equal('')
  })

  it('reads our card’s fields and presses, and no stranger’s', () => {
    const press = (value: unknown): Turn | null => read(message({ text: undefined, value }))
    const mark = { question: 4, choice: null }
    expect(
      press({ latchkey: mark, country: '+86', value: ' 13800138000 ', other: 'x' })?.submission,
    ).to.deep.equal({
      question: 4,
      choice: null,
      fields: { country: '+86', value: '13800138000' },
    })
    expect(press({ latchkey: { question: 4, choice: 'resend' } })?.submission?.choice).to.equal(
      'resend',
    )
    for (const value of [
      'x',
      5,
      [],
      { latchkey: 5 },
      { latchkey: { question: '4' } },
      { latchkey: { question: -1 } },
    ]) {
      expect(press(value)).to.include({ kind: 'noticed', submission: null })
    }
    expect(read(message({ value: { latchkey: mark } }))?.text).to.equal('')
  })

  it('reads the press of an Action.Execute like a submit', () => {
    const value = {
      action: { type: 'Action.Execute', data: { latchkey: { question: 2, choice: 'yes' } } },
    }
    const turn = read(message({ type: 'invoke', name: 'adaptiveCard/action', value }))
    expect(turn?.submission).to.deep.equal({ question: 2, choice: 'yes', fields: {} })
  })

  it('greets whoever was added, whoever installed and whoever opened the page, but not the bot itself', () => {
    const update = (membersAdded: object[], from = 'user-1'): Turn | null =>
      read(message({ type: 'conversationUpdate', membersAdded, from: { id: from } }))
    expect(update([{ id: 'bot-1' }, { id: 'user-1' }])?.kind).to.equal('joined')
    expect(update([{ id: 'bot-1' }])).to.equal(null)
    expect(update([{ id: 'user-7' }], 'bot-1')?.address.userId).to.equal('user-7')
    expect(read(message({ type: 'installationUpdate', action: 'add' }))?.kind).to.equal('joined')
    expect(read(message({ type: 'installationUpdate', action: 'remove' }))).to.equal(null)
    const join = read(
      message({ type: 'event', name: 'webchat/join', value: { language: 'zh-CN' } }),
    )
    expect(join).to.include({ kind: 'joined', localeTag: 'zh-CN' })
  })

  it('takes the switch of a page for a switch, and makes no words of it', () => {
    const event = message({ type: 'event', name: 'latchkey/language', value: { locale: 'zh-CN' } })
    const switched = { kind: 'switched', text: '', submission: null, localeTag: 'zh-CN' }
    expect(read(event)).to.include(switched)
    // What stands beside the event is not heard either.
    expect(read({ ...event, text: 'hello' })).to.include(switched)
  })

  it('notices attachments, hears edits, and leaves the rest without a turn', () => {
    expect(read(message({ text: '', attachments: [{ contentType: 'image/png' }] }))?.kind).to.equal(
      'noticed',
    )
    expect(read(message({ type: 'messageUpdate' }))?.kind).to.equal('edited')
    expect(read(message({ type: 'messageUpdate', text: '' }))?.kind).to.equal('noticed')
    const quiet = [
      'typing',
      'messageReaction',
      'messageDelete',
      'endOfConversation',
      'contactRelationUpdate',
      'trace',
      'toString',
    ]
    for (const type of quiet) expect(read(message({ type })), type).to.equal(null)
    expect(read(message({ type: 'invoke', name: 'task/fetch' }))).to.equal(null)
    expect(read(message({ type: 'event', name: 'other' }))).to.equal(null)
    expect(read(message({ from: { id: 'bot-1' } }))).to.equal(null)
  })
})
