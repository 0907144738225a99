import { randomUUID } from 'node:crypto'
import { expect } from 'chai'
import { deliver, type Json } from '../stand-ins/chat.ts'
import { startConnector, type Connector } from '../stand-ins/connector.ts'
import { eventually, programForSuite, unlimited } from '../stand-ins/program.ts'
import { cardSays, supportUser, type SupportUser } from '../stand-ins/support-user.ts'
import { teamOf, type Colleague, type Team } from '../stand-ins/team.ts'

const key = 'a-triage-key-of-16'
const mei = { id: '29:mei', name: 'Mei' }
const eve = { id: '29:eve', name: 'Eve' }

const eventsTo = (user: SupportUser): readonly Json[] =>
  user.sent().flatMap(({ body }) => (body['type'] === 'event' ? [body] : []))

const status = (state: string, number: number): Json => ({
  type: 'event',
  name: 'handoff.status',
  text: undefined,
  value: { state, number },
})

describe('Bot Framework’s handoff events, through the door of channels', () => {
  const suite = programForSuite({ ...unlimited, TRIAGE_KEY: key })
  const post = async (activity: Json) => deliver(suite.get(), activity)
  let connector: Connector
  let team: Team

  before(async () => {
    connector = await startConnector()
    team = teamOf({ connector, post, kind: 'emulator' })
    connector.rooms.set(team.room, [mei])
    await team.say(mei, `register triage here ${key}`)
  })
  after(async () => connector?.close())

  const told = async (who: Colleague, state: string, number: number) =>
    team.send(who, status(state, number))

  /** A case of somebody in a chat, once its card stands at the desk. */
  async function opened(channel: 'emulator' | 'msteams') {
    const user = supportUser({ connector, post, channel })
    const number = await user.opensCase()
    await cardSays(team, number, 'nobody yet')
    return { user, number }
  }

  it('tell the user’s channel that a person is wanted, with what was said, and how it goes on', async () => {
    const { user, number } = await opened('emulator')
    const [initiate] = eventsTo(user)
    expect(initiate).to.include({ name: 'handoff.initiate' })
    expect(initiate?.['value']).to.deep.include({ number })
    const transcript = JSON.stringify(initiate?.['attachments'])
    expect(transcript).to.include('"name":"Transcript"').and.to.include('is gone')
    expect(transcript).to.not.match(/8000|<at>|http:\/\/evil/u)
    await team.press(mei, { verb: 'take', number })
    await user.hears('Mei')
    await team.say(mei, `resolve ${number} solved`)
    await user.hears('How was the help')
    const states = await eventually('three events', async () => {
      const values = eventsTo(user).map(({ name, value }) => ({ name, value }))
      return values.length >= 3 ? values.slice(1) : null
    })
    expect(states).to.deep.equal([
      { name: 'handoff.status', value: { state: 'accepted', number } },
      { name: 'handoff.status', value: { state: 'completed', number } },
    ])
  })

  it('never go to Teams, which knows no events', async () => {
    const { user, number } = await opened('msteams')
    await team.press(mei, { verb: 'take', number })
    await user.hears('Mei')
    await team.say(mei, `resolve ${number} solved`)
    await user.hears('How was the help')
    expect(eventsTo(user)).to.deep.equal([])
  })

  it('move a case when a member of the desk tells them', async () => {
    const { user, number } = await opened('emulator')
    expect((await told(mei, 'accepted', number)).text).to.include('is yours')
    await cardSays(team, number, 'In hand of | Mei')
    await user.hears('Mei')
    await told(mei, 'failed', number)
    await cardSays(team, number, 'nobody yet')
    await told(mei, 'accepted', number)
    await told(mei, 'completed', number)
    await cardSays(team, number, 'Resolved')
    await user.hears('How was the help')
  })

  it('move nothing when anybody else tells them: no member, another group, a private chat, the web chat', async () => {
    const { user, number } = await opened('emulator')
    expect((await told(eve, 'accepted', number)).text).to.include('not a member')
    const other = teamOf({ connector, post })
    connector.rooms.set(other.room, [eve])
    expect((await other.send(eve, status('completed', number))).text).to.not.include(String(number))
    expect(await user.send(status('completed', number))).to.equal('')
    const stranger = supportUser({ connector, post })
    expect(await stranger.send(status('accepted', number))).to.equal('')
    expect(await fromWebChat(status('accepted', number))).to.be.lessThan(500)
    await team.say(mei, `note ${number} still here`)
    const shown = await team.say(mei, `show ${number}`)
    expect(shown.text).to.include('In hand of: nobody yet').and.to.include('New')
    expect(eventsTo(user)).to.have.length(1)
  })

  /** Sends an activity as the page of the built-in chat does, and answers the status. */
  async function fromWebChat(activity: Json): Promise<number> {
    const { url } = suite.get()
    const granted = await fetch(`${url}/directline/tokens/generate`, { method: 'POST' })
    const { token, conversationId } = (await granted.json()) as Record<string, string>
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const from = { id: `user-${randomUUID()}` }
    const answer = await fetch(
      `${url}/directline/conversations/${conversationId ?? ''}/activities`,
      { method: 'POST', headers, body: JSON.stringify({ from, ...activity }) },
    )
    return answer.status
  }
})
