import type { PageStep } from '../ports/pages.ts'
import { html } from './html.ts'
import { formOf, type DrawnStep, type StepView } from './secret-step.ts'
import { momentTag } from './time-left.ts'

/** "This wasn't me": what was changed, what the one button does, and that nothing happens without it. */
export function undoStep(
  view: StepView,
  step: Extract<PageStep, { readonly step: 'undo' }>,
): DrawnStep {
  const { undo } = view.texts
  return {
    title: undo.title,
    end: null,
    fields: [],
    body: html`<p>${undo[step.change]}</p>
      <dl class="moment">
        <dt>${undo.when}</dt>
        <dd>${momentTag(step.at, view.state.locale)}</dd>
      </dl>
      <p id="what">${undo.what}</p>
      <ul class="effects">
        ${undo.effects.map((effect) => html`<li>${effect}</li>`)}
      </ul>
      ${formOf(
        view,
        html`<button class="button grave" type="submit" name="action" value="confirm">
          ${undo.submit}
        </button>`,
      )}
      <p class="hint">${undo.otherwise}</p>`,
  }
}

/** The contact channel that one press confirms; opening the link alone does nothing, for mail scanners open links too. */
export function confirmStep(
  view: StepView,
  { mask }: Extract<PageStep, { readonly step: 'confirm' }>,
): DrawnStep {
  const { confirm } = view.texts
  return {
    title: confirm.title,
    end: null,
    fields: [],
    body: html`<p>${confirm.what}</p>
      <p class="words"><strong>${mask}</strong></p>
      ${formOf(
        view,
        html`<button class="button" type="submit" name="action" value="confirm">
          ${confirm.submit}
        </button>`,
      )}
      <p class="hint">${confirm.otherwise}</p>`,
  }
}

/** How it ended, and that the chat is where it goes on. */
export function doneStep(
  view: StepView,
  step: Extract<PageStep, { readonly step: 'done' }>,
): DrawnStep {
  const { done } = view.texts
  const { title, text, more } = done[step.outcome]
  return {
    title,
    end: step.outcome === 'stopped' ? 'halted' : 'good',
    fields: [],
    body: html`<p>${text}</p>
      ${more.map((sentence) => html`<p>${sentence}</p>`)}
      <p class="hint">${done.close}</p>`,
  }
}
