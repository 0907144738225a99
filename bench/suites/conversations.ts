import { figure, type Figure } from '../figure.ts'
import { makeFolder, removeFolder } from '../folders.ts'
import { counting, drive } from '../load/drive.ts'
import { createPeople } from '../load/talk.ts'
import { startProcess } from '../process/parent.ts'
import type { Depth, Suite } from '../suite.ts'

const connections = 16
/** The first lines of the walk: everybody is left with an open question. */
const lines = 3

interface Memory {
  readonly held: number
  readonly rss: number
}

async function run({ isQuick }: Depth): Promise<readonly Figure[]> {
  const open = isQuick ? 2_000 : 10_000
  const dir = await makeFolder()
  const server = await startProcess('latchkey', { args: [dir], execArgv: ['--expose-gc'] })
  const seat = createPeople({ serviceUrl: 'http://127.0.0.1:9', isInline: true }, lines)
  const people = Array.from({ length: connections }, seat)
  const talk = async (conversations: number): Promise<Memory> => {
    await drive({ url: server.url, people, goesOn: counting(conversations * lines) })
    return (await server.ask('memory')) as Memory
  }
  try {
    const idle = await talk(2_000) // what is made once is made by then
    const busy = await talk(open)
    return [
      figure({
        suite: 'conversations',
        work: `${open.toLocaleString('en')} open conversations`,
        ours: { value: (busy.held - idle.held) / 1e6, unit: 'MB' },
        goal: { of: 'value', bound: 'at most', limit: 30 },
        note: `${((busy.held - idle.held) / open / 1e3).toFixed(1)} kB each`,
      }),
    ]
  } finally {
    await server.stop()
    await removeFolder(dir)
  }
}

/** What open conversations take, over a server that has spoken to a few. */
export const conversations: Suite = { name: 'conversations', run }
