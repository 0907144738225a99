import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import type { ChatLock } from './chat-lock.ts'
import type { ChatPass, ChatTokens } from './chat-tokens.ts'
import { isFromOwnPage, type OriginSettings } from './origin-rule.ts'
import { watermarkIn, type Streams } from './streams.ts'

/** Handles a WebSocket handshake; false when its path is not a chat's stream. */
export type StreamUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean

interface UpgradeDeps extends OriginSettings {
  readonly tokens: ChatTokens
  readonly lock: ChatLock
  readonly streams: Streams
}

const path = /^\/directline\/conversations\/([^/]+)\/stream$/u

/** `GET /directline/conversations/:id/stream?watermark=&t=` as a WebSocket; 403 without a token for that chat. */
export function createStreamUpgrade(deps: UpgradeDeps): StreamUpgrade {
  // Pages send nothing here but pings.
  const server = new WebSocketServer({ noServer: true, maxPayload: 1_024, clientTracking: false })
  return (request, socket, head) => {
    const asked = askedOf(request)
    if (asked === null) return false
    const pass = passOf(request, asked, deps)
    const isCurrent = async (): Promise<boolean> => pass !== null && deps.lock.fits(pass)
    const open = (): void => {
      server.handleUpgrade(request, socket, head, (stream) => {
        const watermark = watermarkIn(asked.query)
        deps.streams.attach(asked.conversation, stream, { watermark, isCurrent })
      })
    }
    void isCurrent().then(
      (fits) => (fits ? open() : refuse(socket, '403 Forbidden')),
      () => refuse(socket, '503 Service Unavailable'),
    )
    return true
  }
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

interface Asked {
  readonly conversation: string
  readonly query: URLSearchParams
}

function askedOf(request: IncomingMessage): Asked | null {
  const [pathname = '', query = ''] = (request.url ?? '').split('?', 2)
  const conversation = path.exec(pathname)?.[1]
  return conversation === undefined ? null : { conversation, query: new URLSearchParams(query) }
}

/** The pass of the token, or null when the page may not listen. */
function passOf(
  request: IncomingMessage,
  { conversation, query }: Asked,
  deps: UpgradeDeps,
): ChatPass | null {
  const { origin, host } = request.headers
  if (origin !== undefined && !isFromOwnPage({ origin, host }, deps)) return null
  const pass = deps.tokens.verify(query.get('t'))
  return pass?.conversation === conversation ? pass : null
}
