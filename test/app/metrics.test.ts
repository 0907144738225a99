import { expect } from 'chai'
import { createMetrics } from '../../src/app/metrics.ts'
import { ServiceError } from '../../src/errors.ts'
import type { Store } from '../../src/ports/store.ts'
import { createMemoryStore } from '../../src/stores/memory/memory-store.ts'
import { supportCase } from '../contracts/rows.ts'
import { movableClock } from '../stand-ins/fixed-clock.ts'
import { createWorld } from '../stand-ins/world.ts'

const second = 1_000

/** What a scrape tells of cases, a line each. */
async function scraped(registry: { metrics(): Promise<string> }): Promise<readonly string[]> {
  const lines = (await registry.metrics()).split('\n')
  return lines.filter((line) => /^latchkey_(cases|desk)/.test(line))
}

async function put(store: Store, ...rows: readonly ReturnType<typeof supportCase>[]) {
  await store.commit(
    rows.map((row) => ({ collection: 'cases', key: String(row.number), base: 0, row })),
  )
}

const away = () => Promise.reject(new ServiceError('ERR_STORE_UNAVAILABLE', 'away'))

describe('the metrics of support', () => {
  it('count open cases by severity and state, how old the oldest unanswered is, and how many are late', async () => {
    const clock = movableClock()
    const store = createMemoryStore()
    const openedAt = clock.now()
    const reply = { owed: 'first-reply', warnAt: 0, dueAt: openedAt, told: 'breach' } as const
    const memory = { ...supportCase(1).memory, severity: 'high', reply } as const
    await put(
      store,
      supportCase(1001, { openedAt }),
      supportCase(1002, { openedAt, memory }),
      supportCase(1003, { openedAt: 0, firstReplyAt: 1, state: 'waiting-on-user' }),
      supportCase(1004, { openedAt: 0, state: 'resolved' }),
    )
    const { registry } = createMetrics({ store, clock })
    clock.pass(90 * second)
    expect(await scraped(registry)).to.have.members([
      'latchkey_cases_open{severity="normal",state="new"} 1',
      'latchkey_cases_open{severity="high",state="new"} 1',
      'latchkey_cases_open{severity="normal",state="waiting-on-user"} 1',
      'latchkey_cases_oldest_unanswered_seconds 90',
      'latchkey_cases_late 1',
      'latchkey_desk_tellings_waiting 0',
    ])
  })

  it('ask the store once in ten seconds, and forget what is no more', async () => {
    const clock = movableClock()
    const store = createMemoryStore()
    const { registry } = createMetrics({ store, clock })
    expect(await scraped(registry)).to.include('latchkey_cases_oldest_unanswered_seconds 0')
    await put(store, supportCase(1001, { openedAt: clock.now() }))
    clock.pass(10 * second - 1)
    expect((await scraped(registry)).join()).not.to.include('latchkey_cases_open{')
    clock.pass(1)
    expect((await scraped(registry)).join()).to.include('latchkey_cases_open{')
    const [found] = await store.find('cases', 'living', { value: 'living' })
    if (found === undefined) throw new Error('the case is gone')
    const row = { ...found.row, state: 'closed' } as const
    await store.commit([{ collection: 'cases', key: '1001', base: found.version, row }])
    clock.pass(10 * second)
    expect((await scraped(registry)).join()).not.to.include('latchkey_cases_open{')
  })

  it('tell of desks that cannot be told of a case', async () => {
    const world = createWorld()
    const { registry } = createMetrics(world)
    await world.store.commit([
      {
        collection: 'desks',
        key: 'a-desk',
        base: 0,
        row: {
          key: 'a-desk',
          reference: 'desk',
          locale: 'en',
          topics: [],
          severities: [],
          registeredBy: 'system',
          registeredAt: 0,
        },
      },
    ])
    world.desk.outage = 'away'
    for (const text of ['a person', 'My phone was stolen and I cannot sign in.', 'yes']) {
      await world.say(text)
    }
    expect(await scraped(registry)).to.include('latchkey_desk_tellings_waiting 1')
  })

  it('are left out while the store is away, and the others are not', async () => {
    const { registry } = createMetrics({
      store: { find: away, due: away, get: away },
      clock: movableClock(),
    })
    expect(await scraped(registry)).to.deep.equal([])
    expect(await registry.metrics()).to.include('process_cpu_seconds_total')
  })
})
