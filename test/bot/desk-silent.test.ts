import { expect } from 'chai'
import { startConnector } from '../stand-ins/connector.ts'
import { supportUser } from '../stand-ins/support-user.ts'
import { wordsIn } from '../stand-ins/team.ts'
import { teamsWorld, type TeamsWorld } from '../stand-ins/teams-world.ts'

const hourMs = 3_600_000
const mei = { id: '29:mei', name: 'Mei' }

describe('a desk whose channel does not answer, in Teams', () => {
  let stage: TeamsWorld
  let number: number

  beforeEach(async () => {
    stage = await teamsWorld([mei], 200)
    number = await stage.user.opensCase()
    await stage.team.press(mei, { verb: 'take', number })
  })
  afterEach(async () => stage.close())

  async function later(ms: number): Promise<void> {
    const { world } = stage
    world.clock.pass(ms)
    world.core.courier.wake()
    await world.core.courier.idle()
  }
  const arrived = (words: string): number =>
    stage.connector.calls.filter(({ body }) => wordsIn(body).includes(words)).length

  it('holds the user up by nothing, and gets every word: what may have arrived, a second time', async () => {
    stage.connector.moods.push({ status: 200 }, 'hang')
    await stage.user.say('the first word')
    await stage.user.say('the second word')
    await later(5_000)
    expect(stage.team.lines(number)).to.deep.equal([
      `Case ${number}: the user writes | the first word`,
      `Case ${number}: the user writes | the second word`,
    ])
    expect(arrived('the first word')).to.equal(2)
    expect(arrived('the second word')).to.equal(1)
  })

  it('is told at last after a day of silence, and the card as it is by then', async () => {
    stage.connector.moods.push(...Array.from({ length: 12 }, () => ({ status: 503 })))
    await stage.user.say('still here')
    for (let tried = 0; tried < 12; tried += 1) await later(2 * hourMs)
    expect(stage.team.lines(number)).to.deep.include(`Case ${number}: the user writes | still here`)
    expect(stage.team.lines(number).filter((line) => line.includes('still here'))).to.have.length(1)
    expect(wordsIn(stage.team.cards(number).at(-1)?.body)).to.include('Waiting for the team')
  })

  it('has an agent’s words wait for a user whose chat is away for hours, and sends them once', async () => {
    const { post, team } = stage
    const connector = await startConnector()
    const user = supportUser({ connector, post })
    const other = await user.opensCase()
    await team.press(mei, { verb: 'take', number: other })
    await connector.close()
    const { text } = await team.press(mei, {
      verb: 'reply',
      number: other,
      fields: { text: 'Yes' },
    })
    expect(text).to.equal(`Case ${other}, to the user: Yes`)
    for (let tried = 0; tried < 8; tried += 1) await later(hourMs)
    await connector.back()
    await later(hourMs)
    const heard = user.sent().filter(({ body }) => body['text'] === 'Mei (support team): Yes')
    await connector.close()
    expect(heard).to.have.length(1)
  })
})
