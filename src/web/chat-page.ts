import type { WebHandler, WebRequest, WebRoute } from '../ports/web-handler.ts'
import { createChatCookie } from './chat-cookie.ts'
import { hear, showKept, type ChatFormDeps, type FormPlace } from './chat-form.ts'
import type { ChatPlace } from './chat-markup.ts'
import { openingView } from './chat-views.ts'
import { localeOf } from './request.ts'
import { talkPage, type Around } from './talk-page.ts'
import { webChatPage } from './web-chat-page.ts'

/** What the chat page is made from. */
export interface ChatPageDeps extends ChatFormDeps {
  /** The configured address of the program; the chat's stream comes from there. */
  readonly publicUrl: string
  /** Origins whose pages may show the chat in a frame, at `/embed`; nobody's when left out. */
  readonly embedOrigins?: readonly string[]
}

/**
 * `GET /`: the chat, with the first words, the choices and the field in the page itself. It is the same for everybody;
 * the browser tab keeps the chat's token. `?lang=` picks the language, `?start=retrieve` starts that flow (S10),
 * `?client=webchat` shows the chat in the Bot Framework's Web Chat.
 *
 * `POST /chat`: one message without a script; it leads to `GET /chat`, the whole chat of this browser; see chat-form.ts.
 *
 * `GET` and `POST /embed`: the same for pages of other sites, which may frame it and nothing else. What it links to opens
 * in a tab of its own.
 */
export function createChatPageRoutes(deps: ChatPageDeps): readonly WebRoute[] {
  const { embedOrigins = [], publicUrl } = deps
  const around: Around = { place: ownPlace, stream: streamOf(deps), framedBy: [] }
  const own: FormPlace = { around, cookie: createChatCookie(publicUrl, false) }
  const cookie = createChatCookie(publicUrl, true)
  const framed = (request: WebRequest): FormPlace => ({ around: embeddedIn(request, deps), cookie })
  const inWebChat = async (request: WebRequest) =>
    webChatPage(deps, localeOf(request, deps.defaultLocale), around.stream)
  const show: WebHandler = async (request) => {
    if (isWebChat(request)) return inWebChat(request)
    const locale = localeOf(request, deps.defaultLocale)
    return talkPage(openingView(deps, { locale, place: ownPlace }), around)
  }
  const routes: readonly WebRoute[] = [
    { method: 'GET', path: '/', handler: show },
    {
      method: 'GET',
      path: '/chat',
      handler: async (request) =>
        isWebChat(request) ? inWebChat(request) : showKept(deps, request, own),
    },
    { method: 'POST', path: '/chat', handler: async (request) => hear(deps, request, own) },
  ]
  if (embedOrigins.length === 0) return routes
  return [
    ...routes,
    {
      method: 'GET',
      path: '/embed',
      handler: async (request) => showKept(deps, request, framed(request)),
    },
    {
      method: 'POST',
      path: '/embed',
      handler: async (request) => hear(deps, request, framed(request)),
    },
  ]
}

const isWebChat = ({ query }: WebRequest): boolean => query.get('client') === 'webchat'

const ownPlace: ChatPlace = { home: '/', action: '/chat', query: '' }

const streamOf = ({ publicUrl }: ChatPageDeps): string =>
  new URL(publicUrl).origin.replace(/^http/, 'ws')

/** Inside a page of another site, which says who it is; what is not allowed is not handed on. */
function embeddedIn(request: WebRequest, deps: ChatPageDeps): Around {
  const { embedOrigins = [] } = deps
  const host = embedOrigins.find((origin) => origin === request.query.get('host'))
  const query = host === undefined ? '' : `&host=${encodeURIComponent(host)}`
  const place: ChatPlace = { home: '/embed', action: '/embed', query }
  return { place, stream: streamOf(deps), framedBy: embedOrigins }
}
