import type { IncomingMessage } from 'node:http'

/** Headers that are lists by nature; several of them are one longer list. */
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

/** Whether a header that says one thing was sent twice: two readers of it could believe two things. */
export function hasRepeatedHeader(request: Pick<IncomingMessage, 'rawHeaders'>): boolean {
  const seen = new Set<string>()
  for (let index = 0; index < request.rawHeaders.length; index += 2) {
    const name = request.rawHeaders[index]?.toLowerCase() ?? ''
    if (seen.has(name) && !lists.has(name)) return true
    seen.add(name)
  }
  return false
}

/** The headers as handlers read them: lower-case names, one text each. */
export function headersOf(request: Pick<IncomingMessage, 'headers'>): Record<string, string> {
  const entries = Object.entries(request.headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value] as const],
  )
  return Object.fromEntries(entries)
}

/**
 * What every answer carries unless its handler says otherwise: nothing is sniffed, framed, cached, referred to
 * or loaded from elsewhere (OWASP ASVS 3.4).
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
