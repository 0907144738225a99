import { expect } from 'chai'
import { createMemoryStore } from '../../src/stores/memory/memory-store.ts'
import { chatWorld } from './chat-world.ts'

function countedWorld() {
  const sources: unknown[] = []
  const world = chatWorld(createMemoryStore(), {
    sourceHandle: (source) => `hash of ${source}`,
    bot: {
      isAccepting: () => true,
      deliver: async ({ type }, source) => {
        if (type === 'message') sources.push(source)
        return 'done'
      },
    },
  })
  return { ...world, sources }
}

describe('the network that a message of the built-in chat came from', () => {
  it('reaches the bot as a handle by Direct Line', async () => {
    const { ask, sources } = countedWorld()
    const { token, conversationId } = (await ask('POST /directline/tokens/generate')).body
    const body = { type: 'message', text: 'hello' }
    await ask(`POST /directline/conversations/${conversationId}/activities`, { token, body })
    expect(sources).to.have.length(1)
    expect(sources[0]).to.match(/^hash of ./)
  })

  it('reaches it by a form of a page without scripts too', async () => {
    const { chat, sources } = countedWorld()
    const form = { token: '', id: 'form-1', value: null, isTurn: false, locale: 'en' } as const
    await chat.forms.exchange({ ...form, text: 'hello', source: '203.0.113.9' })
    expect(sources).to.deep.equal(['hash of 203.0.113.9'])
  })
})
