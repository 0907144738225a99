import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import type { PostgresServer } from '../stores/postgres/server.ts'
import { openAt } from '../stores/postgres/stores.ts'
import type { Life } from './life.ts'
import type { Home } from './machine.ts'

/** What becomes of a message to the database. */
type Verdict = 'passes' | 'is lost' | 'answer is lost'

/** How a message to the database ends for the process that sends it. */
function verdictFor(life: Life | null): Verdict {
  if (life === null || life.end !== null) return 'is lost'
  try {
    const fault = life.arrive('line to the database')
    if (fault === 'fails') return 'is lost'
    if (fault === 'killed-after') life.finish('process')
    return fault === null ? 'passes' : 'answer is lost'
  } catch {
    return 'is lost'
  }
}

/** Passes the messages of one connection on, as long as they are not lost. */
function join(client: Socket, upstream: Socket, verdict: () => Verdict): void {
  let isFirst = true
  let isCut = false
  const end = (): void => {
    client.destroy()
    upstream.destroy()
  }
  for (const socket of [client, upstream]) {
    socket.on('error', () => {})
    socket.on('close', end)
  }
  client.on('data', (chunk) => {
    // The first one is no question: it opens the connection.
    const what = isFirst ? 'passes' : verdict()
    isFirst = false
    if (what === 'is lost') end()
    else upstream.write(chunk)
    isCut ||= what === 'answer is lost'
  })
  upstream.on('data', (chunk) => {
    if (isCut) end()
    else client.write(chunk)
  })
}

/** A way to a database on which any message and any answer can be lost. */
export interface Line {
  /** A home of new machines, empty. */
  homeFor(): Promise<Home & { remove(): Promise<void> }>
  close(): Promise<void>
}

const tables = 'latchkey_rows, latchkey_finds, latchkey_commits'

/** Starts it. */
export async function startLine(database: PostgresServer, url: string): Promise<Line> {
  let life: Life | null = null
  const { hostname, port } = new URL(url)
  const server = createServer((client) => {
    const sender = life
    join(client, connect(Number(port), hostname), () => verdictFor(sender))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const through = new URL(url)
  through.port = String((server.address() as AddressInfo).port)
  const beside = await openAt(url)
  const home: Home & { remove(): Promise<void> } = {
    beside,
    async open(next) {
      life = next
      return openAt(through.href, { settleMs: 300, connectMs: 1_000, patienceMs: 5_000 })
    },
    idle: async () => {},
    losePower: async () => {},
    obey: async () => false,
    remove: async () => {},
  }
  return {
    async homeFor() {
      await database.query(url, `truncate ${tables}`)
      return home
    },
    async close() {
      await beside.close()
      server.close()
      await once(server, 'close')
    },
  }
}
