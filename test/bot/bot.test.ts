import { expect } from 'chai'
import { connectedWorlds, message, said } from './bot-world.ts'

describe('the bot’s door', () => {
  const suite = connectedWorlds()
  const { world } = suite

  it('answers a message at its service, as a reply to it', async () => {
    const { post } = world()
    const answer = await post(message({ serviceUrl: suite.connector.url }))
    expect(answer.status).to.equal(200)
    expect(suite.connector.calls).to.have.length(1)
    expect(suite.connector.calls[0]).to.deep.include({
      method: 'POST',
      path: '/v3/conversations/c-1/activities/a-1',
      authorization: null,
    })
    expect(suite.connector.calls[0]?.body).to.deep.include({
      text: 'You said: hello',
      locale: 'en',
    })
  })

  it('hears nobody of a tenant that is not on its list, however the tenant is spelt', async () => {
    const { post, turns } = world({ settings: { allowedTenants: ['tenant-one'] } })
    const teams = (tenantId: string) =>
      message({
        channelId: 'msteams',
        serviceUrl: suite.connector.url,
        conversation: { id: 'c-1', conversationType: 'personal', tenantId },
      })
    expect((await post(teams('tenant-two'))).status).to.equal(403)
    expect((await post(teams(''))).status).to.equal(403)
    expect(turns).to.deep.equal([])
    expect(suite.connector.calls).to.deep.equal([])
    expect((await post(teams('Tenant-One'))).status).to.equal(200)
  })

  it('sends nothing before the turn is committed', async () => {
    let callsAtCommit = -1
    const { post } = world({
      receive: async () => {
        callsAtCommit = suite.connector.calls.length
        return [said(), said()]
      },
    })
    await post(message({ serviceUrl: suite.connector.url }))
    expect(callsAtCommit).to.equal(0)
    expect(suite.connector.calls).to.have.length(2)
  })

  it('returns the replies in the answer where the channel expects them there', async () => {
    const { post } = world()
    const answer = await post(message({ deliveryMode: 'expectReplies', serviceUrl: undefined }))
    const { activities } = JSON.parse(String(answer.body)) as { activities: { text: string }[] }
    expect(answer.status).to.equal(200)
    expect(activities.map(({ text }) => text)).to.deep.equal(['You said: hello'])
  })

  it('answers 400 to what is no activity', async () => {
    const { post, turns } = world()
    for (const body of [null, [], {}, { type: 'message' }, message({ from: {} })]) {
      expect((await post(body)).status).to.equal(400)
    }
    expect(turns).to.deep.equal([])
  })

  it('never answers 5xx to a strange body', async () => {
    const { post } = world({ receive: async () => [] })
    const strange = [
      { entities: 'x' },
      { recipient: null },
      { channelData: 3 },
      { value: [[[]]] },
      { id: 5 },
      { text: [] },
      { membersAdded: [null, 4] },
      { conversation: { id: 'c', tenantId: {} } },
    ]
    for (const type of ['message', 'conversationUpdate', 'event', 'invoke', 'made-up']) {
      for (const over of strange) {
        const { status } = await post(message({ type, serviceUrl: suite.connector.url, ...over }))
        expect(status === 501 ? 200 : status, JSON.stringify({ type, ...over })).to.be.below(500)
      }
    }
  })

  it('says 501 to an invoke nobody knows', async () => {
    const { post } = world()
    const { status } = await post(
      message({ type: 'invoke', name: 'task/fetch', serviceUrl: suite.connector.url }),
    )
    expect(status).to.equal(501)
  })

  it('answers the press of an Action.Execute and speaks afterwards', async () => {
    const { post } = world()
    const execute = (data: object): Record<string, unknown> =>
      message({
        type: 'invoke',
        name: 'adaptiveCard/action',
        serviceUrl: suite.connector.url,
        value: { action: { type: 'Action.Execute', data } },
      })
    const taken = await post(execute({ latchkey: { question: 1, choice: 'yes' } }))
    expect(taken.status).to.equal(200)
    expect(JSON.parse(String(taken.body))).to.include({ statusCode: 200 })
    expect(suite.connector.texts()).to.deep.equal(['You said: '])
    const strange = await post(execute({ other: 1 }))
    expect(strange.status).to.equal(200)
    expect(JSON.parse(String(strange.body))).to.include({ statusCode: 400 })
  })

  it('answers an Action.Execute of a desk’s card in a group alone', async () => {
    const { post } = world()
    const data = { latchkeyDesk: { verb: 'take', number: 12, revision: 3 } }
    const execute = (isGroup: boolean): Record<string, unknown> =>
      message({
        type: 'invoke',
        name: 'adaptiveCard/action',
        serviceUrl: suite.connector.url,
        conversation: { id: 'c-1', isGroup },
        value: { action: { type: 'Action.Execute', data } },
      })
    const taken = await post(execute(true))
    expect(JSON.parse(String(taken.body))).to.include({ statusCode: 200 })
    const strange = await post(execute(false))
    expect(JSON.parse(String(strange.body))).to.include({ statusCode: 400 })
  })

  it('says everything there is to say, even where an event between is refused', async () => {
    const event = { name: 'handoff.initiate', value: {}, transcript: [] } as const
    const { post, warnings } = world({
      receive: async () => [said({ text: 'one', event }), said({ text: 'two' })],
    })
    suite.connector.moods.push({ status: 200 }, { status: 400 })
    expect((await post(message({ serviceUrl: suite.connector.url }))).status).to.equal(200)
    expect(suite.connector.calls.map(({ body }) => body['type'])).to.deep.equal([
      'message',
      'event',
      'message',
    ])
    expect(warnings).to.have.length(1)
    suite.connector.calls.length = 0
    await post(message({ serviceUrl: suite.connector.url, channelId: 'msteams' }))
    expect(suite.connector.texts()).to.deep.equal(['one', 'two'])
    expect(suite.connector.calls).to.have.length(2)
  })

  it('gives typing and the end of a conversation no turn', async () => {
    const { post, turns } = world()
    for (const type of ['typing', 'endOfConversation']) {
      expect((await post(message({ type, serviceUrl: suite.connector.url }))).status).to.equal(200)
    }
    expect(turns).to.deep.equal([])
    expect(suite.connector.calls).to.deep.equal([])
  })

  it('posts a refused reply once and still answers 200, so that nothing is delivered again', async () => {
    for (const status of [400, 403, 404, 408, 412, 500, 503]) {
      const { post, warnings } = world()
      suite.connector.calls.length = 0
      suite.connector.moods.push({ status })
      expect((await post(message({ serviceUrl: suite.connector.url }))).status).to.equal(200)
      expect(suite.connector.calls, String(status)).to.have.length(1)
      expect(warnings.join(' ')).to.include(String(status))
    }
  })

  it('posts again on 429, after the time it asks for', async () => {
    const { post } = world()
    suite.connector.moods.push({ status: 429, headers: { 'retry-after': '0' } })
    await post(message({ serviceUrl: suite.connector.url }))
    expect(suite.connector.calls).to.have.length(2)
  })

  it('does not wait for a 429 longer than a call may take', async () => {
    const { post } = world()
    suite.connector.moods.push({ status: 429, headers: { 'retry-after': '60' } })
    expect((await post(message({ serviceUrl: suite.connector.url }))).status).to.equal(200)
    expect(suite.connector.calls).to.have.length(1)
  })

  it('gives a service up that never answers', async () => {
    const { post, warnings } = world({ limitMs: 60 })
    suite.connector.moods.push('hang')
    expect((await post(message({ serviceUrl: suite.connector.url }))).status).to.equal(200)
    expect(warnings).to.have.length(1)
  })

  it('follows no redirect', async () => {
    const { post } = world()
    suite.connector.moods.push({
      status: 307,
      headers: { location: `${suite.connector.url}/elsewhere` },
    })
    await post(message({ serviceUrl: suite.connector.url }))
    expect(suite.connector.calls.map(({ path }) => path)).to.deep.equal([
      '/v3/conversations/c-1/activities/a-1',
    ])
  })

  it('refuses a service URL that is on no list before a turn runs (I2)', async () => {
    const { post, turns } = world()
    const foreign = [
      'http://10.0.0.1/',
      'https://attacker.example/',
      'https://smba.trafficmanager.net.attacker.example/',
      'https://local.invalid/',
      'ftp://127.0.0.1/',
      'https://127.0.0.1.example.com/',
      'http://user@localhost/',
      'https://botframework.com.attacker.example',
      '',
    ]
    for (const serviceUrl of foreign) {
      expect((await post(message({ serviceUrl }))).status, serviceUrl).to.equal(403)
    }
    expect(turns).to.deep.equal([])
  })

  it('tells a bug by a reference id and nothing else', async () => {
    const { post, warnings } = world({ receive: () => Promise.reject(new Error('secret detail')) })
    const answer = await post(message({ serviceUrl: suite.connector.url }))
    expect(answer.status).to.equal(500)
    expect(String(answer.body)).to.not.include('secret')
    const { reference } = JSON.parse(String(answer.body)) as { reference: string }
    expect(warnings.join('')).to.include(reference)
  })
})
