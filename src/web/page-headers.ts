import { createHash } from 'node:crypto'
import { html, render, type Html } from './html.ts'
import type { Look } from './look.ts'

/** What a page's Content Security Policy allows beyond the strict default. */
export interface PageNeeds {
  /** Web Chat writes its styles and small pictures into the page as it runs. */
  readonly writtenStyles?: boolean
  /** Where the page connects to besides its own origin, such as `ws://localhost:3978`. */
  readonly connectTo?: readonly string[]
  /** Origins whose pages may show it in a frame; nobody's when left out. */
  readonly framedBy?: readonly string[]
  /** Whose scripts it runs besides its own. */
  readonly scriptsOf?: readonly string[]
  /** Whose pages it frames; nobody's when left out. */
  readonly frames?: readonly string[]
}

/** The mark: a key, drawn in the colour of the text around it. */
const keyMark = html`<svg
  class="mark"
  viewBox="0 0 32 32"
  width="28"
  height="28"
  aria-hidden="true"
  focusable="false"
>
  <circle cx="11" cy="16" r="6.5" fill="none" stroke="currentColor" stroke-width="3" />
  <path
    d="M17.5 16H29M24 16v5.5M28 16v4"
    fill="none"
    stroke="currentColor"
    stroke-width="3"
    stroke-linecap="round"
  />
</svg>`

/** The picture beside the name. */
export function brandMark({ logo }: Look): Html {
  return logo === null ? keyMark : html`<img class="logo" src="${logo}" alt="" height="28" />`
}

/** The provider's colours as a sheet; they were checked, and have no sign that would have to be escaped. */
const sheetOf = ({ light, dark }: NonNullable<Look['accent']>): string =>
  `:root{--accent:${light}}@media (prefers-color-scheme:dark){:root{--accent:${dark}}}`

/** Stands behind the stylesheet, whose colours it changes. */
export function brandStyle({ accent }: Look): Html | null {
  return accent === null
    ? null
    : html`<style>
        ${sheetOf(accent)}
      </style>`
}

/**
 * The headers of every page: no content of other origins, no inline script, no framing, no caching and no referrer,
 * since a link's token is in the address (OWASP ASVS 14.3.2).
 */
export function pageHeaders(needs: PageNeeds = {}, look: Look): Record<string, string> {
  const isFramed = (needs.framedBy ?? []).length > 0
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': contentSecurityPolicy(needs, look),
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    // It knows no list of origins; browsers that know `frame-ancestors` pass it over.
    'x-frame-options': isFramed ? '' : 'DENY',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': isFramed ? 'cross-origin' : 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    vary: 'accept-language',
  }
}

function contentSecurityPolicy(needs: PageNeeds, look: Look): string {
  const { connectTo = [], framedBy = [], scriptsOf = [], frames = [] } = needs
  return [
    "default-src 'none'",
    ["script-src 'self'", ...scriptsOf].join(' '),
    `style-src 'self'${styleSource(needs, look)}`,
    `img-src 'self' data:${needs.writtenStyles === true ? ' blob:' : ''}${logoSource(look)}`,
    ['connect-src', "'self'", ...connectTo].join(' '),
    "worker-src 'self'",
    ['frame-src', ...(frames.length === 0 ? ["'none'"] : frames)].join(' '),
    "form-action 'self'",
    "base-uri 'none'",
    ['frame-ancestors', ...(framedBy.length === 0 ? ["'none'"] : framedBy)].join(' '),
  ].join('; ')
}

function styleSource({ writtenStyles }: PageNeeds, look: Look): string {
  // A hash beside it would switch 'unsafe-inline' off.
  if (writtenStyles === true) return " 'unsafe-inline'"
  const style = brandStyle(look)
  if (style === null) return ''
  // The policy names the bytes between the tags.
  const bytes = render(style)
    .replace(/^<style>/, '')
    .replace(/<\/style>$/, '')
  return ` 'sha256-${createHash('sha256').update(bytes).digest('base64')}'`
}

function logoSource({ logo }: Look): string {
  return logo === null || !/^https:/i.test(logo) ? '' : ` ${new URL(logo).origin}`
}
