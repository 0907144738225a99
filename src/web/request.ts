import { localeFor, type Locale } from '../flow/locale.ts'
import type { WebRequest } from '../ports/web-handler.ts'

/** Unpadded base64url of 16 bytes or more; anything else was never a token of ours. */
const tokenShape = /^[\w-]{22,128}$/

/** The `:token` of a link's address, or null when it has not the shape of one. */
export function tokenIn(request: Pick<WebRequest, 'params'>): string | null {
  const token = request.params['token'] ?? ''
  return tokenShape.test(token) ? token : null
}

/**
 * Whether the browser says that another site sent this form (Fetch Metadata, or an `Origin` of another host). Browsers
 * that say nothing are held by the form's nonce; so are our own pages, which are without referrers and therefore send
 * their origin as `null`.
 */
export function isFromElsewhere({ headers }: Pick<WebRequest, 'headers'>): boolean {
  if (['cross-site', 'same-site'].includes(headers['sec-fetch-site'] ?? '')) return true
  const { origin, host = '' } = headers
  return origin !== undefined && origin !== 'null' && !isOriginOf(origin, host)
}

function isOriginOf(origin: string, host: string): boolean {
  const [scheme = ''] = origin.split('//', 1)
  const own = `${scheme}//${host}`
  return URL.canParse(origin) && URL.canParse(own) && new URL(origin).host === new URL(own).host
}

/**
 * The language a page is asked for in: `?lang=` first, then the first language of `Accept-Language` that we speak,
 * in the order given (browsers list the preferred one first).
 */
export function localeOf(request: Pick<WebRequest, 'query' | 'headers'>, fallback: Locale): Locale {
  const accepted = (request.headers['accept-language'] ?? '').split(',')
  for (const tag of [request.query.get('lang'), ...accepted]) {
    const locale = localeFor(tag?.trim().split(';', 1)[0] ?? null)
    if (locale !== null) return locale
  }
  return fallback
}
