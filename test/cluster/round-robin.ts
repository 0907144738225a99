import { once } from 'node:events'
import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A proxy in front of several instances: each request goes to the next one, whoever sends it. */
export interface RoundRobin {
  readonly url: string
  /** Requests that an instance broke off in the middle; the client was told 502. */
  readonly broken: () => number
  setBackends(urls: readonly string[]): void
  close(): Promise<void>
}

/** Starts it on a port of its own. It remembers nobody, so a conversation meets every instance. */
export async function startRoundRobin(): Promise<RoundRobin> {
  const agent = new Agent({ keepAlive: true })
  let backends: readonly string[] = []
  let next = 0
  let broken = 0

  const pass = (incoming: IncomingMessage, outgoing: ServerResponse, body: Buffer): void => {
    next += 1
    const backend = backends[next % Math.max(backends.length, 1)]
    const fail = (): void => {
      broken += 1
      if (outgoing.headersSent) {
        outgoing.destroy()
        return
      }
      outgoing.statusCode = 502
      outgoing.end()
    }
    if (backend === undefined) {
      fail()
      return
    }
    const target = new URL(incoming.url ?? '/', backend)
    const headers = { ...incoming.headers, host: target.host }
    const options = { agent, method: incoming.method, headers }
    const forwarded = request(target, options, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.on('error', () => outgoing.destroy())
      answer.pipe(outgoing)
    })
    forwarded.on('error', fail)
    forwarded.end(body)
  }

  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => pass(incoming, outgoing, Buffer.concat(chunks)))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    broken: () => broken,
    setBackends(urls) {
      backends = urls
    },
    async close() {
      server.close()
      server.closeAllConnections()
      agent.destroy()
      await once(server, 'close')
    },
  }
}
