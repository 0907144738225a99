import { expect } from 'chai'
import { supportCase } from '../contracts/rows.ts'
import { examineStore } from '../../src/operations/doctor.ts'
import type { CaseClock } from '../../src/domain/support-case.ts'
import type { DeskRow } from '../../src/ports/records/desk.ts'
import { tellDesk } from '../../src/services/cases/tell-desks.ts'
import { beginWork } from '../../src/services/unit-of-work.ts'
import { createStand, start } from './stand.ts'

const minute = 60_000

const desk: DeskRow = {
  key: 'a-desk',
  reference: 'reference',
  locale: 'en',
  topics: [],
  severities: [],
  registeredBy: 'system',
  registeredAt: start,
}

const clock: CaseClock = {
  owed: 'first-reply',
  warnAt: start + minute,
  dueAt: start + 2 * minute,
  told: 'nothing',
}

/** What doctor says of one thing, at a time. */
async function finding(check: string, stand: ReturnType<typeof createStand>) {
  const found = (await examineStore(stand.deps)).find((each) => each.check === check)
  if (found === undefined) throw new Error(`doctor does not look at ${check}`)
  return `${found.level}: ${found.message}`
}

describe('doctor and support', () => {
  it('warns while no triage channel is registered', async () => {
    const stand = createStand()
    expect(await finding('desks', stand)).to.equal('warn: no triage channel is registered')
    await stand.store.commit([{ collection: 'desks', key: desk.key, base: 0, row: desk }])
    expect(await finding('desks', stand)).to.equal('ok: 1 is registered')
  })

  it('counts open cases, and warns from the moment one is late', async () => {
    const stand = createStand()
    const memory = { ...supportCase(1).memory, reply: clock }
    const rows = [
      supportCase(1, { memory }),
      supportCase(2),
      supportCase(3, { state: 'closed', memory }),
    ]
    await stand.store.commit(
      rows.map((row) => ({ collection: 'cases', key: String(row.number), base: 0, row })),
    )
    stand.time.now = clock.dueAt - 1
    expect(await finding('cases', stand)).to.equal('ok: 2 open, none late')
    stand.time.now = clock.dueAt
    expect(await finding('cases', stand)).to.equal('warn: 2 open, 1 late')
  })

  it('warns of a desk that was not told of a case for over ten minutes', async () => {
    const stand = createStand()
    const work = beginWork(stand.store, start)
    await tellDesk(stand, work, { desk: desk.key, number: 1001 })
    await work.commit()
    stand.time.now = start + 10 * minute
    expect(await finding('tellings', stand)).to.equal('ok: every desk knows its cases')
    stand.time.now += 1
    expect(await finding('tellings', stand)).to.equal(
      "warn: 1 of a desk's cases were not told for over ten minutes",
    )
  })
})
