import { createServer, type AddressInfo, type Socket } from 'node:net'
import { createParser } from './http-parser.ts'

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

const answerHead = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: '

const promptName = /"prompt":"([a-z-]+)"/

/** Starts the stand-in for a channel on a port of its own. */
export async function startReplyCounter(): Promise<ReplyCounter> {
  const prompts = new Map<string, number>()
  let count = 0
  const sockets = new Set<Socket>()
  const server = createServer({ noDelay: true }, (socket) => {
    const parse = createParser((_head, body) => {
      count += 1
      const prompt = promptName.exec(body)?.[1]
      if (prompt !== undefined) prompts.set(prompt, (prompts.get(prompt) ?? 0) + 1)
      const answer = `{"id":"reply-${count}"}`
      socket.write(`${answerHead}${answer.length}\r\n\r\n${answer}`)
    })
    sockets.add(socket)
    socket.on('data', parse)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => sockets.delete(socket))
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
        for (const socket of sockets) socket.destroy()
      }),
  }
}
