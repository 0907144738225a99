import type { Locale } from '../flow/locale.ts'
import { retryLater, type WebResponse } from '../ports/web-handler.ts'
import { html } from './html.ts'
import { pageResponse } from './layout.ts'
import type { Texts } from './texts.en.ts'
import { textsFor } from './texts.ts'

/** The statuses a page's problem can have. */
export type ProblemStatus = 400 | 403 | 404 | 410 | 413 | 429 | 500 | 503

const kinds = {
  400: 'wrong',
  403: 'foreign',
  404: 'missing',
  410: 'gone',
  413: 'wrong',
  429: 'busy',
  500: 'down',
  503: 'down',
} as const satisfies Readonly<Record<ProblemStatus, keyof Texts['problems']>>

/** What a problem's page is made of. */
export interface Problem {
  readonly status: ProblemStatus
  readonly locale: Locale
  /** Seconds after which trying again makes sense; becomes `Retry-After`. */
  readonly retryAfterSeconds?: number
  /** For a form of an earlier step: the address of the page as it is now. */
  readonly pageNow?: string
  readonly scripts?: readonly string[]
}

/**
 * One friendly page for each kind of problem. It depends on the status and the language alone, so that it tells
 * nothing about what was asked for: an unknown, a used and an expired link get the same bytes.
 */
export function problemPage(problem: Problem): WebResponse {
  const { status, locale, pageNow, retryAfterSeconds, scripts } = problem
  const { problems } = textsFor(locale)
  const { title, text } = problems[pageNow === undefined ? kinds[status] : 'stale']
  const page = pageResponse({
    status,
    locale,
    title,
    kind: 'card',
    scripts,
    main: html`<main class="panel">
      <h1>${title}</h1>
      <p>${text}</p>
      ${status === 404 ? html`<p><a class="button" href="/">${problems.toChat}</a></p>` : null}
      ${
        pageNow === undefined
          ? null
          : html`<p><a class="button" href="${pageNow}">${problems.toPage}</a></p>`
      }
    </main>`,
  })
  return retryAfterSeconds === undefined ? page : retryLater(page, retryAfterSeconds)
}
