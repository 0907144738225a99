import { randomUUID } from 'node:crypto'
import { Histogram, type Registry } from 'prom-client'
import type { Request, Response, Server } from 'restify'
import { ServiceError } from '../errors.ts'
import type { Log } from '../ports/log.ts'
import {
  retryLater,
  type ProblemPages,
  type WebHandler,
  type WebRequest,
  type WebResponse,
  type WebRoute,
} from '../ports/web-handler.ts'
import type { Traffic } from '../traffic.ts'
import { problem, type Problem } from './answers.ts'
import { readBody } from './body.ts'
import { hasRepeatedHeader, headersOf, securityHeaders } from './headers.ts'
import { sourceOf } from './source.ts'

/** What every route needs besides its rules. */
export interface MountDeps {
  readonly publicUrl: string
  readonly registry: Registry
  readonly log: Log
  readonly problemPages?: ProblemPages
}

/** What is checked before a handler sees a request. */
export interface DoorRules {
  readonly isOurHost: (host: string | undefined) => boolean
  /** For the source of a request: the seconds until it may come back, or null when it may come in. */
  readonly flood: (source: string) => Promise<number | null>
  readonly traffic: Traffic
  /** Requests whose body is still arriving: a slow sender must not take the place of a turn. */
  readonly reading: Traffic
  readonly isDraining: () => boolean
  readonly trustedHops: number
}

/** Puts routes on the server, behind the rules of their door. */
export type Mount = (routes: readonly WebRoute[], rules: DoorRules) => void

/** Makes the mount. Every answer is timed by its route template, never by path, source or person. */
export function createMount(server: Server, deps: MountDeps): Mount {
  const { publicUrl, registry, log, problemPages } = deps
  const always = securityHeaders(publicUrl)
  const seconds = new Histogram({
    name: 'latchkey_http_request_duration_seconds',
    help: 'Time from a request to its answer, by route.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.005, 0.025, 0.1, 0.5, 2, 10],
    registers: [registry],
  })
  const register = registrars(server)
  return (routes, rules) => {
    for (const { method, path, handler } of routes) {
      const serve = async (request: Request, response: Response): Promise<void> => {
        const observe = seconds.startTimer({ method, route: path })
        const answer = await answerOf(request, { ...rules, handler, log, problemPages })
        observe({ status: answer.status })
        write(response, answer, always)
      }
      for (const mountAt of register[method]) mountAt(path, serve)
    }
  }
}

type Serve = (request: Request, response: Response) => Promise<void>
type Register = (path: string, serve: Serve) => unknown

/** Every path that answers GET answers HEAD as well. */
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

interface Door extends DoorRules {
  readonly handler: WebHandler
  readonly log: Log
  readonly problemPages: ProblemPages | undefined
}

/** How a request's problem is answered: as the reader asks for it, and in their language. */
type Asked = Pick<Problem, 'accept' | 'draw'>

function askedBy(request: Request, problemPages: ProblemPages | undefined): Asked {
  return {
    accept: request.headers.accept,
    draw(status, reference) {
      const [, query = ''] = (request.url ?? '/').split('?', 2)
      const reader = { headers: headersOf(request), query: new URLSearchParams(query) }
      return problemPages?.({ ...reader, status, reference }) ?? null
    },
  }
}

/**
 * Takes one request from the wire to its handler and back: rules, body, handler. Whatever goes wrong becomes an
 * answer here: refusals as 4xx, a flood and a stop as 429 and 503 with `Retry-After`, an outage as 503, a bug as 500
 * with a reference id and nothing else.
 */
async function answerOf(request: Request, door: Door): Promise<WebResponse> {
  const asked = askedBy(request, door.problemPages)
  const headers = headersOf(request)
  const peer = request.socket.remoteAddress ?? ''
  const source = sourceOf(peer, headers, door.trustedHops)
  const refusal = await refusalOf(request, source, { ...door, asked })
  if (refusal !== null) return refusal
  const body = await door.reading.run(() => readBody(request))
  if (body === null) return comeBack({ status: 503, ...asked }, 2)
  if (body.outcome === 'refused') return refuseBody({ status: body.status, ...asked })
  const handled = door.traffic.run(async () =>
    door.handler(webRequest(request, { headers, body: body.value, source })),
  )
  if (handled === null) return comeBack({ status: 503, ...asked }, 2)
  return handled.catch((error: unknown) => failed(error, asked, door.log))
}

async function refusalOf(
  request: Request,
  source: string,
  { asked, ...door }: DoorRules & { readonly asked: Asked },
): Promise<WebResponse | null> {
  const { accept, host } = request.headers
  if (hasRepeatedHeader(request)) return problem({ status: 400, accept })
  if (!door.isOurHost(host) || !door.isOurHost(targetHost(request.url) ?? host)) {
    return problem({ status: 421, accept })
  }
  const changes = request.method !== 'GET' && request.method !== 'HEAD'
  if (changes && door.isDraining()) return comeBack({ status: 503, ...asked }, 5)
  const seconds = await door.flood(source)
  return seconds === null ? null : comeBack({ status: 429, ...asked }, seconds)
}

/** The host in a request target of absolute form, which a `Host` header of ours must not outvote (attacks D1); else null. */
function targetHost(target = '/'): string | null {
  if (target.startsWith('/')) return null
  return URL.canParse(target) ? new URL(target).host : ''
}

function comeBack(about: Problem, seconds: number): WebResponse {
  return retryLater(problem(about), seconds)
}

/** The rest of a body that is too large is not read, so the connection cannot be used again. */
function refuseBody(about: Problem): WebResponse {
  const answer = problem(about)
  if (about.status !== 413) return answer
  return { ...answer, headers: { ...answer.headers, connection: 'close' } }
}

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'] as const

function webRequest(
  request: Request,
  read: Pick<WebRequest, 'headers' | 'body' | 'source'>,
): WebRequest {
  const [path = '/', query = ''] = (request.url ?? '/').split('?', 2)
  const params: Record<string, string> = {}
  for (const [name, value] of Object.entries(request.params ?? {})) params[name] = String(value)
  return {
    ...read,
    method: methods.find((method) => method === request.method) ?? 'GET',
    path,
    params,
    query: new URLSearchParams(query),
  }
}

/** The answer to what a handler threw, logged once: an outage gets 503, anything else 500 with a reference id. */
function failed(error: unknown, asked: Asked, log: Log): WebResponse {
  const reference = randomUUID()
  if (error instanceof ServiceError) {
    log.warn('a request met an outage', { reference, code: error.code })
    return comeBack({ status: 503, ...asked, reference }, 5)
  }
  log.error('a request failed', { reference, error })
  return problem({ status: 500, ...asked, reference })
}

function write(
  response: Response,
  answer: WebResponse,
  always: Readonly<Record<string, string>>,
): void {
  if (response.headersSent || response.destroyed) return
  response.writeHead(answer.status, headerList(answer, always))
  response.end(answer.body)
}

/**
 * Refuses a request whose target or `Host` makes no address, before the router looks at it: it throws outside of any
 * handler there, which ends the process.
 */
export function refuseUnreadable(
  server: Server,
  { publicUrl }: Pick<MountDeps, 'publicUrl'>,
): void {
  const always = securityHeaders(publicUrl)
  server.pre((request, response, next) => {
    try {
      request.getUrl()
    } catch {
      write(response, problem({ status: 400, accept: request.headers.accept }), always)
      return next(false)
    }
    return next()
  })
}

/** The headers of an answer as node writes them, name after value. An empty value keeps the usual header away. */
function headerList(
  { status, headers, body }: WebResponse,
  always: Readonly<Record<string, string>>,
): string[] {
  const list: string[] = []
  for (const name in always) if (headers[name] === undefined) list.push(name, always[name] ?? '')
  for (const name in headers) if (headers[name] !== '') list.push(name, headers[name] ?? '')
  if (status !== 304) list.push('content-length', String(Buffer.byteLength(body)))
  return list
}

type RouterError = readonly [request: Request, response: Response, error: Error, done: () => void]

/** Answers what the router itself refuses (no such path, no such method) and bugs outside the doors. */
export function answerTheRest(server: Server, { publicUrl, log, problemPages }: MountDeps): void {
  const always = securityHeaders(publicUrl)
  server.on('restifyError', (...happened: RouterError) => {
    const [request, response, error, done] = happened
    const asked = askedBy(request, problemPages)
    const status = 'statusCode' in error ? Number(error.statusCode) : 500
    const isRefusal = status >= 400 && status < 500
    const answer = isRefusal ? problem({ status, ...asked }) : failed(error, asked, log)
    if (!response.headersSent) {
      const body = typeof answer.body === 'string' ? answer.body : Buffer.from(answer.body)
      response.sendRaw(answer.status, body, { ...always, ...answer.headers })
    }
    done()
  })
}
