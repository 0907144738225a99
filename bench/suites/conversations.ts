import { systemClock, systemRandom } from '../../src/app/system.ts'
import { createSealer, keysFrom } from '../../src/services/sealing.ts'
import { openLowdbStore } from '../../src/stores/lowdb/lowdb-store.ts'
import { fill } from '../accounts.ts'
import { figure, type Figure } from '../figure.ts'
import { makeFolder, removeFolder } from '../folders.ts'
import { counting, drive } from '../load/drive.ts'
import { alternate, ratiosOf } from '../load/rounds.ts'
import { createPeople } from '../load/talk.ts'
import { startProcess, type Started } from '../process/parent.ts'
import { conversationOf } from '../servers/conversation-row.ts'
import { roundsOf, type Depth, type Suite } from '../suite.ts'

const connections = 16
/** The first lines of the walk: everybody is left with an open question. */
const lines = 3

interface Memory {
  readonly held: number
  readonly rss: number
}

const serviceUrl = 'http://127.0.0.1:9'
const perCommit = 1_000

/** A data folder with accounts, and with conversations that are under way. */
async function folderWith(open: number): Promise<string> {
  const dir = await makeFolder()
  const store = await openLowdbStore({ dir })
  await fill(store, 20_000)
  const sealer = createSealer(keysFrom('a secret of at least 32 characters'), systemRandom)
  const now = systemClock.now()
  for (let from = 0; from < open; from += perCommit) {
    const rows = Array.from({ length: perCommit }, (_, n) => conversationOf(sealer, from + n, now))
    await store.commit(
      rows.map((row) => ({ collection: 'conversations', key: row.key, base: 0, row })),
    )
  }
  await store.close()
  return dir
}

/** What a turn takes beside many conversations that are open, and beside none; loaded in turn. */
async function turnsBeside(depth: Depth): Promise<Figure> {
  const open = depth.isQuick ? 20_000 : 100_000
  const dirs = [await folderWith(0), await folderWith(open)]
  const servers: Started[] = []
  try {
    for (const dir of dirs) servers.push(await startProcess('latchkey', { args: [dir] }))
    const [few, many] = servers
    if (few === undefined || many === undefined) throw new Error('a server did not start')
    const seat = () => createPeople({ serviceUrl, isInline: true })
    const variants = { few: { server: few, seat: seat() }, many: { server: many, seat: seat() } }
    const rounds = await alternate(variants, roundsOf(depth))
    const unit = 'µs'
    return figure({
      suite: 'conversations',
      work: `CPU of a turn beside ${open.toLocaleString('en')} open conversations`,
      ours: { value: rounds.many.cpuMicrosPerTurn, unit },
      peer: { name: 'none', value: rounds.few.cpuMicrosPerTurn, unit },
      goal: { of: 'ratio', bound: 'at most', limit: 1.2 },
      ...ratiosOf(rounds.many, rounds.few, (round) => round.cpuMicrosPerTurn),
    })
  } finally {
    for (const server of servers) await server.stop()
    for (const dir of dirs) await removeFolder(dir)
  }
}

async function held({ isQuick }: Depth): Promise<Figure> {
  const open = isQuick ? 2_000 : 10_000
  const dir = await makeFolder()
  const server = await startProcess('latchkey', { args: [dir], execArgv: ['--expose-gc'] })
  const seat = createPeople({ serviceUrl, isInline: true }, lines)
  const people = Array.from({ length: connections }, seat)
  const talk = async (conversations: number): Promise<Memory> => {
    await drive({ url: server.url, people, goesOn: counting(conversations * lines) })
    return (await server.ask('memory')) as Memory
  }
  try {
    const idle = await talk(2_000) // what is made once is made by then
    const busy = await talk(open)
    return figure({
      suite: 'conversations',
      work: `${open.toLocaleString('en')} open conversations`,
      ours: { value: (busy.held - idle.held) / 1e6, unit: 'MB' },
      goal: { of: 'value', bound: 'at most', limit: 30 },
      note: `${((busy.held - idle.held) / open / 1e3).toFixed(1)} kB each`,
    })
  } finally {
    await server.stop()
    await removeFolder(dir)
  }
}

const run = async (depth: Depth): Promise<readonly Figure[]> => [
  await held(depth),
  await turnsBeside(depth),
]

/** What open conversations take, over a server that has spoken to a few, and what a turn takes beside many. */
export const conversations: Suite = { name: 'conversations', run }
