import { expect } from 'chai'
import { createMemoryStore } from '../../src/stores/memory/memory-store.ts'
import { begin, chatWorld, say, streamOf } from './chat-world.ts'
import { startStreams } from './stream-server.ts'

const hello = { type: 'message', text: 'hello' }

describe('leaving a built-in chat', () => {
  it('ends its tokens for good, on every instance, and closes its streams', async () => {
    const store = createMemoryStore()
    const [here, elsewhere] = [chatWorld(store), chatWorld(store)]
    const streams = await startStreams(here)
    const at = await begin(here)
    const stream = await streams.open(await streamOf(here, at))
    const { status } = await here.ask('POST /directline/tokens/revoke', { token: at.token })
    expect(status).to.equal(200)
    await stream.closed
    for (const world of [here, elsewhere]) {
      expect((await say(world, at, hello)).status).to.equal(403)
      for (const line of ['refresh', 'revoke']) {
        const again = await world.ask(`POST /directline/tokens/${line}`, { token: at.token })
        expect(again.status, line).to.equal(403)
      }
    }
    expect(here.delivered.map(({ text }) => text)).to.not.include('hello')
    await streams.close()
  })

  it('lets one page go on where it asks for that, as after signing out', async () => {
    const world = chatWorld()
    const at = await begin(world)
    const { body } = await world.ask('POST /directline/tokens/revoke', {
      token: at.token,
      body: { renew: true },
    })
    expect((await say(world, at, hello)).status).to.equal(403)
    expect((await say(world, { ...at, token: body.token }, hello)).status).to.equal(200)
  })

  it('needs a token of that chat, and ends no other', async () => {
    const world = chatWorld()
    const [one, other] = [await begin(world), await begin(world)]
    for (const token of ['', 'x', `${one.token}x`]) {
      expect((await world.ask('POST /directline/tokens/revoke', { token })).status).to.equal(403)
    }
    await world.ask('POST /directline/tokens/revoke', { token: one.token })
    expect((await say(world, other, hello)).status).to.equal(200)
  })

  it('works by a form as well', async () => {
    const world = chatWorld()
    const at = await begin(world)
    await world.chat.forms.leave('nonsense')
    expect((await say(world, at, hello)).status).to.equal(200)
    await world.chat.forms.leave(at.token)
    expect((await say(world, at, hello)).status).to.equal(403)
  })
})
