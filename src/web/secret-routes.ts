import { z } from 'zod'
import type { BrowserTie } from '../browser-tie.ts'
import { cookieIn } from '../cookies.ts'
import { ServiceError } from '../errors.ts'
import type { Locale } from '../flow/locale.ts'
import type { Clock } from '../ports/clock.ts'
import {
  secretPages,
  type PageForm,
  type Pages,
  type PageState,
  type SecretPage,
} from '../ports/pages.ts'
import {
  retryLater,
  type WebHandler,
  type WebRequest,
  type WebResponse,
  type WebRoute,
} from '../ports/web-handler.ts'
import { problemPage, type Problem } from './problem-page.ts'
import { secretPage, type SecretPageView } from './secret-page.ts'
import { isFromElsewhere, localeOf, tokenIn } from './request.ts'
import { secondsLeft } from './time-left.ts'

/** What the pages that secrets are typed on use. */
export interface SecretPageDeps {
  readonly pages: Pages
  /** The configured address of the program; people are told to look for its host. */
  readonly publicUrl: string
  readonly clock: Clock
  /** The keyed handle that limits of persons hang on, for the source of a request; left out, they hang on none. */
  readonly sourceHandle?: (source: string) => string
  /** For pages that know of no link and of no language the browser asks for. */
  readonly defaultLocale: Locale
  /** Whose accounts these are, for the heading of the sign-in page. */
  readonly providerName?: string
  /** IANA name of the zone that times are told in; UTC when left out. */
  readonly timeZone?: string
  /** Tells whether a chat of our own page was begun in the browser that asks; left out, none was. */
  readonly tie?: BrowserTie
}

/**
 * The pages of {@link secretPages} at `/p/<name>/:token`. `GET` and `HEAD` look and spend nothing; `POST` hands the form on
 * and answers with the state it led to, never with a redirect: 200, 422 for a refusal, 429 with `Retry-After` where
 * waiting is the answer, 503 with the form again when the server is too busy. A body that is no form gets 400, one
 * from another site or without the step's nonce 403, a token that cannot be one 404, and every link that does not
 * open (any more) one and the same 410. Outages are thrown on.
 */
export function createSecretPageRoutes(deps: SecretPageDeps): readonly WebRoute[] {
  return secretPages.flatMap((page): readonly WebRoute[] => {
    const path = `/p/${page}/:token`
    const byToken = (handle: (call: Call) => Promise<WebResponse>): WebHandler => {
      return async (request) => {
        const token = tokenIn(request)
        const call = { deps, page, request, token: token ?? '' }
        return token === null ? problem(call, { status: 404 }) : handle(call)
      }
    }
    return [
      { method: 'GET', path, handler: byToken(show) },
      { method: 'POST', path, handler: byToken(submit) },
      // Where a page stands once its script has taken the token out of the address bar; a refresh comes here.
      {
        method: 'GET',
        path: `/p/${page}`,
        handler: async (request) =>
          problem({ deps, request }, { status: 410, scripts: ['resume.js'] }),
      },
    ]
  })
}

/** One request for a page, and the link's token. */
interface Call {
  readonly deps: SecretPageDeps
  readonly page: SecretPage
  readonly request: WebRequest
  readonly token: string
}

async function show(call: Call): Promise<WebResponse> {
  const state = await look(call)
  if (state === null) return problem(call, { status: 410 })
  return draw(call, { state: forWhom(call, state), status: 200, trouble: state.notice })
}

/**
 * Before a sign-in, which chat it is for, unless the chat is open in this very browser: whoever is sent the genuine link
 * of somebody else's chat would sign that chat in (session fixation). One press then shows the form.
 */
function forWhom({ deps, request }: Call, state: PageState): PageState {
  const { chat = null, now } = state
  if (now.step !== 'sign-in' || chat === null) return state
  const { channel, conversation } = chat
  if (channel !== 'webchat') {
    return { ...state, now: { step: 'whose', chat: channel === 'msteams' ? 'teams' : 'other' } }
  }
  const isOwn = isOwnBrowser({ deps, request }, conversation)
  return isOwn ? state : { ...state, now: { step: 'whose', chat: 'own-page' } }
}

const isOwnBrowser = (
  { deps, request }: Pick<Call, 'deps' | 'request'>,
  conversation: string,
): boolean => deps.tie?.fits(request.headers['cookie'], conversation) === true

/** The form behind the press on "It is my chat". */
async function showAfterPress(call: Call, form: PageForm): Promise<WebResponse> {
  const state = await look(call)
  if (state === null) return problem(call, { status: 410 })
  if (form['nonce'] !== state.nonce) return problem(call, { status: 403 })
  return draw(call, { state, status: 200, trouble: state.notice })
}

/** How much of a field is read, far more than any value of it may have. */
const longestField = 2_000

const fieldSchema = z
  .string()
  .transform((text) => text.slice(0, longestField))
  .optional()

/** The fields that are handed on; whatever else a body holds goes no further. */
const formSchema = z.object({
  nonce: fieldSchema,
  email: fieldSchema,
  password: fieldSchema,
  code: fieldSchema,
  oldPassword: fieldSchema,
  newPassword: fieldSchema,
  confirmPassword: fieldSchema,
  action: fieldSchema,
  way: fieldSchema,
  told: fieldSchema,
})

const keyCookie = 'latchkey-password'

/** The key of a password that waits for its directory, as a cookie of this link's page gave it. */
function passwordKeyIn({ request }: Call): { readonly passwordKey?: string } {
  const passwordKey = cookieIn(request.headers['cookie'], keyCookie)?.slice(0, longestField)
  return passwordKey === undefined ? {} : { passwordKey }
}

/** Has the browser hold the key of a password, for the page of this link alone and as long as that lives. */
function withKey(call: Call, state: PageState, drawn: WebResponse): WebResponse {
  const { passwordKey, expiresAt } = state
  if (passwordKey === undefined) return drawn
  const { publicUrl, clock } = call.deps
  const secure = publicUrl.startsWith('https:') ? '; Secure' : ''
  const path = `/p/${call.page}/${call.token}`
  const kept = `Path=${path}; Max-Age=${secondsLeft(expiresAt, clock.now())}`
  const cookie = `${keyCookie}=${passwordKey}; ${kept}; HttpOnly; SameSite=Strict${secure}`
  return { ...drawn, headers: { ...drawn.headers, 'set-cookie': cookie } }
}

async function submit(call: Call): Promise<WebResponse> {
  const sent = formSchema.safeParse(call.request.body)
  if (!sent.success) return refuse(call, 400)
  const form = { ...sent.data, ...passwordKeyIn(call) }
  if ((form.nonce ?? '') === '' || isFromElsewhere(call.request)) return refuse(call, 403)
  if (call.page === 'sign-in' && form.action === 'mine') return showAfterPress(call, form)
  const led = await attempt(call, form)
  if (led === 'busy') return busy(call, form)
  if (led === null) return problem(call, { status: 410 })
  // A form of an earlier step, as after "back" or a double press: the page as it is now is linked.
  if (led === 'foreign') {
    return problem(call, { status: 403, pageNow: `/p/${call.page}/${call.token}` })
  }
  return withKey(call, led, answer(call, led, form))
}

/** A link that does not open says so first, whatever was sent to it. */
async function refuse(call: Call, status: 400 | 403): Promise<WebResponse> {
  return problem(call, { status: (await look(call)) === null ? 410 : status })
}

async function look({ deps, page, token }: Call): Promise<PageState | null> {
  return deps.pages.look(page, token)
}

async function attempt(
  { deps, page, token, request }: Call,
  form: PageForm,
): Promise<PageState | 'foreign' | 'busy' | null> {
  try {
    const visitor = {
      source: deps.sourceHandle?.(request.source) ?? null,
      beganChat: (conversation: string) => isOwnBrowser({ deps, request }, conversation),
    }
    const pages = deps.pages.from?.(visitor) ?? deps.pages
    return await pages.submit(page, token, form)
  } catch (error) {
    if (error instanceof ServiceError && error.retryable) return 'busy'
    throw error
  }
}

const busySeconds = 5

/** The same step again, so that one press more will do; when even looking fails, that outage is thrown. */
async function busy(call: Call, form: PageForm): Promise<WebResponse> {
  const state = await look(call)
  if (state === null) return problem(call, { status: 410 })
  const page = draw(call, { state, form, status: 503, trouble: { kind: 'busy' } })
  return retryLater(page, busySeconds)
}

function answer(call: Call, state: PageState, form: PageForm): WebResponse {
  const { notice, now } = state
  if (notice !== null && 'until' in notice) {
    const page = draw(call, { state, form, status: 429, trouble: notice })
    return retryLater(page, secondsLeft(notice.until, call.deps.clock.now()))
  }
  const isStopped = now.step === 'done' && now.outcome === 'stopped'
  const isRefused = notice !== null && notice.kind !== 'code-sent'
  return draw(call, { state, form, status: isStopped || isRefused ? 422 : 200, trouble: notice })
}

type Drawing = Pick<SecretPageView, 'state' | 'status' | 'trouble'> & { readonly form?: PageForm }

function draw({ deps, token }: Call, { form, ...drawing }: Drawing): WebResponse {
  return secretPage({
    ...drawing,
    token,
    host: new URL(deps.publicUrl).host,
    providerName: deps.providerName ?? null,
    timeZone: deps.timeZone ?? 'UTC',
    typedEmail: addressIn(form?.['email'] ?? ''),
    before: form?.['told'] ?? '',
    now: deps.clock.now(),
  })
}

/** The typed text if it looks like an address; anything else may be a secret in the wrong field and is not shown again. */
function addressIn(typed: string): string {
  return typed.length <= 254 && /^[^\s@]+@[^\s@][^\s@.]*\.[^\s@]+$/.test(typed) ? typed : ''
}

function problem(
  { deps, request }: Pick<Call, 'deps' | 'request'>,
  about: Omit<Problem, 'locale'>,
): WebResponse {
  return problemPage({ ...about, locale: localeOf(request, deps.defaultLocale) })
}
