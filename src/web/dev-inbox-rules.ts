import type { InboxEntry, Simulation } from '../ports/messenger.ts'
import { address, inboxRoot, kindName, type InboxView, type InboxWords } from './dev-inbox-view.ts'
import { html, type Html } from './html.ts'

const becomings = ['late', 'failed', 'refused'] as const
const nextLateSeconds = 30

/** What is to happen to the next message of this kind to this recipient. */
export function nextForm({ to, template }: InboxEntry, view: InboxView, texts: InboxWords): Html {
  return html`<details class="next">
    <summary>${texts.next}</summary>
    <form method="post" action="${address(view, {}, `${inboxRoot}/simulate`)}">
      <input type="hidden" name="recipient" value="${to}" />
      <input type="hidden" name="template" value="${template}" />
      <input type="hidden" name="seconds" value="${nextLateSeconds}" />
      <input type="hidden" name="once" value="1" />
      ${becomings.map(
        (kind) =>
          html`<button class="tool" type="submit" name="becomes" value="${kind}">
            ${texts.nextBecomes[kind]({ seconds: nextLateSeconds })}
          </button>`,
      )}
    </form>
  </details>`
}

/** What is to happen to messages from now on, and the rules that hold. */
export function simulator(view: InboxView, texts: InboxWords): Html {
  const { simulations } = view
  return html`<details class="simulate" ${simulations.length > 0 ? html`open` : null}>
    <summary>${texts.simulate}</summary>
    <p class="hint">${texts.simulateAbout}</p>
    <form method="post" action="${address(view, {}, `${inboxRoot}/simulate`)}">
      ${whichMessages(view, texts)}
      <label
        >${texts.becomes}
        <select name="becomes">
          ${becomings.map((kind) => html`<option value="${kind}">${texts.outcomes[kind]}</option>`)}
        </select></label
      >
      <label
        >${texts.seconds} <input name="seconds" type="number" min="0" max="3600" value="30"
      /></label>
      <label class="tick"
        ><input name="once" type="checkbox" value="1" checked /> ${texts.once}</label
      >
      <button class="button quiet" type="submit">${texts.apply}</button>
    </form>
    <div id="rules">${simulations.length === 0 ? null : rules(view, texts)}</div>
  </details>`
}

function rules(view: InboxView, texts: InboxWords): Html {
  return html`<form
    class="rules-set"
    method="post"
    action="${address(view, {}, `${inboxRoot}/restore`)}"
  >
    <ul>
      ${view.simulations.map((rule) => html`<li>${ruleText(rule, texts)}</li>`)}
    </ul>
    <button class="button quiet" type="submit">${texts.restore}</button>
  </form>`
}

function ruleText(
  { to, template, becomes, seconds, isOnce }: Simulation,
  texts: InboxWords,
): string {
  const all = to ?? texts.everybody
  const whom =
    template === null ? all : texts.ruleKind({ to: all, kind: kindName(template, texts) })
  const rule =
    becomes === 'late'
      ? texts.ruleLate({ to: whom, seconds })
      : texts.rule({ to: whom, becomes: texts.outcomes[becomes] })
  return isOnce ? texts.ruleOnce({ rule }) : rule
}

function whichMessages({ to, recipients, templates }: InboxView, texts: InboxWords): Html {
  return html`<label
      >${texts.whom}
      <input
        name="recipient"
        type="text"
        maxlength="320"
        list="recipients"
        placeholder="${texts.everybody}"
        value="${to ?? ''}"
    /></label>
    <datalist id="recipients">
      ${recipients.map((value) => html`<option value="${value}"></option>`)}
    </datalist>
    <label
      >${texts.kind}
      <select name="template">
        <option value="">${texts.everyKind}</option>
        ${templates.map((kind) => html`<option value="${kind}">${kindName(kind, texts)}</option>`)}
      </select></label
    >`
}
