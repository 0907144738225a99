import { expect } from 'chai'
import { connectedWorlds, message, said } from './bot-world.ts'

describe('speaking here and unasked', () => {
  const suite = connectedWorlds()
  const { world } = suite

  it('answers the chat of this process without a network', async () => {
    const { bot, local } = world()
    await bot.deliver(message({ serviceUrl: 'https://local.invalid/', channelId: 'webchat' }))
    expect(local).to.deep.equal(['c-1: You said: hello'])
  })

  it('speaks unasked where a turn came from, here and in a channel', async () => {
    const { bot, post, chats, turns, local } = world()
    await post(
      message({ serviceUrl: suite.connector.url, conversation: { id: '19:a;messageid=1@b' } }),
    )
    await bot.deliver(
      message({ serviceUrl: 'https://local.invalid/', conversation: { id: 'c-2' } }),
    )
    for (const { reference } of turns)
      await chats.send({ reference, locale: 'en', said: [said({ text: 'verified' })] })
    expect(suite.connector.texts()).to.include('verified')
    expect(suite.connector.calls.at(-1)?.path).to.match(
      /^\/v3\/conversations\/19:a;messageid=1@b\/activities/u,
    )
    expect(local.at(-1)).to.equal('c-2: verified')
  })

  it('counts a message as said whose event was refused', async () => {
    const { post, chats, turns } = world({ receive: async () => [] })
    await post(message({ serviceUrl: suite.connector.url }))
    const event = { name: 'handoff.status', value: { state: 'accepted' }, transcript: [] } as const
    suite.connector.moods.push({ status: 200 }, { status: 400 })
    const reference = turns[0]?.reference ?? ''
    await chats.send({ reference, locale: 'en', said: [said({ text: 'on it', event })] })
    expect(suite.connector.calls.map(({ body }) => body['text'] ?? body['name'])).to.deep.equal([
      'on it',
      'handoff.status',
    ])
  })

  it('says that a chat cannot be reached: gone, refused, or with a reference that is none', async () => {
    const { post, chats, turns } = world()
    await post(message({ serviceUrl: suite.connector.url }))
    const reference = turns[0]?.reference ?? ''
    const foreign = reference.replace(suite.connector.url, 'https://attacker.example')
    suite.connector.moods.push({ status: 404 })
    for (const each of [reference, foreign, '', '{}', '{"channelId":5}']) {
      let code: unknown
      try {
        await chats.send({ reference: each, locale: 'en', said: [said()] })
      } catch (error) {
        code = (error as { code?: unknown }).code
      }
      expect(code, each).to.equal('ERR_CHAT_UNAVAILABLE')
    }
  })
})
