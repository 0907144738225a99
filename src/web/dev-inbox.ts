import type { Locale } from '../flow/locale.ts'
import type { Inbox, InboxMessage } from '../ports/messenger.ts'
import type { WebRequest, WebResponse, WebRoute } from '../ports/web-handler.ts'
import { html, type Html } from './html.ts'
import { pageResponse } from './layout.ts'
import type { Texts } from './texts.en.ts'
import { localeOf } from './request.ts'
import { textsFor } from './texts.ts'

/** What the development inbox uses. */
export interface DevInboxDeps {
  readonly inbox: Inbox
  readonly defaultLocale: Locale
}

/**
 * `GET /dev/inbox` and `GET /dev/inbox.json`: what the mock gateway delivered. They show every code and link to
 * anybody who asks, so they are mounted with mock messaging outside production and nowhere else.
 */
export function createDevInboxRoutes(deps: DevInboxDeps): readonly WebRoute[] {
  return [
    { method: 'GET', path: '/dev/inbox', handler: async (request) => inboxPage(deps, request) },
    {
      method: 'GET',
      path: '/dev/inbox.json',
      handler: async (request) => inboxJson(deps, request),
    },
  ]
}

function recipientOf(request: WebRequest): string | null {
  const to = request.query.get('to')?.trim() ?? ''
  if (to === '') return null
  // A plus that was not encoded arrives as a blank; no recipient begins with digits alone.
  return /^\d{6,15}$/.test(to) ? `+${to}` : to
}

/** Oldest first, as the mock delivered them. */
function inboxJson({ inbox }: DevInboxDeps, request: WebRequest): WebResponse {
  return {
    status: 200,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
    body: JSON.stringify(inbox.list(recipientOf(request)).map(shown), null, 2),
  }
}

function shown(message: InboxMessage): InboxMessage {
  const { id, at, medium, to, template, subject, text, status } = message
  return { id, at, medium, to, template, subject, text, status }
}

function inboxPage({ inbox, defaultLocale }: DevInboxDeps, request: WebRequest): WebResponse {
  const locale = localeOf(request, defaultLocale)
  const texts = textsFor(locale).inbox
  const to = recipientOf(request)
  const messages = inbox.list(to).toReversed()
  const recipients = [...new Set(inbox.list(null).map((message) => message.to))].toSorted()
  return pageResponse({
    status: 200,
    locale,
    title: texts.title,
    kind: 'inbox',
    scripts: ['inbox.js'],
    main: html`<main>
      <h1>${texts.title}</h1>
      <p class="hint">${texts.about}</p>
      ${filter({ texts, recipients, to, lang: request.query.get('lang') })}
      <p class="unseen" role="status" id="arrived" data-text="${texts.arrived}"></p>
      <div id="messages" data-copied="${texts.copied}">${list(messages, texts)}</div>
    </main>`,
  })
}

interface Filter {
  readonly texts: Texts['inbox']
  readonly recipients: readonly string[]
  readonly to: string | null
  readonly lang: string | null
}

function filter({ texts, recipients, to, lang }: Filter): Html {
  const known = to === null || recipients.includes(to) ? recipients : [to, ...recipients]
  const option = (value: string, label: string) =>
    value === (to ?? '')
      ? html`<option value="${value}" selected>${label}</option>`
      : html`<option value="${value}">${label}</option>`
  return html`<form class="filter" method="get" action="/dev/inbox">
    ${lang === null ? null : html`<input type="hidden" name="lang" value="${lang}" />`}
    <label for="to">${texts.to}</label>
    <select id="to" name="to">
      ${option('', texts.everybody)} ${known.map((value) => option(value, value))}
    </select>
    <button class="button quiet" type="submit">${texts.filter}</button>
  </form>`
}

function list(messages: readonly InboxMessage[], texts: Texts['inbox']): Html {
  if (messages.length === 0) {
    return html`<div class="empty">
      <p class="empty-title">${texts.empty}</p>
      <p class="hint">${texts.emptyHint}</p>
    </div>`
  }
  return html`<p class="hint">${texts.count({ count: messages.length })}</p>
    <ol class="messages" reversed>
      ${messages.map((message) => card(message, texts))}
    </ol>`
}

function card(message: InboxMessage, texts: Texts['inbox']): Html {
  const code = /(?<!\d)\d{6}(?!\d)/.exec(message.text)?.[0]
  const link = /https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?。，）)]/.exec(message.text)?.[0]
  const copy = code === undefined ? null : copyButton(code, texts)
  const open = link === undefined ? null : openButton(link, texts)
  return html`<li class="message" id="message-${message.id}">
    <p class="meta">
      <span class="badge ${message.medium}">${texts[message.medium]}</span>
      <span class="to">${message.to}</span>
      <time datetime="${message.at}">${message.at.slice(0, 19).replace('T', ' ')} UTC</time>
    </p>
    ${message.subject === null ? null : html`<h2>${message.subject}</h2>`}
    <p class="text">${message.text}</p>
    ${copy === null && open === null ? null : html`<p class="actions">${copy} ${open}</p>`}
  </li>`
}

/** Copying needs the page's script, which then shows the button. */
function copyButton(code: string, texts: Texts['inbox']): Html {
  return html`<button class="button" type="button" data-copy="${code}" hidden>
    ${texts.copy({ code })}
  </button>`
}

function openButton(link: string, texts: Texts['inbox']): Html {
  return html`<a class="button quiet" href="${link}" rel="noreferrer noopener" target="_blank"
    >${texts.open}</a
  >`
}
