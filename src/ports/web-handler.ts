import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'

/** One HTTP request, as a page's handler sees it: no server library's types. */
export interface WebRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE'
  /** Without the query, still encoded. */
  readonly path: string
  /** The `:name` parts of the route, decoded. */
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** Names in lower case; a header sent twice is refused before it comes here. */
  readonly headers: Readonly<Record<string, string>>
  /** Parsed JSON or form fields, or null without a body. */
  readonly body: unknown
  /** The peer's address, after the trusted proxies. */
  readonly source: string
}

/** What a handler answers with. */
export interface WebResponse {
  readonly status: number
  /** An empty value keeps a header away that every answer has otherwise. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array
}

/** A page or an endpoint: plain request to response, mounted by the HTTP room. */
export type WebHandler = (request: WebRequest) => Promise<WebResponse>

/** Draws the page of a problem that no handler met, for somebody who reads pages; null leaves it to the server. */
export type ProblemPages = (
  about: Pick<WebRequest, 'query' | 'headers'> & {
    readonly status: number
    /** To find the log line by. */
    readonly reference?: string | undefined
  },
) => WebResponse | null

/** Where a handler is mounted; `path` has `:name` parts. */
export interface WebRoute {
  readonly method: WebRequest['method']
  readonly path: string
  readonly handler: WebHandler
}

/** A JSON answer that no cache keeps; its body is empty when the value is null. */
export function jsonResponse(status: number, value: unknown): WebResponse {
  if (value === null) return { status, headers: {}, body: '' }
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
    body: JSON.stringify(value),
  }
}

/** The same answer (429 or 503) with `Retry-After`: when it makes sense to ask again, in seconds. */
export function retryLater(answer: WebResponse, seconds: number): WebResponse {
  const headers = { 'retry-after': String(seconds), 'cache-control': 'no-store' }
  return { ...answer, headers: { ...answer.headers, ...headers } }
}

/** Takes over a WebSocket handshake; false, with the socket untouched, when its path is unknown. */
export type WebUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean

/** Answers a WebSocket handshake with an HTTP status, such as `403 Forbidden`, and ends the connection. */
export function refuseUpgrade(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
