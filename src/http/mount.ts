import { Histogram, type Registry } from 'prom-client'
import type { Request, Response, Server } from 'restify'
import type { Log } from '../ports/log.ts'
import type { WebResponse, WebRoute } from '../ports/web-handler.ts'
import { problem } from './answers.ts'
import { createDoor, outcomeOf, type DoorRules } from './door.ts'
import { securityHeaders } from './headers.ts'

/** What mounting needs besides the routes. */
export interface MountDeps {
  readonly publicUrl: string
  readonly registry: Registry
  readonly log: Log
}

/** Puts routes on the server, behind the rules of their door. */
export type Mount = (routes: readonly WebRoute[], rules: DoorRules) => void

/** Makes the mount; it times every answer by route template, never by path, source or person. */
export function createMount(server: Server, deps: MountDeps): Mount {
  const always = securityHeaders(deps.publicUrl)
  const seconds = new Histogram({
    name: 'latchkey_http_request_duration_seconds',
    help: 'Time from a request to its answer, by route.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.005, 0.025, 0.1, 0.5, 2, 10],
    registers: [deps.registry],
  })
  const register = registrars(server)
  return (routes, rules) => {
    for (const { method, path, handler } of routes) {
      const door = createDoor(rules, handler)
      const serve = async (request: Request, response: Response): Promise<void> => {
        const observe = seconds.startTimer({ method, route: path })
        const answer = await door(request)
        observe({ status: answer.status })
        write(response, answer, always)
      }
      for (const mountAt of register[method]) mountAt(path, serve)
    }
  }
}

type Serve = (request: Request, response: Response) => Promise<void>
type Register = (path: string, serve: Serve) => unknown

/** A page that can be got can be asked about (HEAD). */
function registrars(server: Server): Readonly<Record<WebRoute['method'], readonly Register[]>> {
  const get: Register = (path, serve) => server.get(path, serve)
  const head: Register = (path, serve) => server.head(path, serve)
  return {
    GET: [get, head],
    HEAD: [head],
    POST: [(path, serve) => server.post(path, serve)],
    PUT: [(path, serve) => server.put(path, serve)],
    DELETE: [(path, serve) => server.del(path, serve)],
  }
}

/** What the router itself finds wrong: no such path, no such method, and bugs outside the doors. */
export function answerTheRest(server: Server, deps: MountDeps): void {
  const always = securityHeaders(deps.publicUrl)
  server.on('restifyError', (...happened: RouterError) => {
    const [request, response, error, done] = happened
    const answer = answerTo(error, { accept: request.headers.accept, log: deps.log })
    if (!response.headersSent) {
      const body = typeof answer.body === 'string' ? answer.body : Buffer.from(answer.body)
      response.sendRaw(answer.status, body, { ...always, ...answer.headers })
    }
    done()
  })
}

type RouterError = readonly [request: Request, response: Response, error: Error, done: () => void]

function answerTo(error: Error, about: Parameters<typeof outcomeOf>[1]): WebResponse {
  const status = 'statusCode' in error ? Number(error.statusCode) : 500
  const isRefusal = status >= 400 && status < 500
  return isRefusal ? problem({ status, accept: about.accept }) : outcomeOf(error, about)
}

function write(
  response: Response,
  answer: WebResponse,
  always: Readonly<Record<string, string>>,
): void {
  if (response.headersSent || response.destroyed) return
  const size = Buffer.byteLength(answer.body)
  const length = answer.status === 304 ? {} : { 'content-length': String(size) }
  response.writeHead(answer.status, { ...always, ...answer.headers, ...length })
  response.end(answer.body)
}
