import { createHash, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Locale } from '../flow/locale.ts'
import type { Clock } from '../ports/clock.ts'
import type { PageLink, PageLinks } from '../ports/page-links.ts'
import type { WebHandler, WebRequest, WebResponse, WebRoute } from '../ports/web-handler.ts'
import type { HumanChallenge } from './human-challenge.ts'
import { problemPage, type ProblemStatus } from './problem-page.ts'
import { isFromElsewhere, localeOf, tokenIn } from './request.ts'
import { textsFor } from './texts.ts'
import { minutesLeft } from './time-left.ts'
import { html } from './html.ts'
import { assetAt } from './asset-names.ts'
import { pageResponse } from './layout.ts'

/** What the human check's page uses. */
export interface CheckPageDeps {
  readonly links: PageLinks
  readonly challenge: HumanChallenge
  readonly clock: Clock
  /** For pages that know of no link and of no language the browser asks for. */
  readonly defaultLocale: Locale
}

const formSchema = z.object({ nonce: z.string(), altcha: z.string().optional() })

/**
 * The human check: `GET` and `HEAD` show it and change nothing however often they come (RFC 9110 section 9.2.1), `POST` spends
 * the link. Unknown, used, replaced and expired links get one and the same page (410); a token that cannot be one
 * 404; a form without this link's nonce, or sent from another site, 403; an unsolved check 422 and the form again.
 * Outages of the links are thrown on.
 */
export function createCheckRoutes(deps: CheckPageDeps): readonly WebRoute[] {
  const path = '/p/check/:token'
  const byLink = (handle: (call: Call) => Promise<WebResponse>): WebHandler => {
    return async (request) => {
      const token = tokenIn(request)
      if (token === null) return problem(deps, request, 404)
      const link = await deps.links.look(token)
      return link === null ? problem(deps, request, 410) : handle({ deps, request, token, link })
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
  readonly token: string
  readonly link: PageLink
}

async function submit(call: Call): Promise<WebResponse> {
  const { deps, request, token, link } = call
  const sent = formSchema.safeParse(request.body)
  if (!sent.success) return problem(deps, request, request.body === null ? 400 : 403)
  const isOurs = isSame(sent.data.nonce, link.nonce) && !isFromElsewhere(request)
  if (!isOurs) return problem(deps, request, 403)
  if (!(await deps.challenge.isSolved(token, sent.data.altcha ?? ''))) return form(call, 422)
  const outcome = await deps.links.complete(token)
  return outcome === 'gone' ? problem(deps, request, 410) : checkDone(link.locale)
}

async function form({ deps, token, link }: Call, status: 200 | 422): Promise<WebResponse> {
  const challenge = await deps.challenge.make(token)
  return checkForm({ token, link, challenge, status, now: deps.clock.now() })
}

function problem(deps: CheckPageDeps, request: WebRequest, status: ProblemStatus): WebResponse {
  return problemPage({ status, locale: localeOf(request, deps.defaultLocale) })
}

/** Equal-time comparison; hashing first gives both the same length. */
function isSame(given: string, wanted: string): boolean {
  return timingSafeEqual(digest(given), digest(wanted))
}

function digest(text: string): Uint8Array {
  return createHash('sha256').update(text).digest()
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
      <noscript><p class="notice">${texts.needsScript}</p></noscript>
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

/** What follows a check that held. */
function checkDone(locale: Locale): WebResponse {
  const texts = textsFor(locale).check
  return pageResponse({
    status: 200,
    locale,
    title: texts.doneTitle,
    kind: 'card',
    scripts: ['check.js'],
    main: html`<main class="panel" data-address="/p/check">
      <p class="done" aria-hidden="true">✓</p>
      <h1>${texts.doneTitle}</h1>
      <p>${texts.done}</p>
      <p class="hint">${texts.close}</p>
    </main>`,
  })
}

/** The widget's own words, under the names it looks them up by. */
function widgetTexts(locale: Locale): Readonly<Record<string, string>> {
  const { label, verifying, verified, error } = textsFor(locale).check
  return { label, verifying, verified, error, expired: error, waitAlert: verifying }
}
