import { expect } from 'chai'
import { turnOf } from '../../src/bot/activity-in.ts'
import { readActivity } from '../../src/bot/incoming.ts'
import type { Turn } from '../../src/conversation/turn.ts'
import { channelMessage, message } from './bot-world.ts'

function read(body: unknown, isLocal = false): Turn | null {
  const activity = readActivity(body)
  if (activity === null) throw new Error('not an activity')
  return turnOf(activity, 7, isLocal)
}

const groupOf = (body: unknown): Turn['group'] => read(body)?.group ?? null

function press(value: unknown): Turn | null {
  return read(channelMessage({ text: undefined, value }))
}

const mark = { verb: 'reply', number: 12, revision: 3 }

describe('activity to desk turn', () => {
  it('names the room, the thread and the sender of whatever several people read', () => {
    expect(groupOf(channelMessage())).to.deep.equal({
      room: '19:ops@thread.tacv2',
      thread: '19:ops@thread.tacv2;messageid=100',
      name: 'Alice',
      press: null,
      isOwnDesk: false,
      handoff: null,
    })
    const emulated = message({ conversation: { id: 'c-7|livechat', isGroup: true } })
    expect(groupOf(emulated)).to.include({ room: 'c-7|livechat', thread: null, name: 'Li Wei' })
    for (const type of ['messageUpdate', 'installationUpdate']) {
      expect(groupOf(channelMessage({ type, action: 'add' })), type).to.include({ name: 'Alice' })
    }
  })

  it('leaves private chats without a room, even one whose id looks like a thread', () => {
    expect(read(message())).to.include({ group: null })
    const odd = message({ conversation: { id: 'c;messageid=1' } })
    expect(read(odd)).to.include({ group: null })
  })

  it('takes only the chat of this process for the own desk', () => {
    const group = message({ conversation: { id: 'desk', isGroup: true }, channelId: 'webchat' })
    expect(read(group, true)?.group?.isOwnDesk).to.equal(true)
    expect(read(group)?.group?.isOwnDesk).to.equal(false)
    const forged = { ...group, serviceUrl: 'https://webchat.latchkey.invalid/' }
    expect(read(forged)?.group?.isOwnDesk).to.equal(false)
    expect(read(message(), true)?.group).to.equal(null)
  })

  it('reads a press on a desk’s card, its fields named plainly or by their place on the card', () => {
    const turn = press({ latchkeyDesk: mark, text: ' I am on it. ', 'outcome-4': 'solved', x: 1 })
    expect(turn).to.include({ kind: 'said', text: '', submission: null })
    expect(turn?.group?.press).to.deep.equal({
      ...mark,
      fields: { text: 'I am on it.', outcome: 'solved' },
    })
    const short = press({ latchkeyDesk: { verb: 'cases' } })
    expect(short?.group?.press).to.deep.equal({
      verb: 'cases',
      number: null,
      revision: null,
      fields: {},
    })
  })

  it('reads the press of an Action.Execute alike', () => {
    const value = { action: { type: 'Action.Execute', data: { latchkeyDesk: mark, text: 'hi' } } }
    const turn = read(channelMessage({ type: 'invoke', name: 'adaptiveCard/action', value }))
    expect(turn?.kind).to.equal('said')
    expect(turn?.group?.press).to.deep.equal({ ...mark, fields: { text: 'hi' } })
  })

  it('keeps words beside a press out of the turn', () => {
    const turn = read(channelMessage({ text: 'resolve 1', value: { latchkeyDesk: mark } }))
    expect(turn).to.include({ kind: 'said', text: '' })
  })

  it('sees no press in foreign shapes, unknown verbs and values of the wrong kind', () => {
    const foreign: unknown[] = [
      'x',
      7,
      [],
      null,
      { latchkeyDesk: 5 },
      { latchkeyDesk: [mark] },
      { latchkeyDesk: {} },
      { latchkeyDesk: { ...mark, verb: 'erase' } },
      { latchkeyDesk: { ...mark, verb: 'constructor' } },
      { latchkeyDesk: { ...mark, verb: ['reply'] } },
      { latchkeyDesk: { ...mark, number: '12' } },
      { latchkeyDesk: { ...mark, number: 1.5 } },
      { latchkeyDesk: { ...mark, number: -1 } },
      { latchkeyDesk: { ...mark, number: 1e300 } },
      { latchkeyDesk: { ...mark, revision: true } },
      { latchkeyDesk: mark, text: { toString: 'x' } },
      { latchkeyDesk: mark, 'severity-1': 3 },
      { latchkey: { question: 'x' } },
    ]
    for (const value of foreign) {
      expect(press(value), JSON.stringify(value)).to.deep.include({ kind: 'noticed', text: '' })
      expect(press(value)?.group?.press, JSON.stringify(value)).to.equal(null)
    }
  })

  it('cuts a huge field to 2,000 characters and leaves what is no field of a desk behind', () => {
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`f${index}`, 'x']))
    const value = { ...many, latchkeyDesk: mark, text: 'a'.repeat(100_000), __proto__x: 'y' }
    expect(press(value)?.group?.press?.fields).to.deep.equal({ text: 'a'.repeat(2_000) })
  })

  it('gives a desk’s card no meaning in a private chat', () => {
    const value = { latchkeyDesk: mark, text: 'hi' }
    expect(read(message({ text: undefined, value }))).to.include({ kind: 'noticed', group: null })
  })

  it('hears neither presses nor handoffs from itself', () => {
    const own = { from: { id: 'bot-1' }, text: undefined, value: { latchkeyDesk: mark } }
    expect(read(channelMessage(own))).to.equal(null)
  })

  it('hears from whoever took a case over, in a group alone', () => {
    const status = (value: unknown, over: object = {}): Turn | null =>
      read(channelMessage({ type: 'event', name: 'handoff.status', value, text: 'x', ...over }))
    const accepted = status({ state: 'accepted', number: 12 })
    expect(accepted).to.include({ kind: 'said', text: '' })
    expect(accepted?.group?.handoff).to.deep.equal({ number: 12, state: 'accepted' })
    for (const value of [{ caseNumber: 12 }, { number: '12' }, { caseNumber: '#12' }]) {
      const told = status({ state: 'completed', ...value })
      expect(told?.group?.handoff).to.deep.equal({ number: 12, state: 'completed' })
    }
    for (const value of [
      null,
      'accepted',
      { state: 'accepted' },
      { state: 'taken', number: 1 },
      { state: 'failed', number: 0 },
      { state: 'failed', number: '12; drop' },
      { number: 12 },
    ]) {
      expect(status(value), JSON.stringify(value)).to.equal(null)
    }
    const quiet = { type: 'event', name: 'handoff.status', value: { state: 'failed', number: 1 } }
    expect(read(message(quiet))).to.equal(null)
  })

  it('leaves what a Teams channel needs for a new thread, and nothing more of its data', () => {
    const reference = JSON.parse(read(channelMessage())?.reference ?? '') as object
    expect(reference).to.deep.include({
      conversation: {
        id: '19:ops@thread.tacv2;messageid=100',
        isGroup: true,
        conversationType: 'channel',
        tenantId: 'tenant-one',
      },
      channelData: {
        channel: { id: '19:ops@thread.tacv2' },
        team: { id: '19:team@thread.tacv2' },
        tenant: { id: 'tenant-one' },
      },
    })
    const data = { teamsChannelId: '19:a', teamsTeamId: '19:t' }
    expect(read(channelMessage({ channelData: data }))?.reference)
      .to.include('"channel":{"id":"19:a"}')
      .and.to.include('"team":{"id":"19:t"}')
    expect(read(message({ channelData: data }))?.reference).to.not.include('channelData')
  })
})
