import { expect } from 'chai'
import { deliver, type Json } from '../stand-ins/chat.ts'
import { startConnector, type Connector } from '../stand-ins/connector.ts'
import { programForSuite, unlimited } from '../stand-ins/program.ts'
import { cardSays, lineSays, supportUser } from '../stand-ins/support-user.ts'
import { teamOf } from '../stand-ins/team.ts'

const key = 'a-triage-key-of-16'
const mei = { id: '29:mei', name: 'Mei' }
const eve = { id: '29:eve', name: 'Eve' }

describe('the desk in other groups, through the door of channels', () => {
  const suite = programForSuite({ ...unlimited, TRIAGE_KEY: key })
  const post = async (activity: Json) => deliver(suite.get(), activity)
  let connector: Connector

  beforeEach(async () => {
    connector = await startConnector()
  })
  afterEach(async () => connector?.close())

  for (const kind of ['groupChat', 'emulator'] as const) {
    it(`works in a conversation without threads (${kind}), by the number of the case`, async () => {
      const team = teamOf({ connector, post, kind })
      connector.rooms.set(team.room, [mei])
      await team.say(mei, `register triage here ${key}`)
      const user = supportUser({ connector, post })
      const number = await user.opensCase()
      await cardSays(team, number, 'nobody yet')
      expect(team.cards(number)[0]).to.include({
        method: 'POST',
        path: `/v3/conversations/${team.room}/activities`,
      })
      expect((await team.say(mei, 'take')).text).to.include('number is missing')
      expect((await team.say(eve, `take ${number}`)).text).to.include('not a member')
      expect((await team.say(mei, `take ${number}`)).text).to.include('is yours')
      await cardSays(team, number, 'In hand of | Mei')
      await user.hears('Mei')
      expect(team.cards(number)[1]?.method).to.equal('PUT')
      await user.say('Are you there?')
      await lineSays(team, number, 'Are you there?')
      await team.press(mei, { verb: 'reply', number, fields: { 'text-0': 'I am' } })
      expect(await user.hears('I am')).to.equal('Mei (support team): I am')
      await team.say(mei, `resolve ${number} solved`)
      await user.hears('How was the help')
      expect((await team.say(mei, 'unregister')).text).to.include('no triage channel any more')
    })
  }

  it('answers in the HTTP answer where a delivery asks for that, and posts by itself all the same', async () => {
    const envelope = { deliveryMode: 'expectReplies' }
    const team = teamOf({ connector, post, envelope })
    connector.rooms.set(team.room, [mei])
    const joined = await team.say(mei, `register triage here ${key}`)
    expect(joined.text).to.include('triage channel from now on')
    const user = supportUser({ connector, post, envelope })
    const number = await user.opensCase()
    await cardSays(team, number, 'nobody yet')
    const before = connector.calls.length
    const taken = await team.press(mei, { verb: 'take', number })
    expect(JSON.parse(taken.body)).to.have.nested.property('activities[0].text', taken.text)
    expect(taken.text).to.include('is yours')
    expect(await user.hears('Mei')).to.include('has your case')
    await cardSays(team, number, 'In hand of | Mei')
    const replies = connector.calls.slice(before).filter(({ path }) => path.includes('messageid'))
    expect(replies.map(({ method }) => method)).to.not.include('POST')
    await team.say(mei, 'unregister')
  })

  it('says nothing of cases in a group that is no desk, and posts none there', async () => {
    const team = teamOf({ connector, post })
    connector.rooms.set(team.room, [mei])
    const user = supportUser({ connector, post })
    const number = await user.opensCase()
    for (const words of [`take ${number}`, 'cases', `register triage here not-the-key-of-ours`]) {
      const { text } = await team.say(mei, words)
      expect(text, words).to.not.match(/\bcase \d|yours|triage channel from now/iu)
    }
    const { text } = await team.send(mei, {
      text: undefined,
      value: { latchkeyDesk: { verb: 'show', number, revision: 1 } },
    })
    expect(text).to.not.include(String(number))
    expect(connector.calls.filter(({ path }) => path === '/v3/conversations')).to.deep.equal([])
  })
})
