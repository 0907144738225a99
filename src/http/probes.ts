import { createHash, timingSafeEqual } from 'node:crypto'
import type { Registry } from 'prom-client'
import { ServiceError } from '../errors.ts'
import {
  retryLater,
  type WebRequest,
  type WebResponse,
  type WebRoute,
} from '../ports/web-handler.ts'
import { isFromThisMachine } from '../this-machine.ts'

/** What the probes ask. */
export interface ProbeDeps {
  /** Resolves while turns can be served; throws when the store cannot be written. */
  readonly check: () => Promise<void>
  /** Whether the accounts can be asked for where they live; the chat works without, and says so to whoever needs them. */
  readonly hasAccounts: () => Promise<boolean>
  readonly isDraining: () => boolean
  readonly scrape: Scrape
}

/** The figures, and who may read them. */
interface Scrape {
  readonly metrics: Pick<Registry, 'contentType' | 'metrics'>
  /** Bearer token; null for none, and then nobody reads them unless they are open, which is to this machine alone. */
  readonly token: string | null
  readonly isOpen: boolean
}

/**
 * `/healthz` (the process lives) and `/readyz` (it can serve: 503 while it stops or the store is down, and
 * a word more while the directory of the accounts is away), which are open
 * to everybody and tell no details, and `/metrics`: 401 without its token, 404 where it has none and is not open.
 */
export function createProbes(deps: ProbeDeps): readonly WebRoute[] {
  return [
    { method: 'GET', path: '/healthz', handler: () => Promise.resolve(text(200, 'ok')) },
    { method: 'GET', path: '/readyz', handler: () => ready(deps) },
    {
      method: 'GET',
      path: '/metrics',
      handler: (request) => figures(deps.scrape, request),
    },
  ]
}

const digest = (secret: string): Buffer => createHash('sha256').update(secret).digest()

async function figures(
  { metrics, token, ...scrape }: Scrape,
  request: WebRequest,
): Promise<WebResponse> {
  const authorization = request.headers['authorization'] ?? ''
  const isOpen = scrape.isOpen && isFromThisMachine(request)
  if (token === null && !isOpen) return text(404, 'not found')
  // Digests are as long as each other, which the comparison in constant time needs.
  const isKnown =
    token !== null && timingSafeEqual(digest(authorization), digest(`Bearer ${token}`))
  if (!isKnown && !isOpen) {
    const answer = text(401, 'a bearer token is needed')
    return { ...answer, headers: { ...answer.headers, 'www-authenticate': 'Bearer' } }
  }
  return {
    status: 200,
    headers: { 'content-type': metrics.contentType },
    body: await metrics.metrics(),
  }
}

async function ready(deps: ProbeDeps): Promise<WebResponse> {
  if (deps.isDraining()) return text(503, 'stopping')
  try {
    await deps.check()
    return text(200, (await deps.hasAccounts()) ? 'ready' : 'ready, without the directory')
  } catch (error) {
    return text(503, error instanceof ServiceError ? 'store' : 'unready')
  }
}

function text(status: number, body: string): WebResponse {
  const headers = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }
  const answer = { status, headers, body: `${body}\n` }
  return status === 503 ? retryLater(answer, 5) : answer
}
