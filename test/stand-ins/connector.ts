import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One call the connector got; paths are decoded, since Teams' ids hold `:`, `;` and `@`. */
export interface ConnectorCall {
  readonly method: string
  readonly path: string
  readonly authorization: string | null
  readonly body: Readonly<Record<string, unknown>>
}

/** What the next calls get instead of an id; `hang` never answers. */
export type Mood =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  | 'hang'

export interface Connector {
  /** What a channel gives as `serviceUrl`. */
  readonly url: string
  readonly calls: ConnectorCall[]
  /** The moods of the next calls, first come, first served; without one a call is accepted. */
  readonly moods: Mood[]
  /** The messages that arrived, as texts. */
  texts(): readonly string[]
  close(): Promise<void>
}

/** A channel's service on a port of its own: takes any id, keeps what it was told, fails when told to. */
export async function startConnector(): Promise<Connector> {
  const calls: ConnectorCall[] = []
  const moods: Mood[] = []
  const server = createServer((request, response) => {
    void take(request, response)
  })

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(Buffer.from(chunk))
    const text = Buffer.concat(chunks).toString('utf8')
    calls.push({
      method: request.method ?? '',
      path: decodeURIComponent(request.url ?? ''),
      authorization: request.headers.authorization ?? null,
      body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
    })
    const mood = moods.shift() ?? { status: 200 }
    if (mood === 'hang') return
    response.writeHead(mood.status, { 'content-type': 'application/json', ...mood.headers })
    response.end(JSON.stringify(mood.status === 200 ? { id: `sent-${calls.length}` } : {}))
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    moods,
    texts: () =>
      calls.flatMap(({ body }) => (typeof body['text'] === 'string' ? [body['text']] : [])),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
