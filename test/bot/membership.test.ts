import { expect } from 'chai'
import type { Membership } from '../../src/ports/desk-channel.ts'
import { startConnector, type Connector } from '../stand-ins/connector.ts'
import { appId, holdToken } from './identity-server.ts'
import { botWorld, channelMessage, message, type BotWorld } from './bot-world.ts'

const room = '19:ops@thread.tacv2'
const alice = {
  id: '29:alice',
  name: 'Alice',
  email: 'Alice@Example.com',
  userPrincipalName: 'a.smith@example.com',
}
const people = [{ id: '29:bob' }, { id: '29:carol' }, alice]

const member: Membership = { outcome: 'member', emails: [] }
const stranger: Membership = { outcome: 'stranger', emails: [] }

describe('who is at a desk', () => {
  let connector: Connector
  const worlds: BotWorld[] = []

  beforeEach(async () => {
    connector = await startConnector()
  })
  afterEach(async () => {
    for (const each of worlds.splice(0)) each.close()
    await connector.close()
  })

  function world(settings: Parameters<typeof botWorld>[0] = {}): BotWorld {
    const made = botWorld({ receive: async () => [], limitMs: 300, ...settings })
    worlds.push(made)
    return made
  }

  async function referenceFrom(body: Record<string, unknown>): Promise<string> {
    const { post, turns } = world()
    await post(body)
    return turns[0]?.reference ?? ''
  }

  /** Asks in anonymous mode. */
  async function ask(userId: string, body?: Record<string, unknown>): Promise<Membership> {
    const reference = await referenceFrom(body ?? channelMessage({ serviceUrl: connector.url }))
    return world().desks.membership({ reference, userId })
  }

  /** Asks as a registered bot. */
  async function askRegistered(
    userId: string,
    body?: Record<string, unknown>,
  ): Promise<Membership> {
    holdToken('held')
    const reference = await referenceFrom(body ?? channelMessage({ serviceUrl: connector.url }))
    const { desks } = world({ settings: { appId, appPassword: 'x' } })
    return desks.membership({ reference, userId })
  }

  it('asks for the one person in the room, not in the thread, and tells the addresses in lower case', async () => {
    connector.rooms.set(room, people)
    expect(await ask(alice.id)).to.deep.equal({
      outcome: 'member',
      emails: ['alice@example.com', 'a.smith@example.com'],
    })
    expect(connector.calls.map(({ method, path }) => `${method} ${path}`)).to.deep.equal([
      `GET /v3/conversations/${room}/members/${alice.id}`,
    ])
    expect(await ask('29:bob')).to.deep.equal(member)
  })

  it('takes whoever a roster does not name for a stranger, anonymous mode or not', async () => {
    connector.rooms.set(room, people)
    expect(await ask('29:mallory')).to.deep.equal(stranger)
    expect(await askRegistered('29:mallory')).to.deep.equal(stranger)
    expect(await askRegistered('29:bob')).to.deep.equal(member)
    expect(connector.calls.at(-1)?.authorization).to.equal('Bearer held')
  })

  it('goes through a roster in one piece, in an object, or in pages', async () => {
    connector.rooms.set(room, people)
    connector.knows.delete('member')
    expect(await ask(alice.id)).to.include({ outcome: 'member' })
    expect(await ask('29:mallory')).to.deep.equal(stranger)
    connector.knows.delete('members')
    connector.calls.length = 0
    expect((await ask(alice.id)).emails).to.include('alice@example.com')
    expect(connector.calls.at(-1)?.path).to.include('continuationToken=2')
    expect(await ask('29:mallory')).to.deep.equal(stranger)
  })

  it('where no service lists its people, lets anybody in in anonymous mode and otherwise nobody', async () => {
    expect(await ask('29:mallory')).to.deep.equal(member)
    expect(await askRegistered(alice.id)).to.deep.equal(stranger)
    connector.rooms.set(room, [])
    expect(await ask('29:mallory')).to.deep.equal(member)
    expect(await askRegistered(alice.id)).to.deep.equal(stranger)
  })

  it('believes no answer about somebody else than it asked for', async () => {
    connector.rooms.set(room, people)
    for (const id of ['..', '.', '../29:bob', '29:bob/../29:carol', '?x', '']) {
      expect(await ask(id), id).to.deep.equal(stranger)
    }
  })

  it('fails when the service fails, instead of guessing', async () => {
    connector.rooms.set(room, people)
    for (const mood of [{ status: 500 }, { status: 503 }, { status: 401 }, 'hang'] as const) {
      connector.moods.push(mood)
      const failure = await ask(alice.id).catch((error: unknown) => error)
      expect(failure).to.include({ code: 'ERR_CHAT_UNAVAILABLE' })
    }
    connector.moods.push({ status: 404 }, { status: 502 })
    const failure = await ask('29:mallory').catch((error: unknown) => error)
    expect(failure).to.include({ code: 'ERR_CHAT_UNAVAILABLE' })
    await connector.close()
    const gone = await ask(alice.id).catch((error: unknown) => error)
    expect(gone).to.include({ code: 'ERR_CHAT_UNAVAILABLE' })
    connector = await startConnector()
  })

  it('lets in whoever the chat of this process let in', async () => {
    const { bot, turns, desks } = world()
    const conversation = { id: 'desk', isGroup: true }
    await bot.deliver(message({ serviceUrl: 'https://local.invalid/', conversation }))
    const reference = turns[0]?.reference ?? ''
    expect(await desks.membership({ reference, userId: 'anybody' })).to.deep.equal(member)
  })

  it('asks nobody where replies stay in the HTTP answer and no service can be called', async () => {
    const inline = { deliveryMode: 'expectReplies', conversation: { id: 'c-7', isGroup: true } }
    for (const serviceUrl of ['', 'https://attacker.example', 'http://127.0.0.1:9/']) {
      expect(await ask('user-1', message({ ...inline, serviceUrl })), serviceUrl).to.deep.equal(
        member,
      )
    }
    const unlisted = message({ ...inline, serviceUrl: 'https://attacker.example' })
    expect(await askRegistered('user-1', unlisted)).to.deep.equal(stranger)
    const closed = message({ ...inline, serviceUrl: 'http://127.0.0.1:9/' })
    const failure = await askRegistered('user-1', closed).catch((error: unknown) => error)
    expect(failure).to.include({ code: 'ERR_CHAT_UNAVAILABLE' })
    connector.rooms.set('c-7', people)
    const served = message({ ...inline, serviceUrl: connector.url })
    expect(await ask('user-1', served)).to.deep.equal(stranger)
  })
})
