import { systemClock, systemRandom } from '../../src/app/system.ts'
import type { Store } from '../../src/ports/store.ts'
import { openLowdbStore } from '../../src/stores/lowdb/lowdb-store.ts'
import { openPostgresStore } from '../../src/stores/postgres/postgres-store.ts'
import { startPostgres } from '../../test/stores/postgres/server.ts'
import { fill } from '../accounts.ts'
import { figure, type Figure } from '../figure.ts'
import { makeFolder, removeFolder } from '../folders.ts'
import { startReplyCounter } from '../load/connector.ts'
import { alternate, type Round } from '../load/rounds.ts'
import { createPeople } from '../load/talk.ts'
import { startProcess } from '../process/parent.ts'
import { roundsOf, type Depth, type Suite } from '../suite.ts'

const accounts = 20_000
const suite = 'postgres'
const missing = 'no PostgreSQL runs on this machine'

type Rounds = Readonly<Record<'ours' | 'embedded', Round>>

async function fillAndClose(store: Store): Promise<void> {
  await fill(store, accounts)
  await store.close()
}

/** The same program on either store, loaded in turn. */
async function measure(depth: Depth, databaseUrl: string): Promise<Rounds> {
  const dirs = [await makeFolder(), await makeFolder()] as const
  await fillAndClose(await openLowdbStore({ dir: dirs[0] }))
  const system = { clock: systemClock, random: systemRandom }
  await fillAndClose(await openPostgresStore({ url: databaseUrl, ...system }))
  const replies = await startReplyCounter()
  const seat = createPeople({ serviceUrl: replies.url, isInline: false })
  const embedded = await startProcess('latchkey', { args: [dirs[0]] })
  const ours = await startProcess('latchkey', { args: [dirs[1], 'off', databaseUrl] })
  try {
    const variants = { ours: { server: ours, seat }, embedded: { server: embedded, seat } }
    return await alternate(variants, roundsOf(depth))
  } finally {
    await Promise.all([ours.stop(), embedded.stop(), replies.close()])
    for (const dir of dirs) await removeFolder(dir)
  }
}

const rate = (round: Round) => ({ value: round.turnsPerSecond, unit: 'turns/s' })
const cpu = (round: Round) => ({ value: round.cpuMicrosPerTurn, unit: 'µs' })

function figuresOf(rounds: Rounds | null): readonly Figure[] {
  const compared = (read: (round: Round) => { value: number; unit: string }) => ({
    suite,
    ours: rounds === null ? null : read(rounds.ours),
    peer: rounds === null ? null : { name: 'embedded store', ...read(rounds.embedded) },
    note: rounds === null ? missing : null,
  })
  return [
    figure({
      ...compared(rate),
      work: 'flow turn on PostgreSQL, reply by HTTP',
      goal: { of: 'ratio', bound: 'at least', limit: 0.6 },
    }),
    figure({
      ...compared(cpu),
      work: 'its CPU on PostgreSQL',
      goal: { of: 'ratio', bound: 'at most', limit: 1.7 },
    }),
  ]
}

async function run(depth: Depth): Promise<readonly Figure[]> {
  const server = await startPostgres()
  if (server === null) return figuresOf(null)
  try {
    return figuresOf(await measure(depth, await server.database()))
  } finally {
    await server.remove()
  }
}

/** A turn of a flow on a PostgreSQL of this machine, beside the same turn on the embedded store. */
export const postgres: Suite = { name: suite, run }
