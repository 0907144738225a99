import { figure, median, quantile, type Figure } from '../figure.ts'
import { makeFolder, removeFolder } from '../folders.ts'
import { alternate, ratiosOf } from '../load/rounds.ts'
import { createPeople } from '../load/talk.ts'
import { startProcess, type Started } from '../process/parent.ts'
import { roundsOf, type Depth, type Suite } from '../suite.ts'
import { startOn } from './start.ts'

interface Filled {
  readonly accounts: number
  readonly dir: string
  readonly process: Started
}

const few = 1_000
const identifiers = ['mobile', 'ID', 'IP', 'email'] as const

function sizesOf({ isQuick, isFull }: Depth): readonly number[] {
  if (isFull) return [few, 100_000, 1_000_000]
  return isQuick ? [few, 20_000] : [few, 100_000]
}

async function open(accounts: number): Promise<Filled> {
  const dir = await makeFolder()
  const execArgv = ['--expose-gc']
  const process = await startProcess('store', { args: [dir, String(accounts)], execArgv })
  return { accounts, dir, process }
}

type Sampled = (filled: Filled) => Promise<readonly number[]>

/** The medians of each store, asked in turn, and again. */
async function inTurn(stores: readonly Filled[], rounds: number, sample: Sampled) {
  const samples = stores.map((): number[] => [])
  for (const filled of stores) await sample(filled) // warms up
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, filled] of stores.entries()) {
      samples[index]?.push(quantile(await sample(filled), 0.5))
    }
  }
  return samples.map(median)
}

const words = (accounts: number): string => accounts.toLocaleString('en')

interface Compared {
  readonly work: string
  readonly unit: string
  readonly rounds: number
  readonly sample: Sampled
}

/** Every larger store beside the smallest one. */
async function compared(stores: readonly Filled[], { work, unit, rounds, sample }: Compared) {
  const [least = Number.NaN, ...others] = await inTurn(stores, rounds, sample)
  return others.map((value, index) =>
    figure({
      suite: 'stores',
      work: `${work}, p50, ${words(stores[index + 1]?.accounts ?? 0)} accounts`,
      ours: { value, unit },
      peer: { name: words(few), value: least, unit },
      goal: { of: 'ratio', bound: 'at most', limit: 1.2 },
    }),
  )
}

async function stall({ process, accounts }: Filled): Promise<Figure> {
  const { stallMs, tookMs } = (await process.ask('compact')) as { stallMs: number; tookMs: number }
  return figure({
    suite: 'stores',
    work: `longest stop while compacting ${words(accounts)} accounts`,
    ours: { value: stallMs, unit: 'ms' },
    goal: { of: 'value', bound: 'at most', limit: 60 },
    note: `it took ${(tookMs / 1_000).toFixed(1)} s`,
  })
}

const commits: Sampled = async ({ process }) =>
  (await process.ask('commits', 300)) as readonly number[]

async function measured(stores: readonly Filled[], { isQuick }: Depth): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const filled of stores) {
    const stalled = await stall(filled)
    if (filled.accounts > few) figures.push(stalled)
  }
  const rounds = isQuick ? 3 : 7
  figures.push(...(await compared(stores, { work: 'commit', unit: 'ms', rounds, sample: commits })))
  for (const by of identifiers) {
    const look: Sampled = async ({ process }) =>
      (await process.ask('look', { by, samples: 300 })) as readonly number[]
    const work = `look-up by ${by}`
    figures.push(...(await compared(stores, { work, unit: 'µs', rounds, sample: look })))
  }
  return figures
}

/** The whole program over each store, loaded in turn: every larger one beside the smallest. */
async function turns(stores: readonly Filled[], depth: Depth): Promise<readonly Figure[]> {
  const servers: Started[] = []
  try {
    for (const { dir } of stores) servers.push(await startProcess('latchkey', { args: [dir] }))
    const variants = Object.fromEntries(
      servers.map((server, index) => {
        const seat = createPeople({ serviceUrl: 'http://127.0.0.1:9', isInline: true })
        return [words(stores[index]?.accounts ?? 0), { server, seat }] as const
      }),
    )
    const [least, ...others] = Object.entries(await alternate(variants, roundsOf(depth)))
    if (least === undefined) return []
    const [name, smallest] = least
    const unit = 'µs'
    return others.map(([accounts, ours]) =>
      figure({
        suite: 'stores',
        work: `CPU of a turn, ${accounts} accounts`,
        ours: { value: ours.cpuMicrosPerTurn, unit },
        peer: { name, value: smallest.cpuMicrosPerTurn, unit },
        goal: { of: 'ratio', bound: 'at most', limit: 1.2 },
        ...ratiosOf(ours, smallest, (round) => round.cpuMicrosPerTurn),
      }),
    )
  } finally {
    for (const server of servers) await server.stop()
  }
}

async function run(depth: Depth): Promise<readonly Figure[]> {
  const stores: Filled[] = []
  try {
    for (const accounts of sizesOf(depth)) stores.push(await open(accounts))
    const figures = await measured(stores, depth)
    for (const { process } of stores) await process.ask('close')
    const largest = stores.at(-1)
    // Before the turns: their log is as long as it happens to be.
    const started =
      depth.isFull && largest !== undefined ? await startOn(largest.dir, largest.accounts) : []
    return [...figures, ...started, ...(await turns(stores, depth))]
  } finally {
    for (const { process, dir } of stores) {
      await process.stop()
      await removeFolder(dir)
    }
  }
}

/** The embedded store, small and large, alone and under the program; with a million accounts also a start on it. */
export const stores: Suite = { name: 'stores', run }
