import { randomUUID } from 'node:crypto'
import type { Request } from 'restify'
import { ServiceError } from '../errors.ts'
import type { Log } from '../ports/log.ts'
import type { WebHandler, WebRequest, WebResponse } from '../ports/web-handler.ts'
import { problem } from './answers.ts'
import { readBody } from './body.ts'
import { hasRepeatedHeader, headersOf } from './headers.ts'
import { sourceOf } from './source.ts'
import type { Traffic } from './traffic.ts'

/** What is checked before a handler sees a request. */
export interface DoorRules {
  readonly isOurHost: (host: string | undefined) => boolean
  /** Seconds to stay away, or null for "come in". */
  readonly flood: (source: string) => Promise<number | null>
  readonly traffic: Traffic
  /** Requests whose body is still on its way: a slow sender must not take the place of somebody's turn. */
  readonly reading: Traffic
  readonly isDraining: () => boolean
  readonly trustedHops: number
  readonly log: Log
}

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'] as const

/**
 * One route's way from the wire to its handler and back. Whatever goes wrong becomes an answer here: refusals as
 * 4xx, a flood and a stop as 429 and 503 with `Retry-After`, an outage as 503, a bug as 500 with a reference id
 * and nothing else.
 */
export function createDoor(
  rules: DoorRules,
  handler: WebHandler,
): (request: Request) => Promise<WebResponse> {
  return async (request) => {
    const { accept } = request.headers
    const source = sourceFor(request, rules)
    const refusal = await refusalOf(request, source, rules)
    if (refusal !== null) return refusal
    const body = await bodyOf(request, rules)
    if ('status' in body) return body
    const leave = rules.traffic.enter()
    if (leave === null) return comeBack({ status: 503, seconds: 2, accept })
    try {
      return await handler(webRequest(request, source, body.value))
    } catch (error) {
      return outcomeOf(error, { accept, log: rules.log })
    } finally {
      leave()
    }
  }
}

/** Turns an error into an answer, once: an outage into 503, anything else into 500 with a reference id. */
export function outcomeOf(
  error: unknown,
  { accept, log }: { readonly accept: string | undefined; readonly log: Log },
): WebResponse {
  const reference = randomUUID()
  if (error instanceof ServiceError) {
    log.warn('a request met an outage', { reference, code: error.code })
    return comeBack({ status: 503, seconds: 5, accept, reference })
  }
  const reason = error instanceof Error ? (error.stack ?? error.message) : 'unknown'
  log.error('a request failed', { reference, reason })
  return problem({ status: 500, accept, reference })
}

async function refusalOf(
  request: Request,
  source: string,
  rules: DoorRules,
): Promise<WebResponse | null> {
  const { accept, host } = request.headers
  if (hasRepeatedHeader(request)) return problem({ status: 400, accept })
  if (!rules.isOurHost(host) || !rules.isOurHost(targetHost(request.url) ?? host)) {
    return problem({ status: 421, accept })
  }
  const changes = request.method !== 'GET' && request.method !== 'HEAD'
  if (changes && rules.isDraining()) return comeBack({ status: 503, seconds: 5, accept })
  const seconds = await rules.flood(source)
  return seconds === null ? null : comeBack({ status: 429, seconds, accept })
}

/** The host in a target of absolute form, which a `Host` header of ours must not outvote (attacks D1); else null. */
function targetHost(target = '/'): string | null {
  if (target.startsWith('/')) return null
  return URL.canParse(target) ? new URL(target).host : ''
}

interface Later {
  readonly status: 429 | 503
  readonly seconds: number
  readonly accept: string | undefined
  readonly reference?: string
}

function comeBack({ seconds, ...rest }: Later): WebResponse {
  const headers = { 'retry-after': String(seconds), 'cache-control': 'no-store' }
  return problem({ ...rest, headers })
}

async function bodyOf(
  request: Request,
  { reading }: DoorRules,
): Promise<WebResponse | { readonly value: unknown }> {
  const { accept } = request.headers
  const leave = reading.enter()
  if (leave === null) return comeBack({ status: 503, seconds: 2, accept })
  const body = await readBody(request).finally(leave)
  if (body.outcome === 'read') return { value: body.value }
  const headers: Record<string, string> = body.status === 413 ? { connection: 'close' } : {}
  return problem({ status: body.status, accept, headers })
}

function webRequest(request: Request, source: string, body: unknown): WebRequest {
  const [path = '/', query = ''] = (request.url ?? '/').split('?', 2)
  const params = Object.entries(request.params ?? {}).map(([name, value]) => [name, String(value)])
  return {
    method: methods.find((method) => method === request.method) ?? 'GET',
    path,
    params: Object.fromEntries(params),
    query: new URLSearchParams(query),
    headers: headersOf(request),
    body,
    source,
  }
}

function sourceFor(request: Request, rules: DoorRules): string {
  const forwarded = headersOf(request)['x-forwarded-for']
  return sourceOf(request.socket.remoteAddress ?? '', forwarded, rules.trustedHops)
}
