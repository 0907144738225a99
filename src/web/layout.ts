import { languageNames, locales, type Locale } from '../flow/locale.ts'
import type { WebResponse } from '../ports/web-handler.ts'
import { assetAt } from './asset-names.ts'
import { html, render, type Fragment, type Html } from './html.ts'
import { textsFor } from './texts.ts'

/** What a page's Content Security Policy allows beyond the strict default. */
export interface PageNeeds {
  /** Web Chat writes its styles and small pictures into the page as it runs. */
  readonly writtenStyles?: boolean
  /** Where the page connects to besides its own origin, such as `ws://localhost:3978`. */
  readonly connectTo?: readonly string[]
}

/** One page before the frame is around it. */
export interface Page {
  readonly status: number
  readonly locale: Locale
  readonly title: string
  /** Names the page for the stylesheet. */
  readonly kind: 'chat' | 'desk' | 'card' | 'inbox'
  readonly main: Html
  /** Beside the name in the header: buttons, links. */
  readonly tools?: Fragment
  /** Modules under `public`, run once the page is read. */
  readonly scripts?: readonly string[]
  /** What they will load, so that it is fetched beside them and not after them. */
  readonly preload?: { readonly modules: readonly string[]; readonly script?: string }
  readonly styles?: readonly string[]
  readonly needs?: PageNeeds
}

/** A whole HTML answer: one frame, one stylesheet, the strict headers. */
export function pageResponse(page: Page): WebResponse {
  return {
    status: page.status,
    headers: { ...pageHeaders(page.needs), 'content-language': page.locale },
    body: `<!doctype html>\n${render(documentOf(page))}\n`,
  }
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

function documentOf(page: Page): Html {
  const texts = textsFor(page.locale)
  return html`<html lang="${page.locale}">
    <head>
      <meta charset="utf-8" />
      <meta
        name="viewport"
        content="width=device-width, initial-scale=1, interactive-widget=resizes-content"
      />
      <meta name="color-scheme" content="light dark" />
      <meta name="robots" content="noindex" />
      <title>${page.title}</title>
      <link rel="icon" type="image/svg+xml" href="${assetAt('key.svg')}" />
      <link rel="stylesheet" href="${assetAt('style.css')}" />
      ${(page.styles ?? []).map((file) => html`<link rel="stylesheet" href="${assetAt(file)}" />`)}
      ${page.preload === undefined ? null : preloads(page.preload)}
      ${(page.scripts ?? []).map(scriptTag)}
    </head>
    <body class="${page.kind}">
      <header class="top">
        <p class="brand">${keyMark}<span class="name">Latchkey</span></p>
        ${page.kind === 'chat' ? html`<p class="promise">${texts.promise}</p>` : null}
        ${page.tools ?? null}
      </header>
      ${page.main}
    </body>
  </html>`
}

function scriptTag(file: string): Html {
  return html`<script type="module" src="${assetAt(file)}"></script>`
}

function preloads({ modules, script }: NonNullable<Page['preload']>): readonly Html[] {
  return [
    ...(script === undefined
      ? []
      : [html`<link rel="preload" as="script" href="${assetAt(script)}" />`]),
    ...modules.map((file) => html`<link rel="modulepreload" href="${assetAt(file)}" />`),
  ]
}

/**
 * Links to the same page in the other languages.
 *
 * @param addressIn the page's address in a language
 */
export function languageLinks(
  current: Locale,
  addressIn: (locale: Locale) => string,
): readonly Html[] {
  return locales
    .filter((other) => other !== current)
    .map(
      (other) =>
        html`<a class="tool" href="${addressIn(other)}" lang="${other}" hreflang="${other}"
          >${languageNames[other]}</a
        >`,
    )
}

/**
 * The headers of every page: no content of other origins, no inline script, no framing, no caching and no referrer,
 * since a link's token is in the address (OWASP ASVS 14.3.2).
 */
function pageHeaders(needs: PageNeeds = {}): Record<string, string> {
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
