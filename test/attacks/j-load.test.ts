import { expect } from 'chai'
import { connectedWorlds, latch, message, said } from '../bot/bot-world.ts'

describe('many and slow turns', () => {
  const suite = connectedWorlds()
  const { world } = suite

  it('J3 a turn takes longer than the channel waits → acknowledged in time, its answer comes by itself', async () => {
    const turn = latch()
    const { post, bot } = world({
      acknowledgeAfterMs: 1,
      receive: async () => {
        await turn.opened
        return [said({ text: 'done' })]
      },
    })
    expect((await post(message({ serviceUrl: suite.connector.url }))).status).to.equal(202)
    expect(suite.connector.calls).to.deep.equal([])
    turn.open()
    await bot.drain()
    expect(suite.connector.texts()).to.deep.equal(['done'])
  })

  it('L1 more turns than can run → turned away early, taken again afterwards', async () => {
    const turn = latch()
    const { post, bot } = world({
      maxTurns: 2,
      receive: async () => {
        await turn.opened
        return []
      },
    })
    const admitted = [
      post(message({ serviceUrl: suite.connector.url })),
      post(message({ serviceUrl: suite.connector.url })),
    ]
    const refused = await post(message({ serviceUrl: suite.connector.url }))
    expect(refused.status).to.equal(503)
    expect(refused.headers).to.include({ 'retry-after': '2', 'cache-control': 'no-store' })
    turn.open()
    expect((await Promise.all(admitted)).map(({ status }) => status)).to.deep.equal([200, 200])
    expect(bot.isAccepting()).to.equal(true)
  })

  it('L3 a turn comes while the bot drains → not taken; those under way are waited for', async () => {
    const turn = latch()
    const { post, bot } = world({
      receive: async () => {
        await turn.opened
        return [said({ text: 'last words' })]
      },
    })
    const last = post(message({ serviceUrl: suite.connector.url }))
    const drained = bot.drain()
    expect((await post(message({ serviceUrl: suite.connector.url }))).status).to.equal(503)
    turn.open()
    await drained
    expect((await last).status).to.equal(200)
    expect(suite.connector.texts()).to.deep.equal(['last words'])
  })
})
