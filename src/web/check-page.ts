import { z } from 'zod'
import { isSameSecret } from '../domain/same-secret.ts'
import type { Locale } from '../flow/locale.ts'
import type { Clock } from '../ports/clock.ts'
import type { PageLink, PageLinks } from '../ports/page-links.ts'
import {
  jsonResponse,
  type WebHandler,
  type WebRequest,
  type WebResponse,
  type WebRoute,
} from '../ports/web-handler.ts'
import type { ChallengeFor, HumanChallenge } from './human-challenge.ts'
import { problemPage, type ProblemStatus } from './problem-page.ts'
import { isFromElsewhere, localeOf, tokenIn } from './request.ts'
import { textsFor } from './texts.ts'
import { slowWaitMs, type SlowCheck } from './slow-check.ts'
import { minutesLeft, secondsLeft } from './time-left.ts'
import { html } from './html.ts'
import { assetAt } from './asset-names.ts'
import { pageResponse, toChatButton } from './layout.ts'

/** What the human check's page uses. */
export interface CheckPageDeps {
  readonly links: PageLinks
  readonly challenge: HumanChallenge
  readonly slow: SlowCheck
  /** For a source that begins a slow check: null, or the seconds until it may begin one. */
  readonly slowFlood: (source: string) => Promise<number | null>
  /** The keyed handle of the network that a request comes from. */
  readonly sourceHandle: (source: string) => string
  readonly clock: Clock
  /** For pages that know of no link and of no language the browser asks for. */
  readonly defaultLocale: Locale
}

const formSchema = z.object({
  nonce: z.string(),
  altcha: z.string().default(''),
  slow: z.string().default(''),
})

/**
 * The human check: `GET` and `HEAD` show it and change nothing however often they come (RFC 9110 section 9.2.1), `POST` spends
 * the link. Unknown, used, replaced and expired links get one and the same page (410); a token that cannot be one
 * 404; a form without this link's nonce, or sent from another site, 403; an unsolved check 422 and the form again; a
 * form that no script filled in 422 as well, with a ticket to wait with. Asked for JSON, it says the same without a page, for the chat
 * that runs the check in itself. Outages of the links are thrown on.
 */
export function createCheckRoutes(deps: CheckPageDeps): readonly WebRoute[] {
  const path = '/p/check/:token'
  const byLink = (handle: (call: Call) => Promise<WebResponse>): WebHandler => {
    return async (request) => {
      const token = tokenIn(request)
      if (token === null) return problem(deps, request, 404)
      const link = await deps.links.look(token)
      if (link === null) return problem(deps, request, 410)
      const asked = { token, source: deps.sourceHandle(request.source) }
      return handle({ deps, request, asked, link })
    }
  }
  return [
    { method: 'GET', path, handler: byLink((call) => form(call, 200)) },
    { method: 'POST', path, handler: byLink(submit) },
    // Where a page stands once its script has taken the token out of the address bar.
    { method: 'GET', path: '/p/check', handler: async (request) => problem(deps, request, 410) },
  ]
}

/** One request for the page of an open link. */
interface Call {
  readonly deps: CheckPageDeps
  readonly request: WebRequest
  readonly asked: ChallengeFor
  readonly link: PageLink
}

const wantsJson = ({ headers }: WebRequest): boolean => headers['accept'] === 'application/json'

async function submit(call: Call): Promise<WebResponse> {
  const { deps, request, asked, link } = call
  const sent = formSchema.safeParse(request.body)
  if (!sent.success) return problem(deps, request, request.body === null ? 400 : 403)
  const { nonce, altcha, slow } = sent.data
  const isOurs = isSameSecret(nonce, link.nonce) && !isFromElsewhere(request)
  if (!isOurs) return problem(deps, request, 403)
  if (altcha === '' && !wantsJson(request)) return goSlowly(call, slow)
  if (!(await deps.challenge.isSolved(asked, altcha))) return form(call, 422)
  return complete(call, false)
}

async function complete(
  { deps, request, asked, link }: Call,
  isSlow: boolean,
): Promise<WebResponse> {
  const outcome = await deps.links.complete(asked.token)
  if (outcome === 'gone') return problem(deps, request, 410)
  if (wantsJson(request)) return jsonResponse(200, { outcome })
  return checkDone(link.locale, isSlow)
}

/** Hands out a ticket, and takes it back once its wait is over. */
async function goSlowly(call: Call, sent: string): Promise<WebResponse> {
  const { deps, request, asked, link } = call
  const now = deps.clock.now()
  const waitMs = sent === '' ? null : deps.slow.waits(asked, sent, now)
  if (waitMs === 0) return complete(call, true)
  if (waitMs !== null) return slowForm(call, { ticket: sent, waitMs })
  const seconds = await deps.slowFlood(request.source)
  if (seconds !== null) {
    return problemPage({ status: 429, locale: link.locale, retryAfterSeconds: seconds })
  }
  return slowForm(call, { ticket: deps.slow.begin(asked, now), waitMs: slowWaitMs })
}

async function form({ deps, request, asked, link }: Call, status: 200 | 422): Promise<WebResponse> {
  const challenge = await deps.challenge.make(asked)
  if (wantsJson(request)) return jsonResponse(status, { challenge, nonce: link.nonce })
  return checkForm({ token: asked.token, link, challenge, status, now: deps.clock.now() })
}

function problem(deps: CheckPageDeps, request: WebRequest, status: ProblemStatus): WebResponse {
  if (wantsJson(request)) return jsonResponse(status, {})
  return problemPage({ status, locale: localeOf(request, deps.defaultLocale) })
}

const widget = ['altcha.js', 'check.js']

/** What the check's form shows. */
interface CheckForm {
  readonly token: string
  readonly link: PageLink
  /** The widget's task as JSON. */
  readonly challenge: string
  /** 422 when a check was sent and did not hold. */
  readonly status: 200 | 422
  /** Epoch ms. */
  readonly now: number
}

/** The page with the check. Its form names its own address, since the script empties the address bar. */
function checkForm(given: CheckForm): WebResponse {
  const { locale, words, nonce, expiresAt } = given.link
  const texts = textsFor(locale).check
  const minutes = minutesLeft(expiresAt, given.now)
  return pageResponse({
    status: given.status,
    locale,
    title: texts.title,
    kind: 'card',
    styles: ['altcha.css', 'style.css'],
    scripts: widget,
    main: html`<main class="panel">
      <h1>${texts.question}</h1>
      ${given.status === 422 ? html`<p class="notice" role="alert">${texts.failed}</p>` : null}
      <p>${texts.why}</p>
      <p class="words"><strong>${words}</strong></p>
      <p class="hint">${texts.words}</p>
      <noscript><p class="notice">${texts.withoutScript}</p></noscript>
      <form method="post" action="/p/check/${given.token}" data-address="/p/check">
        <input type="hidden" name="nonce" value="${nonce}" />
        <altcha-widget
          challenge="${given.challenge}"
          data-worker="${assetAt('altcha-worker.js')}"
          data-texts="${JSON.stringify(widgetTexts(locale))}"
        ></altcha-widget>
        <button class="button" type="submit">${texts.continue}</button>
      </form>
      <p class="hint">${texts.expires({ minutes })}</p>
    </main>`,
  })
}

/** The wait of a browser without scripts. Pressed too early, it says how much is left. */
function slowForm(
  { deps, asked, link }: Call,
  { ticket, waitMs }: { readonly ticket: string; readonly waitMs: number },
): WebResponse {
  const now = deps.clock.now()
  const texts = textsFor(link.locale).check
  return pageResponse({
    status: 422,
    locale: link.locale,
    title: texts.slowTitle,
    kind: 'card',
    main: html`<main class="panel">
      <h1>${texts.slowTitle}</h1>
      <p role="status">${texts.slow({ seconds: secondsLeft(now + waitMs, now) })}</p>
      <form method="post" action="/p/check/${asked.token}">
        <input type="hidden" name="nonce" value="${link.nonce}" />
        <input type="hidden" name="slow" value="${ticket}" />
        <button class="button" type="submit">${texts.continue}</button>
      </form>
    </main>`,
  })
}

/** What follows a check that held. Without a script no chat goes on by itself. */
function checkDone(locale: Locale, isSlow: boolean): WebResponse {
  const texts = textsFor(locale).check
  return pageResponse({
    status: 200,
    locale,
    title: `✓ ${texts.doneTitle}`,
    kind: 'card',
    scripts: ['check.js', 'done.js'],
    main: html`<main class="panel" data-address="/p/check">
      <p class="done" aria-hidden="true">✓</p>
      <h1>${texts.doneTitle}</h1>
      <p>${isSlow ? texts.doneSlowly : texts.done}</p>
      ${toChatButton(locale)}
      <p class="hint">${texts.close}</p>
    </main>`,
  })
}

/** The widget's own words, under the names it looks them up by. */
function widgetTexts(locale: Locale): Readonly<Record<string, string>> {
  const { label, verifying, verified, error } = textsFor(locale).check
  return { label, verifying, verified, error, expired: error, waitAlert: verifying }
}
