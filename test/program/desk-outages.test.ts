import { expect } from 'chai'
import { deliver, type Json } from '../stand-ins/chat.ts'
import { startConnector, type Connector } from '../stand-ins/connector.ts'
import { eventually, programForSuite, unlimited } from '../stand-ins/program.ts'
import { cardSays, lineSays, supportUser, type SupportUser } from '../stand-ins/support-user.ts'
import { teamOf, wordsIn, type Team } from '../stand-ins/team.ts'

const key = 'a-triage-key-of-16'
const mei = { id: '29:mei', name: 'Mei' }

describe('a desk whose channel is away, through the door of channels', () => {
  const suite = programForSuite({ ...unlimited, TRIAGE_KEY: key })
  const post = async (activity: Json) => deliver(suite.get(), activity)
  let forDesk: Connector
  let forUsers: Connector
  let team: Team
  let user: SupportUser

  beforeEach(async () => {
    forDesk = await startConnector()
    forUsers = await startConnector()
    team = teamOf({ connector: forDesk, post })
    forDesk.rooms.set(team.room, [mei])
    await team.say(mei, `register triage here ${key}`)
    user = supportUser({ connector: forUsers, post })
  })
  afterEach(async () => {
    await team.say(mei, 'unregister')
    await Promise.all([forDesk.close(), forUsers.close()])
  })

  /** The words that arrived for the desk, whatever it answered. */
  const arrived = (text: string): number =>
    forDesk.calls.filter(({ body }) => wordsIn(body).includes(text)).length

  const untilTried = async (status: number): Promise<void> => {
    await eventually(`a call answered ${status}`, async () =>
      forDesk.calls.find((call) => call.status === status),
    )
  }

  it('gets the card of a case once when it is back, as the case is by then', async () => {
    await forDesk.close()
    const number = await user.opensCase()
    await user.say('a person')
    await user.say('One more thing: it was yesterday')
    await user.say('yes')
    await forDesk.back()
    const card = await cardSays(team, number, `Case ${number}`)
    expect(card).to.include('is gone').and.to.include('it was yesterday')
    expect(team.cards(number)).to.have.length(1)
    expect(team.lines(number)).to.deep.equal([])
  })

  for (const status of [503, 500]) {
    it(`gets what happened meanwhile once and in order after ${status}`, async () => {
      const number = await user.opensCase()
      await cardSays(team, number, `Case ${number}`)
      await team.press(mei, { verb: 'take', number })
      await cardSays(team, number, 'In hand of | Mei')
      await user.hears('Mei')
      const mood = { status }
      forDesk.moods.push(mood, mood)
      for (const words of ['the first word', 'the second word', 'the third word']) {
        await user.say(words)
      }
      await untilTried(status)
      await lineSays(team, number, 'the third word')
      expect(team.lines(number)).to.deep.equal(
        ['first', 'second', 'third'].map(
          (word) => `Case ${number}: the user writes | the ${word} word`,
        ),
      )
      await cardSays(team, number, 'Waiting for the team')
    })
  }

  it('refuses to do anything on doubt about who presses, and does it when asked again', async () => {
    const number = await user.opensCase()
    await cardSays(team, number, `Case ${number}`)
    forDesk.moods.push({ status: 500 })
    const { text } = await team.press(mei, { verb: 'take', number })
    expect(text).to.include('nothing was done')
    expect(user.sent().some(({ body }) => String(body['text']).includes('Mei'))).to.equal(false)
    await team.press(mei, { verb: 'take', number })
    await user.hears('Mei')
    await cardSays(team, number, 'In hand of | Mei')
  })

  it('has an agent’s words reach the user once when the user’s chat is back', async () => {
    const number = await user.opensCase()
    await cardSays(team, number, `Case ${number}`)
    await team.press(mei, { verb: 'take', number })
    await user.hears('Mei')
    await forUsers.close()
    await team.say(mei, 'reply I have found it', team.thread(number))
    await forUsers.back()
    await user.hears('I have found it')
    const heard = user.sent().filter(({ body }) => String(body['text']).includes('found it'))
    expect(heard).to.have.length(1)
    expect(arrived('found it')).to.equal(0)
  })
})
