import { figure, median, quantile, type Figure } from '../figure.ts'
import { makeFolder, removeFolder } from '../folders.ts'
import { startProcess, type Started } from '../process/parent.ts'
import type { Depth, Suite } from '../suite.ts'

const suite = 'texts'

async function codes(server: Started): Promise<readonly Figure[]> {
  const took = (await server.ask('send')) as readonly number[]
  const note = `${took.length.toLocaleString('en')} codes, 16 people at once`
  const at = (share: number, limit: number): Figure =>
    figure({
      suite,
      work: `SMS from commit to gateway, p${share * 100}`,
      ours: { value: quantile(took, share), unit: 'ms' },
      goal: { of: 'value', bound: 'at most', limit },
      note,
    })
  return [at(0.5, 5), at(0.99, 50)]
}

/** What a turn waits while passwords are hashed beside it, in rounds with and without. */
async function passwords(server: Started, { isQuick }: Depth): Promise<Figure> {
  const turns = isQuick ? 500 : 1_500
  const [idle, busy]: [number[], number[]] = [[], []]
  for (let round = -1; round < (isQuick ? 3 : 5); round += 1) {
    for (const isHashing of [false, true]) {
      const waited = (await server.ask('turnsBeside', { turns, isHashing })) as readonly number[]
      if (round >= 0) (isHashing ? busy : idle).push(quantile(waited, 0.99))
    }
  }
  return figure({
    suite,
    work: 'chat p99 while 20 passwords are hashed',
    ours: { value: median(busy), unit: 'ms' },
    peer: { name: 'none', value: median(idle), unit: 'ms' },
    ratios: busy.map((each, round) => each / (idle[round] ?? Number.NaN)),
    goal: { of: 'ratio', bound: 'at most', limit: 2 },
    note: 'four people at once, every core of the machine',
  })
}

async function run(depth: Depth): Promise<readonly Figure[]> {
  const dir = await makeFolder()
  const server = await startProcess('texts', { args: [dir] })
  const other = await makeFolder()
  const free = await startProcess('texts', { args: [other], isFree: true })
  try {
    return [...(await codes(server)), await passwords(free, depth)]
  } finally {
    await Promise.all([server.stop(), free.stop()])
    for (const folder of [dir, other]) await removeFolder(folder)
  }
}

/** A code's way from the commit that decided on it to the gateway, and a turn beside passwords that are hashed. */
export const texts: Suite = { name: suite, run }
