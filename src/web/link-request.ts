import type { WebRequest } from '../ports/web-handler.ts'

/** Unpadded base64url of 16 bytes or more; anything else was never a token of ours. */
const tokenShape = /^[\w-]{22,128}$/

/** The `:token` of a link's address, or null when it has not the shape of one. */
export function tokenIn(request: Pick<WebRequest, 'params'>): string | null {
  const token = request.params['token'] ?? ''
  return tokenShape.test(token) ? token : null
}

/**
 * Whether the browser says that another site sent this form (Fetch Metadata). Browsers that say nothing are held by
 * the form's nonce; `Origin` does not help, since a page without referrers sends it as `null`.
 */
export function isFromElsewhere(request: Pick<WebRequest, 'headers'>): boolean {
  return ['cross-site', 'same-site'].includes(request.headers['sec-fetch-site'] ?? '')
}
