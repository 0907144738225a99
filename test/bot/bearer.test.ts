import { expect } from 'chai'
import { startConnector } from '../stand-ins/connector.ts'
import { botWorld, message, said } from './bot-world.ts'
import { appId, holdToken, startIdentityServer } from './identity-server.ts'

describe('the bot’s own token', () => {
  it('goes with replies and with what is said unasked, and only to the service the message came from', async () => {
    const connector = await startConnector()
    const identity = await startIdentityServer()
    const settings = { appId, appPassword: 'x', openIdMetadataUrl: identity.metadataUrl }
    const world = botWorld({ settings })
    holdToken('held')
    const authorization = identity.token({ claims: { serviceurl: connector.url } })
    const body = message({ channelId: 'msteams', serviceUrl: connector.url })
    expect((await world.post(body, { authorization })).status).to.equal(200)
    const reference = world.turns[0]?.reference ?? ''
    await world.chats.send({ reference, locale: 'en', said: [said()] })
    expect(connector.calls.map((call) => call.authorization)).to.deep.equal([
      'Bearer held',
      'Bearer held',
    ])
    await world.bot.deliver(message({ serviceUrl: 'https://local.invalid/', channelId: 'webchat' }))
    expect(world.local).to.deep.equal(['c-1: You said: hello'])
    expect(connector.calls).to.have.length(2)
    world.close()
    await Promise.all([connector.close(), identity.close()])
  })
})
