import type { ChatSession, WayBack } from '../ports/chat-return.ts'
import type { PageStep } from '../ports/pages.ts'
import { html } from './html.ts'
import { formOf, type DrawnStep, type StepView } from './secret-step.ts'

/** Who waits, and the one button that leads back; opening the link alone does nothing, for mail scanners do that too. */
export function continueStep(
  view: StepView,
  { number, isOpen }: Extract<PageStep, { readonly step: 'continue' }>,
): DrawnStep {
  const { continue: texts } = view.texts
  return {
    title: isOpen ? texts.title({ number }) : texts.solvedTitle({ number }),
    end: null,
    fields: [],
    body: html`<p>${texts.what}</p>
      <noscript><p class="notice">${texts.needsScript}</p></noscript>
      ${formOf(
        view,
        html`<button class="button" type="submit" name="action" value="confirm">
          ${texts.submit}
        </button>`,
      )}
      <p class="hint">${texts.otherwise}</p>`,
  }
}

/** The way into the chat, as far as a page can lead. */
export function backStep(
  view: StepView,
  { way }: Extract<PageStep, { readonly step: 'back' }>,
): DrawnStep {
  switch (way.kind) {
    case 'own-chat':
      return openingStep(view, way.session)
    case 'link':
      return linkStep(view, way)
    case 'none':
      return elsewhereStep(view)
    default:
      return way satisfies never
  }
}

/** The script takes the chat over into this tab; what it needs is in the page, since no script may be. */
function openingStep({ texts, state }: StepView, session: ChatSession): DrawnStep {
  const { opening } = texts.back
  const chatPage = `/?lang=${state.locale}`
  return {
    title: opening.title,
    end: 'good',
    fields: [],
    scripts: ['return.js'],
    body: html`<p
        id="back"
        data-chat="${chatPage}"
        data-session="${JSON.stringify(session)}"
        hidden
      >
        ${opening.text}
      </p>
      <noscript>
        <p class="notice">${opening.noScript}</p>
        <p><a class="button" href="${chatPage}">${opening.newChat}</a></p>
      </noscript>
      <div id="not-kept" role="status" hidden>
        <p class="notice">${opening.notKept}</p>
        <p><a class="button" href="${chatPage}">${opening.newChat}</a></p>
      </div>`,
  }
}

function linkStep(
  { texts }: StepView,
  way: Extract<WayBack, { readonly kind: 'link' }>,
): DrawnStep {
  const { title, text, open } = texts.back[way.chat]
  return {
    title,
    end: 'good',
    fields: [],
    body: html`<p>${text}</p>
      <p><a class="button" href="${way.url}">${open}</a></p>`,
  }
}

function elsewhereStep({ texts }: StepView): DrawnStep {
  const { title, text } = texts.back.elsewhere
  return { title, end: 'good', fields: [], body: html`<p>${text}</p>` }
}
