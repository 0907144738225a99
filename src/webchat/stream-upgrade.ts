import type { IncomingMessage } from 'node:http'
import { WebSocketServer } from 'ws'
import { refuseUpgrade, type WebUpgrade } from '../ports/web-handler.ts'
import type { ChatLock } from './chat-lock.ts'
import type { ChatPass, ChatTokens } from './chat-tokens.ts'
import { isFromOwnPage, type OriginSettings } from './origin-rule.ts'
import { watermarkIn, type Streams } from './streams.ts'

interface UpgradeDeps extends OriginSettings {
  readonly tokens: ChatTokens
  readonly lock: ChatLock
  readonly streams: Streams
}

const path = /^\/directline\/conversations\/([^/]+)\/stream$/u

/** `GET /directline/conversations/:id/stream?watermark=&t=` as a WebSocket; 403 without a ticket for that chat. */
export function createStreamUpgrade(deps: UpgradeDeps): WebUpgrade {
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
      (fits) => (fits ? open() : refuseUpgrade(socket, '403 Forbidden')),
      () => refuseUpgrade(socket, '503 Service Unavailable'),
    )
    return true
  }
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

/** The pass of the ticket, or null when the page may not listen. */
function passOf(
  request: IncomingMessage,
  { conversation, query }: Asked,
  deps: UpgradeDeps,
): ChatPass | null {
  const { origin, host } = request.headers
  if (origin !== undefined && !isFromOwnPage({ origin, host }, deps)) return null
  const pass = deps.tokens.useTicket(query.get('t'))
  return pass?.conversation === conversation ? pass : null
}
