import type { IncomingMessage } from 'node:http'

/** Headers whose values are lists, which may be sent several times (RFC 9110 section 5.3). */
const lists = new Set([
  'accept',
  'accept-encoding',
  'accept-language',
  'cache-control',
  'connection',
  'cookie',
  'forwarded',
  'if-none-match',
  'sec-websocket-extensions',
  'sec-websocket-protocol',
  'via',
  'x-forwarded-for',
])

/** Whether a header with a single value was sent twice: a proxy and this server could each read another one. */
export function hasRepeatedHeader({
  rawHeaders,
  headers,
}: Pick<IncomingMessage, 'rawHeaders' | 'headers'>): boolean {
  // Node joins what was sent twice, or leaves it out.
  if (Object.keys(headers).length === rawHeaders.length / 2) return false
  const seen = new Set<string>()
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]?.toLowerCase() ?? ''
    if (seen.has(name) && !lists.has(name)) return true
    seen.add(name)
  }
  return false
}

/** The headers as handlers read them: lower-case names, one string each. */
export function headersOf(request: Pick<IncomingMessage, 'headers'>): Record<string, string> {
  const read: Record<string, string> = {}
  for (const name of Object.keys(request.headers)) {
    const value = request.headers[name]
    if (value !== undefined) read[name] = typeof value === 'string' ? value : value.join(', ')
  }
  return read
}

/**
 * The headers of every answer unless its handler sets others: no content sniffing, framing, caching, referrer or
 * loading from other origins (OWASP ASVS 3.4).
 */
export function securityHeaders(publicUrl: string): Readonly<Record<string, string>> {
  return {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'x-frame-options': 'DENY',
    'content-security-policy':
      "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=()',
    'x-robots-tag': 'noindex',
    'cache-control': 'no-store',
    ...(new URL(publicUrl).protocol === 'https:'
      ? { 'strict-transport-security': 'max-age=31536000' }
      : {}),
  }
}

/** What a `Host` header is checked against. */
export interface HostRule {
  readonly publicUrl: string
  readonly isProduction: boolean
  /** The port the server listens on. */
  readonly port: () => number
}

const loopbackNames = ['localhost', '127.0.0.1', '[::1]']

/**
 * Makes the check of `Host`: only the public address's host, outside production also the loopback names with the
 * listening port. Otherwise a name of an attacker's that resolves to this server would reach it (DNS rebinding).
 */
export function createHostRule(rule: HostRule): (host: string | undefined) => boolean {
  const own = new URL(rule.publicUrl).host
  return (host) => {
    if (host === undefined) return false
    const name = host.toLowerCase()
    if (name === own || isWithDefaultPort(name, rule.publicUrl)) return true
    if (rule.isProduction) return false
    return loopbackNames.some((loopback) => name === `${loopback}:${rule.port()}`)
  }
}

/** `example.com:443` is `example.com` over https; URL leaves a default port out. */
function isWithDefaultPort(name: string, publicUrl: string): boolean {
  const url = new URL(publicUrl)
  return url.port === '' && name === `${url.hostname}:${url.protocol === 'https:' ? 443 : 80}`
}
