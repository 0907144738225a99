import type { Locale } from '../flow/locale.ts'
import type { WebHandler, WebResponse, WebRoute } from '../ports/web-handler.ts'
import { html, type Html } from './html.ts'
import { languageLinks, pageResponse } from './layout.ts'
import { localeOf } from './request.ts'
import { textsFor } from './texts.ts'

/** What the chat page is made from. */
export interface ChatPageDeps {
  /** The configured address of the program; the chat's stream comes from there. */
  readonly publicUrl: string
  readonly defaultLocale: Locale
  /** What each flow is called, for the progress line. */
  readonly flowNames: (locale: Locale) => Readonly<Record<string, string>>
}

/**
 * `GET /`: the web chat. The page is the same for everybody; the browser tab keeps the chat's token.
 * `?lang=` picks the language, `?start=retrieve` starts that flow (S10).
 */
export function createChatPageRoutes(deps: ChatPageDeps): readonly WebRoute[] {
  const stream = new URL(deps.publicUrl).origin.replace(/^http/, 'ws')
  const handler: WebHandler = async (request) =>
    chatPage(deps, localeOf(request, deps.defaultLocale), stream)
  return [{ method: 'GET', path: '/', handler }]
}

function chatPage(deps: ChatPageDeps, locale: Locale, stream: string): WebResponse {
  const { chat, starts, tagline } = textsFor(locale)
  const texts = { ...chat, flows: deps.flowNames(locale), starts }
  return pageResponse({
    status: 200,
    locale,
    title: chat.title,
    kind: 'chat',
    scripts: ['chat.js'],
    preload: {
      script: 'webchat.js',
      modules: ['chat-line.js', 'chat-session.js', 'chat-view.js', 'chat-theme.js', 'progress.js'],
    },
    tools: tools(locale),
    needs: { writtenStyles: true, connectTo: [stream] },
    main: html`<main>
      <h1 class="unseen">${tagline}</h1>
      <p class="progress" id="progress">${chat.connecting}</p>
      <p class="notice" id="notice" role="status" hidden></p>
      <noscript><p class="notice">${chat.needsScript}</p></noscript>
      <div id="chat" data-locale="${locale}" data-texts="${JSON.stringify(texts)}"></div>
    </main>`,
  })
}

function tools(locale: Locale): Html {
  const { chat } = textsFor(locale)
  return html`<nav class="tools" aria-label="${chat.language}">
    ${languageLinks(locale, (other) => `/?lang=${other}`)}
    <button class="tool" type="button" id="new-chat">${chat.newChat}</button>
  </nav>`
}
