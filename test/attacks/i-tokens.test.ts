import { createHmac } from 'node:crypto'
import { expect } from 'chai'
import { createChannelTokenCheck } from '../../src/bot/channel-token.ts'
import { clouds } from '../../src/bot/cloud.ts'
import {
  appId,
  foreignKey,
  startIdentityServer,
  type IdentityServer,
} from '../bot/identity-server.ts'
import { botWorld, message, type BotWorld } from '../bot/bot-world.ts'

describe('tokens of channels (I1, I3)', () => {
  let identity: IdentityServer
  let world: BotWorld

  beforeEach(async () => {
    // The SDK writes every bad token to the console; a test's output is no place for it.
    process.stderr.write = () => true
    identity = await startIdentityServer()
    const settings = { appId, appPassword: 'x', openIdMetadataUrl: identity.metadataUrl }
    world = botWorld({ settings, receive: async () => [] })
  })
  afterEach(async () => {
    Reflect.deleteProperty(process.stderr, 'write')
    world.close()
    await identity.close()
  })

  const issued = () => ({
    appId,
    issuer: clouds.public.issuer,
    metadataUrl: identity.metadataUrl,
  })

  const post = async (authorization: string | null, over: object = {}): Promise<number> => {
    const headers = authorization === null ? {} : { authorization }
    return (
      await world.post(
        message({ channelId: 'msteams', ...over }),
        headers as Record<string, string>,
      )
    ).status
  }

  it('I1 a good token twice → taken, with one look for keys', async () => {
    expect(await post(identity.token())).to.equal(200)
    expect(await post(identity.token())).to.equal(200)
    expect(identity.lookups()).to.equal(1)
    expect(world.turns).to.have.length(2)
  })

  it('I1 no token, alg none, HS256, other key, audience, issuer, times, service → 401, and no turn', async () => {
    const now = Math.floor(Date.now() / 1_000)
    const hmac = (token: string): string => {
      const body = token.replace('Bearer ', '').split('.').slice(0, 2).join('.')
      return `Bearer ${body}.${createHmac('sha256', identity.publicPem).update(body).digest('base64url')}`
    }
    const good = identity.token()
    const bad: Record<string, string | null> = {
      none: null,
      empty: '',
      'no scheme': good.replace('Bearer ', ''),
      'other scheme': good.replace('Bearer', 'Basic'),
      garbage: 'Bearer a.b.c',
      'two dots only': 'Bearer ..',
      'alg none': identity.token({ header: { alg: 'none' }, signature: '' }),
      'HS256 with the public key': hmac(identity.token({ header: { alg: 'HS256' } })),
      'a foreign key': identity.token({ key: foreignKey }),
      'an unknown key id': identity.token({ header: { kid: 'k2' }, key: foreignKey }),
      'no key id': identity.token({ header: { kid: null } }),
      'another audience': identity.token({ claims: { aud: 'another' } }),
      'no audience': identity.token({ claims: { aud: null } }),
      'another issuer': identity.token({ claims: { iss: 'https://sts.windows.net/x/' } }),
      'no issuer': identity.token({ claims: { iss: null } }),
      'expired beyond tolerance': identity.token({ claims: { exp: now - 301 } }),
      'not yet valid': identity.token({ claims: { nbf: now + 400 } }),
      'another service': identity.token({
        claims: { serviceurl: 'https://smba.trafficmanager.net/' },
      }),
      'no service': identity.token({ claims: { serviceurl: null } }),
      'an Emulator’s': identity.token({
        claims: {
          iss: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/',
          appid: appId,
          ver: '1.0',
        },
      }),
      'a skill’s': identity.token({
        claims: { appid: 'other-bot', ver: '1.0', iss: 'https://api.botframework.com', aud: 'x' },
      }),
      altered: `${good.slice(0, -6)}AAAAAA`,
    }
    for (const [name, token] of Object.entries(bad)) expect(await post(token), name).to.equal(401)
    expect(world.turns).to.deep.equal([])
  }).timeout(5_000)

  it('I1 a key that is not endorsed for the channel, a message without a service → refused', async () => {
    expect(await post(identity.token(), { channelId: 'telegram' })).to.equal(401)
    expect(await post(identity.token(), { channelId: '' })).to.equal(401)
    expect(await post(identity.token(), { serviceUrl: '' })).to.equal(401)
    expect(await post(identity.token({ claims: { serviceurl: '' } }), { serviceUrl: '' })).to.equal(
      401,
    )
    expect(world.turns).to.deep.equal([])
  })

  it('I2 a good token with a service on no list → refused, no token of ours leaves', async () => {
    const serviceUrl = 'https://attacker.example/'
    expect(
      await post(identity.token({ claims: { serviceurl: serviceUrl } }), { serviceUrl }),
    ).to.equal(403)
    expect(world.turns).to.deep.equal([])
  })

  it('I2 expectReplies from a service on no list → refused', async () => {
    const serviceUrl = 'https://attacker.example/'
    const token = identity.token({ claims: { serviceurl: serviceUrl } })
    expect(await post(token, { serviceUrl, deliveryMode: 'expectReplies' })).to.equal(403)
  })

  it('I3 a thousand forged key ids → nobody is asked a second time', async () => {
    for (let index = 0; index < 20; index += 1) {
      await post(identity.token({ header: { kid: `forged-${index}` }, key: foreignKey }))
    }
    expect(identity.lookups()).to.equal(1)
  })

  it('I3 the publisher of keys is down from the start → 503, one look a minute, open again afterwards', async () => {
    let now = 0
    const settings = { appId, appPassword: 'x', openIdMetadataUrl: identity.metadataUrl }
    const late = botWorld({ settings, receive: async () => [], now: () => now })
    const status = async (): Promise<number> =>
      (await late.post(message({ channelId: 'msteams' }), { authorization: identity.token() }))
        .status
    identity.fail()
    for (let index = 0; index < 5; index += 1) expect(await status()).to.equal(503)
    expect(identity.lookups()).to.equal(1)
    expect(late.turns).to.deep.equal([])
    identity.recover()
    expect(await status()).to.equal(503)
    now = 60_000
    expect(await status()).to.equal(200)
    late.close()
  })

  it('I3 the publisher of keys goes down later → known keys work for three days', async () => {
    const hour = 60 * 60 * 1_000
    let now = 0
    const clock = { now: () => now }
    const check = createChannelTokenCheck({ ...issued(), clock })
    const header = identity.token()
    const claimed = { header, channelId: 'msteams', serviceUrl: 'http://127.0.0.1:9' }
    await check(claimed)
    identity.fail()
    now = 25 * hour
    expect((await check(claimed)).isAuthenticated).to.equal(true)
    expect(identity.lookups()).to.equal(2)
    now = 97 * hour
    const failure: unknown = await check(claimed).catch((error: unknown) => error)
    expect(failure).to.include({ statusCode: 503 })
  })

  describe('sent again by a channel', () => {
    const verify = crypto.subtle.verify.bind(crypto.subtle)
    let checks = 0
    beforeEach(() => {
      checks = 0
      crypto.subtle.verify = async (...given) => {
        checks += 1
        return verify(...given)
      }
    })
    afterEach(() => {
      Reflect.deleteProperty(crypto.subtle, 'verify')
    })

    const start = Date.now()
    const hourMs = 60 * 60 * 1_000
    let now = start
    const checking = () => {
      now = start
      const check = createChannelTokenCheck({ ...issued(), clock: { now: () => now } })
      const good = { channelId: 'msteams', serviceUrl: 'http://127.0.0.1:9' }
      return async (header: string, over: Partial<typeof good> = {}) =>
        check({ header, ...good, ...over }).then(
          () => 'taken',
          () => 'refused',
        )
    }

    it('I1 the same good token three times → its signature is checked once, and that of another by itself', async () => {
      const check = checking()
      const header = identity.token()
      for (let times = 0; times < 3; times += 1) expect(await check(header)).to.equal('taken')
      expect(checks).to.equal(1)
      expect(await check(identity.token({ claims: { nonce: 'other' } }))).to.equal('taken')
      expect(checks).to.equal(2)
    })

    it('I1 a token that was checked, for another service, an unendorsed channel, or altered → refused', async () => {
      const check = checking()
      const header = identity.token()
      expect(await check(header)).to.equal('taken')
      expect(await check(header, { serviceUrl: 'https://attacker.example/' })).to.equal('refused')
      expect(await check(header, { serviceUrl: '' })).to.equal('refused')
      expect(await check(header, { channelId: 'telegram' })).to.equal('refused')
      expect(await check(`${header.slice(0, -6)}AAAAAA`)).to.equal('refused')
      expect(await check(header.replace('Bearer', 'Basic'))).to.equal('refused')
      expect(await check(header)).to.equal('taken')
    })

    it('I1 a token that was checked, beyond its time or after the clock was set back → checked again', async () => {
      const check = checking()
      const exp = Math.floor(start / 1_000) + 60
      const header = identity.token({ claims: { exp } })
      expect(await check(header)).to.equal('taken')
      now = exp * 1_000
      await check(header)
      expect(checks).to.equal(2)
      now = start - 1
      await check(header)
      expect(checks).to.equal(3)
    })

    it('I1 a token that was checked, when its key is published anew → checked again', async () => {
      const check = checking()
      const header = identity.token({ claims: { exp: Math.floor(start / 1_000) + 48 * 3_600 } })
      expect(await check(header)).to.equal('taken')
      now = start + 25 * hourMs
      expect(await check(header)).to.equal('taken')
      expect(identity.lookups()).to.equal(2)
      expect(checks).to.equal(2)
    })

    it('I1 a hundred good tokens of another bot → refused, and they push out none of ours', async () => {
      const check = checking()
      const header = identity.token()
      expect(await check(header)).to.equal('taken')
      for (let n = 0; n < 101; n += 1) {
        const foreign = identity.token({ claims: { aud: 'another', nonce: String(n) } })
        expect(await check(foreign)).to.equal('refused')
      }
      checks = 0
      expect(await check(header)).to.equal('taken')
      expect(checks).to.equal(0)
    })

    it('I1 more than a hundred good tokens → the oldest is forgotten, and checked again', async () => {
      const check = checking()
      const oldest = identity.token()
      expect(await check(oldest)).to.equal('taken')
      for (let n = 0; n < 100; n += 1) await check(identity.token({ claims: { nonce: String(n) } }))
      checks = 0
      await check(oldest)
      expect(checks).to.equal(1)
    })
  })

  it('I3 a new key id → looked for again after an hour', async () => {
    let now = 0
    const clock = { now: () => now }
    const check = createChannelTokenCheck({ ...issued(), clock })
    const claimed = (kid: string): Parameters<typeof check>[0] => ({
      header: identity.token({ header: { kid } }),
      channelId: 'msteams',
      serviceUrl: 'http://127.0.0.1:9',
    })
    await check(claimed('k1'))
    await check(claimed('k2')).catch(() => null)
    expect(identity.lookups()).to.equal(1)
    now = 60 * 60 * 1_000 + 1
    await check(claimed('k2')).catch(() => null)
    await check(claimed('k3')).catch(() => null)
    expect(identity.lookups()).to.equal(2)
  })
})
