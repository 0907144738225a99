import type { WebRequest, WebResponse, WebRoute } from '../../src/ports/web-handler.ts'

/** What a test says about a request; the rest is ordinary. */
export type Asked = Partial<Omit<WebRequest, 'query'>> & { readonly query?: string }

/** Hands a request to the route of this method and pattern, without a server. */
export function ask(
  routes: readonly WebRoute[],
  pattern: string,
  asked: Asked = {},
): Promise<WebResponse> {
  const { query = '', method = 'GET', ...rest } = asked
  const route = routes.find((one) => one.path === pattern && one.method === method)
  if (route === undefined) throw new Error(`no route ${method} ${pattern}`)
  return route.handler({
    method,
    path: pattern,
    params: {},
    query: new URLSearchParams(query),
    headers: {},
    body: null,
    source: '127.0.0.1',
    ...rest,
  })
}
