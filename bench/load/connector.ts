import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A channel's service that takes every reply at once and counts the questions it names. */
export interface ReplyCounter {
  /** What the bots are given as `serviceUrl`. */
  readonly url: string
  /** Replies so far. */
  count(): number
  /** Replies that named a prompt (design 4.5), by prompt. */
  readonly prompts: ReadonlyMap<string, number>
  close(): Promise<void>
}

const promptName = /"prompt":"([a-z-]+)"/

/** Starts the stand-in for a channel on a port of its own. */
export async function startReplyCounter(): Promise<ReplyCounter> {
  const prompts = new Map<string, number>()
  let count = 0
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      count += 1
      const prompt = promptName.exec(Buffer.concat(chunks).toString('utf8'))?.[1]
      if (prompt !== undefined) prompts.set(prompt, (prompts.get(prompt) ?? 0) + 1)
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(`{"id":"reply-${count}"}`)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    count: () => count,
    prompts,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
