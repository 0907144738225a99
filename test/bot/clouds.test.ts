import { expect } from 'chai'
import { clouds } from '../../src/bot/cloud.ts'
import { Refusal } from '../../src/bot/refusal.ts'
import { createServiceUrlRule } from '../../src/bot/settings.ts'
import { appId, startIdentityServer } from './identity-server.ts'
import { botWorld, message } from './bot-world.ts'

const ruleOf = (cloud: keyof typeof clouds, extraServiceHosts: readonly string[] = []) =>
  createServiceUrlRule({ cloud, isProduction: true, extraServiceHosts })

describe('the clouds a bot can be registered in (I1, I2)', () => {
  it('each have their own service hosts, and no other cloud’s', () => {
    expect(ruleOf('public')('https://smba.trafficmanager.net/teams/')).to.equal(true)
    const government = 'https://smba.infra.gov.teams.microsoft.us/teams/'
    expect(ruleOf('usgov')(government)).to.equal(true)
    expect(ruleOf('public')(government)).to.equal(false)
    expect(ruleOf('usgov')('https://smba.trafficmanager.net/teams/')).to.equal(false)
    expect(ruleOf('china')('https://directline.botframework.azure.cn/')).to.equal(true)
    expect(ruleOf('china')('https://botframework.azure.cn.example.com/')).to.equal(false)
  })

  it('take hosts that are listed, with sub-domains where a star says so', () => {
    const mayCall = ruleOf('china', ['*.teams.example.cn', 'one.example.com'])
    expect(mayCall('https://smba.teams.example.cn/')).to.equal(true)
    expect(mayCall('https://one.example.com/')).to.equal(true)
    for (const url of ['https://teams.example.cn.evil/', 'https://evilteams.example.cn/']) {
      expect(mayCall(url), url).to.equal(false)
    }
    expect(mayCall('https://a.one.example.com/')).to.equal(false)
  })

  it('are called over https alone, also on a listed host (attacks I2)', () => {
    for (const scheme of ['http', 'ws', 'ftp']) {
      const url = `${scheme}://smba.trafficmanager.net/teams/`
      expect(ruleOf('public')(url), url).to.equal(false)
    }
  })

  it('are asked for nothing elsewhere, also for a chat that is known (attacks I2)', async () => {
    const world = botWorld({ settings: { isProduction: true } })
    const elsewhere = world.serviceAt('https://elsewhere.example/')
    // The SDK is not loaded yet: whoever calls waits for it, and is refused all the same.
    const refusal: unknown = await elsewhere.deleteActivity('room', 'post').catch((error) => error)
    expect(refusal).to.be.instanceOf(Refusal)
    await world.load()
    expect(() => world.serviceAt('https://elsewhere.example/')).to.throw(/replies may go to/)
    expect(() => world.serviceAt('https://smba.trafficmanager.net/teams/')).to.not.throw()
    world.close()
  })

  it('take the tokens of their own issuer alone', async () => {
    const identity = await startIdentityServer()
    const settings = { appId, appPassword: 'x', openIdMetadataUrl: identity.metadataUrl }
    const world = botWorld({
      settings: { ...settings, cloud: 'usgov' },
      receive: async () => [],
    })
    const status = async (authorization: string) =>
      (await world.post(message({ channelId: 'msteams' }), { authorization })).status
    try {
      expect(await status(identity.token())).to.equal(401)
      const own = { claims: { iss: clouds.usgov.issuer } }
      expect(await status(identity.token(own))).to.equal(200)
    } finally {
      world.close()
      await identity.close()
    }
  })

  it('refuse every delivery in a production without a registration', async () => {
    const world = botWorld({ settings: { isProduction: true }, receive: async () => [] })
    const answer = await world.post(message({ channelId: 'msteams' }), {})
    expect(answer.status).to.equal(401)
    world.close()
  })
})
