import { expect } from 'chai'
import { createMemoryStore } from '../../src/stores/memory/memory-store.ts'
import { begin, chatWorld, streamOf } from './chat-world.ts'
import { startStreams } from './stream-server.ts'

describe('the stream of the built-in chat', () => {
  it('brings what was and what comes, from the watermark on', async () => {
    const world = chatWorld()
    const streams = await startStreams(world)
    const at = await begin(world)
    await world.chat.channel.send(at.conversationId, { type: 'message', text: 'one' })
    await world.chat.channel.send(at.conversationId, { type: 'message', text: 'two' })
    const all = await streams.open(await streamOf(world, at, '-'))
    const late = await streams.open(await streamOf(world, at, '1'))
    const beyond = await streams.open(await streamOf(world, at, '99'))
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
    const page = await streams.open(await streamOf(here, at))
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
    const ticket = async (of = one) => (await streamOf(world, of)).split('&t=')[1]
    for (const query of ['', '?t=', '?t=x', `?t=${one.token}`, `?t=${await ticket(other)}`]) {
      expect((await streams.open(`${path}${query}`)).isOpen, query).to.equal(false)
    }
    const from = async (origin: string) =>
      (await streams.open(`${path}?t=${await ticket()}`, origin)).isOpen
    expect(await from('https://attacker.example')).to.equal(false)
    expect(await from('https://id.example.com')).to.equal(true)
    expect((await streams.open('/directline/other')).isOpen).to.equal(false)
    await streams.close()
  })

  it('takes a ticket once, within a minute, and nothing else with it', async () => {
    let now = 1_000
    const world = chatWorld(undefined, { clock: { now: () => now } })
    const streams = await startStreams(world)
    const at = await begin(world)
    const address = await streamOf(world, at)
    const ticket = new URL(address, 'http://x').searchParams.get('t') ?? ''
    expect(address).to.not.contain(at.token)
    for (const line of [
      `GET /directline/conversations/${at.conversationId}/activities`,
      'POST /directline/tokens/refresh',
      'POST /directline/tokens/revoke',
    ]) {
      expect((await world.ask(line, { token: ticket })).status, line).to.equal(403)
    }
    expect((await streams.open(address)).isOpen).to.equal(true)
    expect((await streams.open(address)).isOpen, 'again').to.equal(false)
    for (const behind of ['=', '==', '!', '.', '\n', ' ', '%']) {
      const spelt = `${address}${encodeURIComponent(behind)}`
      expect((await streams.open(spelt)).isOpen, `with ${behind} behind it`).to.equal(false)
      const unused = `${await streamOf(world, at)}${encodeURIComponent(behind)}`
      expect((await streams.open(unused)).isOpen, `unused, ${behind}`).to.equal(false)
    }
    const late = await streamOf(world, at)
    const early = await streamOf(world, at)
    now -= 30_000
    expect((await streams.open(early)).isOpen, 'clock set back').to.equal(false)
    now += 90_000
    expect((await streams.open(late)).isOpen, 'a minute later').to.equal(false)
    await streams.close()
  })
})
