import { expect } from 'chai'
import { openChat, type Chat, type Json } from '../stand-ins/chat.ts'
import { startConnector, type Connector } from '../stand-ins/connector.ts'
import { programForSuite, unlimited } from '../stand-ins/program.ts'
import { play } from '../stand-ins/transcript.ts'

const tenant = '11111111-2222-3333-4444-555555555555'

/** A delivery from a personal chat in Teams, as Teams makes it. */
const personal: Json = {
  channelId: 'msteams',
  textFormat: 'plain',
  from: { id: '29:1person', name: 'Li Wei', aadObjectId: 'aad-1' },
  recipient: { id: '28:bot', name: 'Latchkey' },
  entities: [{ type: 'clientInfo', locale: 'en-US', country: 'US', platform: 'Windows' }],
  channelData: { tenant: { id: tenant } },
}

const personalChat = (id: string): Json => ({
  ...personal,
  conversation: { conversationType: 'personal', tenantId: tenant, id: `a:1${id}` },
})

/** Somebody came into a chat. */
const joined = (membersAdded: unknown, from: unknown): Json => ({
  type: 'conversationUpdate',
  text: undefined,
  membersAdded,
  from,
})

describe('cards and channels over HTTP', () => {
  const suite = programForSuite({ ...unlimited, HUMAN_CHECK: 'altcha' })
  let connector: Connector
  beforeEach(async () => {
    connector = await startConnector()
  })
  afterEach(async () => connector.close())

  let chats = 0
  const teamsChat = (): Chat => {
    chats += 1
    return openChat(suite.get(), { connector, envelope: personalChat(`chat-${chats}`) })
  }

  it('Teams: cards alone lead to the end, without the check of a page and without the entity', async () => {
    const program = suite.get()
    const chat = teamsChat()
    await play(
      { program, chat },
      `
      > hello
      < *: What can I help you with
      + start:retrieve-account
      < *: How would you like to look for your account
      + mobile
      < *: Which mobile number
      = value=7400 123456; country=+44
      < *: ••••••••56
      = value={code +447400123456}
      < *: If what you gave me fits an account
      ! +447400123456: Account ID: 100000000089
    `,
    )
    expect(chat.last().step).to.equal(null)
    expect(connector.texts()).to.have.lengthOf(5)
    for (const { body } of connector.calls) {
      expect(body).to.include({ channelId: 'msteams', type: 'message' })
      expect(body).to.not.have.property('suggestedActions')
    }
  })

  it('an old card is left alone, whatever it holds, and the place is kept', async () => {
    const chat = teamsChat()
    await chat.say('find my account')
    const old = chat.question()
    await chat.press('mobile')
    await chat.say('13800138000')
    const place = chat.last().text
    expect(place).to.include('••••••••00')
    for (const value of [
      { latchkey: { question: old, choice: 'account-id' } },
      { latchkey: { question: old, choice: null }, value: '000000' },
      { latchkey: { question: old + 99, choice: 'resend' } },
    ]) {
      const heard = await chat.send({ text: undefined, value })
      expect(heard.text, JSON.stringify(value)).to.include('belongs to an earlier step')
      expect(heard.text).to.include('6-digit code')
    }
  })

  it('a made-up choice reaches no step, and an empty card asks again (attacks B1, B2)', async () => {
    const chat = teamsChat()
    await chat.say('find my account')
    for (const choice of ['informing', 'code.accepted', 'yes', '__proto__', 'resend', '']) {
      const heard = await chat.press(choice)
      expect(heard.text, choice).to.include('How would you like to look')
    }
    await chat.press('account-id')
    expect((await chat.submit({ value: '' })).text).to.include('What is the account ID?')
    expect((await chat.submit({})).text).to.include('What is the account ID?')
    expect((await chat.submit({ value: '100000000012' })).text).to.include('••••••••00')
  })

  it('a pressed Action.Execute is answered in the HTTP answer, with 400 in it for a strange one', async () => {
    const chat = teamsChat()
    await chat.say('find my account')
    const execute = async (data: Json): Promise<Json> => {
      const value = { action: { type: 'Action.Execute', data }, trigger: 'manual' }
      const heard = await chat.send({ type: 'invoke', name: 'adaptiveCard/action', value })
      expect(heard.status).to.equal(200)
      return JSON.parse(heard.body) as Json
    }
    expect(await execute({ latchkey: 'no' })).to.include({ statusCode: 400 })
    const taken = await execute({ latchkey: { question: chat.question(), choice: 'mobile' } })
    expect(taken).to.include({ statusCode: 200 })
    expect(connector.texts().at(-1)).to.include('Which mobile number')
  })

  for (const [kind, conversation] of Object.entries({
    channel: { isGroup: true, conversationType: 'channel', id: '19:abc@thread.tacv2;messageid=1' },
    'group chat': { conversationType: 'groupChat', id: '19:def@thread.v2' },
    'chat of unknown kind with a thread id': { id: '19:ghi@thread.v2' },
  })) {
    it(`a ${kind} is told to write in private, and nothing said there is remembered (attacks I5)`, async () => {
      const envelope = { ...personal, conversation: { tenantId: tenant, ...conversation } }
      const chat = openChat(suite.get(), { connector, envelope })
      const mention = '<at>Latchkey</at>'
      const entities = [{ type: 'mention', mentioned: { id: '28:bot' }, text: mention }]
      const texts = ['find my account', 'mobile', '13800138000', '123456', 'a person', '中文']
      const heard = await Promise.all(
        texts.map(async (text) => chat.send({ text: `${mention} ${text}`, entities })),
      )
      expect(new Set(heard.map(({ status }) => status))).to.deep.equal(new Set([200]))
      const said = new Set(connector.texts())
      for (const text of said) expect(text).to.match(/direct message|私信/)
      expect(connector.texts()).to.have.lengthOf(texts.length)
      expect(JSON.stringify(connector.calls)).to.not.include('latchkey/step')
    })
  }

  it('the same person in another chat, tenant or channel finds nothing of this one (attacks I5, A5)', async () => {
    const chat = teamsChat()
    await chat.say('find my account')
    await chat.press('mobile')
    await chat.say('13800138005')
    const otherTenant = { conversationType: 'personal', tenantId: 'other', id: `a:1chat-${chats}` }
    const elsewhere: readonly Json[] = [
      { conversation: otherTenant, channelData: { tenant: { id: 'other' } } },
      { from: { id: '29:2other', name: 'Else' } },
      { conversation: { conversationType: 'personal', tenantId: tenant, id: 'a:1elsewhere' } },
      { channelId: 'emulator' },
    ]
    for (const shape of elsewhere) {
      const heard = await chat.send({ text: 'status', ...shape })
      expect(heard.text, JSON.stringify(shape)).to.include('Nothing is under way')
    }
    expect((await chat.say('status')).text).to.include('A code for ••••••••05')
  })

  it('the Emulator: a newcomer is greeted once, also when the bot is announced beside them', async () => {
    const chat = openChat(suite.get(), { connector })
    const me = { id: 'me', name: 'User' }
    const bot = { id: 'bot-1', name: 'Bot' }
    expect((await chat.send(joined([bot], bot))).replies).to.deep.equal([])
    expect((await chat.send(joined([bot, me], me))).text).to.include('I am Latchkey')
    expect((await chat.send(joined([me], me))).replies).to.deep.equal([])
    const heard = await chat.send({ text: 'find my account', from: me })
    expect(heard.step).to.deep.equal({
      type: 'latchkey/step',
      flow: 'retrieve-account',
      prompt: 'ask-method',
      stack: ['retrieve-account'],
      heard: { kind: 'flow', ids: ['retrieve-account'] },
    })
  })
})
