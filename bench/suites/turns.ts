import { openLowdbStore } from '../../src/stores/lowdb/lowdb-store.ts'
import { fill } from '../accounts.ts'
import { figure, type Figure } from '../figure.ts'
import { makeFolder, removeFolder } from '../folders.ts'
import { startReplyCounter, type ReplyCounter } from '../load/connector.ts'
import { alternate, type Round } from '../load/rounds.ts'
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

type Rounds = Readonly<Record<'ours' | 'echo', Round>> & { readonly waterfall?: Round }

async function measure(depth: Depth): Promise<Rounds> {
  const dir = await filledFolder()
  const replies = await startReplyCounter()
  const seat = createPeople({ serviceUrl: replies.url, isInline: false })
  const ours = await startProcess('latchkey', { args: [dir] })
  const echo = await startProcess('echo')
  const waterfall = hasWaterfall() ? await startProcess('waterfall') : null
  const variants = { ours: { server: ours, seat }, echo: { server: echo, seat } }
  try {
    const rounds = roundsOf(depth)
    const result =
      waterfall === null
        ? await alternate(variants, rounds)
        : await alternate({ ...variants, waterfall: { server: waterfall, seat } }, rounds)
    checkWalk(replies)
    return result
  } finally {
    await Promise.all([ours.stop(), echo.stop(), waterfall?.stop(), replies.close()])
    await removeFolder(dir)
  }
}

const rate = (round: Round) => ({ value: round.turnsPerSecond, unit: 'turns/s' })
const p99 = (round: Round) => ({ value: round.p99Ms, unit: 'ms' })

function figuresOf({ ours, echo, waterfall }: Rounds): readonly Figure[] {
  const suite = 'turns'
  const work = 'flow turn, reply by HTTP'
  const cpu = { value: ours.cpuMicrosPerTurn, unit: 'µs' }
  const note = waterfall === undefined ? missing : null
  return [
    figure({
      suite,
      work,
      ours: rate(ours),
      peer: { name: 'stock echo', ...rate(echo) },
      goal: { of: 'ratio', bound: 'at least', limit: 1.8 },
    }),
    figure({
      suite,
      work,
      ours: rate(ours),
      peer: waterfall === undefined ? null : { name: 'waterfall', ...rate(waterfall) },
      goal: { of: 'ratio', bound: 'at least', limit: 2.5 },
      note,
    }),
    figure({
      suite,
      work: 'its CPU',
      ours: cpu,
      peer: { name: 'stock echo', value: echo.cpuMicrosPerTurn, unit: 'µs' },
      goal: { of: 'value', bound: 'at most', limit: 300 },
    }),
    figure({
      suite,
      work: 'its p99',
      ours: p99(ours),
      peer: waterfall === undefined ? null : { name: 'waterfall', ...p99(waterfall) },
      goal: { of: 'ratio', bound: 'at most', limit: 0.5 },
      note,
    }),
  ]
}

/** A turn of a flow, kept durably and answered by HTTP, beside Bot Framework's own samples. */
export const turns: Suite = {
  name: 'turns',
  run: async (depth) => figuresOf(await measure(depth)),
}
