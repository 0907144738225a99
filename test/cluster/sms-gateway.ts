import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A text as a provider got it. */
export interface Delivered {
  readonly id: string
  readonly to: string
  readonly text: string
}

/** A provider of texts that knows a repeat by its idempotency key, as providers do. */
export interface SmsGateway {
  readonly url: string
  /** The texts to a number, oldest first, each id once. */
  to(number: string): readonly Delivered[]
  /** Every text, each id once. */
  all(): readonly Delivered[]
  /** How often an id came again: what an instance had sent when it died before it could say so. */
  readonly repeats: () => number
  close(): Promise<void>
}

/** Starts it on a port of its own. */
export async function startSmsGateway(): Promise<SmsGateway> {
  const known = new Map<string, Delivered>()
  let repeats = 0
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      const message = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Delivered
      if (known.has(message.id)) repeats += 1
      else known.set(message.id, message)
      outgoing.end()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/messages`,
    to: (number) => [...known.values()].filter((message) => message.to === number),
    all: () => [...known.values()],
    repeats: () => repeats,
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
