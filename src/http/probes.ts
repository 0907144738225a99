import type { Registry } from 'prom-client'
import { ServiceError } from '../errors.ts'
import { retryLater, type WebResponse, type WebRoute } from '../ports/web-handler.ts'

/** What the probes ask. */
export interface ProbeDeps {
  /** Resolves while turns can be served; throws when the store cannot be written. */
  readonly check: () => Promise<void>
  readonly isDraining: () => boolean
  readonly metrics: Pick<Registry, 'contentType' | 'metrics'>
}

/**
 * `/healthz` (the process lives), `/readyz` (it can serve: 503 while it stops or the store is down) and
 * `/metrics`. They are open to everybody, so none of them tells details.
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
  const headers = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }
  const answer = { status, headers, body: `${body}\n` }
  return status === 503 ? retryLater(answer, 5) : answer
}
