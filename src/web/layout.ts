import type { Locale } from '../flow/locale.ts'
import type { WebResponse } from '../ports/web-handler.ts'
import { html, render, type Fragment, type Html } from './html.ts'
import { pageHeaders, type PageNeeds } from './security-headers.ts'
import { textsFor } from './texts.ts'

/** Where the pages' own files are served. */
export const assetPath = '/assets'

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
  /** Modules under {@link assetPath}, run once the page is read. */
  readonly scripts?: readonly string[]
  /** What they will load, so that it is fetched beside them and not after them. */
  readonly preload?: { readonly modules: readonly string[]; readonly script: string }
  readonly styles?: readonly string[]
  readonly needs?: PageNeeds
  readonly headers?: Readonly<Record<string, string>>
}

/** A whole HTML answer: one frame, one stylesheet, the strict headers. */
export function pageResponse(page: Page): WebResponse {
  return {
    status: page.status,
    headers: { ...pageHeaders(page.needs), 'content-language': page.locale, ...page.headers },
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
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="robots" content="noindex" />
      <title>${page.title}</title>
      <link rel="icon" type="image/svg+xml" href="${assetPath}/key.svg" />
      <link rel="stylesheet" href="${assetPath}/style.css" />
      ${(page.styles ?? []).map((file) => html`<link rel="stylesheet" href="${assetPath}/${file}" />`)}
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
  return html`<script type="module" src="${assetPath}/${file}"></script>`
}

function preloads({ modules, script }: NonNullable<Page['preload']>): readonly Html[] {
  return [
    html`<link rel="preload" as="script" href="${assetPath}/${script}" />`,
    ...modules.map((file) => html`<link rel="modulepreload" href="${assetPath}/${file}" />`),
  ]
}
