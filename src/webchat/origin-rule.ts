/** What the origin of a page is compared with. */
export interface OriginSettings {
  readonly publicUrl: string
  readonly isProduction: boolean
}

type Headers = Readonly<Record<string, string | undefined>>

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/u

/**
 * Whether a request comes from one of our own pages, by `Sec-Fetch-Site` and `Origin`. Browsers always send `Origin`
 * with a POST, so in production a request without it is refused; outside production tools may ask too.
 *
 * @param headers with names in lower case; `host` was checked before
 */
export function isFromOwnPage(headers: Headers, settings: OriginSettings): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin') return false
  const { origin } = headers
  if (origin === undefined) return !settings.isProduction
  return origin === originFor(headers, settings)
}

/** The origin of the stream as `ws:` or `wss:`; in development a page on a loopback name keeps that name. */
export function streamBase(headers: Headers, settings: OriginSettings): string {
  return originFor(headers, settings).replace(/^http/u, 'ws')
}

function originFor(headers: Headers, settings: OriginSettings): string {
  const host = headers['host']?.toLowerCase() ?? ''
  if (!settings.isProduction && loopback.test(host)) return `http://${host}`
  return new URL(settings.publicUrl).origin
}
