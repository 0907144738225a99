import type { PageState } from '../ports/pages.ts'
import type { WebResponse } from '../ports/web-handler.ts'
import { html, type Html } from './html.ts'
import { codeStep, wayStep } from './identity-steps.ts'
import { pageResponse } from './layout.ts'
import { backStep, confirmStep, continueStep, doneStep, undoStep, whoseStep } from './link-steps.ts'
import { handedOnStep, setPasswordStep, signInStep } from './password-steps.ts'
import { noticeBox, tell, tellingOf, type Trouble } from './secret-notice.ts'
import type { DrawnStep, StepView } from './secret-step.ts'
import type { SecretTexts } from './secret-texts.en.ts'
import { textsFor } from './texts.ts'
import { minutesLeft } from './time-left.ts'

/** What a secret page shows. */
export interface SecretPageView {
  readonly state: PageState
  /** The state's notice, or that the server was too busy. */
  readonly trouble: Trouble | null
  /** What the page told that the form came from; '' for nothing. */
  readonly before: string
  readonly token: string
  readonly status: number
  /** Of our pages, from the configuration and never from the request. */
  readonly host: string
  readonly providerName: string | null
  readonly typedEmail: string
  /** IANA name of the zone that times are told in until the page's script shows the reader's own. */
  readonly timeZone: string
  /** Epoch ms. */
  readonly now: number
}

/**
 * Renders one state of a secret page. Typed secrets are never in it, since it is made from the state alone. It works
 * without script, which only ticks rules, reveals what is typed and removes the token from the address bar.
 */
export function secretPage(given: SecretPageView): WebResponse {
  const { state, now } = given
  const texts = textsFor(state.locale).secret
  const reader = { locale: state.locale, now, before: given.before }
  const { trouble } = given
  const told = trouble === null ? null : tell(trouble, reader)
  const step = draw({
    ...given,
    texts,
    action: `/p/${state.page}/${given.token}`,
    telling: trouble === null ? '' : tellingOf(trouble, reader),
    faultsOf: (field) => (told?.field === field ? told.sentences : []),
  })
  const isRefused = told?.tone === 'refusal'
  const address = `/p/${state.page}`
  return pageResponse({
    status: given.status,
    locale: state.locale,
    title: isRefused ? texts.failed({ title: step.title }) : titleOf(step),
    kind: 'card',
    scripts: ['secret-page.js', ...(step.scripts ?? [])],
    main: html`<main
      class="panel"
      data-address="${address}"
      ${step.end === undefined ? html`data-token="${given.token}"` : null}
    >
      ${step.end === undefined ? null : endSign(step.end)}
      <h1>${step.title}</h1>
      ${told === null ? null : noticeBox({ told, fields: step.fields ?? [], locale: state.locale, timeZone: given.timeZone })}
      ${bodyOf(step, given, texts)}
    </main>`,
  })
}

/** The step with the security hint above and the expiry below it; a step that is the end has neither. */
function bodyOf(step: DrawnStep, given: SecretPageView, texts: SecretTexts): readonly Html[] {
  if (step.end !== undefined) return [step.body]
  const minutes = minutesLeft(given.state.expiresAt, given.now)
  const hint = html`<p class="hint">${texts.expires({ minutes })}</p>`
  const known = recognise(given, texts)
  return [...(known === null ? [] : [known]), step.body, hint]
}

function draw(view: StepView): DrawnStep {
  const { now } = view.state
  switch (now.step) {
    case 'whose':
      return whoseStep(view, now)
    case 'sign-in':
      return signInStep(view, now)
    case 'set-password':
      return setPasswordStep(view, now)
    case 'code':
      return codeStep(view, now)
    case 'way':
      return wayStep(view, now)
    case 'undo':
      return undoStep(view, now)
    case 'confirm':
      return confirmStep(view, now)
    case 'continue':
      return continueStep(view, now)
    case 'back':
      return backStep(view, now)
    case 'handed-on':
      return handedOnStep(view)
    case 'done':
      return doneStep(view, now)
    default:
      return now satisfies never
  }
}

/** The tab's title tells the end from elsewhere. */
function titleOf({ title, end }: DrawnStep): string {
  return end === 'good' ? `✓ ${title}` : title
}

function endSign(end: 'good' | 'halted'): Html {
  return end === 'good'
    ? html`<p class="done" aria-hidden="true">✓</p>`
    : html`<p class="done halted" aria-hidden="true">!</p>`
}

/** The hint by which people tell this page from a forged one. */
function recognise({ state, host }: SecretPageView, texts: SecretTexts): Html {
  return state.words === null
    ? html`<p class="hint">${texts.domain({ host })}</p>`
    : html`<p class="words"><strong>${state.words}</strong></p>
        <p class="hint">${texts.words}</p>`
}
