import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Locale } from '../flow/locale.ts'
import type { ChatForms, FormAnswer, FormMessage } from '../ports/chat-form.ts'
import { retryLater, type WebRequest, type WebResponse } from '../ports/web-handler.ts'
import type { ChatCookie } from './chat-cookie.ts'
import { fieldLooks, type FieldKind } from './chat-fields.ts'
import type { ChatView } from './chat-markup.ts'
import { heardView, openingView, type ChatWords } from './chat-views.ts'
import { problemPage } from './problem-page.ts'
import { isFromElsewhere, localeOf } from './request.ts'
import { talkPage, type Around } from './talk-page.ts'
import { textsFor } from './texts.ts'
import { maskValue } from './typed-value.ts'

/** What the chat without a script is made from. */
export interface ChatFormDeps extends ChatWords {
  readonly defaultLocale: Locale
  /** Where messages go that come without a script. */
  readonly forms: ChatForms
}

/** Where a form was sent from, and what keeps its chat there. */
export interface FormPlace {
  readonly around: Around
  readonly cookie: ChatCookie
}

const fieldSchema = z.string().max(8_000).default('')

const formSchema = z.object({
  pass: fieldSchema,
  state: fieldSchema,
  question: fieldSchema,
  kind: fieldSchema,
  label: fieldSchema,
  text: fieldSchema,
  choice: fieldSchema,
  country: fieldSchema,
  look: fieldSchema,
  leave: fieldSchema,
  turn: fieldSchema,
  unkept: fieldSchema,
})

type ChatForm = z.infer<typeof formSchema>

/** Whether the address is where a form's answer led to. */
const isAfterForm = ({ query }: WebRequest): boolean => query.has('kept')

/**
 * `GET` of the chat: what the browser's cookie keeps, as it is now, so that a reload and a step back send nothing again;
 * without one the first words.
 */
export async function showKept(
  deps: ChatFormDeps,
  request: WebRequest,
  { around, cookie }: FormPlace,
): Promise<WebResponse> {
  const locale = localeOf(request, deps.defaultLocale)
  const shown = { locale, place: around.place }
  const token = cookie.read(request.headers['cookie'])
  const kept = token === null ? null : await deps.forms.show(token)
  if (kept !== null) return cookie.with(talkPage(heardView(deps, shown, kept), around), kept.token)
  const opening = openingView(deps, shown)
  const { chat } = textsFor(locale)
  if (token !== null) return cookie.with(talkPage(opening, { ...around, notice: chat.ended }), null)
  if (!isAfterForm(request)) return talkPage(opening, around)
  return talkPage({ ...opening, isUnkept: true }, { ...around, notice: chat.unkeptForm })
}

/**
 * `POST` of the chat: one message, answered with the way to the chat as it then is. What was not heard is answered with
 * the words in the field, and a browser that keeps no cookies gets the chat at once. A form needs no nonce: the token
 * that opens its chat is in it, and a new chat has nothing to lose.
 */
export async function hear(
  deps: ChatFormDeps,
  request: WebRequest,
  at: FormPlace,
): Promise<WebResponse> {
  const locale = localeOf(request, deps.defaultLocale)
  if (isFromElsewhere(request)) return problemPage({ status: 403, locale })
  const sent = formSchema.safeParse(request.body)
  if (!sent.success) return problemPage({ status: 400, locale })
  const form = sent.data
  if (form.leave !== '') return leave(deps, form, { ...at, locale })
  const answer = await deps.forms.exchange(messageOf(form, locale, request.source))
  if (answer.outcome === 'refused') return problemPage({ status: 400, locale })
  if (answer.outcome === 'later') return notNow(deps, form, { ...at, locale, ...answer })
  const isKeptApart = form.unkept !== '' && at.cookie.read(request.headers['cookie']) === null
  if (answer.outcome === 'heard' && !isKeptApart) {
    return at.cookie.with(leadTo(addressOf(at, locale, '&kept=1')), answer.token)
  }
  return shownAtOnce(deps, { answer, form, isUnkept: isKeptApart }, { ...at, locale })
}

type InLocale = FormPlace & { readonly locale: Locale }

const leadTo = (location: string): WebResponse => ({ status: 303, headers: { location }, body: '' })

/** The newest message is led to, which nothing else brings into sight where no script runs. */
function addressOf({ around: { place } }: FormPlace, locale: Locale, also: string): string {
  return `${place.action}?lang=${locale}${place.query}${also}#newest`
}

async function leave(
  deps: ChatFormDeps,
  form: ChatForm,
  { around, cookie, locale }: InLocale,
): Promise<WebResponse> {
  await deps.forms.leave(form.pass)
  const { home, query } = around.place
  return cookie.with(leadTo(`${home}?lang=${locale}${query}`), null)
}

function notNow(
  deps: ChatFormDeps,
  form: ChatForm,
  { around, locale, seconds }: InLocale & { readonly seconds: number },
): WebResponse {
  const opening = openingView(deps, { locale, place: around.place })
  const notice = textsFor(locale).chat.busyForm
  return retryLater(talkPage(keptView(opening, form), { ...around, status: 503, notice }), seconds)
}

/** The whole chat in the answer itself; it is a new one where the last has ended. */
function shownAtOnce(
  deps: ChatFormDeps,
  {
    answer,
    form,
    isUnkept,
  }: {
    readonly answer: Extract<FormAnswer, { token: string }>
    readonly form: ChatForm
    readonly isUnkept: boolean
  },
  { around, cookie, locale }: InLocale,
): WebResponse {
  const isEnded = answer.outcome === 'ended'
  const view = { ...heardView(deps, { locale, place: around.place }, answer), isUnkept }
  const notice = isEnded ? textsFor(locale).chat.ended : null
  const page = talkPage(isEnded ? { ...view, typed: form.text } : view, { ...around, notice })
  return cookie.with(page, answer.token)
}

/** The words are kept and the chat is not shown; what is sent next goes on with it. */
function keptView(view: ChatView, { pass: token, state, text, choice }: ChatForm): ChatView {
  return { ...view, carried: { token, state }, typed: choice === '' ? text : choice }
}

const isKind = (kind: string): kind is FieldKind => Object.hasOwn(fieldLooks, kind)

/** What a form says: a card's value, masked in the chat as the page's script would; everything else is words. */
function messageOf(form: ChatForm, locale: Locale, source: string): FormMessage {
  const { pass: token, state, country, look, turn } = form
  const text = look + turn === '' ? (form.choice === '' ? form.text : form.choice).trim() : ''
  const digest = createHash('sha256')
    .update(`${state}\n${text}\n${country}\n${turn}`)
    .digest('base64url')
  const said = form.choice === '' ? submittedIn(form, text, locale) : null
  return {
    token,
    id: `form-${digest}`,
    ...(said ?? { text, value: null }),
    isTurn: turn !== '',
    locale,
    source,
  }
}

/** A card's submission, and the line that stands for it in the chat; null for words. */
function submittedIn(
  { question, kind, label, country }: ChatForm,
  text: string,
  locale: Locale,
): Pick<FormMessage, 'text' | 'value'> | null {
  const masked = question === '' || !isKind(kind) ? null : maskValue(kind, text)
  if (masked === null) return null
  const { filled } = textsFor(locale).chat
  const told = country === '' ? masked : `${country} ${masked}`
  const latchkey = { question: Number(question), choice: null }
  return {
    text: filled.replace('{label}', () => label.slice(0, 200)).replace('{value}', () => told),
    value: { latchkey, ...(country === '' ? {} : { country }), value: text },
  }
}
