import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Locale } from '../flow/locale.ts'
import type { ChatForms, FormAnswer, FormMessage } from '../ports/chat-form.ts'
import {
  retryLater,
  type WebHandler,
  type WebRequest,
  type WebResponse,
  type WebRoute,
} from '../ports/web-handler.ts'
import { assetAt } from './asset-names.ts'
import { fieldLooks, promptKinds } from './chat-fields.ts'
import { linesOf, plainQuestion, questionOf } from './chat-lines.ts'
import { chatMarkup, type ChatView } from './chat-markup.ts'
import { html, type Html } from './html.ts'
import { languageLinks, pageResponse } from './layout.ts'
import { problemPage } from './problem-page.ts'
import { isFromElsewhere, localeOf } from './request.ts'
import { textsFor } from './texts.ts'

/** What the chat page is made from. */
export interface ChatPageDeps {
  /** The configured address of the program; the chat's stream comes from there. */
  readonly publicUrl: string
  readonly defaultLocale: Locale
  /** What each flow is called, for the progress line. */
  readonly flowNames: (locale: Locale) => Readonly<Record<string, string>>
  /** What the assistant says to somebody new. */
  readonly opening: (locale: Locale) => {
    readonly text: string
    readonly choices: readonly string[]
  }
  /** Where messages go that come without a script. */
  readonly forms: ChatForms
}

/**
 * `GET /`: the chat, with the first words, the choices and the field in the page itself. It is the same for everybody;
 * the browser tab keeps the chat's token. `?lang=` picks the language, `?start=retrieve` starts that flow (S10),
 * `?client=webchat` shows the chat in the Bot Framework's Web Chat.
 *
 * `POST /chat`: one message without a script, answered with the whole chat; see chat-form.ts.
 */
export function createChatPageRoutes(deps: ChatPageDeps): readonly WebRoute[] {
  const stream = new URL(deps.publicUrl).origin.replace(/^http/, 'ws')
  const show: WebHandler = async (request) => {
    const locale = localeOf(request, deps.defaultLocale)
    const isWebChat = request.query.get('client') === 'webchat'
    return isWebChat
      ? webChatPage(deps, locale, stream)
      : talkPage(openingView(deps, locale), { stream })
  }
  return [
    { method: 'GET', path: '/', handler: show },
    { method: 'GET', path: '/chat', handler: show },
    { method: 'POST', path: '/chat', handler: (request) => hear(deps, request, stream) },
  ]
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
async function hear(deps: ChatPageDeps, request: WebRequest, stream: string): Promise<WebResponse> {
  const locale = localeOf(request, deps.defaultLocale)
  if (isFromElsewhere(request)) return problemPage({ status: 403, locale })
  const sent = formSchema.safeParse(request.body)
  if (!sent.success) return problemPage({ status: 400, locale })
  const form = sent.data
  if (form.leave !== '') {
    await deps.forms.leave(form.pass)
    return { status: 303, headers: { location: `/?lang=${locale}` }, body: '' }
  }
  const answer = await deps.forms.exchange(messageOf(form, locale, request.source))
  if (answer.outcome === 'refused') return problemPage({ status: 400, locale })
  if (answer.outcome === 'later') {
    const page = talkPage(busyView(deps, locale, form), {
      stream,
      status: 503,
      notice: textsFor(locale).chat.busyForm,
    })
    return retryLater(page, answer.seconds)
  }
  const isEnded = answer.outcome === 'ended'
  const view = { ...heardView(deps, locale, answer), typed: isEnded ? form.text : '' }
  return talkPage(view, { stream, notice: isEnded ? textsFor(locale).chat.ended : null })
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

/** What the page's script has to know. */
function scriptTexts(deps: ChatPageDeps, locale: Locale): object {
  const { chat, starts, check } = textsFor(locale)
  const { inChat, verifying, verified, inChatFailed, inChatGone } = check
  return {
    ...chat,
    flows: deps.flowNames(locale),
    starts,
    kinds: promptKinds,
    fields: fieldLooks,
    check: { inChat, verifying, verified, inChatFailed, inChatGone },
    worker: assetAt('altcha-worker.js'),
  }
}

function openingView(deps: ChatPageDeps, locale: Locale): ChatView {
  const { text, choices } = deps.opening(locale)
  return {
    locale,
    lines: [{ isMine: false, text, links: [] }],
    question: { ...plainQuestion, choices },
    flow: null,
    isOpening: true,
    carried: { token: '', state: '' },
    session: null,
    typed: '',
    texts: scriptTexts(deps, locale),
  }
}

/** The words are kept and the chat is not shown; what is sent next goes on with it. */
function busyView(deps: ChatPageDeps, locale: Locale, form: ChatForm): ChatView {
  const { pass: token, state, text, choice } = form
  const typed = choice === '' ? text : choice
  return { ...openingView(deps, locale), carried: { token, state }, typed }
}

function heardView(
  deps: ChatPageDeps,
  locale: Locale,
  { entries, token, conversationId, userId }: Extract<FormAnswer, { token: string }>,
): ChatView {
  const question = questionOf(entries)
  const names = deps.flowNames(locale)
  return {
    locale,
    lines: linesOf(entries),
    question,
    flow: Object.hasOwn(names, question.flow) ? (names[question.flow] ?? null) : null,
    isOpening: false,
    carried: { token, state: entries.at(-1)?.id ?? '' },
    session: { conversationId, userId, token },
    typed: '',
    texts: scriptTexts(deps, locale),
  }
}

interface Around {
  readonly stream: string
  readonly status?: number
  readonly notice?: string | null
}

function talkPage(view: ChatView, around: Around): WebResponse {
  const { locale, flow } = view
  const { chat, tagline } = textsFor(locale)
  const { stream, status = 200, notice = null } = around
  return pageResponse({
    status,
    locale,
    title: chat.title,
    kind: 'chat',
    scripts: ['talk.js'],
    preload: {
      modules: [
        'chat-session.js',
        'progress.js',
        'talk-bubble.js',
        'talk-line.js',
        'talk-notify.js',
        'talk-question.js',
        'talk-resend.js',
        'talk-tabs.js',
        'talk-view.js',
      ],
    },
    tools: tools(locale, { newChat: leaveForm(view) }),
    needs: { connectTo: [stream] },
    main: html`<main>
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
function leaveForm({ locale, carried }: ChatView): Html {
  return html`<form method="post" action="/chat?lang=${locale}" id="leave">
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
      also: '&client=webchat',
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
  readonly newChat: Html
  /** What the links to the other languages keep of the address. */
  readonly also?: string
}

function tools(locale: Locale, { newChat, also = '' }: Tools): Html {
  const { chat } = textsFor(locale)
  return html`<nav class="tools" aria-label="${chat.language}">
    ${languageLinks(locale, (other) => `/?lang=${other}${also}`)} ${newChat}
  </nav>`
}
