import { systemClock, systemRandom } from '../../src/app/system.ts'
import type { Store } from '../../src/ports/store.ts'
import { openLowdbStore } from '../../src/stores/lowdb/lowdb-store.ts'
import { openPostgresStore } from '../../src/stores/postgres/postgres-store.ts'
import { startPostgres } from '../../test/stores/postgres/server.ts'
import { fill } from '../accounts.ts'
import { figure, median, type Figure } from '../figure.ts'
import { makeFolder, removeFolder } from '../folders.ts'
import { startReplyCounter } from '../load/connector.ts'
import { alternate, ratiosOf, type Round, type Rounded } from '../load/rounds.ts'
import { createPeople } from '../load/talk.ts'
import { startProcess } from '../process/parent.ts'
import { roundsOf, type Depth, type Suite } from '../suite.ts'

const accounts = 20_000
const suite = 'postgres'
const work = 'flow turn on PostgreSQL, reply by HTTP'

type Rounds = Readonly<Record<'ours' | 'embedded', Rounded>>

/** What a process of the middle alone tells of its turns. */
interface Talked {
  readonly turnsPerSecond: number
  readonly statements: number
  readonly bytes: number
}

interface Measures {
  readonly whole: Rounds
  readonly middle: Readonly<Record<'ours' | 'embedded', readonly Talked[]>>
  readonly turnsEach: number
}

async function fillAndClose(store: Store): Promise<void> {
  await fill(store, accounts)
  await store.close()
}

interface Stores {
  /** A data folder of the program for each store; the first one is the embedded store itself. */
  readonly dirs: readonly [string, string]
  readonly databaseUrl: string
}

/** The same program on either store, loaded in turn. */
async function measureWhole(depth: Depth, { dirs, databaseUrl }: Stores): Promise<Rounds> {
  const replies = await startReplyCounter()
  const seat = () => createPeople({ serviceUrl: replies.url, isInline: false })
  const embedded = await startProcess('latchkey', { args: [dirs[0]] })
  const ours = await startProcess('latchkey', { args: [dirs[1], 'off', databaseUrl] })
  try {
    const variants = {
      ours: { server: ours, seat: seat() },
      embedded: { server: embedded, seat: seat() },
    }
    return await alternate(variants, roundsOf(depth))
  } finally {
    await Promise.all([ours.stop(), embedded.stop(), replies.close()])
  }
}

/** The middle of the program alone on either store: nothing that both have to do hides what they differ in. */
async function measureMiddle(depth: Depth, { dirs, databaseUrl }: Stores) {
  const { rounds } = roundsOf(depth)
  const turnsEach = depth.isQuick ? 1_000 : 3_000
  const embedded = await startProcess('middle', { args: [dirs[0]] })
  const ours = await startProcess('middle', { args: [dirs[1], databaseUrl] })
  const told = { ours: [] as Talked[], embedded: [] as Talked[] }
  try {
    for (let round = -warmUps; round < rounds; round += 1) {
      for (const [name, process] of [
        ['ours', ours],
        ['embedded', embedded],
      ] as const) {
        const talked = (await process.ask('talk', turnsEach)) as Talked
        if (round >= 0) told[name].push(talked)
      }
    }
    return { middle: told, turnsEach }
  } finally {
    await Promise.all([ours.stop(), embedded.stop()])
  }
}

/** Rounds of the middle before anything counts. */
const warmUps = 3

async function measure(depth: Depth, databaseUrl: string): Promise<Measures> {
  const stores: Stores = { dirs: [await makeFolder(), await makeFolder()], databaseUrl }
  try {
    await fillAndClose(await openLowdbStore({ dir: stores.dirs[0] }))
    const system = { clock: systemClock, random: systemRandom }
    await fillAndClose(await openPostgresStore({ url: databaseUrl, ...system }))
    const whole = await measureWhole(depth, stores)
    return { whole, ...(await measureMiddle(depth, stores)) }
  } finally {
    for (const dir of stores.dirs) await removeFolder(dir)
  }
}

const name = 'embedded store'

function wholeFigures({ ours, embedded }: Rounds): readonly Figure[] {
  const compared = (read: (round: Round) => number, unit: string) => ({
    suite,
    ours: { value: read(ours), unit },
    peer: { name, value: read(embedded), unit },
    ...ratiosOf(ours, embedded, read),
  })
  return [
    figure({
      ...compared((round) => round.turnsPerSecond, 'turns/s'),
      work,
      goal: { of: 'ratio', bound: 'at least', limit: 0.6 },
    }),
    figure({
      ...compared((round) => round.cpuMicrosPerTurn, 'µs'),
      work: 'its CPU on PostgreSQL',
      goal: { of: 'ratio', bound: 'at most', limit: 1.7 },
    }),
  ]
}

const rate = ({ turnsPerSecond }: Talked) => turnsPerSecond

function middleFigures({ middle, turnsEach }: Measures): readonly Figure[] {
  const { ours, embedded } = middle
  const perTurn = (read: (talked: Talked) => number) => median(ours.map(read)) / turnsEach
  return [
    figure({
      suite,
      work: 'the same without its doors',
      ours: { value: median(ours.map(rate)), unit: 'turns/s' },
      peer: { name, value: median(embedded.map(rate)), unit: 'turns/s' },
      ratios: ours.map((talked, round) => rate(talked) / rate(embedded[round] ?? talked)),
      goal: { of: 'ratio', bound: 'at least', limit: 0.6 },
      note: `${perTurn(({ statements }) => statements).toFixed(2)} statements a turn, 16 at once`,
    }),
    figure({
      suite,
      work: 'sent to PostgreSQL by a turn',
      ours: { value: perTurn(({ bytes }) => bytes) / 1e3, unit: 'kB' },
      goal: { of: 'value', bound: 'at most', limit: 5 },
    }),
  ]
}

const nothing = (): readonly Figure[] => [
  figure({
    suite,
    work,
    ours: null,
    goal: { of: 'ratio', bound: 'at least', limit: 0.6 },
    note: 'no PostgreSQL runs on this machine',
  }),
]

async function run(depth: Depth): Promise<readonly Figure[]> {
  const server = await startPostgres()
  if (server === null) return nothing()
  try {
    const measures = await measure(depth, await server.database())
    return [...wholeFigures(measures.whole), ...middleFigures(measures)]
  } finally {
    await server.remove()
  }
}

/** A turn of a flow on a PostgreSQL of this machine, beside the same turn on the embedded store. */
export const postgres: Suite = { name: suite, run }
