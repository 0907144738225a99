import type { Locale } from '../flow/locale.ts'
import { fieldLooks } from './chat-fields.ts'
import type { ChatLine, ChatQuestion } from './chat-lines.ts'
import { html, type Html } from './html.ts'
import { textsFor } from './texts.ts'

/** Which page the chat is on: its own, or the one in another site's frame. */
export interface ChatPlace {
  readonly home: '/' | '/embed'
  /** Where messages without a script go. */
  readonly action: '/chat' | '/embed'
  /** The rest of each address' query, such as `&host=…`; empty for none. */
  readonly query: string
}

/** A chat as its page shows it. */
export interface ChatView {
  readonly locale: Locale
  readonly place: ChatPlace
  readonly lines: readonly ChatLine[]
  readonly question: ChatQuestion
  /** What the flow under way is called; null for none. */
  readonly flow: string | null
  /** Whether the lines are the first words to somebody new, written before there is a chat. */
  readonly isOpening: boolean
  /** Sent back with the next message: what opens the chat, and what tells two renderings of it apart. */
  readonly carried: { readonly token: string; readonly state: string }
  /** Whether the browser was seen to keep no cookies, so that forms are answered with the chat itself. */
  readonly isUnkept: boolean
  /** What the page's script goes on with; null before there is a chat. */
  readonly session: object | null
  /** What was typed and not heard. */
  readonly typed: string
  /** The page's texts for its script. */
  readonly texts: object
}

/**
 * The whole chat as HTML: read and used without any script, and taken over by `talk.js` where there is one. Choices
 * have a form of their own, so that Enter in the field never presses one of them.
 */
export function chatMarkup(view: ChatView): Html {
  const { chat } = textsFor(view.locale)
  return html`<div
      class="log"
      id="log"
      role="log"
      aria-live="polite"
      aria-label="${chat.label}"
      tabindex="0"
    >
      ${view.lines.map((line, index) => lineOf(view, line, index))}
    </div>
    ${choiceForm(view)} ${answerForm(view)}`
}

function lineOf({ locale, isOpening, lines }: ChatView, line: ChatLine, index: number): Html {
  const { chat } = textsFor(locale)
  const { isMine, links } = line
  const text = isMine ? answerOf(line.text) : line.text
  const isAnswer = isMine && text.startsWith('✓')
  const isNewest = index === lines.length - 1
  return html`<div
    class="said ${isMine ? 'mine' : 'bot'}${isAnswer ? ' answered' : ''}"
    ${isNewest ? html`id="${isOpening ? 'opening' : 'newest'}"` : null}
  >
    <span class="unseen">${isMine ? chat.you : chat.bot} </span>
    ${text.split(/\n\n+/u).map((part) => html`<p dir="auto">${part}</p>`)}
    ${links.length === 0 ? null : html`<p class="links">${links.map((link) => linkOf(link, leadsOn(lines, index)))}</p>`}
  </div>`
}

/** My own words; what answered a card, and a code, is one quiet line with a tick. */
function answerOf(text: string): string {
  if (text === '') return '✓'
  return /^•+$/u.test(text) ? `✓ ${text}` : text
}

/** Whether the buttons of a line still lead somewhere: those of other questions than the one that waits do not. */
function leadsOn(lines: readonly ChatLine[], index: number): boolean {
  const newest = lines.findLastIndex(({ isMine }) => !isMine)
  const [line, asking] = [lines[index], lines[newest]]
  return index === newest || (asking?.links.length === 0 && asking.step === line?.step)
}

function linkOf({ label, url }: ChatLine['links'][number], isOpen: boolean): Html {
  if (!isOpen) return html`<span class="button off">${label}</span>`
  return html`<a class="button" href="${url}" target="_blank" rel="noopener noreferrer"
    >${label}</a
  >`
}

/** Fields that every form of the chat carries. */
export function carriedFields({ carried: { token, state }, isUnkept }: ChatView): Html {
  return html`<input type="hidden" name="pass" value="${token}" />
    <input type="hidden" name="state" value="${state}" />
    ${isUnkept ? html`<input type="hidden" name="unkept" value="1" />` : null}`
}

/** What a card's value is sent with. */
function cardFields({ question: { number, kind, label } }: ChatView): Html | null {
  if (number === null || label === null) return null
  return html`<input type="hidden" name="question" value="${number}" />
    <input type="hidden" name="kind" value="${kind}" />
    <input type="hidden" name="label" value="${label}" />`
}

/** Leads to the newest message, which nothing else brings into sight where no script runs. */
const actionOf = ({ locale, place: { action, query } }: ChatView): string =>
  `${action}?lang=${locale}${query}#newest`

function choiceForm(view: ChatView): Html {
  const { locale, question } = view
  return html`<form
    class="choices"
    id="choices"
    method="post"
    action="${actionOf(view)}"
    aria-label="${textsFor(locale).chat.choices}"
    ${question.choices.length === 0 ? html`hidden` : null}
  >
    ${carriedFields(view)}
    ${question.choices.map(
      (label) =>
        html`<button class="choice" type="submit" name="choice" value="${label}">${label}</button>`,
    )}
  </form>`
}

function answerForm(view: ChatView): Html {
  const { locale, question, session } = view
  const { chat } = textsFor(locale)
  return html`<form
    class="talk"
    id="talk"
    method="post"
    action="${actionOf(view)}"
    novalidate
    data-locale="${locale}"
    data-home="${view.place.home}?lang=${locale}${view.place.query}"
    data-texts="${JSON.stringify(view.texts)}"
    ${session === null ? null : html`data-session="${JSON.stringify(session)}"`}
  >
    ${carriedFields(view)} ${cardFields(view)}
    <label id="asked" for="text" ${question.label === null ? html`class="unseen"` : null}
      >${question.label ?? chat.placeholder}</label
    >
    ${answerLine(view)} ${session === null ? null : lookButton(chat.look)}
  </form>`
}

function countryList({ countries }: ChatQuestion): Html {
  if (countries === null)
    return html`<select id="country" name="country" aria-label="–" hidden></select>`
  return html`<select id="country" name="country" aria-label="${countries.label}">
    ${countries.options.map(({ value, label }) => html`<option value="${value}">${label}</option>`)}
  </select>`
}

function answerLine({ locale, question, typed }: ChatView): Html {
  const { chat } = textsFor(locale)
  const looks = fieldLooks[question.kind]
  return html`<div class="answer">
    ${countryList(question)}
    <input
      id="text"
      name="text"
      type="${looks.type}"
      inputmode="${looks.inputmode}"
      autocomplete="${looks.autocomplete}"
      autocapitalize="none"
      dir="auto"
      enterkeyhint="send"
      maxlength="2000"
      placeholder="${question.label === null ? chat.placeholder : (question.placeholder ?? '')}"
      value="${typed}"
    />
    <button class="button" type="submit">${chat.send}</button>
  </div>`
}

/** Without a script nothing arrives by itself; the script takes the button away, which a `noscript` would not show where it fails. */
function lookButton(label: string): Html {
  return html`<p class="look">
    <button class="tool" type="submit" name="look" value="1">${label}</button>
  </p>`
}
