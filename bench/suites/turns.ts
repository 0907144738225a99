import { openLowdbStore } from '../../src/stores/lowdb/lowdb-store.ts'
import { fill } from '../accounts.ts'
import { figure, type Figure } from '../figure.ts'
import { makeFolder, removeFolder } from '../folders.ts'
import { startReplyCounter, type ReplyCounter } from '../load/connector.ts'
import { alternate, ratiosOf, type Round, type Rounded } from '../load/rounds.ts'
import { createPeople } from '../load/talk.ts'
import { hasWaterfall } from '../peers.ts'
import { startProcess } from '../process/parent.ts'
import { roundsOf, type Depth, type Suite } from '../suite.ts'

const accounts = 20_000
const missing = 'waterfall bot not installed, see bench/README.md'

/** A data folder with accounts in it, so that every mobile that is typed leads to one. */
async function filledFolder(): Promise<string> {
  const dir = await makeFolder()
  const store = await openLowdbStore({ dir })
  await fill(store, accounts)
  await store.close()
  return dir
}

/** Every line of the walk leads to its own question: where one does not come up, something else was measured. */
function checkWalk({ prompts }: ReplyCounter): void {
  for (const prompt of ['ask-what', 'ask-method', 'ask-mobile', 'ask-code']) {
    if ((prompts.get(prompt) ?? 0) < 10) throw new Error(`the walk hardly came to ${prompt}`)
  }
}

type Name = 'ours' | 'echo' | 'floor' | 'waterfall'
type Rounds = Readonly<Record<Exclude<Name, 'waterfall'>, Rounded>> & {
  readonly waterfall?: Rounded
}

/** One dialogue of all, and how many of its lines are said. */
interface Walk {
  readonly work: string
  readonly upTo: number | undefined
}

const wholeWalk: Walk = { work: 'flow turn, reply by HTTP', upTo: undefined }
/** Greeting, the wish and the method: nothing is looked up and nothing sent. */
const withoutCode: Walk = { work: 'the same before a number is asked for', upTo: 3 }

async function measure(depth: Depth, walk: Walk): Promise<Rounds> {
  const dir = await filledFolder()
  const replies = await startReplyCounter()
  // Each bot talks to people of its own, so that all of them say the same from the first person on.
  const seat = () => createPeople({ serviceUrl: replies.url, isInline: false }, walk.upTo)
  const ours = await startProcess('latchkey', { args: [dir] })
  const echo = await startProcess('echo')
  const floor = await startProcess('floor')
  const waterfall = hasWaterfall() ? await startProcess('waterfall') : null
  const variants = {
    ours: { server: ours, seat: seat() },
    echo: { server: echo, seat: seat() },
    floor: { server: floor, seat: seat() },
  }
  try {
    const rounds = roundsOf(depth)
    const result =
      waterfall === null
        ? await alternate(variants, rounds)
        : await alternate({ ...variants, waterfall: { server: waterfall, seat: seat() } }, rounds)
    if (walk.upTo === undefined) checkWalk(replies)
    return result
  } finally {
    await Promise.all([ours.stop(), echo.stop(), floor.stop(), waterfall?.stop(), replies.close()])
    await removeFolder(dir)
  }
}

const measures = {
  rate: { unit: 'turns/s', read: (round: Round) => round.turnsPerSecond },
  cpu: { unit: 'µs', read: (round: Round) => round.cpuMicrosPerTurn },
  p99: { unit: 'ms', read: (round: Round) => round.p99Ms },
} as const

/** One measure beside one peer. */
interface Beside {
  readonly work: string
  readonly of: keyof typeof measures
  readonly name: string
  readonly peer: Rounded | undefined
  readonly goal: Figure['goal']
}

function besides(ours: Rounded, { work, of, name, peer, goal }: Beside): Figure {
  const { unit, read } = measures[of]
  const parts = { suite: 'turns', work, ours: { value: read(ours), unit }, goal }
  if (peer === undefined) return figure({ ...parts, note: missing })
  return figure({
    ...parts,
    peer: { name, value: read(peer), unit },
    ...ratiosOf(ours, peer, read),
  })
}

const ratio = (bound: 'at least' | 'at most', limit: number) =>
  ({ of: 'ratio', bound, limit }) as const

const turnsIn = ({ windows }: Rounded): string => {
  const turnsEach = windows[0]?.turns ?? 0
  return (windows.length * turnsEach).toLocaleString('en')
}

/** A program that has only just started, before the engine has compiled what is used often. */
function cold({ work }: Walk, ours: Rounded, waterfall: Rounded | undefined): Figure {
  const [first] = ours.windows
  const peer = waterfall?.windows[0]
  return figure({
    suite: 'turns',
    work: `${work}, the first ${first?.turns.toLocaleString('en') ?? ''} turns`,
    ours: first === undefined ? null : { value: first.turnsPerSecond, unit: 'turns/s' },
    peer:
      peer === undefined
        ? null
        : { name: 'waterfall', value: peer.turnsPerSecond, unit: 'turns/s' },
    goal: ratio('at least', 2),
    note: `the other rows are after ${turnsIn(ours)} turns of each`,
  })
}

function figuresOf(walk: Walk, rounds: Rounds): readonly Figure[] {
  const { work } = walk
  const { ours, echo, floor, waterfall } = rounds
  const stock = { name: 'stock echo', peer: echo }
  const dialogs = { name: 'waterfall', peer: waterfall }
  return [
    besides(ours, { work, of: 'rate', ...stock, goal: ratio('at least', 1.8) }),
    besides(ours, { work, of: 'rate', ...dialogs, goal: ratio('at least', 2.5) }),
    besides(ours, { work: 'its CPU', of: 'cpu', ...stock, goal: ratio('at most', 0.35) }),
    besides(ours, { work: 'its p99', of: 'p99', ...dialogs, goal: ratio('at most', 0.5) }),
    // What restify takes to answer a POST with nothing, and no bot could go below.
    besides(ours, {
      work: 'its CPU over the floor',
      of: 'cpu',
      name: 'bare restify',
      peer: floor,
      goal: ratio('at most', 10),
    }),
    cold(walk, ours, waterfall),
  ]
}

/** A turn of a flow, kept durably and answered by HTTP, beside Bot Framework's own samples. */
export const turns: Suite = {
  name: 'turns',
  async run(depth) {
    const figures: Figure[] = []
    for (const walk of [wholeWalk, withoutCode]) {
      figures.push(...figuresOf(walk, await measure(depth, walk)))
    }
    return figures
  },
}
