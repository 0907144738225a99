import { expect } from 'chai'
import { createMemoryStore } from '../../src/stores/memory/memory-store.ts'
import {
  begin,
  chatWorld,
  history,
  say,
  streamOf,
  type Answer,
  type ChatWorld,
} from './chat-world.ts'
import { startStreams } from './stream-server.ts'

const reopened = async (world: ChatWorld, at: Answer['body']): Promise<Answer['body']> => {
  const { conversationId, userId } = at
  const session = await world.chat.reopen({ conversationId, userId, locale: 'zh-CN' })
  return { ...at, ...session }
}

const statusOf = async (world: ChatWorld, line: string, token: string): Promise<number> =>
  (await world.ask(line, { token })).status

describe('a chat that is opened again by a link', () => {
  it('shows the whole history, and goes on as the same person in the same language', async () => {
    const world = chatWorld()
    const old = await begin(world)
    await say(world, old, { type: 'message', text: 'before' })
    const at = await reopened(world, old)
    await world.chat.channel.send(at.conversationId, { type: 'message', text: 'answer' })
    await say(world, at, { type: 'message', text: 'after' })
    const texts = (await history(world, at)).activities.map(({ text }) => text)
    expect(texts).to.deep.equal(['before', 'answer', 'after'])
    expect(world.delivered.at(-1)).to.deep.include({ text: 'after', locale: 'zh-CN' })
    expect(world.delivered.at(-1)?.['from']).to.include({ id: old.userId })
    const renewed = await world.ask('POST /directline/tokens/refresh', { token: at.token })
    expect(renewed.body).to.include({ conversationId: old.conversationId, userId: old.userId })
  })

  it('is closed to every tab that had it before, for good and on every instance', async () => {
    const store = createMemoryStore()
    const [here, elsewhere] = [chatWorld(store), chatWorld(store)]
    const old = await begin(here)
    const path = `/directline/conversations/${old.conversationId}`
    const first = await reopened(here, old)
    const second = await reopened(elsewhere, old)
    for (const world of [here, elsewhere]) {
      for (const { token } of [old, first]) {
        expect(await statusOf(world, 'POST /directline/tokens/refresh', token)).to.equal(403)
        expect(await statusOf(world, 'POST /directline/conversations', token)).to.equal(403)
        expect(await statusOf(world, `GET ${path}`, token)).to.equal(403)
        expect(await statusOf(world, `GET ${path}/activities`, token)).to.equal(403)
        expect(await statusOf(world, `POST ${path}/activities`, token)).to.equal(403)
      }
      expect(await statusOf(world, `GET ${path}/activities`, second.token)).to.equal(200)
    }
  })

  it('leaves every other chat alone', async () => {
    const world = chatWorld()
    const [one, other] = [await begin(world), await begin(world)]
    await reopened(world, one)
    expect((await say(world, other, { type: 'message', text: 'hello' })).status).to.equal(200)
  })

  for (const isShared of [false, true]) {
    const where = isShared ? 'another instance' : 'this one'
    it(`stops telling the tabs that had it before, when ${where} opens it again`, async () => {
      const store = createMemoryStore()
      const here = chatWorld(store, { isShared })
      const opener = isShared ? chatWorld(store, { isShared }) : here
      const streams = await startStreams(here)
      const old = await begin(here)
      const before = await streams.open(await streamOf(here, old))
      const unused = await streamOf(here, old)
      const at = await reopened(opener, old)
      await before.closed
      const after = await streams.open(await streamOf(here, at))
      await here.chat.channel.send(at.conversationId, { type: 'message', text: 'for you' })
      await after.until(1)
      expect([before.texts, after.texts]).to.deep.equal([[], ['for you']])
      expect((await streams.open(unused)).isOpen).to.equal(false)
      await streams.close()
    })
  }
})
