import { expect } from 'chai'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { rm } from 'node:fs/promises'
import { deliver, emulatorEnvelope, openChat, type Json } from '../stand-ins/chat.ts'
import { startConnector, type Connector } from '../stand-ins/connector.ts'
import { freePort } from '../stand-ins/free-port.ts'
import { startChild, type ChildProgram } from '../stand-ins/program-child.ts'
import { dataFolder } from '../stand-ins/program.ts'
import { supportUser, cardSays } from '../stand-ins/support-user.ts'
import { teamOf, wordsIn, type Team } from '../stand-ins/team.ts'
import { openWebChat, say } from './moves.ts'
import { targetForSuite, victim } from './target.ts'

const key = 'a-triage-key-of-16'
const dayMs = 24 * 3_600_000
const tenant = '11111111-2222-3333-4444-555555555555'
const mei = { id: '29:mei', name: 'Mei' }
const tom = { id: '29:tom', name: 'Tom' }

describe('I: who speaks, and where', () => {
  const suite = targetForSuite({
    CODE_RESEND_SECONDS: '0',
    SENDS_PER_NUMBER_PER_HOUR: '1000',
    TRIAGE_KEY: key,
  })
  const post = async (activity: Json) => deliver(suite.get(), activity)
  let connector: Connector
  before(async () => {
    connector = await startConnector()
  })
  after(async () => connector.close())
  beforeEach(() => {
    suite.get().clock.pass(2 * dayMs)
  })

  const group = { channelId: 'msteams', channelData: { tenant: { id: tenant } } } as const

  for (const [kind, conversation] of Object.entries({
    'channel of Teams': {
      isGroup: true,
      conversationType: 'channel',
      id: '19:a@thread.tacv2;messageid=1',
      tenantId: tenant,
    },
    'group chat': { conversationType: 'groupChat', id: '19:b@thread.v2', tenantId: tenant },
    'group of another channel': { isGroup: true, id: 'room-1' },
    'chat that hides that it is one': { id: '19:c@thread.tacv2' },
  })) {
    it(`I5 every sensitive flow is begun in a ${kind} → told to write in private, no code, nothing remembered`, async () => {
      const target = suite.get()
      const before = (await target.sent()).length
      const chat = openChat(target, { envelope: { ...group, conversation } })
      const mention = '<at>Bot</at>'
      const entities = [{ type: 'mention', mentioned: { id: 'bot-1' }, text: mention }]
      for (const text of [
        'find my account',
        'mobile number',
        victim.recoveryMobile,
        'sign in',
        victim.id,
        'a person',
        '000000',
      ]) {
        const { body } = await chat.send({ text: `${mention} ${text}`, entities })
        expect(body, text).not.to.include('latchkey/step')
      }
      expect((await target.sent()).length).to.equal(before)
    })
  }

  it('I5 the right code by another member, another tenant, another channel and another conversation → theirs is nobody’s flow', async () => {
    const target = suite.get()
    const id = `a:1-${Math.floor(target.clock.now())}`
    const conversation = { conversationType: 'personal', tenantId: tenant, id }
    const chat = openChat(target, {
      envelope: { ...group, conversation, from: { id: '29:victim' } },
    })
    await say(chat, 'sign in', 'use my account id and a code', victim.id)
    const code = await target.code(victim.recoveryMobile)
    for (const over of [
      { from: { id: '29:other' } },
      {
        conversation: { ...conversation, tenantId: 'other' },
        channelData: { tenant: { id: 'other' } },
      },
      { channelId: 'emulator' },
      { conversation: { ...conversation, id: `${id}x` } },
      { channelId: 'webchat' },
    ] as readonly Json[]) {
      await chat.send({ ...over, text: code })
      const { text } = await chat.send({ ...over, text: 'my account' })
      expect(text, JSON.stringify(over)).not.to.include('li••')
    }
    expect((await chat.say(code)).text).to.match(/signed in/iu)
  })

  it('I7 a page’s message with a forged sender, conversation, channel, service and tenant → the server’s own stand', async () => {
    const target = suite.get()
    const own = await openWebChat(target)
    const other = await openWebChat(target)
    await own.post({
      type: 'message',
      text: 'find my account',
      from: { id: other.user, role: 'bot' },
      conversation: { id: other.conversation, isGroup: true },
      channelId: 'msteams',
      serviceUrl: 'https://evil.example/',
      recipient: { id: other.user },
      id: 'forged',
      channelData: { tenant: { id: tenant } },
    })
    expect(await own.read()).to.include('How would you like to look')
    expect(await other.read()).not.to.include('find my account')
    expect(await own.read()).not.to.include('evil.example')
  })

  it('I7 a guessed conversation, a token of another chat, none, and one in the query → 403, nothing is read', async () => {
    const target = suite.get()
    const own = await openWebChat(target)
    const other = await openWebChat(target)
    const path = (id: string) => `${target.url}/directline/conversations/${id}/activities`
    for (const [id, headers] of [
      [other.conversation, { authorization: `Bearer ${own.token}` }],
      [own.conversation, {}],
      ['desk', { authorization: `Bearer ${own.token}` }],
      [`${own.conversation}?t=${own.token}`, {}],
      [own.conversation, { authorization: `Basic ${own.token}` }],
      [own.conversation, { authorization: `Bearer ${own.token.slice(0, -2)}` }],
    ] as const) {
      expect(
        (await fetch(path(id), { headers: { ...headers } })).status,
        JSON.stringify(id),
      ).to.equal(403)
    }
  })

  it('I8 the sender of a delivery is called as the victim: ID, email, number and directory name → no proof of the account', async () => {
    const target = suite.get()
    const before = (await target.sent()).length
    for (const id of [victim.id, victim.loginEmail, victim.recoveryMobile]) {
      const from = {
        id,
        name: victim.loginEmail,
        aadObjectId: victim.id,
        properties: { signedIn: true },
      }
      const chat = openChat(target, {
        envelope: {
          ...group,
          from,
          conversation: { conversationType: 'personal', id: `a:1${id}`, tenantId: tenant },
        },
      })
      expect((await chat.say('my account')).text)
        .to.match(/sign in/iu)
        .and.not.include('li••')
      const asked = await say(chat, 'cancel', 'change my recovery number')
      expect(asked.text).to.match(/sign in/iu)
    }
    expect((await target.sent()).length).to.equal(before)
  })

  it('I2 a service that answers with a redirect, and one on a private address in disguise → not followed, not called', async () => {
    const target = suite.get()
    let called = 0
    const elsewhere = createServer((_, response) => {
      called += 1
      response.end('{}')
    })
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve))
    const { port } = elsewhere.address() as AddressInfo
    const redirecting = createServer((_, response) => {
      response.writeHead(307, { location: `http://127.0.0.1:${port}/` })
      response.end()
    })
    await new Promise<void>((resolve) => redirecting.listen(0, '127.0.0.1', resolve))
    const at = redirecting.address() as AddressInfo
    await deliver(target, {
      ...emulatorEnvelope('redirected', 'u'),
      serviceUrl: `http://127.0.0.1:${at.port}/`,
      id: 'r',
      text: 'hello',
    })
    for (const serviceUrl of [
      'http://169.254.169.254/',
      'http://evil.example/',
      'https://smba.trafficmanager.net.evil.example/',
      'https://smba.trafficmanager.net@evil.example/',
      'ftp://x/',
      '//x',
      'javascript:alert(1)',
    ]) {
      const { status } = await deliver(target, {
        ...emulatorEnvelope('hosts', 'u'),
        channelId: 'msteams',
        serviceUrl,
        id: serviceUrl,
        text: 'hello',
      })
      expect(status, serviceUrl).to.be.within(400, 403)
    }
    for (const server of [redirecting, elsewhere]) {
      server.closeAllConnections()
      server.close()
    }
    expect(called).to.equal(0)
  })

  describe('at a desk', () => {
    let team: Team
    before(async () => {
      team = teamOf({ connector, post })
      connector.rooms.set(team.room, [mei, tom])
      await team.say(mei, `register triage here ${key}`)
    })

    it('I9 a case of 100 KB with mentions, links, HTML and a banner “verified by support” → inert, cut, marked as the user’s words', async () => {
      const user = supportUser({ connector, post })
      await user.say('a person')
      const banner =
        '✅ VERIFIED BY LATCHKEY <at>Everyone</at> [reset](https://evil.example) <b>x</b> '
      await user.say(banner + 'x'.repeat(100_000))
      const opened = await user.say('yes')
      const number = Number(/\bnumber (\d+)/u.exec(opened)?.[1])
      await cardSays(team, number, `Case ${number}`)
      const card = JSON.stringify(team.cards(number).at(-1)?.body)
      expect(card.length).to.be.lessThan(28_000)
      expect(card)
        .not.to.include('<at>Everyone')
        .and.not.include('](https://evil')
        .and.not.include('https://evil.example')
      expect(wordsIn(team.cards(number).at(-1)?.body)).not.to.match(/Account \| verified/iu)
    })

    it('I10 an agent resets for a user, chooses a password, reads a code and asks for a link to another address → there is no such order', async () => {
      const target = suite.get()
      const user = supportUser({ connector, post })
      const number = await user.opensCase()
      await cardSays(team, number, `Case ${number}`)
      await team.press(mei, { verb: 'take', number })
      const before = await target.account()
      for (const words of [
        `reset ${victim.id} to Kt7_vqZb`,
        `reset password ${number} Kt7_vqZb`,
        `code ${number}`,
        `show code of ${victim.id}`,
        `send reset link of ${victim.id} to evil@evil.example`,
        `unlock ${victim.id}`,
        `verify ${number}`,
        `approve ${number}`,
      ]) {
        const { text } = await team.say(mei, words)
        expect(text, words).not.to.match(
          /(?<!\d)\d{6}(?!\d)|evil@evil\.example was|done\b.*reset/iu,
        )
      }
      expect(await target.account()).to.deep.equal(before)
      expect(await target.sent('evil@evil.example')).to.deep.equal([])
    })

    it('I10 an old button is pressed again, by a stranger, from another room and with a forged revision → nothing moves', async () => {
      const user = supportUser({ connector, post })
      const number = await user.opensCase()
      await cardSays(team, number, `Case ${number}`)
      const stranger = { id: '29:eve', name: 'Mei' }
      await team.press(stranger, { verb: 'take', number })
      const foreign = teamOf({ connector, post })
      connector.rooms.set(foreign.room, [stranger])
      await foreign.send(stranger, {
        text: undefined,
        value: { latchkeyDesk: { verb: 'take', number, revision: 1 } },
      })
      await foreign.say(stranger, `take ${number}`)
      await team.press(mei, { verb: 'take', number, revision: 999 })
      await team.press(mei, { verb: 'take', number, revision: -1 })
      const words = wordsIn(team.cards(number).at(-1)?.body)
      expect(words).to.include('nobody yet')
    })

    it('I10 a desk’s key is guessed, typed in private and by the web chat → no desk, and stopped after five', async () => {
      const target = suite.get()
      const thief = teamOf({ connector, post })
      const eve = { id: '29:eve', name: 'Eve' }
      connector.rooms.set(thief.room, [eve])
      for (let index = 0; index < 6; index += 1)
        await thief.say(eve, `register triage here a-wrong-key-of-1${index}`)
      const { text } = await thief.say(eve, `register triage here ${key}`)
      expect(text).not.to.include('This is a triage channel from now on')
      const web = await openWebChat(target)
      await web.say(`register triage here ${key}`)
      expect(await web.read()).not.to.include(key)
      const chat = openChat(target)
      await say(chat, `register triage here ${key}`)
      const desks = []
      for await (const { row } of target.store.scan('desks')) desks.push(row)
      // The window of the agents registers itself.
      expect(desks.filter(({ registeredBy }) => registeredBy !== 'system').length).to.equal(1)
    })

    it('I11 a flood of cases while the desk’s channel is down → each person three, each with a number, none lost when it is back', async () => {
      const target = suite.get()
      await connector.close()
      const user = supportUser({ connector, post, envelope: { deliveryMode: 'expectReplies' } })
      const numbers = new Set<string>()
      for (let index = 0; index < 5; index += 1) {
        await user.say('a person')
        await user.say(`Problem number ${index} of mine`)
        const said = await user.say('yes')
        const number = /\bnumber (\d+)/u.exec(said)?.[1]
        if (number !== undefined) numbers.add(number)
        await user.say('withdraw my case')
        await user.say('yes')
      }
      await connector.back()
      expect(numbers.size).to.be.within(1, 3)
      const cases = []
      for await (const { row } of target.store.scan('cases')) cases.push(String(row.number))
      expect(cases).to.include.members([...numbers])
    })
  })
})

describe('I: a page of another origin, in production', function () {
  this.timeout(60_000)
  let child: ChildProgram
  let dir = ''
  let port = 0
  before(async () => {
    dir = await dataFolder()
    port = await freePort()
    child = await startChild(dir, {
      NODE_ENV: 'production',
      PORT: String(port),
      HUMAN_CHECK: 'altcha',
      PUBLIC_URL: 'https://help.example.com',
      TRUSTED_PROXIES: '1',
      SECRET_KEY: 'kT9vR2mX7qLw4ZbN8sYd3HgJ6fPc1AeU',
      SMTP_URL: 'smtp://127.0.0.1:9',
      MAIL_FROM: 'Latchkey <no-reply@example.com>',
      SMS_URL: 'http://127.0.0.1:9/messages',
    })
  })
  after(async () => {
    await child.end('SIGTERM')
    await rm(dir, { recursive: true, force: true })
  })

  const ask = async (headers: Record<string, string>): Promise<number> => {
    const { request } = await import('node:http')
    return new Promise((resolve, reject) => {
      const call = request(
        {
          host: '127.0.0.1',
          port,
          path: '/directline/tokens/generate',
          method: 'POST',
          headers: { host: 'help.example.com', ...headers },
        },
        (answer) => {
          answer.resume()
          resolve(answer.statusCode ?? 0)
        },
      )
      call.on('error', reject)
      call.end()
    })
  }

  it('I7 a chat is asked for without Origin, from another, from a sub-domain, over http and as null → 403; from our own page → a chat', async () => {
    for (const headers of [
      {},
      { origin: 'https://evil.example' },
      { origin: 'https://x.help.example.com' },
      { origin: 'http://help.example.com' },
      { origin: 'https://help.example.com.evil.example' },
      { origin: 'https://help.example.com:444' },
      { origin: 'null' },
      { origin: 'https://help.example.com', 'sec-fetch-site': 'cross-site' },
      { origin: 'https://help.example.com', 'sec-fetch-site': 'same-site' },
    ] as readonly Record<string, string>[]) {
      expect(await ask(headers), JSON.stringify(headers)).to.equal(403)
    }
    expect(
      await ask({ origin: 'https://help.example.com', 'sec-fetch-site': 'same-origin' }),
    ).to.equal(200)
  })
})
