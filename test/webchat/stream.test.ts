import { expect } from 'chai'
import { createMemoryStore } from '../../src/stores/memory/memory-store.ts'
import { begin, chatWorld } from './chat-world.ts'
import { startStreams } from './stream-server.ts'

describe('the stream of the built-in chat', () => {
  it('brings what was and what comes, from the watermark on', async () => {
    const world = chatWorld()
    const streams = await startStreams(world)
    const at = await begin(world)
    await world.chat.channel.send(at.conversationId, { type: 'message', text: 'one' })
    await world.chat.channel.send(at.conversationId, { type: 'message', text: 'two' })
    const path = `/directline/conversations/${at.conversationId}/stream?t=${at.token}`
    const all = await streams.open(`${path}&watermark=-`)
    const late = await streams.open(`${path}&watermark=1`)
    const beyond = await streams.open(`${path}&watermark=99`)
    await Promise.all([all.until(2), late.until(1), beyond.until(2)])
    await world.chat.channel.send(at.conversationId, { type: 'message', text: 'three' })
    await Promise.all([all.until(3), late.until(2), beyond.until(3)])
    expect(all.texts).to.deep.equal(['one', 'two', 'three'])
    expect(late.texts).to.deep.equal(['two', 'three'])
    expect(beyond.texts).to.deep.equal(['one', 'two', 'three'])
    await streams.close()
  })

  it('brings what another instance wrote, to pages that are connected here', async () => {
    const store = createMemoryStore()
    const here = chatWorld(store, { isShared: true })
    const elsewhere = chatWorld(store, { isShared: true })
    const streams = await startStreams(here)
    const at = await begin(here)
    const path = `/directline/conversations/${at.conversationId}/stream?t=${at.token}`
    const page = await streams.open(`${path}&watermark=-`)
    await here.chat.channel.send(at.conversationId, { type: 'message', text: 'one' })
    await page.until(1)
    await elsewhere.chat.channel.send(at.conversationId, { type: 'message', text: 'two' })
    await page.until(2)
    await here.chat.channel.send(at.conversationId, { type: 'message', text: 'three' })
    await page.until(3)
    expect(page.texts).to.deep.equal(['one', 'two', 'three'])
    await streams.close()
  })

  it('opens for the chat’s own token and own pages only', async () => {
    const world = chatWorld()
    const streams = await startStreams(world)
    const one = await begin(world)
    const other = await begin(world)
    const path = `/directline/conversations/${one.conversationId}/stream`
    for (const query of ['', '?t=', '?t=x', `?t=${other.token}`]) {
      expect((await streams.open(`${path}${query}`)).isOpen, query).to.equal(false)
    }
    expect(
      (await streams.open(`${path}?t=${one.token}`, 'https://attacker.example')).isOpen,
    ).to.equal(false)
    expect(
      (await streams.open(`${path}?t=${one.token}`, 'https://id.example.com')).isOpen,
    ).to.equal(true)
    expect((await streams.open('/directline/other')).isOpen).to.equal(false)
    await streams.close()
  })
})
