import { ServiceError } from '../errors.ts'
import type { WebResponse, WebRoute } from '../ports/web-handler.ts'

/** What the probes ask. */
export interface ProbeDeps {
  /** Resolves while turns can be served; throws when the store cannot be written. */
  readonly check: () => Promise<void>
  readonly isDraining: () => boolean
  readonly metrics: MetricsSource
}

/** The part of prom-client's registry that is read here. */
export interface MetricsSource {
  readonly contentType: string
  metrics(): Promise<string>
}

/**
 * `/healthz` (the process lives), `/readyz` (it can serve: 503 while it stops or the store is down) and
 * `/metrics`. None of them tells details: they stand open.
 */
export function createProbes(deps: ProbeDeps): readonly WebRoute[] {
  return [
    { method: 'GET', path: '/healthz', handler: () => Promise.resolve(text(200, 'ok')) },
    { method: 'GET', path: '/readyz', handler: () => ready(deps) },
    {
      method: 'GET',
      path: '/metrics',
      handler: async () => ({
        status: 200,
        headers: { 'content-type': deps.metrics.contentType },
        body: await deps.metrics.metrics(),
      }),
    },
  ]
}

async function ready(deps: ProbeDeps): Promise<WebResponse> {
  if (deps.isDraining()) return text(503, 'stopping')
  try {
    await deps.check()
    return text(200, 'ready')
  } catch (error) {
    return text(503, error instanceof ServiceError ? 'store' : 'unready')
  }
}

function text(status: number, body: string): WebResponse {
  const later: Record<string, string> = status === 503 ? { 'retry-after': '5' } : {}
  const headers = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }
  return { status, headers: { ...headers, ...later }, body: `${body}\n` }
}
