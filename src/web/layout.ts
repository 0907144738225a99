import { languageNames, locales, type Locale } from '../flow/locale.ts'
import type { WebResponse, WebRoute } from '../ports/web-handler.ts'
import { assetAt } from './asset-names.ts'
import { html, render, type Fragment, type Html } from './html.ts'
import { ownLook, type Look } from './look.ts'
import { brandMark, brandStyle, pageHeaders, type PageNeeds } from './page-headers.ts'
import { textsFor } from './texts.ts'

/** One page before the frame is around it. */
export interface Page {
  readonly status: number
  readonly locale: Locale
  /** Of a card it is the whole title; with the others the provider's name is behind it. */
  readonly title: string
  /** Names the page for the stylesheet. */
  readonly kind: 'chat' | 'embed' | 'desk' | 'card' | 'inbox' | 'legal'
  readonly main: Html
  /** Beside the name in the header: buttons, links. */
  readonly tools?: Fragment
  /** Modules under `public`, run once the page is read. */
  readonly scripts?: readonly string[]
  /** What they will load, so that it is fetched beside them and not after them. */
  readonly preload?: { readonly modules: readonly string[]; readonly script?: string }
  readonly styles?: readonly string[]
  /** Stylesheets where no script runs. */
  readonly withoutScript?: readonly string[]
  readonly needs?: PageNeeds
}

/** A page as its handler answers, in the program's own look until {@link dressed} gives it the provider's. */
interface PageResponse extends WebResponse {
  readonly page: Page
}

/** A whole HTML answer: one frame, one stylesheet, the strict headers. */
export function pageResponse(page: Page): WebResponse {
  return dress({ status: page.status, headers: {}, page }, ownLook)
}

/** The document is drawn when it is asked for: of a page that is dressed anew, only in its last look. */
function dress({ status, headers, page }: Omit<PageResponse, 'body'>, look: Look): PageResponse {
  let drawn: string | null = null
  return {
    status,
    headers: { ...headers, ...pageHeaders(page.needs, look), 'content-language': page.locale },
    get body() {
      drawn ??= `<!doctype html>\n${render(documentOf(page, look))}\n`
      return drawn
    },
    page,
  }
}

const isPage = (answer: WebResponse): answer is PageResponse => 'page' in answer

/** The same routes with every page in the provider's look. What else they answer stays as it is. */
export function dressed(routes: readonly WebRoute[], look: Look): readonly WebRoute[] {
  return routes.map((route) => ({
    ...route,
    // Drawn here, where a failure is answered like any other of the handler's.
    handler: async (request) => dressedAnswer(await route.handler(request), look),
  }))
}

/** The same answer in the provider's look, if it is a page. */
export function dressedAnswer(answer: WebResponse, look: Look): WebResponse {
  return isPage(answer) ? { ...dress(answer, look) } : answer
}

function documentOf(page: Page, look: Look): Html {
  const { kind, locale } = page
  const isChat = kind === 'chat' || kind === 'embed'
  return html`<html lang="${locale}">
    ${headOf(page, look)}
    <body class="${kind === 'embed' ? 'chat embed' : kind}">
      <header class="top">
        <p class="brand">${brandMark(look)}<span class="name">${look.name}</span></p>
        ${isChat ? html`<p class="promise">${textsFor(locale).promise}</p>` : null}
        ${page.tools ?? null}
      </header>
      ${page.main} ${isChat ? footer(page, look) : null}
    </body>
  </html>`
}

function headOf(page: Page, look: Look): Html {
  const { kind, title, styles = [], withoutScript = [], scripts = [] } = page
  return html`<head>
    <meta charset="utf-8" />
    <meta
      name="viewport"
      content="width=device-width, initial-scale=1, interactive-widget=resizes-content"
    />
    <meta name="color-scheme" content="light dark" />
    <meta name="robots" content="noindex" />
    <title>${kind === 'card' ? title : `${title} · ${look.name}`}</title>
    <link rel="icon" href="${look.logo ?? assetAt('key.svg')}" />
    ${sheetLink('style.css')} ${styles.map(sheetLink)}
    ${withoutScript.map((file) => html`<noscript>${sheetLink(file)}</noscript>`)}
    ${brandStyle(look)} ${page.preload === undefined ? null : preloads(page.preload)}
    ${scripts.map(scriptTag)}
  </head>`
}

/** Leads out of the chat without losing it, and out of a frame, where these pages are not shown. */
function footer({ kind, locale }: Page, look: Look): Html {
  const { supportUrl, hasInbox, privacyUrl, termsUrl } = look
  const { legal, inbox } = textsFor(locale)
  // A frame's page cannot be found again from a tab of its own.
  const own = (path: string, label: string): Html =>
    kind === 'embed'
      ? outside(`${path}?lang=${locale}&framed=1`, label)
      : html`<a href="${path}?lang=${locale}" target="_blank" rel="opener">${label}</a>`
  return html`<footer class="foot">
    ${privacyUrl === null ? own('/privacy', legal.privacy) : outside(privacyUrl, legal.privacy)}
    ${termsUrl === null ? own('/terms', legal.terms) : outside(termsUrl, legal.terms)}
    ${supportUrl === null ? null : outside(supportUrl, legal.support)}
    ${hasInbox ? outside(`/dev/inbox?lang=${locale}`, inbox.link) : null}
  </footer>`
}

function outside(href: string, label: string): Html {
  return html`<a href="${href}" target="_blank" rel="noopener noreferrer">${label}</a>`
}

function sheetLink(file: string): Html {
  return html`<link rel="stylesheet" href="${assetAt(file)}" />`
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

/** Where the chat is for browsers without a script, which keep it in a cookie; for everybody else a new one. */
const chatAt = (locale: Locale): string => `/chat?lang=${locale}#newest`

/**
 * Leads back to the chat that opened the page, and closes it; hidden until done.js finds that one did.
 *
 * @param closes `by-itself` a moment after it was read, too
 */
function backButton(locale: Locale, closes: 'by-itself' | 'when-pressed'): Html {
  return html`<p>
    <button class="button" type="button" id="to-chat" data-closes="${closes}" hidden>
      ${textsFor(locale).check.toChat}
    </button>
  </p>`
}

/** The way back of a page that is done: by itself, and without a script by a link. */
export function toChatButton(locale: Locale): Html {
  return html`${backButton(locale, 'by-itself')}
    <noscript
      ><p>
        <a class="button" href="${chatAt(locale)}">${textsFor(locale).legal.toChat}</a>
      </p></noscript
    >`
}

/** The way from a page that is no end: back to the chat that opened it, or else by a link to a chat. */
export function wayToChat(locale: Locale, label: string): Html {
  return html`${backButton(locale, 'when-pressed')}
    <p id="start"><a class="button" href="${chatAt(locale)}">${label}</a></p>`
}

/** The languages that a page could be shown in besides its own. */
export function otherLocales(current: Locale): readonly Locale[] {
  return locales.filter((other) => other !== current)
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
  return otherLocales(current).map(
    (other) =>
      html`<a class="tool" href="${addressIn(other)}" lang="${other}" hreflang="${other}"
        >${languageNames[other]}</a
      >`,
  )
}
