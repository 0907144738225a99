import type { IncomingMessage, Server } from 'node:http'
import { connect } from 'node:net'
import type { Duplex } from 'node:stream'

/** The instances as a request meets them: each request begins with another one. */
export interface Turns {
  /** The next one first; empty when there is none. */
  take(): readonly string[]
  readonly onRefused: () => void
}

/** A request as it came, line by line. */
function headOf({ method, url, rawHeaders }: IncomingMessage): string {
  const lines = rawHeaders.flatMap((name, place) =>
    place % 2 === 0 ? [`${name}: ${rawHeaders[place + 1] ?? ''}`] : [],
  )
  return [`${method ?? 'GET'} ${url ?? '/'} HTTP/1.1`, ...lines, '', ''].join('\r\n')
}

/**
 * Passes WebSockets on as bytes. One that is open ends with its instance; one that is opened goes to the first
 * instance that takes the connection.
 */
export function passUpgrade(server: Server, turns: Turns): { close(): void } {
  const open = new Set<Duplex>()

  function pass(
    incoming: IncomingMessage,
    { socket, head }: { readonly socket: Duplex; readonly head: Buffer },
    [backend, ...others]: readonly string[],
  ): void {
    if (backend === undefined) {
      socket.destroy()
      return
    }
    const { hostname, port } = new URL(backend)
    const upstream = connect(Number(port), hostname)
    let isConnected = false
    upstream.on('connect', () => {
      isConnected = true
      upstream.write(headOf(incoming))
      upstream.write(head)
      upstream.pipe(socket)
      socket.pipe(upstream)
    })
    upstream.on('error', () => {
      if (isConnected) return
      turns.onRefused()
      pass(incoming, { socket, head }, others)
    })
    upstream.on('close', () => {
      if (isConnected) socket.destroy()
    })
    socket.on('close', () => upstream.destroy())
  }

  server.on('upgrade', (incoming: IncomingMessage, socket: Duplex, head: Buffer) => {
    open.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => open.delete(socket))
    pass(incoming, { socket, head }, turns.take())
  })
  return {
    close() {
      for (const socket of open) socket.destroy()
    },
  }
}
