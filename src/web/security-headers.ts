/** What a page may load and do beyond the strict default, in the words of Content Security Policy. */
export interface PageNeeds {
  /** Web Chat writes its styles and small pictures into the page as it runs. */
  readonly writtenStyles?: boolean
  /** Where the page connects to besides its own origin, such as `ws://localhost:3978`. */
  readonly connectTo?: readonly string[]
}

/**
 * The headers of every page: nothing from elsewhere, no script in the markup, no frame around it, no copy kept, no
 * address passed on (OWASP ASVS 14.3.2; a link's token is in the address).
 */
export function pageHeaders(needs: PageNeeds = {}): Record<string, string> {
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': contentSecurityPolicy(needs),
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    vary: 'accept-language',
  }
}

function contentSecurityPolicy(needs: PageNeeds): string {
  const [style, image] = needs.writtenStyles === true ? [" 'unsafe-inline'", ' blob:'] : ['', '']
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self'${style}`,
    `img-src 'self' data:${image}`,
    ['connect-src', "'self'", ...(needs.connectTo ?? [])].join(' '),
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}
