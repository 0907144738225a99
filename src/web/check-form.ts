import type { Locale } from '../flow/locale.ts'
import type { PageLink } from '../ports/page-links.ts'
import type { WebResponse } from '../ports/web-handler.ts'
import { html } from './html.ts'
import { assetPath, pageResponse } from './layout.ts'
import { textsFor } from './texts.ts'

const widget = ['altcha.js', 'check.js']

/** What the check's form shows. */
export interface CheckForm {
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
export function checkForm(given: CheckForm): WebResponse {
  const { locale, words, nonce, expiresAt } = given.link
  const texts = textsFor(locale).check
  const minutes = Math.max(1, Math.ceil((expiresAt - given.now) / 60_000))
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
          data-worker="${assetPath}/altcha-worker.js"
          data-texts="${JSON.stringify(widgetTexts(locale))}"
        ></altcha-widget>
        <button class="button" type="submit">${texts.continue}</button>
      </form>
      <p class="hint">${texts.expires({ minutes })}</p>
    </main>`,
  })
}

/** What follows a check that held. */
export function checkDone(locale: Locale): WebResponse {
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
