import type { ChatSession, WayBack } from '../ports/chat-return.ts'
import { html, type Html } from './html.ts'
import { toChatButton } from './layout.ts'
import { formOf, type DrawnStep, type StepOf, type StepView } from './secret-step.ts'
import { momentTag } from './time-left.ts'

/** The one button that confirms; a GET alone must do nothing, since mail scanners open links too. */
function confirmForm(view: StepView, label: string, look = 'button'): Html {
  return formOf(
    view,
    html`<button class="${look}" type="submit" name="action" value="confirm">${label}</button>`,
  )
}

/** "This wasn't me": what was changed, and what the button does. */
export function undoStep(view: StepView, step: StepOf<'undo'>): DrawnStep {
  const { undo } = view.texts
  return {
    title: undo.title,
    body: html`<p>${undo[step.change]}</p>
      <dl class="moment">
        <dt>${undo.when}</dt>
        <dd>${momentTag(step.at, view.state.locale, view.timeZone)}</dd>
      </dl>
      <p id="what">${undo.what}</p>
      <ul class="effects">
        ${undo.effects[step.does].map((effect) => html`<li>${effect}</li>`)}
      </ul>
      ${confirmForm(view, undo.submit, 'button grave')}
      <p class="hint">${undo.otherwise}</p>`,
  }
}

/** Which chat would be signed in, before anything can be typed: whoever has that chat acts as the person then. */
export function whoseStep(view: StepView, { chat }: StepOf<'whose'>): DrawnStep {
  const { whose } = view.texts
  return {
    title: whose.title,
    body: html`<p>${whose.chats[chat]}</p>
      <p><strong>${whose.warning}</strong></p>
      ${formOf(
        view,
        html`<button class="button" type="submit" name="action" value="mine">
          ${whose.submit}
        </button>`,
      )}
      <p class="hint">${whose.otherwise}</p>`,
  }
}

/** The contact channel that the button confirms. */
export function confirmStep(view: StepView, { mask }: StepOf<'confirm'>): DrawnStep {
  const { confirm } = view.texts
  return {
    title: confirm.title,
    body: html`<p>${confirm.what}</p>
      <p class="words"><strong>${mask}</strong></p>
      ${confirmForm(view, confirm.submit)}
      <p class="hint">${confirm.otherwise}</p>`,
  }
}

const halted: ReadonlySet<string> = new Set(['stopped', 'frozen', 'not-allowed', 'unknown'])

/** How it ended, and that the chat goes on. */
export function doneStep(view: StepView, step: StepOf<'done'>): DrawnStep {
  const { done } = view.texts
  const { title, text, more } = done[step.outcome]
  return {
    title,
    end: halted.has(step.outcome) ? 'halted' : 'good',
    scripts: ['done.js'],
    body: html`<p>${text}</p>
      ${more.map((sentence) => html`<p>${sentence}</p>`)} ${toChatButton(view.state.locale)}
      <p class="hint">${done.close}</p>`,
  }
}

/** Support waits in the case; the button leads back to the chat. */
export function continueStep(view: StepView, { number, isOpen }: StepOf<'continue'>): DrawnStep {
  const { continue: texts } = view.texts
  return {
    title: isOpen ? texts.title({ number }) : texts.solvedTitle({ number }),
    body: html`<p>${texts.what}</p>
      <noscript><p class="notice">${texts.needsScript}</p></noscript>
      ${confirmForm(view, texts.submit)}
      <p class="hint">${texts.otherwise}</p>`,
  }
}

/** The way back into the chat: opened here, a link to another program, or words alone. */
export function backStep(view: StepView, { way }: StepOf<'back'>): DrawnStep {
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

/** The page's script opens the chat in this tab, with the session from a data attribute. */
function openingStep({ texts, state }: StepView, session: ChatSession): DrawnStep {
  const { opening } = texts.back
  const chatPage = `/?lang=${state.locale}`
  return {
    title: opening.title,
    end: 'good',
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
    body: html`<p>${text}</p>
      <p><a class="button" href="${way.url}">${open}</a></p>`,
  }
}

function elsewhereStep({ texts }: StepView): DrawnStep {
  const { title, text } = texts.back.elsewhere
  return { title, end: 'good', body: html`<p>${text}</p>` }
}
