import type { PageStep, PageWay } from '../ports/pages.ts'
import { html, type Html } from './html.ts'
import { fieldOf, formOf, type DrawnStep, type StepView } from './secret-step.ts'
import type { SecretTexts } from './secret-texts.en.ts'

/** The code that went to a way. The button that confirms comes first: it is the one that Enter presses. */
export function codeStep(
  view: StepView,
  step: Extract<PageStep, { readonly step: 'code' }>,
): DrawnStep {
  const { texts, faultsOf } = view
  const { code } = texts
  const { medium, mask } = step.way
  const field = fieldOf({
    name: 'code',
    label: code.code,
    type: 'text',
    autocomplete: 'one-time-code',
    inputMode: 'numeric',
    explainedBy: ['sent'],
    faults: faultsOf('code'),
  })
  return {
    title: code.title,
    fields: ['code'],
    body: html`<p id="sent">${code.sent[medium]({ mask })}</p>
      <p>${code.pending}</p>
      ${formOf(view, [
        field,
        html`<button class="button" type="submit">${code.submit}</button>`,
        html`<p class="others">
          ${actionButton('resend', code.resend)} ${actionButton('other-way', code.otherWay)}
        </p>`,
      ])}`,
  }
}

/** Asks for something besides what the form is for, so its fields may stay empty. */
function actionButton(action: string, label: string): Html {
  return html`<button
    class="button quiet"
    type="submit"
    name="action"
    value="${action}"
    formnovalidate
  >
    ${label}
  </button>`
}

/** A button for each way, one back to the code, and a person for whom none of them will do. */
export function wayStep(
  view: StepView,
  step: Extract<PageStep, { readonly step: 'way' }>,
): DrawnStep {
  const { way, person } = view.texts
  const hasNone = step.ways.length === 0
  return {
    title: hasNone ? way.noneTitle : way.title,
    body: html`<p>${hasNone ? way.none : way.why}</p>
      ${formOf(view, [
        hasNone ? null : wayList(step.ways, way),
        html`<p class="others">${actionButton('back', way.back)}</p>`,
      ])}
      ${hasNone ? null : html`<p class="hint">${person}</p>`}`,
  }
}

function wayList(ways: readonly PageWay[], texts: SecretTexts['way']): Html {
  return html`<ul class="ways">
    ${ways.map((one) => html`<li>${wayButton(one, texts)}</li>`)}
  </ul>`
}

function wayButton({ id, medium, mask }: PageWay, texts: SecretTexts['way']): Html {
  return html`<button class="button" type="submit" name="way" value="${id}">
    ${texts[medium]({ mask })}
  </button>`
}
