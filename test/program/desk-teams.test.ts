import { randomUUID } from 'node:crypto'
import { expect } from 'chai'
import { deliver, type Json } from '../stand-ins/chat.ts'
import { startConnector, type Connector } from '../stand-ins/connector.ts'
import { programForSuite, unlimited } from '../stand-ins/program.ts'
import { cardSays, lineSays, supportUser, type SupportUser } from '../stand-ins/support-user.ts'
import { teamOf, wordsIn, type Team } from '../stand-ins/team.ts'

const key = 'a-triage-key-of-16'
const mei = { id: '29:mei', name: 'Mei' }
const tom = { id: '29:tom', name: 'Tom' }
const eve = { id: '29:eve', name: 'Eve' }

describe('the desk in a Teams channel, through the door of channels', () => {
  const suite = programForSuite({ ...unlimited, TRIAGE_KEY: key })
  const post = async (activity: Json) => deliver(suite.get(), activity)
  let connector: Connector
  let team: Team
  let user: SupportUser
  let number: number

  before(async () => {
    connector = await startConnector()
    team = teamOf({ connector, post })
    connector.rooms.set(team.room, [mei, tom])
    const { text } = await team.say(mei, `register triage here ${key}`)
    expect(text).to.include('This is a triage channel from now on')
  })
  after(async () => connector?.close())

  const card = async (words: string): Promise<string> => cardSays(team, number, words)
  const line = async (words: string): Promise<string> => lineSays(team, number, words)

  beforeEach(async () => {
    user = supportUser({ connector, post })
    number = await user.opensCase()
    await card(`Case ${number}`)
  })

  it('begins a thread of its own for every case, masked, with the user’s words inert', async () => {
    const [first] = team.cards(number)
    expect(first).to.include({ method: 'POST', path: '/v3/conversations' })
    expect(first?.body['channelData']).to.deep.include({ channel: { id: team.room } })
    const words = wordsIn(first?.body)
    expect(words).to.include('In hand of | nobody yet').and.to.include('is gone')
    expect(words).to.not.match(/8000|<at>|http:\/\//u)
    const other = supportUser({ connector, post })
    const second = await other.opensCase()
    await cardSays(team, second, `Case ${second}`)
    expect(team.thread(second)).to.not.equal(team.thread(number))
  })

  it('rewrites the card in its place at every change, and posts no second one', async () => {
    await team.press(mei, { verb: 'take', number })
    await card('In hand of | Mei')
    await team.press(mei, { verb: 'severity', number, fields: { 'severity-6': 'urgent' } })
    await card('Urgent')
    await team.press(mei, { verb: 'resolve', number, fields: { 'outcome-4': 'solved' } })
    await card('Resolved')
    const [first, ...rewritten] = team.cards(number)
    expect(first?.path).to.equal('/v3/conversations')
    const thread = team.thread(number)
    const root = thread.split('=').at(-1)
    for (const { method, path } of rewritten) {
      expect(method).to.equal('PUT')
      expect(path).to.equal(`/v3/conversations/${thread}/activities/${root}`)
    }
    expect(rewritten).to.have.length(3)
  })

  const ways = {
    'a button': async () => team.press(mei, { verb: 'take', number }),
    'an Action.Execute': async () => team.press(mei, { verb: 'take', number, as: 'execute' }),
    'a word in its thread': async () => team.say(mei, 'take', team.thread(number)),
    'a word and its number elsewhere': async () => team.say(mei, `take ${number}`),
  } as const
  for (const [way, take] of Object.entries(ways)) {
    it(`is taken by ${way}, and the user hears who has it`, async () => {
      const { status, text } = await take()
      expect({ status, text }).to.deep.equal({
        status: 200,
        text: `Case ${number} is yours. The user has been told your name.`,
      })
      expect(await user.hears('Mei')).to.include('has your case')
      await card('In hand of | Mei')
    })
  }

  it('carries words both ways: the agent’s as a person’s, the user’s redacted', async () => {
    await team.press(mei, { verb: 'take', number })
    await user.hears('Mei')
    await team.say(mei, 'reply I am looking into **it**, <at>all</at>', team.thread(number))
    const heard = await user.hears('looking into')
    expect(heard)
      .to.match(/^Mei \(support team\)/u)
      .and.to.not.include('<at>')
    const said = user.sent().find(({ body }) => body['text'] === heard)
    expect(said?.body).to.include({ textFormat: 'plain' })
    expect(await user.say('Call 13800138000, my server is 203.0.113.10')).to.equal('')
    expect(await line('Call')).to.equal(
      `Case ${number}: the user writes | Call +86 13•••••••00, my server is 203.0.•••.•••`,
    )
  })

  it('is one agent’s when two take it at once, and the other is told whose', async () => {
    const answers = await Promise.all([
      team.press(mei, { verb: 'take', number, revision: 1 }),
      team.press(tom, { verb: 'take', number, revision: 1 }),
    ])
    const texts = answers.map(({ text }) => text)
    expect(texts.filter((text) => text.includes('is yours'))).to.have.length(1)
    const winner = texts[0]?.includes('is yours') === true ? 'Mei' : 'Tom'
    const loser = texts.find((text) => !text.includes('is yours'))
    expect(loser).to.include('nothing was done').and.to.include(`in the hands of ${winner}`)
    await card(`In hand of | ${winner}`)
    expect(await user.hears('has your case')).to.include(winner)
    const told = user.sent().filter(({ body }) => String(body['text']).includes('has your case'))
    expect(told).to.have.length(1)
    const late = await team.say(winner === 'Mei' ? tom : mei, 'take', team.thread(number))
    expect(late.text).to.include(`in the hands of ${winner}`)
  })

  it('does nothing for somebody whom the roster does not know, whatever they press or type', async () => {
    const before = team.cards(number).length
    for (const answer of [
      await team.press(eve, { verb: 'take', number }),
      await team.press(eve, { verb: 'resolve', number, fields: { 'outcome-4': 'solved' } }),
      await team.press(eve, { verb: 'reply', number, fields: { text: 'hi' }, as: 'execute' }),
      await team.say(eve, 'reply your password please', team.thread(number)),
      await team.say(eve, 'unregister'),
    ]) {
      expect(answer.text).to.equal('You are not a member here, so nothing was done.')
    }
    const { text } = await team.press(mei, { verb: 'take', number })
    expect(text).to.include('is yours')
    await card('In hand of | Mei')
    expect(team.cards(number)).to.have.length(before + 1)
    const heard = user.sent().map(({ body }) => String(body['text']))
    expect(
      heard.filter((each) => /\bEve\b/.test(each) || each.includes('password please')),
    ).to.deep.equal([])
  })

  it('ends with what came of it, and tells the thread what the user thought', async () => {
    await team.press(mei, { verb: 'take', number })
    await team.say(mei, 'resolve recovered', team.thread(number))
    expect(await user.hears('How was the help')).to.include('marked as solved')
    expect(await user.say('5')).to.include('One line')
    await user.say('Very kind')
    expect(await line('The user gave 5 of 5.')).to.include('Very kind')
    expect(await card('5 of 5')).to.include('Outcome | access recovered')
    await user.say('thanks')
    const { text } = await team.say(mei, 'show', team.thread(number))
    expect(text).to.include(`Case ${number}`)
    expect(await card('5 of 5')).to.include('Resolved')
  })

  it('does what one delivery says once, however often it comes', async () => {
    await team.press(mei, { verb: 'take', number })
    await user.hears('Mei')
    const id = randomUUID()
    const data = { latchkeyDesk: { verb: 'reply', number, revision: 2 }, text: 'Once only' }
    const conversation = {
      id: team.thread(number),
      isGroup: true,
      conversationType: 'channel',
      tenantId: 'tenant-one',
    }
    const again = async () => team.send(mei, { id, conversation, text: undefined, value: data })
    const answers = [...(await Promise.all([again(), again(), again()])), await again()]
    for (const { status } of answers) expect(status).to.equal(200)
    await user.hears('Once only')
    await team.say(mei, 'reply Afterwards', team.thread(number))
    await user.hears('Afterwards')
    const heard = user.sent().filter(({ body }) => String(body['text']).includes('Once only'))
    expect(heard).to.have.length(1)
    const said = new Set(answers.flatMap(({ text }) => text.split('\n')))
    expect([...said]).to.deep.equal([`Case ${number}, to the user: Once only`])
  })

  it('is answered in a new language from the word on that sets it', async () => {
    expect((await team.say(mei, 'language 中文')).text).to.equal('此频道将使用中文。')
    expect((await team.say(mei, '接单', team.thread(number))).text).to.include('您已接单')
    await card('已接单')
    const { text } = await team.say(mei, '语言 english')
    expect(text).to.equal('This desk speaks English from now on.')
  })
})
