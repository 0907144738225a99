import { expect } from 'chai'
import { createMemoryStore } from '../../src/stores/memory/memory-store.ts'
import { begin, chatWorld, history, say } from './chat-world.ts'

const hello = { type: 'message', text: 'hello', channelData: { clientActivityID: 'c-1' } }
const again = { ...hello, channelData: { ...hello.channelData, resent: true } }

describe('a message that a page sends again', () => {
  it('goes to the bot once more under its first id while it has no answer, and stands in the chat once', async () => {
    const store = createMemoryStore()
    const first = chatWorld(store)
    const at = await begin(first)
    const { id } = (await say(first, at, hello)).body
    // Another instance, after the first one was killed.
    const second = chatWorld(store)
    expect((await say(second, at, again)).body).to.deep.equal({ id })
    expect(second.delivered.map((activity) => [activity['id'], activity['text']])).to.deep.equal([
      [id, 'hello'],
    ])
    expect((await history(second, at)).activities).to.have.length(1)
  })

  it('goes no further when it has its answer', async () => {
    const world = chatWorld()
    const at = await begin(world)
    const { id } = (await say(world, at, hello)).body
    await world.chat.channel.send(at.conversationId, { type: 'message', text: 'a', replyToId: id })
    const given = world.delivered.length
    expect((await say(world, at, again)).body).to.deep.equal({ id })
    expect(world.delivered).to.have.length(given)
  })

  it('is taken as new when it never arrived', async () => {
    const world = chatWorld()
    const at = await begin(world)
    const { id } = (await say(world, at, again)).body
    expect(world.delivered.at(-1)).to.include({ id, text: 'hello' })
    expect((await history(world, at)).activities).to.have.length(1)
  })

  it('is another one when somebody says the same again', async () => {
    const world = chatWorld()
    const at = await begin(world)
    const first = (await say(world, at, hello)).body.id
    expect((await say(world, at, hello)).body.id).to.not.equal(first)
    expect((await history(world, at)).activities).to.have.length(2)
  })

  it('is answered under one id, however many instances answer it', async () => {
    const world = chatWorld()
    const at = await begin(world)
    const { id } = (await say(world, at, hello)).body
    const answer = { type: 'message', text: 'the same words', replyToId: id }
    const one = await world.chat.channel.send(at.conversationId, answer)
    const other = await world.chat.channel.send(at.conversationId, answer)
    expect(other).to.deep.equal(one)
    const different = { ...answer, text: 'other words' }
    expect(await world.chat.channel.send(at.conversationId, different)).to.not.deep.equal(one)
  })

  it('gives a welcome that was never written the id of the first', async () => {
    const store = createMemoryStore()
    const first = chatWorld(store)
    const at = await begin(first)
    const second = chatWorld(store)
    await second.ask('POST /directline/conversations', { token: at.token })
    expect(second.delivered[0]?.['id']).to.equal(first.delivered[0]?.['id'])
  })
})
