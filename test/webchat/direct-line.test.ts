import { expect } from 'chai'
import { begin, chatWorld, history, say } from './chat-world.ts'

describe('the built-in chat', () => {
  it('gives tokens to its own pages only', async () => {
    const world = chatWorld()
    const generate = async (headers: Record<string, string>): Promise<number> =>
      (await world.ask('POST /directline/tokens/generate', { headers })).status
    expect(await generate({})).to.equal(200)
    expect(await generate({ 'sec-fetch-site': 'same-origin' })).to.equal(200)
    expect(await generate({ origin: 'https://attacker.example' })).to.equal(403)
    expect(await generate({ origin: 'null' })).to.equal(403)
    expect(await generate({ origin: 'http://id.example.com' })).to.equal(403)
    expect(await generate({ 'sec-fetch-site': 'cross-site' })).to.equal(403)
    expect(await generate({ 'sec-fetch-site': 'same-site' })).to.equal(403)
    expect(await generate({ origin: 'http://localhost:3978', host: 'localhost:3978' })).to.equal(
      403,
    )
  })

  it('serves a loopback page outside production, and only its own', async () => {
    const world = chatWorld(undefined, { isProduction: false, publicUrl: 'http://localhost:3978' })
    const generate = async (headers: Record<string, string>): Promise<number> =>
      (await world.ask('POST /directline/tokens/generate', { headers })).status
    expect(await generate({ host: '127.0.0.1:3978', origin: 'http://127.0.0.1:3978' })).to.equal(
      200,
    )
    expect(await generate({ host: '127.0.0.1:3978', origin: 'http://127.0.0.1:9999' })).to.equal(
      403,
    )
    expect(await generate({ host: '127.0.0.1:3978', origin: 'https://attacker.example' })).to.equal(
      403,
    )
  })

  it('says when a source may ask for a token again', async () => {
    const world = chatWorld(undefined, { tokenFlood: () => Promise.resolve(17) })
    const { status, headers } = await world.ask('POST /directline/tokens/generate')
    expect(status).to.equal(429)
    expect(headers['retry-after']).to.equal('17')
  })

  it('lets the bot greet once, in the language of the page', async () => {
    const world = chatWorld()
    const at = await begin(world)
    expect(world.delivered).to.have.length(1)
    expect(world.delivered[0]).to.deep.include({
      type: 'conversationUpdate',
      locale: 'zh-CN',
      membersAdded: [{ id: at.userId }],
    })
    await world.chat.channel.send(at.conversationId, { type: 'message', text: 'Welcome' })
    await world.ask('POST /directline/conversations', { token: at.token })
    await world.ask(`GET /directline/conversations/${at.conversationId}?watermark=0`, {
      token: at.token,
    })
    await say(world, at, { type: 'event', name: 'webchat/join' })
    expect(world.delivered).to.have.length(1)
  })

  it('says 201 to a new chat and tells where its stream is', async () => {
    const world = chatWorld()
    const { body } = await world.ask('POST /directline/tokens/generate')
    const started = await world.ask('POST /directline/conversations', { token: body.token })
    expect(started.status).to.equal(201)
    expect(started.body.streamUrl).to.match(
      /^wss:\/\/id\.example\.com\/directline\/conversations\/[\w-]+\/stream\?watermark=-&t=/u,
    )
  })

  it('answers 403 and nothing else to a token that is missing, altered, foreign or expired', async () => {
    let now = 0
    const world = chatWorld(undefined, { clock: { now: () => now } })
    const one = await begin(world)
    const other = await begin(world)
    const path = `/directline/conversations/${one.conversationId}`
    const bad = [
      undefined,
      '',
      'x',
      'a.b',
      `${one.token}x`,
      `x${one.token}`,
      `${one.token}.x`,
      other.token,
      one.token.split('.')[0],
    ]
    for (const token of bad) {
      for (const line of [
        `GET ${path}`,
        `GET ${path}/activities`,
        `POST ${path}/activities`,
        `POST ${path}/upload`,
      ]) {
        const asked = token === undefined ? {} : { token }
        expect((await world.ask(line, asked)).status, `${line} ${token}`).to.equal(403)
      }
    }
    now = 30 * 60 * 1_000
    expect((await world.ask(`GET ${path}`, { token: one.token })).status).to.equal(403)
  })

  it('renews a token of a page that slept, for a day', async () => {
    let now = 0
    const world = chatWorld(undefined, { clock: { now: () => now } })
    const at = await begin(world)
    now = 60 * 60 * 1_000
    const renewed = await world.ask('POST /directline/tokens/refresh', { token: at.token })
    expect(renewed.status).to.equal(200)
    expect(renewed.body).to.include({ conversationId: at.conversationId, userId: at.userId })
    expect((await history(world, { ...at, token: renewed.body.token })).activities).to.deep.equal(
      [],
    )
    now = 25 * 60 * 60 * 1_000
    expect(
      (await world.ask('POST /directline/tokens/refresh', { token: at.token })).status,
    ).to.equal(403)
  })

  it('takes a page’s words and none of its claims about who, where and to whom (I7)', async () => {
    const world = chatWorld()
    const at = await begin(world)
    await say(world, at, {
      type: 'message',
      text: 'hi',
      id: 'mine',
      from: { id: 'admin', role: 'bot' },
      recipient: { id: 'x' },
      serviceUrl: 'https://attacker.example',
      channelId: 'msteams',
      conversation: { id: 'another', isGroup: true },
      deliveryMode: 'expectReplies',
      channelData: { clientActivityID: 'c-1', tenant: { id: 't' } },
    })
    const bot = world.delivered.at(-1) ?? {}
    expect(bot).to.deep.include({
      text: 'hi',
      from: { id: at.userId, role: 'user' },
      channelId: 'webchat',
      conversation: { id: at.conversationId },
      serviceUrl: 'https://webchat.latchkey.invalid/',
    })
    expect(bot).to.not.have.any.keys('deliveryMode', 'channelData')
    const echo = (await history(world, at)).activities[0]
    expect(echo).to.deep.include({
      from: { id: at.userId, role: 'user' },
      channelData: { clientActivityID: 'c-1' },
    })
    expect(echo).to.not.have.property('serviceUrl')
  })

  it('refuses files and what is no message', async () => {
    const world = chatWorld()
    const at = await begin(world)
    expect(
      (await say(world, at, { type: 'message', attachments: [{ contentUrl: 'data:,' }] })).status,
    ).to.equal(415)
    for (const body of [
      {},
      { type: 'invoke' },
      { type: 'conversationUpdate' },
      { type: 'message', text: 5 },
    ]) {
      expect((await say(world, at, body)).status).to.equal(400)
    }
    expect(world.delivered).to.have.length(1)
  })

  it('hands messages over one after another, and answers a slow one before it is over', async () => {
    const order: string[] = []
    const resolvers: (() => void)[] = []
    const slow = new Promise<void>((resolve) => resolvers.push(resolve))
    const world = chatWorld(undefined, {
      acknowledgeAfterMs: 1,
      bot: {
        isAccepting: () => true,
        deliver: async ({ text }) => {
          order.push(`begin ${String(text)}`)
          if (text === 'one') await slow
          order.push(`end ${String(text)}`)
          return 'done'
        },
      },
    })
    const at = (await world.ask('POST /directline/tokens/generate')).body
    expect((await say(world, at, { type: 'message', text: 'one' })).status).to.equal(200)
    expect((await say(world, at, { type: 'message', text: 'two' })).status).to.equal(200)
    expect(order).to.deep.equal(['begin one'])
    resolvers.forEach((resolve) => resolve())
    await world.chat.idle()
    expect(order).to.deep.equal(['begin one', 'end one', 'begin two', 'end two'])
  })

  it('turns a message away before it is kept when the bot is full', async () => {
    const bot = { isAccepting: () => false, deliver: async () => 'busy' as const }
    const world = chatWorld(undefined, { bot })
    const at = (await world.ask('POST /directline/tokens/generate')).body
    const refused = await say(world, at, { type: 'message', text: 'hello' })
    expect(refused.status).to.equal(503)
    expect(refused.headers['retry-after']).to.equal('2')
    expect((await history(world, at)).activities).to.deep.equal([])
  })
})
