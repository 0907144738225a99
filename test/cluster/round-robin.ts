import { once } from 'node:events'
import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { passUpgrade, type Turns } from './pass-upgrade.ts'

/** A proxy in front of several instances: each request goes to the next one, whoever sends it. */
export interface RoundRobin {
  readonly url: string
  /** Requests that an instance broke off in the middle; the client was told 502. */
  readonly broken: () => number
  /** Connections that an instance refused, so that another one was asked. */
  readonly refused: () => number
  /** The instance that the next request with such a path is passed on to, as soon as it is. */
  whenPassed(path: RegExp): Promise<string>
  setBackends(urls: readonly string[]): void
  close(): Promise<void>
}

interface Passed {
  readonly incoming: IncomingMessage
  readonly outgoing: ServerResponse
  readonly body: Buffer
}

/** Nothing was sent to it; a request that has begun is not repeated, but for one that changes nothing. */
const mayGoElsewhere = (error: NodeJS.ErrnoException, { incoming, outgoing }: Passed): boolean =>
  error.code === 'ECONNREFUSED' || (incoming.method === 'GET' && !outgoing.headersSent)

/** Starts it on a port of its own. It remembers nobody, so a conversation meets every instance. */
export async function startRoundRobin(): Promise<RoundRobin> {
  const agent = new Agent({ keepAlive: true })
  let backends: readonly string[] = []
  let [next, broken, refused] = [0, 0, 0]
  let watched: { readonly path: RegExp; readonly tell: (backend: string) => void } | null = null
  const turns: Turns = {
    take() {
      next += 1
      return backends.map((_, place) => backends[(next + place) % backends.length] ?? '')
    },
    onRefused() {
      refused += 1
    },
  }

  const fail = ({ outgoing }: Passed): void => {
    broken += 1
    if (outgoing.headersSent) {
      outgoing.destroy()
      return
    }
    outgoing.statusCode = 502
    outgoing.end()
  }

  const pass = (passed: Passed, [backend, ...others]: readonly string[]): void => {
    if (backend === undefined) {
      fail(passed)
      return
    }
    const { incoming, outgoing, body } = passed
    // The name that the browser knows goes with it: the program tells its own pages by it.
    const options = { agent, method: incoming.method, headers: incoming.headers }
    const forwarded = request(new URL(incoming.url ?? '/', backend), options, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.on('error', () => outgoing.destroy())
      answer.pipe(outgoing)
    })
    forwarded.on('error', (error) => {
      if (others.length === 0 || !mayGoElsewhere(error, passed)) {
        fail(passed)
        return
      }
      turns.onRefused()
      pass(passed, others)
    })
    forwarded.end(body)
    if (watched?.path.test(incoming.url ?? '') === true) {
      watched.tell(backend)
      watched = null
    }
  }

  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () =>
      pass({ incoming, outgoing, body: Buffer.concat(chunks) }, turns.take()),
    )
  })
  const streams = passUpgrade(server, turns)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    broken: () => broken,
    refused: () => refused,
    whenPassed: async (path) =>
      new Promise((tell) => {
        watched = { path, tell }
      }),
    setBackends(urls) {
      backends = urls
    },
    async close() {
      server.close()
      server.closeAllConnections()
      streams.close()
      agent.destroy()
      await once(server, 'close')
    },
  }
}
