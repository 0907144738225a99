/** What decides which pages may start a chat, and where their stream is. */
export interface OriginSettings {
  readonly publicUrl: string
  readonly isProduction: boolean
}

type Headers = Readonly<Record<string, string | undefined>>

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/u

/**
 * Whether a request comes from one of our own pages. A browser says where a POST comes from, so in production
 * a request that does not say is refused; outside it, tools may ask too.
 *
 * @param headers with names in lower case; `host` was checked by the HTTP room
 */
export function isFromOwnPage(headers: Headers, settings: OriginSettings): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin') return false
  const { origin } = headers
  if (origin === undefined) return !settings.isProduction
  return origin === originFor(headers, settings)
}

/** The stream's base, `ws:` or `wss:`; a page opened by a loopback name in development stays on that name. */
export function streamBase(headers: Headers, settings: OriginSettings): string {
  return originFor(headers, settings).replace(/^http/u, 'ws')
}

function originFor(headers: Headers, settings: OriginSettings): string {
  const host = headers['host']?.toLowerCase() ?? ''
  if (!settings.isProduction && loopback.test(host)) return `http://${host}`
  return new URL(settings.publicUrl).origin
}
