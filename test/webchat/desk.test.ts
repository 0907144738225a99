import { createHmac } from 'node:crypto'
import { expect } from 'chai'
import { deriveKey } from '../../src/services/sealing.ts'
import { deskConversation, deskReference } from '../../src/webchat/bot-activity.ts'
import {
  begin,
  chatSecret,
  chatWorld,
  history,
  say,
  streamOf,
  type Answer,
  type Asked,
  type ChatWorld,
} from './chat-world.ts'
import { startStreams } from './stream-server.ts'

const deskWorld = (): ChatWorld => chatWorld(undefined, { isProduction: false, hasDesk: true })

const generate = (world: ChatWorld, body: unknown, headers: Asked['headers'] = {}) =>
  world.ask('POST /directline/tokens/generate', { body, headers })

/** An agent window that got its token and joined. */
async function sitDown(world: ChatWorld, name: string): Promise<Answer['body']> {
  const { body } = await generate(world, { desk: { name }, locale: 'en' })
  await world.ask('POST /directline/conversations', { token: body.token })
  return body
}

describe('the desk of the built-in chat', () => {
  it('is closed unless it was asked for, and in production always', async () => {
    for (const over of [
      { isProduction: false },
      { isProduction: false, hasDesk: false },
      { isProduction: true, hasDesk: true },
    ]) {
      const world = chatWorld(undefined, over)
      expect((await generate(world, { desk: { name: 'Mei' } })).status).to.equal(403)
      expect((await generate(world, {})).status).to.equal(200)
    }
  })

  it('lets in its own pages only', async () => {
    const foreign: readonly Record<string, string>[] = [
      { origin: 'https://attacker.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
    ]
    for (const headers of foreign) {
      const refused = await generate(deskWorld(), { desk: { name: 'Mei' } }, headers)
      expect(refused.status).to.equal(403)
    }
  })

  it('seats every agent in one conversation, each under an id and a name of their own', async () => {
    const world = deskWorld()
    const mei = await sitDown(world, 'Mei')
    const tom = await sitDown(world, ' Tom O’Neil-2 ')
    expect(mei.conversationId).to.equal(deskConversation.id).and.to.equal(tom.conversationId)
    expect(mei.userId).to.not.equal(tom.userId)
    expect([mei['desk'], tom['desk']]).to.deep.equal([{ name: 'Mei' }, { name: 'Tom O’Neil-2' }])
  })

  it('takes no name that could be read as anything else', async () => {
    const world = deskWorld()
    const names = [
      undefined,
      null,
      7,
      '',
      '  ',
      '<b>Mei</b>',
      '[Mei](https://attacker.example)',
      '**Mei**',
      'Mei\nLatchkey',
      'Mei\u202E',
      '@Mei',
      '.Mei',
      'a'.repeat(41),
    ]
    for (const name of names) {
      expect((await generate(world, { desk: { name } })).status, String(name)).to.equal(400)
    }
    for (const desk of [true, 'Mei', ['Mei'], {}]) {
      expect((await generate(world, { desk })).status).to.equal(400)
    }
    for (const name of ['M', '小美', 'Zoë', 'J. Smith', 'a'.repeat(40)]) {
      expect((await generate(world, { desk: { name } })).status, name).to.equal(200)
    }
  })

  it('opens neither to a customer’s token nor to one that nobody issued, and theirs not to an agent', async () => {
    const world = deskWorld()
    const agent = await sitDown(world, 'Mei')
    const customer = await begin(world)
    const [body = ''] = customer.token.split('.')
    const told = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as object
    const forged = Buffer.from(JSON.stringify({ ...told, c: 'desk', d: 'Mei' })).toString(
      'base64url',
    )
    const foreign = [
      [agent, customer.token],
      [agent, `${forged}.${customer.token.split('.')[1]}`],
      [customer, agent.token],
    ] as const
    for (const [{ conversationId }, token] of foreign) {
      const path = `/directline/conversations/${conversationId}`
      const asked = { token, body: { type: 'message', text: 'hello' } }
      for (const line of [`GET ${path}`, `GET ${path}/activities`, `POST ${path}/activities`]) {
        expect((await world.ask(line, asked)).status, line).to.equal(403)
      }
    }
    const streams = await startStreams(world)
    const theirs = (await streamOf(world, customer)).replace(customer.conversationId, 'desk')
    expect((await streams.open(theirs)).isOpen).to.equal(false)
    expect((await streams.open(await streamOf(world, agent))).isOpen).to.equal(true)
    await streams.close()
  })

  it('makes no agent of a customer who renews a token', async () => {
    const world = deskWorld()
    const customer = await begin(world)
    const renewed = await world.ask('POST /directline/tokens/refresh', {
      token: customer.token,
      body: { desk: { name: 'Mei' } },
    })
    expect(renewed.body.conversationId).to.equal(customer.conversationId)
    expect(renewed.body).to.not.have.property('desk')
  })

  it('lets an agent go on under the same id, by the same name or another', async () => {
    const world = deskWorld()
    const { token, userId } = await sitDown(world, 'Mei')
    const renew = async (body: unknown) =>
      (await world.ask('POST /directline/tokens/refresh', { token, body })).body
    expect(await renew(null)).to.deep.include({ userId, desk: { name: 'Mei' } })
    const renamed = await renew({ desk: { name: 'Mei Lin' } })
    expect(renamed).to.deep.include({ userId, desk: { name: 'Mei Lin' } })
    await say(world, renamed, { type: 'message', text: 'hi' })
    expect(world.delivered.at(-1)).to.deep.include({
      from: { id: userId, name: 'Mei Lin', role: 'user' },
    })
    const bad = { token, body: { desk: { name: '<i>' } } }
    expect((await world.ask('POST /directline/tokens/refresh', bad)).status).to.equal(400)
  })

  it('closes for windows that are open when the program starts without it', async () => {
    const { token } = await sitDown(deskWorld(), 'Mei')
    const world = chatWorld(undefined, { isProduction: false })
    expect((await world.ask('GET /directline/conversations/desk', { token })).status).to.equal(403)
    expect((await world.ask('POST /directline/tokens/refresh', { token })).status).to.equal(403)
  })

  it('reads the tokens from before there was a desk', async () => {
    const world = deskWorld()
    const told = { c: 'old', u: 'lk_old', l: null, e: 2_000 }
    const body = Buffer.from(JSON.stringify(told)).toString('base64url')
    const key = deriveKey(chatSecret, 'chat')
    const mac = createHmac('sha256', key).update(`chat.${body}`).digest('base64url')
    const found = await world.ask('GET /directline/conversations/old', { token: `${body}.${mac}` })
    expect(found.status).to.equal(200)
    expect(found.body).to.include({ userId: 'lk_old' }).and.not.have.property('desk')
  })

  it('is a group conversation to the bot, which hears who speaks and what a card held', async () => {
    const world = deskWorld()
    const mei = await sitDown(world, 'Mei')
    const value = { latchkey: { verb: 'take', number: 7 }, text: 'mine' }
    await say(world, mei, {
      type: 'message',
      value,
      from: { id: 'bot', name: 'Latchkey', role: 'bot' },
      conversation: { id: 'desk', isGroup: false },
      channelData: { postBack: true, agent: 'Latchkey' },
    })
    const [joined, pressed] = world.delivered
    const seat = {
      from: { id: mei.userId, name: 'Mei', role: 'user' },
      conversation: { id: 'desk', isGroup: true, conversationType: 'channel', name: 'Desk' },
      channelId: 'webchat',
      serviceUrl: 'https://webchat.latchkey.invalid/',
    }
    expect(joined).to.deep.include({ ...seat, type: 'conversationUpdate' })
    expect(pressed).to.deep.include({ ...seat, type: 'message', value })
    const [echo] = (await history(world, mei)).activities
    expect(echo).to.deep.include({ from: { id: mei.userId, name: 'Mei' } })
    expect(echo?.['channelData']).to.include({ agent: 'Mei' })
    expect(echo).to.not.have.property('value')
  })

  it('shows each window who said what, without a role that only one of them could have', async () => {
    const world = deskWorld()
    const mei = await sitDown(world, 'Mei')
    await say(world, mei, { type: 'message', text: 'I take **7**' })
    const tom = await sitDown(world, 'Tom')
    await say(world, tom, { type: 'message', text: 'Thanks' })
    expect(world.delivered.filter(({ type }) => type === 'conversationUpdate')).to.have.length(1)
    const seen = await history(world, mei)
    expect(seen).to.deep.equal(await history(world, tom))
    const told = seen.activities.map(({ from, text, textFormat }) => ({ from, text, textFormat }))
    expect(told).to.deep.equal([
      { from: { id: mei.userId, name: 'Mei' }, text: 'I take **7**', textFormat: 'plain' },
      { from: { id: tom.userId, name: 'Tom' }, text: 'Thanks', textFormat: 'plain' },
    ])
  })

  it('hides the key that registers a desk, and gives the bot the real one', async () => {
    const world = deskWorld()
    const mei = await sitDown(world, 'Mei')
    const typed = [
      'register triage here plum',
      'Register  Triage Here: plum pudding',
      '@Latchkey register triage here\nplum',
      'register traige here "plum"',
      '在此注册 plum',
      'ｒｅｇｉｓｔｅｒ triage here plum',
    ]
    for (const text of typed) {
      await say(world, mei, { type: 'message', text })
      expect(world.delivered.at(-1)).to.include({ text })
      const echo = (await history(world, mei)).activities.at(-1)?.['text']
      expect(echo, text).to.match(/(here|在此注册)[\s:"]+•{6}$/iu)
    }
    for (const text of ['register triage here', 'cases open', 'please register here, thanks']) {
      await say(world, mei, { type: 'message', text })
      expect((await history(world, mei)).activities.at(-1)).to.include({ text })
    }
  })

  it('shows a card that is rewritten at its old time, so that it stays in its place', async () => {
    let now = 1_000
    const clock = { now: () => now }
    const world = chatWorld(undefined, { isProduction: false, hasDesk: true, clock })
    const mei = await sitDown(world, 'Mei')
    const { id } = await world.chat.channel.send('desk', { type: 'message', text: 'new' })
    now = 2_000
    await say(world, mei, { type: 'message', text: 'mine' })
    now = 3_000
    await world.chat.channel.update('desk', id, { type: 'message', text: 'taken' })
    now = 4_000
    await world.chat.channel.update('desk', id, { type: 'message', text: 'solved' })
    const { activities, watermark } = await history(world, mei)
    const told = activities.map(({ text, timestamp }) => [text, Date.parse(String(timestamp))])
    expect(told).to.deep.equal([
      ['new', 1_000],
      ['mine', 2_000],
      ['taken', 1_000],
      ['solved', 1_000],
    ])
    expect(watermark).to.equal('4')
    await world.chat.channel.update('desk', 'desk|lost', { type: 'message', text: 'late' })
    expect((await history(world, mei)).activities.at(-1)).to.include({
      timestamp: new Date(now).toISOString(),
    })
  })

  it('is reached by a reference that names it as a turn of it would', async () => {
    const world = deskWorld()
    await sitDown(world, 'Mei')
    const { channelId, serviceUrl, conversation, recipient } = world.delivered[0] ?? {}
    expect(JSON.parse(deskReference())).to.deep.include({
      channelId,
      serviceUrl,
      conversation,
      bot: recipient,
    })
  })
})
