import { expect } from 'chai'
import type { ChatForms, FormAnswer, FormMessage } from '../../src/ports/chat-form.ts'
import { createMemoryStore } from '../../src/stores/memory/memory-store.ts'
import { chatWorld } from './chat-world.ts'

const message = (over: Partial<FormMessage> = {}): FormMessage => ({
  token: '',
  id: 'form-1',
  text: '',
  value: null,
  isTurn: false,
  locale: 'zh-CN',
  source: '203.0.113.9',
  ...over,
})

type Heard = Extract<FormAnswer, { readonly token: string }>

async function heard(forms: ChatForms, over: Partial<FormMessage> = {}): Promise<Heard> {
  const answer = await forms.exchange(message(over))
  if (!('token' in answer)) throw new Error(`the form was answered ${answer.outcome}`)
  return answer
}

describe('the built-in chat by forms', () => {
  it('opens a chat, lets the bot greet in the language of the page, and hears the words', async () => {
    const { chat, delivered } = chatWorld()
    const answer = await heard(chat.forms, { text: 'find my account' })
    expect(answer.outcome).to.equal('heard')
    expect(answer.entries.map((entry) => entry['text'])).to.deep.equal(['find my account'])
    expect(delivered.map(({ type, text, locale }) => [type, text, locale])).to.deep.equal([
      ['conversationUpdate', undefined, 'zh-CN'],
      ['message', 'find my account', 'zh-CN'],
    ])
  })

  it('goes on with the chat of the token, which the page’s script may take over', async () => {
    const world = chatWorld()
    const first = await heard(world.chat.forms, { text: 'one' })
    const next = await heard(world.chat.forms, { text: 'two', id: 'form-2', token: first.token })
    expect(next.conversationId).to.equal(first.conversationId)
    expect(next.entries.map((entry) => entry['text'])).to.deep.equal(['one', 'two'])
    const path = `GET /directline/conversations/${first.conversationId}/activities`
    const { body } = await world.ask(path, { token: next.token })
    expect(body.activities).to.have.lengthOf(2)
  })

  it('shows the chat of a token without saying a word in it, and none for any other token', async () => {
    const { chat, delivered } = chatWorld()
    const { token, conversationId } = await heard(chat.forms, { text: 'one' })
    const before = delivered.length
    const shown = await chat.forms.show(token)
    expect(shown).to.include({ outcome: 'heard', conversationId })
    expect(shown?.entries).to.have.lengthOf(1)
    expect(await chat.forms.show(`${token.slice(0, -1)}x`)).to.equal(null)
    expect(await chat.forms.show('')).to.equal(null)
    await chat.forms.leave(token)
    expect(await chat.forms.show(token)).to.equal(null)
    expect(delivered).to.have.lengthOf(before)
  })

  it('tells the bot of a turn to another language, which is nobody’s words', async () => {
    const { chat, delivered } = chatWorld()
    const { token } = await heard(chat.forms, { text: 'one' })
    await heard(chat.forms, { token, id: 'form-2', isTurn: true, locale: 'en' })
    expect(delivered.at(-1)).to.include({ type: 'event', name: 'latchkey/language', locale: 'en' })
    expect(delivered.at(-1)?.['text'] ?? '').to.equal('')
  })

  it('hears a form once that a refresh sends again, and both of two answers to one page', async () => {
    const { chat, delivered } = chatWorld()
    const { token } = await heard(chat.forms, { text: 'one' })
    const same = { token, text: 'two', id: 'form-2' }
    await heard(chat.forms, same)
    expect((await heard(chat.forms, same)).entries).to.have.lengthOf(2)
    expect(
      (await heard(chat.forms, { ...same, id: 'form-3', text: 'three' })).entries,
    ).to.have.lengthOf(3)
    const ids = new Set(delivered.filter(({ type }) => type === 'message').map(({ id }) => id))
    expect(ids).to.have.property('size', 3)
  })

  it('keeps no code in the clear', async () => {
    const { chat } = chatWorld()
    const { entries } = await heard(chat.forms, { text: '123 456' })
    expect(entries.map((entry) => entry['text'])).to.deep.equal(['••••••'])
  })

  it('says nothing in a new chat for a token that opens none, be it forged, expired or an agent’s', async () => {
    const store = createMemoryStore()
    const desk = chatWorld(store, { isProduction: false, hasDesk: true })
    const { body: agent } = await desk.ask('POST /directline/tokens/generate', {
      body: { desk: { name: 'Mei' } },
    })
    const { token: old } = await heard(chatWorld(store).chat.forms)
    const late = chatWorld(store, { clock: { now: () => 1_000 + 25 * 60 * 60_000 } })
    for (const [world, token] of [
      [chatWorld(store), 'forged.token'],
      [late, old],
      [desk, agent.token],
    ] as const) {
      const answer = await heard(world.chat.forms, { token, text: 'secret plans' })
      expect(answer.outcome).to.equal('ended')
      expect(answer.entries).to.deep.equal([])
      expect(JSON.stringify(world.delivered)).to.not.contain('secret plans')
    }
  })

  it('keeps the limit of new chats, and turns words away before they are kept when the bot is full', async () => {
    const flooded = chatWorld(undefined, { tokenFlood: async () => 7 })
    expect(await flooded.chat.forms.exchange(message({ text: 'hi' }))).to.deep.equal({
      outcome: 'later',
      seconds: 7,
    })
    const full = chatWorld(undefined, {
      bot: { isAccepting: () => false, deliver: async () => 'busy' },
      acknowledgeAfterMs: 1,
    })
    expect(await full.chat.forms.exchange(message({ text: 'hi' }))).to.have.property(
      'outcome',
      'later',
    )
  })
})
