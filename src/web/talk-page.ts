import { languageNames, type Locale } from '../flow/locale.ts'
import type { WebResponse } from '../ports/web-handler.ts'
import { carriedFields, chatMarkup, type ChatPlace, type ChatView } from './chat-markup.ts'
import { html, type Html } from './html.ts'
import { languageLinks, otherLocales, pageResponse } from './layout.ts'
import { textsFor } from './texts.ts'

/** The page that a request is for, and who may frame it. */
export interface Around {
  readonly place: ChatPlace
  readonly stream: string
  readonly framedBy: readonly string[]
  readonly status?: number
  readonly notice?: string | null
}

/** What the page's script loads at once. */
const modules = [
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
] as const

/** The page with the chat in it, for our own client and for browsers without a script. */
export function talkPage(view: ChatView, around: Around): WebResponse {
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
    preload: { modules },
    tools: chatTools(locale, {
      languages: languagesOf(view),
      newChat: leaveForm(view),
      ...(isFramed ? { close: closeButton(locale) } : {}),
    }),
    withoutScript: ['plain.css'],
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

/** The chat in the other languages. Where there is one already, it is told of the switch, and goes on. */
function languagesOf(view: ChatView): readonly Html[] {
  const { locale, carried, place } = view
  const { home, action, query } = place
  if (carried.token === '') return languageLinks(locale, (other) => `${home}?lang=${other}${query}`)
  return otherLocales(locale).map(
    (other) =>
      html`<form
        class="turn"
        method="post"
        action="${action}?lang=${other}${query}"
        data-home="${home}?lang=${other}${query}"
      >
        ${carriedFields(view)}
        <button class="tool" type="submit" name="turn" value="${other}" lang="${other}">
          ${languageNames[other]}
        </button>
      </form>`,
  )
}

/** What stands beside the name of a page with a chat. */
interface Tools {
  readonly languages: readonly Html[]
  readonly newChat: Html
  readonly close?: Html
}

/** The buttons of a chat's header. */
export function chatTools(locale: Locale, { languages, newChat, close }: Tools): Html {
  return html`<nav class="tools" aria-label="${textsFor(locale).chat.language}">
    ${languages} ${newChat} ${close ?? null}
  </nav>`
}

function closeButton(locale: Locale): Html {
  const { close } = textsFor(locale).embed
  return html`<button
    class="tool"
    type="button"
    id="close"
    aria-label="${close}"
    title="${close}"
    hidden
  >
    ✕
  </button>`
}
