import type { InboxEntry } from '../ports/messenger.ts'
import type { WebResponse } from '../ports/web-handler.ts'
import { nextForm, simulator } from './dev-inbox-rules.ts'
import { address, inboxRoot, kindName, type InboxView, type InboxWords } from './dev-inbox-view.ts'
import { html, type Html } from './html.ts'
import { languageLinks, pageResponse } from './layout.ts'
import { textsFor } from './texts.ts'
import { momentTag } from './time-left.ts'

/** The inbox of the mock gateway as a page. It works without script, which adds unread marks and brings in what arrives. */
export function inboxPage(view: InboxView): WebResponse {
  const { locale, isPhone } = view
  const { chat, inbox: texts } = textsFor(locale)
  return pageResponse({
    status: 200,
    locale,
    title: texts.title,
    kind: 'inbox',
    scripts: ['inbox.js'],
    needs: { frames: ["'self'"] },
    tools: html`<nav class="tools" aria-label="${chat.language}">
      ${languageLinks(locale, (other) => address(view, { lang: other }))}
    </nav>`,
    main: html`<main>
      <h1>${texts.title}</h1>
      <p class="hint">${texts.about}</p>
      ${filter(view, texts)} ${simulator(view, texts)}
      <p class="unseen" role="status" id="arrived" data-text="${texts.arrived}"></p>
      <div id="messages" data-copied="${texts.copied}">
        ${isPhone ? phone(view, texts) : list(view, texts)}
      </div>
    </main>`,
  })
}

function filter({ to, search, query, recipients, isPhone }: InboxView, texts: InboxWords): Html {
  const known = to === null || recipients.includes(to) ? recipients : [to, ...recipients]
  const option = (value: string, label: string) =>
    value === (to ?? '')
      ? html`<option value="${value}" selected>${label}</option>`
      : html`<option value="${value}">${label}</option>`
  const lang = query.get('lang')
  return html`<form class="filter" method="get" action="${inboxRoot}" role="search">
    ${lang === null ? null : html`<input type="hidden" name="lang" value="${lang}" />`}
    ${isPhone ? html`<input type="hidden" name="view" value="phone" />` : null}
    <p>
      <label for="to">${texts.to}</label>
      <select id="to" name="to">
        ${option('', texts.everybody)} ${known.map((value) => option(value, value))}
      </select>
    </p>
    <p>
      <label for="q">${texts.search}</label>
      <input id="q" name="q" type="search" maxlength="100" value="${search}" />
    </p>
    <button class="button quiet" type="submit">${texts.filter}</button>
  </form>`
}

function bar(view: InboxView, texts: InboxWords): Html {
  const { entries, to, isPhone } = view
  const other = isPhone ? address(view, { view: '' }) : address(view, { view: 'phone' })
  const look = isPhone ? texts.list : texts.phone
  return html`<div class="bar">
    <p class="hint">${texts.count({ count: entries.length })}</p>
    ${to === null ? null : html`<a class="tool" href="${other}">${look}</a>`}
    <button class="tool" type="button" id="mark-read" hidden>${texts.markRead}</button>
    <form method="post" action="${address(view, {}, `${inboxRoot}/clear`)}">
      <button class="tool" type="submit" data-question="${texts.clearQuestion}">
        ${texts.clear}
      </button>
    </form>
  </div>`
}

function list(view: InboxView, texts: InboxWords): Html {
  if (view.entries.length === 0) return nothing(view, texts)
  return html`${bar(view, texts)}
    <ol class="messages" reversed>
      ${view.entries.toReversed().map((entry) => card(entry, view, texts))}
    </ol>`
}

function nothing(view: InboxView, texts: InboxWords): Html {
  const isFiltered = view.to !== null || view.search !== ''
  return html`<div class="empty">
    <p class="empty-title">${isFiltered ? texts.noHit : texts.empty}</p>
    <p class="hint">${isFiltered ? texts.noHitHint : texts.emptyHint}</p>
    ${
      isFiltered
        ? html`<p><a href="${address(view, { to: '', q: '', view: '' })}">${texts.all}</a></p>`
        : null
    }
  </div>`
}

type State = keyof InboxWords['status']

/** What became of a message by now. */
function stateOf({ status, at }: InboxEntry, now: number): State {
  return status === 'delivered' && Date.parse(at) > now ? 'late' : status
}

function card(entry: InboxEntry, view: InboxView, texts: InboxWords): Html {
  const state = stateOf(entry, view.now)
  return html`<li
    class="message"
    id="message-${entry.id}"
    data-id="${entry.id}"
    data-state="${state}"
  >
    <p class="meta">
      <span class="badge unread" hidden>${texts.unread}</span>
      <span class="badge ${entry.medium}">${texts[entry.medium]}</span>
      <a class="to" href="${address(view, { to: entry.to, view: '' })}">${entry.to}</a>
      <span class="hint">${kindName(entry.template, texts)}</span>
      <span class="state ${state}">${texts.status[state]}</span>
      ${momentTag(Date.parse(entry.at), view.locale, view.timeZone)}
    </p>
    ${entry.subject === null ? null : html`<h2>${entry.subject}</h2>`}
    <p class="text">${entry.text}</p>
    ${actions(entry, texts)} ${state === 'late' ? arriveForm(entry, view, texts) : null}
    ${asHtml(entry, texts)} ${nextForm(entry, view, texts)}
  </li>`
}

function arriveForm({ id }: InboxEntry, view: InboxView, texts: InboxWords): Html {
  return html`<form method="post" action="${address(view, {}, `${inboxRoot}/arrive`)}">
    <input type="hidden" name="id" value="${id}" />
    <button class="button quiet" type="submit">${texts.arrive}</button>
  </form>`
}

function actions({ text }: InboxEntry, texts: InboxWords): Html | null {
  const code = /(?<!\d)\d{6}(?!\d)/.exec(text)?.[0]
  const link = /https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?。，）)]/.exec(text)?.[0]
  const copy = code === undefined ? null : copyButton(code, texts)
  const open = link === undefined ? null : openButton(link, texts)
  return copy === null && open === null ? null : html`<p class="actions">${copy} ${open}</p>`
}

/** Copying needs the page's script, which then shows the button. */
function copyButton(code: string, texts: InboxWords): Html {
  return html`<button class="button" type="button" data-copy="${code}" hidden>
    ${texts.copy({ code })}
  </button>`
}

function openButton(link: string, texts: InboxWords): Html {
  return html`<a class="button quiet" href="${link}" rel="noreferrer noopener" target="_blank"
    >${texts.open}</a
  >`
}

/** The frame runs no script and has an origin of its own, whatever the mail holds; it loads once it is opened. */
function asHtml({ id, html: mail, subject }: InboxEntry, texts: InboxWords): Html | null {
  if (mail === null) return null
  return html`<details class="as-html">
    <summary>${texts.asHtml}</summary>
    <iframe
      sandbox=""
      loading="lazy"
      src="${inboxRoot}/html/${encodeURIComponent(id)}"
      title="${texts.htmlTitle({ subject: subject ?? '' })}"
    ></iframe>
  </details>`
}

/** The messages of one number or mailbox as its owner's phone shows them: the oldest on top, nothing that did not arrive. */
function phone(view: InboxView, texts: InboxWords): Html {
  const { entries, to, now } = view
  const arrived = entries.filter((entry) => stateOf(entry, now) === 'delivered')
  return html`${bar(view, texts)}
    <section class="phone" aria-label="${to ?? ''}">
      <h2 class="phone-owner">${to ?? ''}</h2>
      ${arrived.length === 0 ? html`<p class="hint">${texts.phoneEmpty}</p>` : null}
      <ol class="thread">
        ${arrived.map(
          (entry) =>
            html`<li data-id="${entry.id}" data-state="delivered">
              ${momentTag(Date.parse(entry.at), view.locale, view.timeZone)}
              <div class="sms">
                ${entry.subject === null ? null : html`<strong>${entry.subject}</strong>`}
                <p class="text">${entry.text}</p>
                ${actions(entry, texts)}
              </div>
            </li>`,
        )}
      </ol>
    </section>`
}
