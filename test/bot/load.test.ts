import { expect } from 'chai'
import { startConnector, type Connector } from '../stand-ins/connector.ts'
import { botWorld, latch, message, said, type BotWorld } from './bot-world.ts'

describe('many and slow turns', () => {
  let connector: Connector
  const worlds: BotWorld[] = []
  const world = (options: Parameters<typeof botWorld>[0] = {}): BotWorld => {
    const made = botWorld(options)
    worlds.push(made)
    return made
  }

  beforeEach(async () => {
    connector = await startConnector()
  })
  afterEach(async () => {
    for (const each of worlds.splice(0)) each.close()
    await connector.close()
  })

  it('acknowledges a slow turn and lets it speak when it is over', async () => {
    const turn = latch()
    const { post, bot } = world({
      acknowledgeAfterMs: 1,
      receive: async () => {
        await turn.opened
        return [said({ text: 'done' })]
      },
    })
    expect((await post(message({ serviceUrl: connector.url }))).status).to.equal(202)
    expect(connector.calls).to.deep.equal([])
    turn.open()
    await bot.drain()
    expect(connector.texts()).to.deep.equal(['done'])
  })

  it('turns further turns away early when too many run, and takes them again afterwards (L1)', async () => {
    const turn = latch()
    const { post, bot } = world({
      maxTurns: 2,
      receive: async () => {
        await turn.opened
        return []
      },
    })
    const admitted = [
      post(message({ serviceUrl: connector.url })),
      post(message({ serviceUrl: connector.url })),
    ]
    const refused = await post(message({ serviceUrl: connector.url }))
    expect(refused.status).to.equal(503)
    expect(refused.headers).to.include({ 'retry-after': '2', 'cache-control': 'no-store' })
    turn.open()
    expect((await Promise.all(admitted)).map(({ status }) => status)).to.deep.equal([200, 200])
    expect(bot.isAccepting()).to.equal(true)
  })

  it('takes no turn once it drains, and waits for those under way', async () => {
    const turn = latch()
    const { post, bot } = world({
      receive: async () => {
        await turn.opened
        return [said({ text: 'last words' })]
      },
    })
    const last = post(message({ serviceUrl: connector.url }))
    const drained = bot.drain()
    expect((await post(message({ serviceUrl: connector.url }))).status).to.equal(503)
    turn.open()
    await drained
    expect((await last).status).to.equal(200)
    expect(connector.texts()).to.deep.equal(['last words'])
  })
})
