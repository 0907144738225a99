import { connect, type Socket } from 'node:net'
import { createParser } from './http-parser.ts'

/** One kept-alive connection to a bot. */
export interface Wire {
  /** Posts a message and answers with the status, once the whole answer is there. @throws Error when the connection ends */
  post(body: string): Promise<number>
  close(): void
}

interface Waiting {
  readonly resolve: (status: number) => void
  readonly reject: (error: Error) => void
}

function opened(host: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, noDelay: true })
    socket.once('error', reject)
    socket.once('connect', () => {
      socket.off('error', reject)
      resolve(socket)
    })
  })
}

/**
 * Connects to where a bot listens.
 *
 * @param headers besides those that every request has
 */
export async function openWire(
  url: string,
  headers: Readonly<Record<string, string>>,
): Promise<Wire> {
  const { host, hostname, port } = new URL(url)
  const socket = await opened(hostname, Number(port))
  const lines = Object.entries({ 'content-type': 'application/json', ...headers })
  const head = [
    'POST /api/messages HTTP/1.1',
    `host: ${host}`,
    ...lines.map(([name, value]) => `${name}: ${value}`),
    'content-length: ',
  ].join('\r\n')
  let waiting: Waiting | null = null
  const settle = (by: (held: Waiting) => void): void => {
    const held = waiting
    waiting = null
    if (held !== null) by(held)
  }
  const parse = createParser((answer) => {
    // `HTTP/1.1 200 OK`
    settle(({ resolve }) => resolve(Number(answer.slice(9, 12))))
  })
  const fail = (error: Error): void => settle(({ reject }) => reject(error))
  socket.on('data', parse)
  socket.on('error', fail)
  socket.on('close', () => fail(new Error(`${url} hung up`)))
  return {
    post: (body) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject }
        socket.write(`${head}${Buffer.byteLength(body)}\r\n\r\n${body}`)
      }),
    close: () => socket.destroy(),
  }
}
