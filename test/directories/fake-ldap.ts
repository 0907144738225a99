import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { BerReader, BerWriter } from 'ldapts'

/** Requests by the tags of their protocol operations (RFC 4511). */
export const request = { bind: 0x60, unbind: 0x42, search: 0x63, modify: 0x66, extended: 0x77 }

/** What the server does with a request. */
export type Reply =
  /** A result code. */
  | number
  | 'silence'
  /** Half of an answer, and the end of the connection. */
  | 'cut'
  /** The end of the connection, without a byte. */
  | 'gone'
  /** What is no LDAP. */
  | 'garbage'
  /** An entry with a value of a megabyte. */
  | 'huge'
  /** An entry with these values of one attribute. */
  | { readonly attribute: string; readonly values: readonly string[] }

/** A server that answers as a test says. */
export interface FakeLdap {
  readonly url: string
  /** The tags of the requests, in order. */
  readonly asked: number[]
  /** The requests as they came. */
  readonly received: Buffer[]
  close(): Promise<void>
}

const responses: Readonly<Record<number, number>> = {
  [request.bind]: 0x61,
  [request.search]: 0x65,
  [request.modify]: 0x67,
  [request.extended]: 0x78,
}

function result(id: number, tag: number, code: number): Buffer {
  const writer = new BerWriter()
  writer.startSequence()
  writer.writeInt(id)
  writer.startSequence(tag)
  writer.writeEnumeration(code)
  writer.writeString('')
  writer.writeString('about cn=secret-person, whose words nobody may log')
  writer.endSequence()
  writer.endSequence()
  return writer.buffer
}

function entryOf(
  id: number,
  { attribute, values }: { readonly attribute: string; readonly values: readonly string[] },
): Buffer {
  const writer = new BerWriter()
  writer.startSequence()
  writer.writeInt(id)
  writer.startSequence(0x64)
  writer.writeString('uid=x')
  writer.startSequence()
  writer.startSequence()
  writer.writeString(attribute)
  writer.startSequence(0x31)
  for (const value of values) writer.writeString(value)
  for (let depth = 0; depth < 5; depth += 1) writer.endSequence()
  return writer.buffer
}

const megabyte = 'x'.repeat(1024 * 1024)

function send(socket: Socket, { id, tag }: { id: number; tag: number }, reply: Reply): void {
  const code = typeof reply === 'number' ? reply : 0
  const answer = result(id, responses[tag] ?? 0x78, code)
  if (reply === 'silence') return
  if (reply === 'gone') socket.destroy()
  else if (reply === 'cut') socket.end(answer.subarray(0, 5))
  else if (reply === 'garbage') socket.write('HTTP/1.1 400 Bad Request\r\n\r\n')
  else if (reply === 'huge') socket.write(entryOf(id, { attribute: 'cn', values: [megabyte] }))
  else {
    if (typeof reply === 'object') socket.write(entryOf(id, reply))
    socket.write(answer)
  }
}

/** Starts one. It takes one request at a time, as the pool sends them. */
export async function startFakeLdap(replyTo: (tag: number) => Reply): Promise<FakeLdap> {
  const asked: number[] = []
  const received: Buffer[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('data', (bytes) => {
      // The beginning of TLS, which this server does not speak.
      if (bytes[0] !== 0x30) return
      const reader = new BerReader(bytes)
      reader.readSequence()
      const id = reader.readInt() ?? 0
      const tag = reader.readSequence() ?? 0
      asked.push(tag)
      received.push(bytes)
      if (tag !== request.unbind) send(socket, { id, tag }, replyTo(tag))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    url: `ldap://127.0.0.1:${address.port}`,
    asked,
    received,
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
