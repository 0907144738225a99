import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { WebRequest, WebResponse, WebRoute } from '../../src/ports/web-handler.ts'

export interface PageServer {
  readonly url: string
  readonly server: Server
  close(): Promise<void>
}

export type RawHandler = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>

/** Serves routes over plain node:http on a free port of 127.0.0.1, as the HTTP room does in service. */
export async function startPageServer(
  routes: readonly WebRoute[],
  first: RawHandler = async () => false,
): Promise<PageServer> {
  const server = createServer((request, response) => {
    answer({ routes, first, request, response }).catch((error: unknown) => {
      send(response, { status: 500, headers: {}, body: String(error) })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    server,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

/** Not chained: restify, where any test loads it, takes the answer from node's own `writeHead`. */
function send(response: ServerResponse, { status, headers, body }: WebResponse): void {
  response.writeHead(status, headers)
  response.end(body)
}

async function answer(exchange: {
  routes: readonly WebRoute[]
  first: RawHandler
  request: IncomingMessage
  response: ServerResponse
}): Promise<void> {
  const { routes, first, request, response } = exchange
  if (await first(request, response)) return
  const address = new URL(request.url ?? '/', 'http://pages.test')
  for (const route of routes) {
    // HEAD is GET without the body, which node:http leaves out.
    const method = request.method === 'HEAD' ? 'GET' : request.method
    const params = route.method === method ? match(route.path, address.pathname) : null
    if (params === null) continue
    const reply = await route.handler(await webRequest(request, address, params))
    send(response, reply)
    return
  }
  send(response, { status: 404, headers: {}, body: '' })
}

function match(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/')
  const given = path.split('/')
  if (wanted.length !== given.length) return null
  const params: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? ''
    if (part.startsWith(':')) params[part.slice(1)] = decodeURIComponent(value)
    else if (part !== value) return null
  }
  return params
}

async function webRequest(
  request: IncomingMessage,
  address: URL,
  params: Record<string, string>,
): Promise<WebRequest> {
  const body = await textOf(request)
  return {
    method: request.method as WebRequest['method'],
    path: address.pathname,
    params,
    query: address.searchParams,
    headers: request.headers as Record<string, string>,
    body: parsed(body, request.headers['content-type'] ?? ''),
    source: '127.0.0.1',
  }
}

function parsed(body: string, type: string): unknown {
  if (body === '') return null
  return type.startsWith('application/json')
    ? JSON.parse(body)
    : Object.fromEntries(new URLSearchParams(body))
}

/** The whole body of a request. */
export async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}
