import { expect } from 'chai'
import type { ConnectorCall } from '../stand-ins/connector.ts'
import { teamsWorld, type TeamsWorld } from '../stand-ins/teams-world.ts'
import { wordsIn } from '../stand-ins/team.ts'

const hourMs = 3_600_000
const mei = { id: '29:mei', name: 'Mei <b>' }
const tom = { id: '29:tom', name: 'Tom' }

describe('a late answer, in Teams', () => {
  let stage: TeamsWorld
  let number: number

  beforeEach(async () => {
    stage = await teamsWorld([mei, tom])
    number = await stage.user.opensCase()
  })
  afterEach(async () => stage.close())

  /** What was posted under the case about it being late, after so many hours. */
  async function after(hours: number): Promise<readonly ConnectorCall[]> {
    const { world, connector } = stage
    const before = connector.calls.length
    world.clock.pass(hours * hourMs)
    await world.core.attendCases()
    world.core.courier.wake()
    await world.core.courier.idle()
    return connector.calls.slice(before).filter((call) => /late: /iu.test(wordsIn(call.body)))
  }

  it('calls whoever has the case in hand, when it soon is late and when it is', async () => {
    await stage.team.press(mei, { verb: 'take', number })
    const calls = [...(await after(3.1)), ...(await after(1))]
    expect(calls.map(({ body }) => wordsIn(body))).to.deep.equal([
      `Case ${number} | Soon late: first reply.`,
      `Case ${number} | Late: first reply.`,
    ])
    for (const { path, body } of calls) {
      expect(path).to.equal(`/v3/conversations/${stage.team.thread(number)}/activities`)
      expect(body).to.include({ text: `<at>Mei b</at> Case ${number}`, textFormat: 'markdown' })
      expect(body['entities']).to.deep.equal([
        { type: 'mention', text: '<at>Mei b</at>', mentioned: { id: '29:mei', name: 'Mei b' } },
      ])
    }
  })

  it('calls nobody while nobody has it, and the one who has it now after a change of hands', async () => {
    const [warned] = await after(3.1)
    expect(warned?.body).to.include({ summary: `Case ${number}`, textFormat: 'plain' })
    expect(warned?.body).to.not.have.property('entities')
    await stage.team.press(mei, { verb: 'take', number })
    await stage.team.say(tom, 'cases')
    await stage.team.say(mei, `assign ${number} Tom`)
    const [breached] = await after(1)
    expect(breached?.body['text']).to.equal(`<at>Tom</at> Case ${number}`)
  })

  it('is told to the desk also when the one who has it is no member any more', async () => {
    await stage.team.press(mei, { verb: 'take', number })
    stage.connector.moods.push({ status: 200 }, { status: 403 })
    const calls = await after(3.1)
    expect(calls.map(({ body }) => body['text'])).to.deep.equal([
      `<at>Mei b</at> Case ${number}`,
      '',
    ])
    expect(calls[1]?.body['summary']).to.equal(`Case ${number}`)
  })
})
