import { expect } from 'chai'
import { startConnector, type Connector } from '../stand-ins/connector.ts'
import { botWorld, channelMessage, message, said, type BotWorld } from './bot-world.ts'

const room = '19:ops@thread.tacv2'
const event = { name: 'handoff.initiate', value: { number: 12 }, transcript: [] } as const

async function codeOf(work: Promise<unknown>): Promise<unknown> {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  const { code, retryable } = (error ?? {}) as { code?: unknown; retryable?: unknown }
  return error === null ? 'nothing was thrown' : { code, retryable }
}

describe('the way to a desk', () => {
  let connector: Connector
  let world: BotWorld

  beforeEach(async () => {
    connector = await startConnector()
    world = botWorld({ receive: async () => [], limitMs: 300 })
  })
  afterEach(async () => {
    world.close()
    await connector.close()
  })

  async function referenceFrom(body: Record<string, unknown>): Promise<string> {
    await world.post({ serviceUrl: connector.url, ...body })
    return world.turns.at(-1)?.reference ?? ''
  }
  const fromChannel = (): Promise<string> =>
    referenceFrom(channelMessage({ serviceUrl: connector.url }))
  const fromGroup = (): Promise<string> =>
    referenceFrom(
      message({ serviceUrl: connector.url, conversation: { id: 'c-7', isGroup: true } }),
    )

  it('begins a thread of its own in a Teams channel, whichever thread it was registered in', async () => {
    const reference = await fromChannel()
    const posted = await world.desks.post({ reference, thread: null, said: said({ text: 'new' }) })
    expect(posted).to.deep.equal({ thread: `${room};messageid=root-1`, activity: 'root-1' })
    expect(connector.calls).to.have.length(1)
    expect(connector.calls[0]).to.include({ method: 'POST', path: '/v3/conversations' })
    expect(connector.calls[0]?.body).to.deep.include({
      isGroup: true,
      bot: { id: 'bot-1', name: 'Latchkey' },
      channelData: { channel: { id: room }, tenant: { id: 'tenant-one' } },
    })
    expect(connector.calls[0]?.body['activity']).to.include({ type: 'message', text: 'new' })
  })

  it('answers in a thread, rewrites what stands there and takes it back', async () => {
    const reference = await fromChannel()
    const first = await world.desks.post({ reference, thread: null, said: said() })
    const { thread } = first
    const reply = await world.desks.post({ reference, thread, said: said({ text: 'more' }) })
    expect(reply).to.deep.equal({ thread, activity: 'sent-2' })
    await world.desks.update({ reference, posted: first, said: said({ text: 'taken' }) })
    await world.desks.remove({ reference, posted: reply })
    const made = connector.calls.slice(1).map(({ method, path }) => `${method} ${path}`)
    expect(made).to.deep.equal([
      `POST /v3/conversations/${thread}/activities`,
      `PUT /v3/conversations/${thread}/activities/root-1`,
      `DELETE /v3/conversations/${thread}/activities/sent-2`,
    ])
    expect(connector.calls[2]?.body).to.include({ id: 'root-1', text: 'taken' })
    expect(connector.texts()).to.deep.equal(['more', 'taken'])
  })

  it('posts in the group itself where a channel has no threads', async () => {
    const reference = await fromGroup()
    const posted = await world.desks.post({ reference, thread: null, said: said() })
    expect(posted).to.deep.equal({ thread: 'c-7', activity: 'sent-1' })
    await world.desks.update({ reference, posted, said: said() })
    await world.desks.remove({ reference, posted })
    expect(connector.calls.map(({ method, path }) => `${method} ${path}`)).to.deep.equal([
      'POST /v3/conversations/c-7/activities',
      'PUT /v3/conversations/c-7/activities/sent-1',
      'DELETE /v3/conversations/c-7/activities/sent-1',
    ])
    const chat = { id: '19:group@thread.v2', conversationType: 'groupChat', isGroup: true }
    const teams = await referenceFrom(
      channelMessage({ serviceUrl: connector.url, conversation: chat }),
    )
    const there = await world.desks.post({ reference: teams, thread: null, said: said() })
    expect(there.thread).to.equal(chat.id)
  })

  it('serves the chat of this process without a network', async () => {
    await world.bot.deliver(
      message({
        channelId: 'webchat',
        serviceUrl: 'https://local.invalid/',
        conversation: { id: 'desk', isGroup: true },
      }),
    )
    const { reference = '', group } = world.turns[0] ?? {}
    expect(group?.isOwnDesk).to.equal(true)
    const posted = await world.desks.post({ reference, thread: null, said: said({ text: 'new' }) })
    expect(posted).to.deep.equal({ thread: 'desk', activity: 'local-1' })
    await world.desks.update({ reference, posted, said: said() })
    await world.desks.remove({ reference, posted })
    expect(world.local).to.deep.equal([
      'desk: new',
      'desk: rewrote local-1',
      'desk: removed local-1',
    ])
    expect(connector.calls).to.deep.equal([])
  })

  it('sends an event after its message, but never to Teams', async () => {
    await world.desks.post({ reference: await fromGroup(), thread: null, said: said({ event }) })
    expect(connector.calls.map(({ body }) => body['name'] ?? body['type'])).to.deep.equal([
      'message',
      'handoff.initiate',
    ])
    connector.calls.length = 0
    const reference = await fromChannel()
    const { thread } = await world.desks.post({ reference, thread: null, said: said({ event }) })
    await world.desks.post({ reference, thread, said: said({ event }) })
    expect(JSON.stringify(connector.calls)).to.not.include('handoff')
  })

  it('keeps a message whose event was refused', async () => {
    const reference = await fromGroup()
    connector.moods.push({ status: 200 }, { status: 400 })
    const posted = await world.desks.post({ reference, thread: null, said: said({ event }) })
    expect(posted.activity).to.equal('sent-1')
    expect(connector.calls).to.have.length(2)
  })

  it('tells the desk also when whoever is called has left it', async () => {
    const reference = await fromChannel()
    const mention = { chatChannel: 'msteams', id: '29:gone', name: 'Mei' }
    const late = { reference, thread: room, said: said({ text: 'late', mention }) }
    connector.moods.push({ status: 400 })
    expect((await world.desks.post(late)).activity).to.equal('sent-2')
    expect(connector.texts()).to.deep.equal(['<at>Mei</at> late', 'late'])
    connector.moods.push({ status: 503 })
    const refused = { code: 'ERR_CHAT_UNAVAILABLE', retryable: true }
    expect(await codeOf(world.desks.post(late))).to.deep.equal(refused)
    connector.moods.push({ status: 400 })
    const plain = { ...late, said: said({ text: 'late' }) }
    expect(await codeOf(world.desks.post(plain))).to.deep.equal({ ...refused, retryable: false })
    expect(connector.calls).to.have.length(4)
  })

  it('tells a message that somebody has deleted from a service that fails', async () => {
    const posted = { thread: room, activity: 'a' }
    const card = { reference: await fromChannel(), posted, said: said() }
    connector.moods.push({ status: 404 })
    expect(await world.desks.update(card)).to.equal('gone')
    expect(await world.desks.update(card)).to.equal('updated')
  })

  it('says when a service fails, and whether it may be tried again', async () => {
    const reference = await fromChannel()
    const posted = { thread: room, activity: 'a' }
    const works = [
      () => world.desks.post({ reference, thread: null, said: said() }),
      () => world.desks.post({ reference, thread: room, said: said() }),
      () => world.desks.update({ reference, posted, said: said() }),
      () => world.desks.remove({ reference, posted }),
    ]
    for (const work of works) {
      for (const [status, retryable] of [
        [503, true],
        [500, false],
        [403, false],
      ] as const) {
        connector.moods.push({ status })
        expect(await codeOf(work())).to.deep.equal({ code: 'ERR_CHAT_UNAVAILABLE', retryable })
      }
    }
    connector.moods.push('hang')
    const late = await codeOf(world.desks.post({ reference, thread: room, said: said() }))
    expect(late).to.deep.equal({ code: 'ERR_CHAT_UNAVAILABLE', retryable: false })
  })

  it('goes nowhere with a reference that is none, or that names a service on no list', async () => {
    const foreign = (await fromGroup()).replace(connector.url, 'https://attacker.example')
    for (const reference of ['', '{}', foreign]) {
      const refused = await codeOf(world.desks.post({ reference, thread: null, said: said() }))
      expect(refused).to.deep.equal({ code: 'ERR_CHAT_UNAVAILABLE', retryable: false })
    }
    expect(connector.calls).to.deep.equal([])
  })
})
