import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Locale } from '../flow/locale.ts'
import { objectIn, textIn } from '../json.ts'
import type { Inbox, InboxEntry, InboxMessage } from '../ports/messenger.ts'
import {
  jsonResponse,
  type WebHandler,
  type WebRequest,
  type WebResponse,
  type WebRoute,
} from '../ports/web-handler.ts'
import { inboxPage } from './dev-inbox-page.ts'
import { inboxRoot } from './dev-inbox-view.ts'
import { problemPage } from './problem-page.ts'
import { isFromElsewhere, localeOf } from './request.ts'

/** What the development inbox uses. */
export interface DevInboxDeps {
  readonly inbox: Inbox
  readonly defaultLocale: Locale
  /** IANA name of the zone that times are told in where no script runs. */
  readonly timeZone: string
  /** Epoch ms, to tell what is still on its way. */
  readonly clock: { now(): number }
}

/**
 * `GET /dev/inbox` and `GET /dev/inbox.json`: what the mock gateway delivered. They show every code and link to
 * anybody who asks, so they are mounted with mock messaging outside production and nowhere else. `?to=` and `?q=` find
 * messages, `?view=phone` shows those of one number as its phone would. `POST /dev/inbox/clear`, `…/simulate`,
 * `…/restore` and `…/arrive` are the page's own forms.
 */
export function createDevInboxRoutes(deps: DevInboxDeps): readonly WebRoute[] {
  const post = (path: string, act: (request: WebRequest) => Promise<boolean>): WebRoute => ({
    method: 'POST',
    path: `${inboxRoot}${path}`,
    handler: own(deps, act),
  })
  return [
    get('', (request) => show(deps, request)),
    get('.json', (request) => inboxJson(deps, request)),
    get('/state.json', () => jsonResponse(200, { state: stateOf(deps) })),
    get('/html/:id', (request) => mail(deps, request)),
    post('/clear', async () => {
      await deps.inbox.clear()
      return true
    }),
    post('/arrive', async ({ body }) => {
      const id = textIn(objectIn(body)['id'], 100)
      await deps.inbox.hurry(id)
      return id !== ''
    }),
    post('/simulate', async (request) => simulate(deps, request)),
    post('/restore', async () => {
      deps.inbox.restore()
      return true
    }),
  ]
}

function get(path: string, answer: (request: WebRequest) => WebResponse): WebRoute {
  return { method: 'GET', path: `${inboxRoot}${path}`, handler: async (request) => answer(request) }
}

/** Does what a form of the page asks, and leads back to the page as it was. */
function own(
  { defaultLocale }: DevInboxDeps,
  act: (request: WebRequest) => Promise<boolean>,
): WebHandler {
  return async (request) => {
    const locale = localeOf(request, defaultLocale)
    if (isFromElsewhere(request)) return problemPage({ status: 403, locale })
    if (!(await act(request))) return problemPage({ status: 400, locale })
    const query = request.query.toString()
    const location = query === '' ? inboxRoot : `${inboxRoot}?${query}`
    return { status: 303, headers: { location }, body: '' }
  }
}

const simulationSchema = z.object({
  recipient: z
    .string()
    .max(320)
    .transform((text) => text.trim()),
  template: z.string().max(100).default(''),
  becomes: z.enum(['late', 'failed', 'refused']),
  seconds: z.coerce.number().int().min(0).max(3_600).catch(0),
  once: z.literal('1').optional(),
})

async function simulate({ inbox }: DevInboxDeps, { body }: WebRequest): Promise<boolean> {
  const read = simulationSchema.safeParse(body)
  if (!read.success) return false
  const { recipient, template, becomes, seconds, once } = read.data
  inbox.simulate({
    to: recipient === '' ? null : recipient,
    template: template === '' ? null : template,
    becomes,
    seconds: becomes === 'late' ? seconds : 0,
    isOnce: once === '1',
  })
  return true
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

/** Changes whenever the page would show something else. */
function stateOf({ inbox, clock }: DevInboxDeps): string {
  const hash = createHash('sha256').update(JSON.stringify(inbox.simulations()))
  for (const { id, at, status } of inbox.entries()) {
    hash.update(`${id} ${status} ${Date.parse(at) <= clock.now()}\n`)
  }
  return hash.digest('base64url').slice(0, 16)
}

/** A mail as its HTML, which runs nothing, loads nothing and is shown in the page's own frame alone. */
function mail({ inbox, defaultLocale }: DevInboxDeps, request: WebRequest): WebResponse {
  const found = inbox.entries().find(({ id }) => id === request.params['id'])
  const body = found?.html ?? null
  if (body === null) return problemPage({ status: 404, locale: localeOf(request, defaultLocale) })
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; frame-ancestors 'self'; base-uri 'none'; form-action 'none'",
    'x-frame-options': 'SAMEORIGIN',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  }
  return { status: 200, headers, body }
}

const isLike = (entry: InboxEntry, words: readonly string[]): boolean => {
  const { to, template, subject, text } = entry
  const all = `${to}\n${template}\n${subject ?? ''}\n${text}`.toLowerCase()
  return words.every((word) => all.includes(word))
}

function show(
  { inbox, clock, timeZone, defaultLocale }: DevInboxDeps,
  request: WebRequest,
): WebResponse {
  const { query } = request
  const to = recipientOf(request)
  const search = query.get('q')?.trim().slice(0, 100) ?? ''
  const words = search
    .toLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== '')
  const all = inbox.entries()
  return inboxPage({
    locale: localeOf(request, defaultLocale),
    query,
    to,
    search,
    isPhone: query.get('view') === 'phone' && to !== null,
    now: clock.now(),
    timeZone,
    recipients: [...new Set(all.map((entry) => entry.to))].toSorted(),
    templates: [...new Set(all.map(({ template }) => template))].toSorted(),
    entries: all.filter((entry) => (to === null || entry.to === to) && isLike(entry, words)),
    simulations: inbox.simulations(),
  })
}
