import type { AddressInfo } from 'node:net'
import { createServer } from 'node:http'
import { WebSocket } from 'ws'
import type { Answer, ChatWorld } from './chat-world.ts'

export interface StreamServer {
  readonly url: string
  /** Opens a stream and collects what comes; resolves when it is open or refused. */
  readonly open: (path: string, origin?: string) => Promise<Stream>
  readonly close: () => Promise<void>
}

export interface Stream {
  readonly isOpen: boolean
  readonly texts: readonly unknown[]
  /** Resolves when the other side has closed it. */
  readonly closed: Promise<void>
  /** Resolves when this many activities have come. */
  readonly until: (count: number) => Promise<void>
}

/** The chat's WebSockets on a port of their own. */
export async function startStreams({ chat }: ChatWorld): Promise<StreamServer> {
  const server = createServer()
  server.on('upgrade', (request, socket, head) => {
    if (!chat.upgrade(request, socket, head)) socket.destroy()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    open: (path, origin) => openStream(`${url}${path}`, origin),
    close: () => {
      chat.close()
      return new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
    },
  }
}

async function openStream(url: string, origin: string | undefined): Promise<Stream> {
  const socket = new WebSocket(url, origin === undefined ? {} : { origin })
  const texts: unknown[] = []
  const waiting: (() => void)[] = []
  socket.on('message', (message: Buffer) => {
    const line = message.toString('utf8')
    if (line !== '')
      texts.push(...(JSON.parse(line) as Answer['body']).activities.map(({ text }) => text))
    for (const check of waiting) check()
  })
  const closed = new Promise<void>((resolve) => {
    socket.on('close', () => resolve())
  })
  const isOpen = await new Promise<boolean>((resolve) => {
    socket.on('open', () => resolve(true))
    socket.on('error', () => resolve(false))
  })
  const until = (count: number): Promise<void> =>
    new Promise((resolve) => {
      const check = (): void => {
        if (texts.length >= count) resolve()
      }
      waiting.push(check)
      check()
    })
  return { isOpen, texts, closed, until }
}
