import { connect } from 'node:net'
import { Registry } from 'prom-client'
import {
  createHttpServer,
  type HttpDeps,
  type HttpServer,
  type HttpSettings,
} from '../../src/http/server.ts'
import type { ProblemPages, WebHandler, WebRequest, WebRoute } from '../../src/ports/web-handler.ts'

export interface HttpWorld {
  readonly server: HttpServer
  readonly port: number
  readonly url: string
  /** What the handlers saw. */
  readonly seen: WebRequest[]
  readonly lines: string[]
  /** Sends bytes as they are and answers with all that comes back. */
  readonly raw: (text: string) => Promise<string>
}

interface WorldOptions {
  readonly settings?: Partial<HttpSettings>
  readonly messages?: WebHandler
  readonly routes?: readonly WebRoute[]
  readonly check?: () => Promise<void>
  readonly upgrade?: HttpDeps['upgrade']
  readonly problemPages?: ProblemPages
}

const settings: HttpSettings = {
  host: '127.0.0.1',
  port: 0,
  publicUrl: 'https://id.example.com',
  isProduction: false,
  metricsToken: null,
  trustedHops: 0,
  webFlood: null,
  botFlood: null,
  maxUnderWay: 50,
}

/** A server that listens on a port of its own and echoes. */
export async function httpWorld(options: WorldOptions = {}): Promise<HttpWorld> {
  const seen: WebRequest[] = []
  const lines: string[] = []
  const write = (line: string, fields: object): void =>
    void lines.push(`${line} ${JSON.stringify(fields)}`)
  const echo: WebHandler = async (request) => {
    seen.push(request)
    return { status: 200, headers: { 'content-type': 'text/plain' }, body: 'hello' }
  }
  const routes: readonly WebRoute[] = options.routes ?? [
    { method: 'GET', path: '/', handler: echo },
    { method: 'GET', path: '/p/:page/:token', handler: echo },
    { method: 'POST', path: '/p/:page/:token', handler: echo },
  ]
  const server = createHttpServer({
    settings: { ...settings, ...options.settings },
    messages: options.messages ?? echo,
    routes,
    upgrade: options.upgrade ?? (() => false),
    check: options.check ?? (() => Promise.resolve()),
    hasAccounts: async () => true,
    ...(options.problemPages === undefined ? {} : { problemPages: options.problemPages }),
    registry: new Registry(),
    log: { debug() {}, info() {}, warn: write, error: write },
  })
  const port = await server.listen()
  return {
    server,
    port,
    url: `http://127.0.0.1:${port}`,
    seen,
    lines,
    raw: (text) => exchange(port, text),
  }
}

function exchange(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    let answer = ''
    socket.setEncoding('utf8')
    socket.on('data', (chunk: string) => {
      answer += chunk
    })
    socket.on('end', () => resolve(answer))
    socket.on('error', reject)
  })
}

/** A promise that somebody else keeps: a request that lasts until the test lets it go. */
export function latch(): { readonly opened: Promise<void>; readonly open: () => void } {
  const resolvers: (() => void)[] = []
  const opened = new Promise<void>((resolve) => {
    resolvers.push(resolve)
  })
  return { opened, open: () => resolvers.forEach((resolve) => resolve()) }
}

/** A handler with a bug or without its store. */
export function failing(error: Error): WebHandler {
  return async () => {
    throw error
  }
}
