import type { PageState } from '../ports/pages.ts'
import { html, type Fragment, type Html } from './html.ts'
import type { FieldName } from './secret-notice.ts'
import type { SecretTexts } from './secret-texts.en.ts'

/** What a step is drawn from. */
export interface StepView {
  readonly state: PageState
  readonly texts: SecretTexts
  /** Where the form goes: the link's own path. */
  readonly action: string
  readonly providerName: string | null
  /** The address typed last, so that it is typed only once; '' for none. */
  readonly typedEmail: string
  /** What is wrong with a field's last entry, a sentence each. */
  readonly faultsOf: (field: FieldName) => readonly string[]
}

/** A step as it is drawn. */
export interface DrawnStep {
  /** Both the page's title and its heading. */
  readonly title: string
  /** How it went: an end has a sign above its heading. */
  readonly end: 'good' | 'halted' | null
  /** The fields it has, for links to them. */
  readonly fields: readonly FieldName[]
  readonly body: Html
  /** Modules it needs besides that of every such page. */
  readonly scripts?: readonly string[]
}

/** The form of a step. It carries the nonce on, without which nothing it sends is taken. */
export function formOf(view: StepView, content: Fragment): Html {
  return html`<form method="post" action="${view.action}">
    <input type="hidden" name="nonce" value="${view.state.nonce}" />
    ${content}
  </form>`
}
