import { expect } from 'chai'
import { createMemoryStore } from '../../src/stores/memory/memory-store.ts'
import { begin, chatWorld, history, say } from './chat-world.ts'

describe('the history of the built-in chat', () => {
  it('keeps no one-time code, and gives the bot the real one', async () => {
    const store = createMemoryStore()
    const world = chatWorld(store)
    const at = await begin(world)
    for (const text of ['123456', ' 123 456 ', '12-34-56', '１２３４５６', '1234', '12345678']) {
      const before = (await history(world, at)).watermark
      await say(world, at, { type: 'message', text })
      const [echo] = (await history(world, at, before)).activities
      expect(echo?.['text'], text).to.match(/^•{4,8}$/u)
      expect(world.delivered.at(-1)).to.include({ text })
    }
    await say(world, at, {
      type: 'message',
      value: { latchkey: { question: 1, choice: null }, value: '123456' },
    })
    expect(JSON.stringify(await history(world, at))).to.not.include('123456')
    await say(world, at, { type: 'message', text: 'room 123456' })
    // The assistant takes a code out of a sentence too, so the history hides it there as well.
    expect((await history(world, at)).activities.at(-1)).to.include({ text: 'room ••••••' })
    await say(world, at, { type: 'message', text: 'my password is Copper-Kettle-26' })
    expect(JSON.stringify(await history(world, at))).to.not.include('Kettle')
    for await (const { row } of store.scan('chats'))
      expect(JSON.stringify(row)).to.not.include('room')
  })

  it('shows the whole chat again after a restart, on this instance or another', async () => {
    const store = createMemoryStore()
    const before = chatWorld(store)
    const at = await begin(before)
    await say(before, at, { type: 'message', text: 'hello' })
    await before.chat.channel.send(at.conversationId, { type: 'message', text: 'Hi!' })
    const after = chatWorld(store)
    const { activities, watermark } = await history(after, at)
    expect(activities.map(({ text }) => text)).to.deep.equal(['hello', 'Hi!'])
    expect((await history(after, at, watermark)).activities).to.deep.equal([])
    await after.chat.channel.send(at.conversationId, { type: 'message', text: 'again' })
    await before.chat.channel.send(at.conversationId, { type: 'message', text: 'and again' })
    const texts = (await history(after, at)).activities.map(({ text }) => text)
    expect(texts).to.deep.equal(['hello', 'Hi!', 'again', 'and again'])
  })

  it('starts over for a watermark beyond the log', async () => {
    const world = chatWorld()
    const at = await begin(world)
    await say(world, at, { type: 'message', text: 'hello' })
    expect((await history(world, at, '999')).activities).to.have.length(1)
    expect((await history(world, at, 'what')).activities).to.have.length(1)
  })

  it('keeps the newest 200 and counts on', async () => {
    const store = createMemoryStore()
    const world = chatWorld(store)
    const at = await begin(world)
    for (let index = 1; index <= 205; index += 1) {
      await world.chat.channel.send(at.conversationId, { type: 'message', text: String(index) })
    }
    const { activities, watermark } = await history(world, at)
    expect(activities).to.have.length(200)
    expect(activities[0]).to.include({ text: '6' })
    expect(watermark).to.equal('205')
    let rows = 0
    for await (const _ of store.scan('chats')) rows += 1
    expect(rows).to.equal(200)
  })

  it('drops a replyToId that the page does not know, and keeps one that it does', async () => {
    const world = chatWorld()
    const at = await begin(world)
    const { id } = (await say(world, at, { type: 'message', text: 'hello' })).body
    await world.chat.channel.send(at.conversationId, { type: 'message', text: 'a', replyToId: id })
    await world.chat.channel.send(at.conversationId, {
      type: 'message',
      text: 'b',
      replyToId: 'random',
    })
    const [, known, unknown] = (await history(world, at)).activities
    expect(known).to.include({ replyToId: id })
    expect(unknown).to.not.have.property('replyToId')
  })

  it('updates and removes by the same id, since Web Chat shows no deletion', async () => {
    const { chat, ask } = chatWorld()
    const world = { chat, ask, delivered: [] }
    const at = await begin(world)
    const { id } = await chat.channel.send(at.conversationId, { type: 'message', text: 'one' })
    await chat.channel.update(at.conversationId, id, { type: 'message', text: 'two' })
    await chat.channel.remove(at.conversationId, id)
    const { activities } = await history(world, at)
    expect(activities.map((each) => [each['id'], each['text']])).to.deep.equal([
      [id, 'one'],
      [id, 'two'],
      [id, '—'],
    ])
  })
})
