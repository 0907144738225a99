import type { Locale } from '../flow/locale.ts'
import { duration, withSeams } from '../flow/wording.ts'
import type { WebRequest, WebResponse, WebRoute } from '../ports/web-handler.ts'
import { html } from './html.ts'
import { languageLinks, pageResponse, wayToChat } from './layout.ts'
import type { LegalFacts, LegalSpans } from './legal-facts.ts'
import { localeOf } from './request.ts'
import { textsFor } from './texts.ts'

/** What the pages of law use. */
export interface LegalDeps {
  readonly facts: LegalFacts
  readonly defaultLocale: Locale
  /** Where the provider's own pages are; null for the ones made here. */
  readonly privacyUrl: string | null
  readonly termsUrl: string | null
}

/** `GET /privacy` and `GET /terms`: pages made from the settings in force, or a redirect to the provider's own. */
export function createLegalRoutes(deps: LegalDeps): readonly WebRoute[] {
  const { privacyUrl, termsUrl } = deps
  return [
    {
      method: 'GET',
      path: '/privacy',
      handler: async (request) => answer(deps, request, { page: 'privacy', own: privacyUrl }),
    },
    {
      method: 'GET',
      path: '/terms',
      handler: async (request) => answer(deps, request, { page: 'terms', own: termsUrl }),
    },
  ]
}

interface Asked {
  readonly page: 'privacy' | 'terms'
  readonly own: string | null
}

function answer(deps: LegalDeps, request: WebRequest, { page, own }: Asked): WebResponse {
  if (own !== null) return { status: 302, headers: { location: own }, body: '' }
  const locale = localeOf(request, deps.defaultLocale)
  const { chat, legal, check } = textsFor(locale)
  const isFramed = request.query.has('framed')
  const also = isFramed ? '&framed=1' : ''
  const drawn = legal[`${page}Page`](deps.facts, spansIn(locale, deps.facts))
  return pageResponse({
    status: 200,
    locale,
    title: drawn.title,
    kind: 'legal',
    scripts: ['done.js'],
    tools: html`<nav class="tools" aria-label="${chat.language}">
      ${languageLinks(locale, (other) => `/${page}?lang=${other}${also}`)}
    </nav>`,
    main: html`<main class="prose">
      <h1>${drawn.title}</h1>
      <p>${withSeams(drawn.lead)}</p>
      ${drawn.parts.map(
        ({ heading, lines }) =>
          html`<h2>${heading}</h2>
            <ul>
              ${lines.map((line) => html`<li>${withSeams(line)}</li>`)}
            </ul>`,
      )}
      ${isFramed ? html`<p class="hint">${check.close}</p>` : wayToChat(locale, legal.toChat)}
    </main>`,
  })
}

function spansIn(locale: Locale, { lifetimes }: LegalFacts): LegalSpans {
  const { code, link, session, flow, hold, undo } = lifetimes
  const words = (ms: number): string => duration(ms, locale)
  return {
    code: words(code),
    link: words(link),
    session: words(session),
    flow: words(flow),
    hold: words(hold),
    undo: words(undo),
  }
}
