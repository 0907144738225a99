import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { hasRepeatedHeader } from './headers.ts'

/** Takes a WebSocket over, or answers false when its path is nobody's. */
export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean

/**
 * Hands upgraded connections on and remembers them, since the server itself forgets them.
 *
 * @param isFit whether this request may be upgraded at all
 * @returns the function that cuts those still open
 */
export function routeUpgrades(
  server: Server,
  { isFit, upgrade }: { isFit: (request: IncomingMessage) => boolean; upgrade: Upgrade },
): () => void {
  const sockets = new Set<Duplex>()
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    if (hasRepeatedHeader(request) || !isFit(request)) refuse(socket, '400 Bad Request')
    else if (!upgrade(request, socket, head)) refuse(socket, '404 Not Found')
  })
  return () => {
    for (const socket of sockets) socket.destroy()
  }
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
