import type { PageState, PageStep } from '../ports/pages.ts'
import { html, type Fragment, type Html } from './html.ts'
import type { FieldName } from './secret-notice.ts'
import type { SecretTexts } from './secret-texts.en.ts'

/** What a step is rendered from. */
export interface StepView {
  readonly state: PageState
  readonly texts: SecretTexts
  /** Where the form goes: the link's own path. */
  readonly action: string
  readonly providerName: string | null
  /** IANA name of the zone that times are told in. */
  readonly timeZone: string
  /** What the page tells, as `tellingOf` names it; '' for nothing. The form sends it along. */
  readonly telling: string
  /** The address that was typed last, to fill the field with; '' for none. */
  readonly typedEmail: string
  /** What is wrong with a field's last entry, a sentence each. */
  readonly faultsOf: (field: FieldName) => readonly string[]
}

/** The step of a name. */
export type StepOf<Name extends PageStep['step']> = Extract<PageStep, { readonly step: Name }>

/** A rendered step. */
export interface DrawnStep {
  /** The page's title and its heading. */
  readonly title: string
  /** How it went, for a step that is the end: a sign stands above its heading. */
  readonly end?: 'good' | 'halted'
  /** The fields of its form, for links to them. */
  readonly fields?: readonly FieldName[]
  readonly body: Html
  /** Script modules besides the page's own. */
  readonly scripts?: readonly string[]
}

/** The form of a step, with the nonce without which its submission is refused. */
export function formOf(view: StepView, content: Fragment): Html {
  return html`<form method="post" action="${view.action}">
    <input type="hidden" name="nonce" value="${view.state.nonce}" />
    ${view.telling === '' ? null : html`<input type="hidden" name="told" value="${view.telling}" />`}
    ${content}
  </form>`
}

/** One field of a secret page's form. */
export interface Field {
  readonly name: FieldName
  readonly label: string
  readonly type: 'text' | 'password'
  /** For password managers and phones (HTML standard, autofill tokens). */
  readonly autocomplete: 'username' | 'current-password' | 'new-password' | 'one-time-code'
  readonly inputMode?: 'email' | 'numeric'
  readonly hint?: string
  /** An address at most: secrets are never written back into a page. */
  readonly value?: string
  /** Ids of what else explains the field. */
  readonly explainedBy?: readonly string[]
  /** May be left empty. */
  readonly isOptional?: boolean
  /** What is wrong with the last entry, a sentence each. */
  readonly faults: readonly string[]
}

/**
 * A labelled field with its hint and its faults. It has no `maxlength`, which would silently cut a pasted password, and
 * no spell checking, since some checkers send a revealed password elsewhere.
 */
export function fieldOf(field: Field): Html {
  const { name, hint, faults } = field
  return html`<div class="field">
    <label for="${name}">${field.label}</label>
    ${hint === undefined ? null : html`<p class="hint" id="${name}-hint">${hint}</p>`}
    ${faults.length === 0 ? null : faultOf(name, faults)}
    <input
      id="${name}"
      name="${name}"
      type="${field.type}"
      autocomplete="${field.autocomplete}"
      ${field.inputMode === undefined ? null : html`inputmode="${field.inputMode}"`}
      ${field.value === undefined ? null : html`value="${field.value}"`}
      autocapitalize="none"
      spellcheck="false"
      ${field.isOptional === true ? null : html`required`}
      ${explaining(field)}
      ${name === 'oldPassword' && faults.length > 0 ? html`autofocus` : null}
    />
  </div>`
}

/** Ties the field to what explains it, the fault first. */
function explaining({ name, hint, faults, explainedBy }: Field): Fragment {
  const isFaulty = faults.length > 0
  const ids = [
    ...(isFaulty ? [`${name}-fault`] : []),
    ...(hint === undefined ? [] : [`${name}-hint`]),
    ...(explainedBy ?? []),
  ]
  return [
    ids.length === 0 ? null : html`aria-describedby="${ids.join(' ')}"`,
    isFaulty ? html` aria-invalid="true"` : null,
  ]
}

function faultOf(name: FieldName, faults: readonly string[]): Html {
  return html`<div class="fault" id="${name}-fault">
    ${faults.map((fault) => html`<p>${fault}</p>`)}
  </div>`
}

/** Shows what was typed; hidden until the script is there that can do it. */
export function revealButton(label: string): Html {
  return html`<p class="reveal" id="reveal" hidden>
    <button class="tool" type="button" aria-pressed="false">${label}</button>
  </p>`
}
