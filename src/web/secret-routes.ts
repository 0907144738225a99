import { z } from 'zod'
import { ServiceError } from '../errors.ts'
import type { Locale } from '../flow/locale.ts'
import type { Clock } from '../ports/clock.ts'
import {
  secretPages,
  type PageForm,
  type PageNotice,
  type Pages,
  type PageState,
  type SecretPage,
} from '../ports/pages.ts'
import type { WebRequest, WebResponse, WebRoute } from '../ports/web-handler.ts'
import { problemPage, type ProblemStatus } from './problem-page.ts'
import { secretPage } from './secret-page.ts'
import { isFromElsewhere, localeOf, tokenIn } from './request.ts'
import { secondsLeft } from './time-left.ts'

/** What the pages that secrets are typed on use. */
export interface SecretPageDeps {
  readonly pages: Pages
  /** The configured address of the program; people are told to look for its host. */
  readonly publicUrl: string
  readonly clock: Clock
  /** For pages that know of no link and of no language the browser asks for. */
  readonly defaultLocale: Locale
  /** Whose accounts these are, for the heading of the sign-in page. */
  readonly providerName?: string
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
    return [
      { method: 'GET', path, handler: (request) => show({ deps, page, request }) },
      { method: 'POST', path, handler: (request) => submit({ deps, page, request }) },
      // Where a page stands once its script has taken the token out of the address bar; a refresh comes here.
      { method: 'GET', path: `/p/${page}`, handler: async (request) => resume(deps, request) },
    ]
  })
}

interface Call {
  readonly deps: SecretPageDeps
  readonly page: SecretPage
  readonly request: WebRequest
}

async function show(call: Call): Promise<WebResponse> {
  const token = tokenIn(call.request)
  if (token === null) return problem(call, 404)
  const state = await call.deps.pages.look(call.page, token)
  if (state === null) return problem(call, 410)
  return draw(call, { state, token, status: 200, trouble: state.notice })
}

const fieldSchema = z.string().optional()

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
})

async function submit(call: Call): Promise<WebResponse> {
  const token = tokenIn(call.request)
  if (token === null) return problem(call, 404)
  const sent = formSchema.safeParse(call.request.body)
  if (!sent.success) return refuse(call, token, 400)
  const hasNonce = sent.data.nonce !== undefined && sent.data.nonce !== ''
  if (!hasNonce || isFromElsewhere(call.request)) return refuse(call, token, 403)
  const form = definedOf(sent.data)
  const led = await attempt(call, token, form)
  if (led === 'foreign') return stale(call, token)
  if (led === 'busy') return busy(call, token, form)
  return led === null ? problem(call, 410) : answer(call, { state: led, token, form })
}

function definedOf(fields: z.infer<typeof formSchema>): PageForm {
  const given = Object.entries(fields).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  )
  return Object.fromEntries(given)
}

/** A link that does not open says so first, whatever was sent to it. */
async function refuse(call: Call, token: string, status: 400 | 403): Promise<WebResponse> {
  const state = await call.deps.pages.look(call.page, token)
  return problem(call, state === null ? 410 : status)
}

async function attempt(
  call: Call,
  token: string,
  form: PageForm,
): Promise<PageState | 'foreign' | 'busy' | null> {
  try {
    return await call.deps.pages.submit(call.page, token, form)
  } catch (error) {
    if (error instanceof ServiceError && error.retryable) return 'busy'
    throw error
  }
}

const busySeconds = 5

/** The same step again, so that one press more will do; when even looking fails, that outage is thrown. */
async function busy(call: Call, token: string, form: PageForm): Promise<WebResponse> {
  const state = await call.deps.pages.look(call.page, token)
  if (state === null) return problem(call, 410)
  return draw(call, {
    state,
    token,
    form,
    status: 503,
    trouble: { kind: 'busy' },
    headers: { 'retry-after': String(busySeconds) },
  })
}

interface Led {
  readonly state: PageState
  readonly token: string
  readonly form: PageForm
}

function answer(call: Call, led: Led): WebResponse {
  const { notice, now } = led.state
  if (notice !== null && 'until' in notice) {
    const seconds = secondsLeft(notice.until, call.deps.clock.now())
    const headers = { 'retry-after': String(seconds) }
    return draw(call, { ...led, status: 429, trouble: notice, headers })
  }
  const isStopped = now.step === 'done' && now.outcome === 'stopped'
  const status = isStopped || isRefusal(notice) ? 422 : 200
  return draw(call, { ...led, status, trouble: notice })
}

function isRefusal(notice: PageNotice | null): boolean {
  return notice !== null && notice.kind !== 'code-sent'
}

type Drawing = Pick<
  Parameters<typeof secretPage>[0],
  'state' | 'token' | 'status' | 'trouble' | 'headers'
> & { readonly form?: PageForm }

function draw({ deps }: Call, { form, ...drawing }: Drawing): WebResponse {
  return secretPage({
    ...drawing,
    host: new URL(deps.publicUrl).host,
    providerName: deps.providerName ?? null,
    typedEmail: addressIn(form?.['email'] ?? ''),
    now: deps.clock.now(),
  })
}

/** What has the looks of an address is written back; anything else may be a secret in the wrong field. */
function addressIn(typed: string): string {
  return typed.length <= 254 && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(typed) ? typed : ''
}

/** A form of an earlier step, as after "back" or a double press: the way on is the page as it is now. */
function stale({ deps, page, request }: Call, token: string): WebResponse {
  const locale = localeOf(request, deps.defaultLocale)
  return problemPage({ status: 403, locale, pageNow: `/p/${page}/${token}` })
}

function resume(deps: SecretPageDeps, request: WebRequest): WebResponse {
  const locale = localeOf(request, deps.defaultLocale)
  return problemPage({ status: 410, locale, scripts: ['resume.js'] })
}

function problem({ deps, request }: Pick<Call, 'deps' | 'request'>, status: ProblemStatus) {
  return problemPage({ status, locale: localeOf(request, deps.defaultLocale) })
}
