import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Locale } from '../flow/locale.ts'
import type { ChatForms, FormMessage } from '../ports/chat-form.ts'
import {
  retryLater,
  type WebHandler,
  type WebRequest,
  type WebResponse,
  type WebRoute,
} from '../ports/web-handler.ts'
import { chatMarkup, type ChatPlace, type ChatView } from './chat-markup.ts'
import { heardView, openingView, scriptTexts, type ChatWords } from './chat-views.ts'
import { html, type Html } from './html.ts'
import { languageLinks, pageResponse } from './layout.ts'
import { problemPage } from './problem-page.ts'
import { isFromElsewhere, localeOf } from './request.ts'
import { textsFor } from './texts.ts'

/** What the chat page is made from. */
export interface ChatPageDeps extends ChatWords {
  /** The configured address of the program; the chat's stream comes from there. */
  readonly publicUrl: string
  readonly defaultLocale: Locale
  /** Where messages go that come without a script. */
  readonly forms: ChatForms
  /** Origins whose pages may show the chat in a frame, at `/embed`; nobody's when left out. */
  readonly embedOrigins?: readonly string[]
}

/** The page that a request is for, and who may frame it. */
interface Around {
  readonly place: ChatPlace
  readonly stream: string
  readonly framedBy: readonly string[]
  readonly status?: number
  readonly notice?: string | null
}

/**
 * `GET /`: the chat, with the first words, the choices and the field in the page itself. It is the same for everybody;
 * the browser tab keeps the chat's token. `?lang=` picks the language, `?start=retrieve` starts that flow (S10),
 * `?client=webchat` shows the chat in the Bot Framework's Web Chat.
 *
 * `POST /chat`: one message without a script, answered with the whole chat; see chat-form.ts.
 *
 * `GET` and `POST /embed`: the same for pages of other sites, which may frame it and nothing else. What it links to opens
 * in a tab of its own.
 */
export function createChatPageRoutes(deps: ChatPageDeps): readonly WebRoute[] {
  const { embedOrigins = [] } = deps
  const own: Around = { place: ownPlace, stream: streamOf(deps), framedBy: [] }
  const embed = (request: WebRequest): Around => embeddedIn(request, deps)
  const show: WebHandler = async (request) => {
    const locale = localeOf(request, deps.defaultLocale)
    const isWebChat = request.query.get('client') === 'webchat'
    return isWebChat
      ? webChatPage(deps, locale, own.stream)
      : talkPage(openingView(deps, { locale, place: ownPlace }), own)
  }
  const showFramed: WebHandler = async (request) => {
    const around = embed(request)
    const locale = localeOf(request, deps.defaultLocale)
    return talkPage(openingView(deps, { locale, place: around.place }), around)
  }
  const framed: readonly WebRoute[] = [
    { method: 'GET', path: '/embed', handler: showFramed },
    { method: 'POST', path: '/embed', handler: (request) => hear(deps, request, embed(request)) },
  ]
  return [
    { method: 'GET', path: '/', handler: show },
    { method: 'GET', path: '/chat', handler: show },
    { method: 'POST', path: '/chat', handler: (request) => hear(deps, request, own) },
    ...(embedOrigins.length === 0 ? [] : framed),
  ]
}

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

const fieldSchema = z.string().max(8_000).default('')

const formSchema = z.object({
  pass: fieldSchema,
  state: fieldSchema,
  question: fieldSchema,
  text: fieldSchema,
  choice: fieldSchema,
  country: fieldSchema,
  look: fieldSchema,
  leave: fieldSchema,
})

type ChatForm = z.infer<typeof formSchema>

/** A form needs no nonce: the token that opens its chat is in it, and a new chat has nothing to lose. */
async function hear(deps: ChatPageDeps, request: WebRequest, around: Around): Promise<WebResponse> {
  const locale = localeOf(request, deps.defaultLocale)
  if (isFromElsewhere(request)) return problemPage({ status: 403, locale })
  const sent = formSchema.safeParse(request.body)
  if (!sent.success) return problemPage({ status: 400, locale })
  const form = sent.data
  const { place } = around
  if (form.leave !== '') {
    await deps.forms.leave(form.pass)
    const { home, query } = place
    return { status: 303, headers: { location: `${home}?lang=${locale}${query}` }, body: '' }
  }
  const answer = await deps.forms.exchange(messageOf(form, locale, request.source))
  if (answer.outcome === 'refused') return problemPage({ status: 400, locale })
  if (answer.outcome === 'later') {
    const page = talkPage(keptView(openingView(deps, { locale, place }), form), {
      ...around,
      status: 503,
      notice: textsFor(locale).chat.busyForm,
    })
    return retryLater(page, answer.seconds)
  }
  const isEnded = answer.outcome === 'ended'
  const view = heardView(deps, { locale, place }, answer)
  return talkPage(isEnded ? { ...view, typed: form.text } : view, {
    ...around,
    notice: isEnded ? textsFor(locale).chat.ended : null,
  })
}

/** The words are kept and the chat is not shown; what is sent next goes on with it. */
function keptView(view: ChatView, { pass: token, state, text, choice }: ChatForm): ChatView {
  return { ...view, carried: { token, state }, typed: choice === '' ? text : choice }
}

/** Reads the form: digits beside a picked country are a card's submission, everything else is words. */
function messageOf(form: ChatForm, locale: Locale, source: string): FormMessage {
  const { pass: token, state, question, country, look } = form
  const text = look === '' ? (form.choice === '' ? form.text : form.choice).trim() : ''
  const isNumber = question !== '' && country !== '' && /^[\d\s().-]{4,}$/u.test(text)
  const card = { latchkey: { question: Number(question), choice: null }, country, value: text }
  const digest = createHash('sha256').update(`${state}\n${text}\n${country}`).digest('base64url')
  return {
    token,
    id: `form-${digest}`,
    text: isNumber ? `✓ ${country} ••••••••${text.replaceAll(/\D/gu, '').slice(-2)}` : text,
    value: isNumber ? card : null,
    locale,
    source,
  }
}

function talkPage(view: ChatView, around: Around): WebResponse {
  const { locale, flow, place } = view
  const { chat, tagline } = textsFor(locale)
  const { stream, framedBy, status = 200, notice = null } = around
  const isFramed = place.home === '/embed'
  return pageResponse({
    status,
    locale,
    title: chat.title,
    kind: isFramed ? 'embed' : 'chat',
    scripts: isFramed ? ['talk.js', 'embedded.js'] : ['talk.js'],
    preload: {
      modules: [
        'chat-session.js',
        'progress.js',
        'talk-bubble.js',
        'talk-kept.js',
        'talk-line.js',
        'talk-notify.js',
        'talk-question.js',
        'talk-resend.js',
        'talk-tabs.js',
        'talk-view.js',
      ],
    },
    tools: tools(locale, { place, newChat: leaveForm(view) }),
    needs: { connectTo: [stream], framedBy },
    main: html`<main ${isFramed ? html`data-hosts="${JSON.stringify(framedBy)}"` : null}>
      <h1 class="unseen">${tagline}</h1>
      <p class="progress" id="progress">${flow ?? chat.ready}</p>
      <p class="notice" id="notice" role="status" ${notice === null ? html`hidden` : null}>
        ${notice}
      </p>
      ${chatMarkup(view)}
    </main>`,
  })
}

/** Not a button of the field's form: Enter presses the first one of a form. */
function leaveForm({ locale, carried, place: { action, query } }: ChatView): Html {
  return html`<form method="post" action="${action}?lang=${locale}${query}" id="leave">
    <input type="hidden" name="pass" value="${carried.token}" />
    <input type="hidden" name="leave" value="1" />
    <button class="tool" type="submit" id="new-chat">${textsFor(locale).chat.newChat}</button>
  </form>`
}

/** The chat in the Bot Framework's own client. */
function webChatPage(deps: ChatPageDeps, locale: Locale, stream: string): WebResponse {
  const { chat, tagline } = textsFor(locale)
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
    tools: tools(locale, {
      place: { ...ownPlace, query: '&client=webchat' },
      newChat: html`<form action="/">
        <input type="hidden" name="lang" value="${locale}" />
        <button class="tool" type="submit" id="new-chat">${chat.newChat}</button>
      </form>`,
    }),
    needs: { writtenStyles: true, connectTo: [stream] },
    main: html`<main>
      <h1 class="unseen">${tagline}</h1>
      <p class="progress" id="progress">${chat.connecting}</p>
      <p class="notice" id="notice" role="status" hidden></p>
      <noscript><p class="notice">${chat.needsScript}</p></noscript>
      <div
        id="chat"
        data-locale="${locale}"
        data-texts="${JSON.stringify(scriptTexts(deps, locale))}"
      ></div>
    </main>`,
  })
}

interface Tools {
  readonly place: ChatPlace
  readonly newChat: Html
}

function tools(locale: Locale, { place: { home, query }, newChat }: Tools): Html {
  const { chat, embed } = textsFor(locale)
  return html`<nav class="tools" aria-label="${chat.language}">
    ${languageLinks(locale, (other) => `${home}?lang=${other}${query}`)} ${newChat}
    ${
      home === '/embed'
        ? html`<button
            class="tool"
            type="button"
            id="close"
            aria-label="${embed.close}"
            title="${embed.close}"
            hidden
          >
            ✕
          </button>`
        : null
    }
  </nav>`
}
