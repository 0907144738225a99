import type { Locale } from '../flow/locale.ts'
import { retryLater, type ProblemPages, type WebResponse } from '../ports/web-handler.ts'
import { html } from './html.ts'
import { dressedAnswer, pageResponse, wayToChat } from './layout.ts'
import type { Look } from './look.ts'
import { localeOf } from './request.ts'
import type { Texts } from './texts.en.ts'
import { textsFor } from './texts.ts'

const kinds = {
  400: 'wrong',
  403: 'foreign',
  404: 'missing',
  405: 'wrong',
  410: 'gone',
  413: 'wrong',
  415: 'wrong',
  429: 'busy',
  500: 'down',
  503: 'down',
} as const satisfies Readonly<Record<number, keyof Texts['problems']>>

/** The statuses a page's problem can have. */
export type ProblemStatus = keyof typeof kinds

/** What a problem's page is made of. */
export interface Problem {
  readonly status: ProblemStatus
  readonly locale: Locale
  /** Seconds after which trying again makes sense; becomes `Retry-After`. */
  readonly retryAfterSeconds?: number
  /** For a form of an earlier step: the address of the page as it is now. */
  readonly pageNow?: string
  readonly scripts?: readonly string[]
  /** To find the log line by. */
  readonly reference?: string
}

/**
 * One friendly page for each kind of problem. It depends on the status and the language alone, so that it tells
 * nothing about what was asked for: an unknown, a used and an expired link get the same bytes.
 */
export function problemPage(problem: Problem): WebResponse {
  const { status, locale, pageNow, retryAfterSeconds, reference, scripts = [] } = problem
  const { problems } = textsFor(locale)
  const { title, text } = problems[pageNow === undefined ? kinds[status] : 'stale']
  const page = pageResponse({
    status,
    locale,
    title,
    kind: 'card',
    scripts: pageNow === undefined ? [...scripts, 'done.js'] : scripts,
    main: html`<main class="panel">
      <h1>${title}</h1>
      <p>${text}</p>
      ${reference === undefined ? null : html`<p class="hint">${problems.reference({ reference })}</p>`}
      ${
        pageNow === undefined
          ? wayToChat(locale, problems.toChat)
          : html`<p><a class="button" href="${pageNow}">${problems.toPage}</a></p>`
      }
    </main>`,
  })
  return retryAfterSeconds === undefined ? page : retryLater(page, retryAfterSeconds)
}

const isStatus = (status: number): status is ProblemStatus => Object.hasOwn(kinds, status)

/**
 * Makes what draws the problems of requests that came to no page, for people. Of a request to another host's name it
 * draws nothing: that page would find none of its files.
 */
export function createProblemPages({
  defaultLocale,
  look,
}: {
  readonly defaultLocale: Locale
  readonly look: Look
}): ProblemPages {
  return ({ status, reference, ...request }) => {
    if (!isStatus(status)) return null
    const locale = localeOf(request, defaultLocale)
    const page = problemPage({ status, locale, ...(reference === undefined ? {} : { reference }) })
    return dressedAnswer(page, look)
  }
}
