import { agentNamePattern, readAgentName } from '../domain/inert-text.ts'
import type { Locale } from '../flow/locale.ts'
import type { WebRequest, WebResponse, WebRoute } from '../ports/web-handler.ts'
import { html, type Html } from './html.ts'
import { languageLinks, pageResponse } from './layout.ts'
import { localeOf } from './request.ts'
import { textsFor } from './texts.ts'

/** What the agent window is made from. */
export interface DeskPageDeps {
  /** The configured address of the program; the desk's stream comes from there. */
  readonly publicUrl: string
  readonly defaultLocale: Locale
  /** Without a desk there is no page. */
  readonly hasDesk: boolean
}

/**
 * `GET /desk`: the agent window, for trying a hand-over without Teams. It needs no sign-in, so it is
 * mounted outside production only. `?name=` says who joins, `?lang=` picks the language.
 */
export function createDeskPageRoutes(deps: DeskPageDeps): readonly WebRoute[] {
  if (!deps.hasDesk) return []
  const stream = new URL(deps.publicUrl).origin.replace(/^http/, 'ws')
  return [
    {
      method: 'GET',
      path: '/desk',
      handler: async (request) => deskPage(visitOf(request, deps.defaultLocale), stream),
    },
  ]
}

interface Visit {
  readonly locale: Locale
  /** Null when the address names nobody; the tab then keeps the name it had. */
  readonly name: string | null
  readonly isRefused: boolean
}

function visitOf(request: WebRequest, fallback: Locale): Visit {
  const told = request.query.get('name')
  const name = readAgentName(told)
  return { locale: localeOf(request, fallback), name, isRefused: told !== null && name === null }
}

function deskPage(visit: Visit, stream: string): WebResponse {
  const { locale, name } = visit
  const { chat, desk } = textsFor(locale)
  return pageResponse({
    status: 200,
    locale,
    title: desk.title,
    kind: 'desk',
    scripts: ['desk.js'],
    preload: {
      script: 'webchat.js',
      modules: ['chat-session.js', 'chat-view.js', 'chat-theme.js', 'agent-names.js'],
    },
    tools: tools(visit),
    needs: { writtenStyles: true, connectTo: [stream] },
    main: html`<main>
      <div class="seat">
        <h1>${desk.heading}</h1>
        <p class="hint">${desk.about}</p>
        <p class="progress" id="progress" role="status">${chat.connecting}</p>
        ${nameForm(visit)}
      </div>
      ${visit.isRefused ? html`<p class="notice" role="alert">${desk.badName}</p>` : null}
      <p class="notice" id="notice" role="status" hidden></p>
      <noscript><p class="notice">${chat.needsScript}</p></noscript>
      <div
        id="chat"
        data-locale="${locale}"
        data-name="${name ?? ''}"
        data-texts="${JSON.stringify({ ...chat, ...desk })}"
      ></div>
    </main>`,
  })
}

/** A plain form: the window is loaded again under the new name and goes on as the same agent. */
function nameForm({ locale, name }: Visit): Html {
  const { desk } = textsFor(locale)
  return html`<form class="rename" method="get" action="/desk">
    <input type="hidden" name="lang" value="${locale}" />
    <label for="name">${desk.name}</label>
    <input
      id="name"
      name="name"
      value="${name ?? desk.defaultName}"
      required
      maxlength="40"
      pattern="${agentNamePattern}"
      title="${desk.badName}"
      autocomplete="off"
      spellcheck="false"
    />
    <button class="tool" type="submit">${desk.rename}</button>
  </form>`
}

function tools({ locale, name }: Visit): Html {
  const { chat, desk } = textsFor(locale)
  const address = (other: Locale): string => {
    const query = new URLSearchParams({ lang: other, ...(name === null ? {} : { name }) })
    return `/desk?${query.toString()}`
  }
  return html`<nav class="tools" aria-label="${chat.language}">
    ${languageLinks(locale, address)}
    <a class="tool" href="/?lang=${locale}" target="_blank" rel="noopener">${desk.openChat}</a>
  </nav>`
}
